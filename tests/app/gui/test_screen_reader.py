"""What is said aloud to those who cannot see the window."""

import pytest

from app.events import Problem, Speech
from app.gui.banners import Message
from app.gui.help.screen_reader import ScreenReader
from tests.app.gui.fakes import prediction


@pytest.fixture
def said(stage):
    """Return what the screen reader said."""
    said: list[str] = []
    reader = ScreenReader(said.append, stage.window)
    stage.controller.happened.connect(reader.hear)
    stage.window.banners.shown.connect(reader.read)
    return said


def test_a_result_is_said_once_when_it_is_final(stage, said):
    stage.hear(Speech(True, 16_000), prediction("sev", final=False), prediction("seven", final=False))
    assert said == []
    stage.hear(prediction("seven", confidence=0.97))
    assert said == ["seven, 97 % sure"]


def test_an_answer_that_is_no_word_is_said_to_be_none(stage, said):
    stage.hear(prediction("unknown", confidence=0.4, reason="below threshold"), prediction("silence"))
    assert said == ["No word", "No word"]


def test_a_message_is_said_once_however_often_it_comes(stage, said):
    for _ in range(3):
        stage.window.banners.show_message(Message("input", "Yeti is not plugged in"))
    assert said == ["Notice: Yeti is not plugged in"]


def test_a_problem_is_said(stage, said):
    stage.hear(Problem("the model is gone; choose another"))
    assert said == ["Problem: the model is gone; choose another"]

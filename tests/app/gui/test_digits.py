"""Digits in a row are a number."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.events import Prediction
from app.gui.answers.digit_run import LONGEST_PAUSE, MOST_DIGITS, DigitRun
from app.gui.answers.history_desk import HistoryDesk
from app.types import SAMPLE_RATE
from app.vocabulary import DIGITS
from tests.app.gui.fakes import READY, Stage, prediction


def said(label: str, at_s: float, final: bool = True) -> Prediction:
    """Return a word of half a second that begins at ``at_s``."""
    start = int(at_s * SAMPLE_RATE)
    return replace(prediction(label, final), start=start, end=start + 8_000, at=start + 12_000)


def number_of(*words: str, apart_s: float = 1.0) -> str:
    run = DigitRun()
    for place, word in enumerate(words):
        run.take(said(word, place * apart_s))
    return run.number


@pytest.fixture
def numbers(stage: Stage) -> Stage:
    HistoryDesk(stage.window, stage.controller, stage.keeper)
    return stage


def shown(stage: Stage) -> str:
    return stage.window.prediction.number.number.text()


def test_digits_in_a_row_are_shown_as_a_number():
    assert number_of("two", "four", "six", "eight") == "2468"
    assert number_of(*DIGITS) == "0123456789"


def test_what_is_no_word_is_skipped():
    assert number_of("two", "unknown", "four", "silence", "six") == "246"


def test_a_word_that_is_no_digit_begins_a_new_number():
    assert number_of("two", "four", "yes") == "24"
    assert number_of("two", "four", "yes", "six") == "6"


def test_a_pause_of_more_than_five_seconds_begins_a_new_number():
    run = DigitRun()
    first = said("two", 1.0)
    run.take(first)
    run.take(replace(said("four", 1.0), start=first.end + LONGEST_PAUSE, end=first.end + LONGEST_PAUSE + 8_000))
    assert run.number == "24"
    run.take(replace(said("six", 1.0), start=first.end + 2 * LONGEST_PAUSE + 8_001))
    assert run.number == "6"


def test_a_number_that_was_cleared_begins_anew():
    run = DigitRun()
    run.take(said("two", 0.0))
    run.clear()
    run.take(said("four", 1.0))
    assert run.number == "4"


def test_a_number_does_not_grow_for_ever():
    assert number_of("one", *["two"] * MOST_DIGITS) == "2" * MOST_DIGITS


def test_the_window_shows_final_digits_alone(numbers):
    numbers.hear(said("two", 1.0, final=False), said("two", 1.0), said("four", 2.0, final=False))
    assert shown(numbers) == "2"
    numbers.hear(said("four", 2.0))
    assert shown(numbers) == "24"


def test_the_number_is_copied_by_button_and_by_key(numbers, qtbot):
    clipboard = QGuiApplication.clipboard()
    numbers.hear(*(said(word, place) for place, word in enumerate(("two", "four", "six", "eight"))))
    numbers.window.prediction.number.copy.click()
    assert clipboard.text() == "2468"
    clipboard.clear()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(numbers.window, Qt.Key.Key_C, modifiers)
    assert clipboard.text() == "2468"


def test_with_no_number_nothing_is_copied(numbers, qtbot):
    QGuiApplication.clipboard().setText("mine")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(numbers.window, Qt.Key.Key_C, modifiers)
    assert QGuiApplication.clipboard().text() == "mine"


def test_the_number_can_be_cleared(numbers):
    line = numbers.window.prediction.number
    numbers.hear(said("two", 0.0))
    line.clear_button.click()
    assert not line.copy.isVisible()
    numbers.hear(said("four", 1.0))
    assert shown(numbers) == "4"


def test_another_stream_begins_another_number(numbers):
    numbers.hear(said("two", 1.0))
    numbers.controller.start()
    numbers.hear(READY, said("four", 1.5))
    assert shown(numbers) == "4"


def test_nothing_moves_when_a_number_comes_grows_and_goes(numbers):
    view = numbers.window.prediction
    numbers.hear(said("yes", 0.0))
    QApplication.processEvents()

    def places() -> list[object]:
        QApplication.processEvents()
        return [widget.geometry() for widget in (view, view.word, view.number, view.bars, numbers.window.history)]

    before = places()
    for place in range(MOST_DIGITS):
        numbers.hear(said("eight", place))
    assert places() == before
    view.number.clear_button.click()
    assert places() == before

"""What the history says of words on which two models differ."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.events import SecondOpinion
from app.gui.answers.history import LATENCY, WORD
from app.gui.assembly import attach_models
from app.gui.look.theme import apply_theme
from app.gui.models.model_shelf import ModelShelf, wish_of
from tests.app.gui.fakes import Stage, prediction


@pytest.fixture
def compared(stage, qapp) -> Stage:
    """Return a window in which two models are compared."""
    apply_theme(qapp, "light")
    attach_models(
        stage.window, stage.keeper, stage.controller, stage.bridge, ModelShelf(wish_of(stage.keeper.settings))
    )
    return stage


def hear(stage: Stage, first: str, second: str = "") -> None:
    """Let the models answer an utterance; an empty text is a second model that was not asked."""
    answer = prediction(first)
    opinion = SecondOpinion("narrow 0.2.0", second, 0.8, {second: 0.8}, 16_000, 24_000, 28_000, first == second)
    stage.hear(answer, *([opinion] if second else []))
    for _ in range(3):
        QApplication.processEvents()


def words(stage: Stage, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    """Return what the rows say, the newest first."""
    history = stage.window.history.history
    return [history.index(row, WORD).data(role) for row in range(history.rowCount())]


def test_a_row_shows_where_the_second_model_differs_and_which_it_was(compared):
    for first, second in (("four", "four"), ("seven", "five"), ("unknown", "")):
        hear(compared, first, second)
    assert words(compared) == ["unknown", "seven ≠ five", "four"]
    tips = words(compared, Qt.ItemDataRole.ToolTipRole)
    assert tips[1].startswith("seven; narrow 0.2.0 differs: it said “five”.")
    assert not any("differs" in tip for tip in (tips[0], tips[2]))


def test_an_answer_stays_the_answer_whatever_another_model_said(compared):
    hear(compared, "seven", "five")
    assert compared.window.history.history.rows[0].label == "seven"


def test_two_answers_have_room_in_a_row_and_latency_comes_back_when_they_are_gone(compared):
    view = compared.window.history
    hear(compared, "seven", "seven")
    assert not view.table.isColumnHidden(LATENCY)
    hear(compared, "seven", "unknown")
    font = view.table.font()
    font.setWeight(font.Weight.DemiBold)
    assert view.table.columnWidth(WORD) >= QFontMetrics(font).horizontalAdvance("seven ≠ unknown")
    assert view.table.isColumnHidden(LATENCY)
    view.clear()
    hear(compared, "seven", "seven")
    assert not view.table.isColumnHidden(LATENCY)

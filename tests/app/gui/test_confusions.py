"""The figures of an evaluation: confusions, words, confidence, and what is heard of them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from app.gui.look.theme import DARK, LIGHT
from app.gui.voice.confusion_table import SHARE
from app.gui.voice.trial_views import CONFIDENCE, LABELS
from app.personal.evaluation import Outcome
from tests.app.gui.figures_stage import FiguresStage, confused, outcome


@pytest.fixture
def ready(figures: FiguresStage) -> FiguresStage:
    return figures.open_evaluate()


def test_the_worst_confusion_is_shown_first_with_its_takes(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    views = ready.evaluate.views
    assert views.worst.item(0).text() == "two heard as one: 2"
    assert views.takes.heading.text() == "“two” heard as “one”: 2"
    assert [path.parent.name for path in views.takes.paths] == ["two", "two"]
    assert (views.confusion.currentRow(), views.confusion.currentColumn()) == (1, 0)


def test_the_confusion_has_a_row_for_each_word_and_counts_in_its_cells(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)[:3], outcome(ready.paths[3], "two", "silence")))
    table = ready.evaluate.views.confusion
    texts = [[table.item(row, column).text() for column in range(2)] for row in range(2)]
    assert texts == [["2", ""], ["1", "1"]]
    assert (list(table.truths), list(table.answers)) == (["one", "two"], ["one", "silence"])
    assert table.item(1, 0).data(SHARE) == 0.5
    assert table.item(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "two heard as silence: 1"


def test_a_click_on_a_cell_plays_all_of_its_takes_one_after_the_other(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    views, played = ready.evaluate.views, ready.world.played
    place = views.confusion.visualItemRect(views.confusion.item(0, 0)).center()
    QTest.mouseClick(views.confusion.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert views.takes.heading.text() == "“one” heard as “one”: 2"
    assert len(played) == 1
    assert views.takes.play.text() == "Be quiet"
    played[0].done = True
    ready.voice.player.look()
    assert len(played) == 2
    assert views.takes.list.currentRow() == 1
    played[1].done = True
    ready.voice.player.look()
    assert len(played) == 2
    assert views.takes.play.text() == "Play"


def test_the_confusion_is_walked_and_heard_by_keyboard(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    views = ready.evaluate.views
    views.confusion.setFocus()
    QTest.keyClick(views.confusion, Qt.Key.Key_Up)
    assert views.takes.heading.text() == "“one” heard as “one”: 2"
    assert ready.world.played == []
    QTest.keyClick(views.confusion, Qt.Key.Key_Return)
    assert len(ready.world.played) == 1
    QTest.keyClick(views.confusion, Qt.Key.Key_Return)
    assert ready.world.played[0].closed
    assert len(ready.world.played) == 1
    views.takes.list.setCurrentRow(1)
    QTest.keyClick(views.takes.list, Qt.Key.Key_Return)
    assert len(ready.world.played) == 2


def test_what_the_history_plays_ends_the_takes(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    views = ready.evaluate.views
    views.confusion.hear_wanted.emit("one", "one")
    ready.history.player.play(views.takes.list.count() * [0.0], "", "")  # type: ignore[arg-type]
    assert ready.world.played[0].closed
    assert len(ready.world.played) == 2
    ready.history.player.stop()
    assert len(ready.world.played) == 2


def test_a_take_that_is_gone_is_said(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    for path in ready.paths:
        path.unlink()
    ready.evaluate.views.takes.play.click()
    assert "no such file" in ready.evaluate.complaint.text()
    assert ready.world.played == []


def test_each_word_and_each_confidence_has_its_figures(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    views = ready.evaluate.views
    views.switch.buttons[LABELS].click()
    assert views.stack.currentWidget() is views.labels
    row = [views.labels.item(1, column).text() for column in range(6)]
    assert row == ["two", "0.0 %", "0.0 %", "0 to 66 %", "0.0 %", "2"]
    views.switch.buttons[CONFIDENCE].click()
    assert views.bins.item(0, 0).text() == "80 to 90 %"
    assert views.bins.item(0, 4).text() == "too few"
    assert "differ by 30.0 %" in views.trust.text()
    assert len(views.plot.bins) == 1


def test_an_answer_without_confidence_leaves_the_plot_empty_and_says_so(ready: FiguresStage) -> None:
    forced = [Outcome(path, "one", "unknown", 0.9, None, forced=True) for path in ready.paths]
    ready.evaluate_to_the_end(ready.judged(*forced))
    assert ready.evaluate.views.trust.text() == "No answer had a confidence that could be compared."
    assert "From the end" not in ready.evaluate.judge.text()


def test_where_nothing_is_confused_it_says_so(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*(outcome(path, "one", "one") for path in ready.paths)))
    views = ready.evaluate.views
    assert views.worst.item(0).text() == "Nothing was confused"
    assert views.takes.heading.text() == "Choose a cell to hear its takes"


def test_a_confusion_in_the_list_is_heard_with_enter(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    QTest.keyClick(ready.evaluate.views.worst, Qt.Key.Key_Return)
    assert len(ready.world.played) == 1


def test_cells_take_the_colours_of_the_theme(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    table = ready.evaluate.views.confusion

    def colour() -> QColor:
        picture = table.grab().toImage()
        corner = table.visualItemRect(table.item(0, 0)).topLeft() + table.viewport().pos() + QPoint(3, 3)
        return picture.pixelColor(corner)

    colours = []
    for tokens in (LIGHT, DARK):
        ready.stage.window.set_tokens(tokens)
        colours.append(colour())
    assert colours[0] != colours[1]

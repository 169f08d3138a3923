"""The page "Evaluate": what its controls do, what it says, and what is heard."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.engine.model import Model
from app.engine.model_files import default_model_path, named_model
from app.errors import UsageError
from app.gui.look.theme import DARK, LIGHT
from app.gui.voice.confusion_table import SHARE
from app.gui.voice.trial_views import CHANGES, CONFIDENCE, LABELS
from app.personal.evaluation import Outcome
from app.personal.profiles import Profiles
from app.personal.trial import Contender, Trial
from tests.app.gui.fakes import MakeStage
from tests.app.gui.figures_stage import FiguresStage, is_named, outcome, tab_walk


@pytest.fixture
def figures(make_stage: MakeStage, model: Model) -> FiguresStage:
    return FiguresStage(make_stage(), model)


@pytest.fixture
def ready(figures: FiguresStage) -> FiguresStage:
    """Return a page on a set of four takes, shown."""
    figures.open().with_takes("one", "one", "two", "two")
    figures.dialog.open_page(figures.evaluate)
    return figures


def confused(figures: FiguresStage) -> list[Outcome]:
    """Return outcomes of the four takes: both ones right, both twos heard as one."""
    return [outcome(path, path.parent.name, "one", 0.8) for path in figures.paths]


def test_without_a_test_set_it_says_what_to_do_and_nothing_can_be_judged(figures: FiguresStage) -> None:
    figures.open()
    assert figures.evaluate.folder.text() == "No test set is open"
    assert "Record takes" in figures.evaluate.hint.text()
    assert not figures.evaluate.run.isEnabled()
    assert not figures.evaluate.report.isEnabled()


def test_the_open_test_set_is_judged_by_the_model_the_words_and_the_threshold_in_use(ready: FiguresStage) -> None:
    ready.stage.keeper.change(vocabulary="digits", threshold=0.7)
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    settings = ready.stage.keeper.settings.engine()
    assert ready.fakes.trials == [Trial(ready.set_folder, Contender(default_model_path()), None, settings)]
    assert ready.evaluate.headline.text() == "50.0 % right: 2 of 4 takes, 95 % interval 15.0 to 85.0 %"
    assert "tiny 1.0 on my-voice. From the end of a word to its answer: 250 ms" in ready.evaluate.judge.text()
    assert "Test set: my-voice, 4 takes" in ready.evaluate.folder.text()


def test_too_little_data_is_said(ready: FiguresStage) -> None:
    result = ready.judged(*confused(ready))
    ready.evaluate_to_the_end(
        type(result)(result.folder, result.title, result.evaluation, ("a.wav: is empty",), {"marvin": 3})
    )
    limits = ready.evaluate.limits.text()
    assert "the true accuracy may be anything from 15% to 85%" in limits
    assert "fewer than 10 clips of every label" in limits
    assert "'marvin' is not listened for: its clips count as unknown (3)" in limits
    assert "clips left out: 1; a.wav: is empty" in limits


def test_another_folder_can_be_judged_and_the_test_set_again(ready: FiguresStage, tmp_path: Path) -> None:
    page = ready.evaluate
    ready.fakes.folder = str(tmp_path)
    page.choose.click()
    assert page.folder.text() == str(tmp_path)
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    assert ready.fakes.trials[-1].folder == tmp_path
    page.back.click()
    assert page.folder.text().startswith("Test set: my-voice")
    assert not page.back.isVisibleTo(page)
    ready.fakes.folder = ""
    page.choose.click()
    assert page.folder.text().startswith("Test set: my-voice")


def test_it_shows_how_far_it_is_and_can_be_called_off(ready: FiguresStage) -> None:
    page, ready.fakes.waits, ready.fakes.result = ready.evaluate, threading.Event(), ready.judged(*confused(ready))
    page.run.setFocus()
    page.run.click()
    while page.progress.value() != 500:
        ready.evaluating.look()
    assert page.progress_text.text() == "1 of 2 takes"
    assert page.cancel.hasFocus()
    assert not page.model.isEnabled()
    QTest.keyClick(page.cancel, Qt.Key.Key_Space)
    assert not ready.evaluating.job.is_running
    assert page.run.hasFocus()
    assert not page.progress.isVisibleTo(page)
    assert page.pages.currentIndex() == 0


def test_closing_the_dialog_ends_the_work(ready: FiguresStage) -> None:
    ready.fakes.waits = threading.Event()
    ready.evaluate.run.click()
    ready.dialog.reject()
    assert [thread.name for thread in threading.enumerate() if thread.name == "evaluation"] == []
    assert ready.evaluate.run.isVisibleTo(ready.evaluate)


def test_what_goes_wrong_is_said_in_place_and_the_figures_before_stay(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    ready.fakes.error = UsageError("my-voice: no such folder; name one that holds <label>/*.wav")
    ready.evaluate_to_the_end()
    assert ready.evaluate.complaint.text().endswith("no such folder; name one that holds <label>/*.wav")
    assert ready.evaluate.pages.currentIndex() == 1
    ready.fakes.error = None
    ready.evaluate_to_the_end()
    assert not ready.evaluate.complaint.isVisibleTo(ready.evaluate)


def test_every_model_and_profile_can_be_judged_and_compared(figures: FiguresStage) -> None:
    figures.open().with_takes("one")
    page = figures.evaluate
    models = [page.model.itemText(place) for place in range(page.model.count())]
    assert models[0] == "default"
    assert [page.against.itemText(place) for place in range(page.against.count())] == ["nothing", *models]
    page.model.setCurrentText("narrow")
    page.against.setCurrentText("default")
    figures.evaluate_to_the_end(figures.judged(*confused(figures)))
    trial = figures.fakes.trials[-1]
    assert (trial.contender, trial.against) == (Contender(named_model("narrow")), Contender(default_model_path()))


def test_a_model_that_is_added_meanwhile_is_offered_when_one_turns_to_the_page(ready: FiguresStage) -> None:
    page = ready.evaluate
    page.against.setCurrentText("narrow")
    ready.dialog.open_page(ready.tune)
    ready.stage.keeper.change(added_models=("/models/mine.onnx",))
    ready.dialog.open_page(page)
    assert page.model.findText("mine") > 0
    assert page.against.currentText() == "narrow"


def test_a_profile_that_cannot_be_read_is_not_offered(figures: FiguresStage) -> None:
    folder = Profiles().folder
    folder.mkdir(parents=True)
    (folder / "anna.json").write_text("{")
    figures.open()
    assert figures.evaluate.model.findText("anna", Qt.MatchFlag.MatchContains) == -1


def test_a_comparison_is_told_in_plain_words_and_its_takes_are_listed(ready: FiguresStage) -> None:
    after = confused(ready)
    before = [outcome(o.path, o.truth, "unknown" if o.truth == "one" else o.predicted) for o in after]
    ready.evaluate_to_the_end(ready.judged(*after, before=before))
    page, views = ready.evaluate, ready.evaluate.views
    assert page.compared.text() == (
        "Compared with narrow 1.0 (0.0 % right): better on 2 clips, worse on 0: too few differences to tell."
    )
    views.switch.buttons[CHANGES].click()
    assert views.changes.heading.text() == "2 better (▲), 0 worse (▼)"
    assert views.changes.list.item(0).text().startswith("▲ one: one, before unknown")
    views.changes.play.click()
    assert len(ready.world.played) == 1
    ready.evaluate_to_the_end(ready.judged(*after))
    assert not views.switch.buttons[CHANGES].isVisibleTo(views)
    assert views.stack.currentIndex() == 0
    assert not page.compared.isVisibleTo(page)


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


def test_the_report_stands_alone_and_where_it_is_is_said(ready: FiguresStage, tmp_path: Path) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    ready.evaluate.report.click()
    assert not ready.evaluate.note.isVisibleTo(ready.evaluate)
    ready.fakes.saved = str(tmp_path / "report.html")
    ready.evaluate.report.click()
    report = (tmp_path / "report.html").read_text()
    assert "50.0% right" in report
    assert "few clips, so a wide interval" in report
    assert ready.evaluate.note.text() == f"The report is in {tmp_path / 'report.html'}"
    ready.fakes.saved = str(tmp_path / "gone" / "report.html")
    ready.evaluate.report.click()
    assert "cannot be written" in ready.evaluate.complaint.text()


def test_every_control_has_a_name_and_is_reached_by_keyboard(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    page = ready.evaluate
    assert [repr(widget) for widget in page.findChildren(QWidget) if not is_named(widget)] == []
    walked = tab_walk(page.choose)
    shown = [page.report, page.model, page.against, page.run, page.views.confusion, page.views.worst,
             page.views.takes.list, page.views.takes.play, *page.views.switch.buttons[:1]]  # fmt: skip
    assert [widget for widget in shown if widget not in walked] == []


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

"""The page "Evaluate": what its controls do, what it says, and what is heard."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.engine.model_files import default_model_path, named_model
from app.errors import UsageError
from app.gui.voice.trial_views import CHANGES
from app.personal.profiles import Profiles
from app.personal.trial import Contender, Trial
from tests.app.gui.figures_stage import FiguresStage, confused, is_named, outcome, tab_walk


@pytest.fixture
def ready(figures: FiguresStage) -> FiguresStage:
    return figures.open_evaluate()


def test_without_a_test_set_it_says_what_to_do_and_nothing_can_be_judged(figures: FiguresStage) -> None:
    figures.open()
    assert figures.evaluate.place.name.text() == "No test set is open"
    assert "Record takes" in figures.evaluate.cards.hint.text()
    assert not figures.evaluate.work.run.isEnabled()
    assert not figures.evaluate.report.isEnabled()


def test_the_open_test_set_is_judged_by_the_model_the_words_and_the_threshold_in_use(ready: FiguresStage) -> None:
    ready.stage.keeper.change(vocabulary="digits", threshold=0.7)
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    settings = ready.stage.keeper.settings.engine()
    assert ready.fakes.trials == [Trial(ready.set_folder, Contender(default_model_path()), None, settings)]
    assert ready.evaluate.headline.text() == "50.0 % right: 2 of 4 takes, 95 % interval 15.0 to 85.0 %"
    assert "tiny 1.0 on my-voice. From the end of a word to its answer: 250 ms" in ready.evaluate.judge.text()
    assert "Test set: my-voice, 4 takes" in ready.evaluate.place.name.text()


def test_too_little_data_is_said(ready: FiguresStage) -> None:
    result = ready.judged(*confused(ready))
    ready.evaluate_to_the_end(
        type(result)(result.folder, result.title, result.evaluation, ("a.wav: is empty",), {"marvin": 3})
    )
    limits = ready.evaluate.limits.text()
    assert "the true accuracy may be anything from 15 % to 85 %" in limits
    assert "fewer than 10 clips of every label" in limits
    assert "'marvin' is not listened for: its clips count as unknown (3)" in limits
    assert "clips left out: 1; a.wav: is empty" in limits


def test_another_folder_can_be_judged_and_the_test_set_again(ready: FiguresStage, tmp_path: Path) -> None:
    page = ready.evaluate
    ready.fakes.folder = str(tmp_path)
    page.place.choose.click()
    assert page.place.name.text() == str(tmp_path)
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    assert ready.fakes.trials[-1].folder == tmp_path
    page.place.back.click()
    assert page.place.name.text().startswith("Test set: my-voice")
    assert not page.place.back.isVisibleTo(page)
    ready.fakes.folder = ""
    page.place.choose.click()
    assert page.place.name.text().startswith("Test set: my-voice")


def test_it_shows_how_far_it_is_and_can_be_called_off(ready: FiguresStage) -> None:
    page, ready.fakes.waits, ready.fakes.result = ready.evaluate, threading.Event(), ready.judged(*confused(ready))
    work = page.work
    work.run.setFocus()
    work.run.click()
    while work.bar.value() != 500:
        ready.evaluating.job.look()
    assert work.words.text() == "1 of 2 takes"
    assert work.cancel.hasFocus()
    assert not page.model.isEnabled()
    QTest.keyClick(work.cancel, Qt.Key.Key_Space)
    assert not ready.evaluating.job.is_running
    assert work.run.hasFocus()
    assert page.model.isEnabled()
    assert not work.bar.isVisibleTo(page)
    assert page.cards.currentIndex() == 0


def test_closing_the_dialog_lets_go_of_the_work(ready: FiguresStage) -> None:
    ready.fakes.waits = threading.Event()
    ready.evaluate.work.run.click()
    ready.dialog.reject()
    assert not ready.evaluating.job.is_running
    assert ready.evaluate.work.run.isVisibleTo(ready.evaluate)
    ready.evaluating.job.wait()


def test_closing_the_window_waits_for_the_work_to_end(ready: FiguresStage) -> None:
    ready.fakes.waits = threading.Event()
    ready.evaluate.work.run.click()
    ready.stage.window.close()
    assert [thread.name for thread in threading.enumerate() if thread.name == "evaluation"] == []


def test_a_model_that_is_added_while_takes_are_judged_moves_no_choice(ready: FiguresStage) -> None:
    page, ready.fakes.waits = ready.evaluate, threading.Event()
    page.work.run.click()
    ready.stage.keeper.change(added_models=("/models/mine.onnx",))
    ready.dialog.open_page(ready.tune)
    ready.fakes.waits, ready.fakes.result = None, ready.judged(*confused(ready))
    page.work.cancel.click()
    page.against.setCurrentIndex(page.against.count() - 1)
    chosen = page.against.currentText()
    ready.evaluate_to_the_end()
    against = ready.fakes.trials[-1].against
    assert against is not None
    assert against.model.stem == chosen


def test_what_goes_wrong_is_said_in_place_and_the_figures_before_stay(ready: FiguresStage) -> None:
    ready.evaluate_to_the_end(ready.judged(*confused(ready)))
    ready.fakes.error = UsageError("my-voice: no such folder; name one that holds <label>/*.wav")
    ready.evaluate_to_the_end()
    assert ready.evaluate.complaint.text().endswith("no such folder; name one that holds <label>/*.wav")
    assert ready.evaluate.cards.currentIndex() == 1
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
    walked = tab_walk(page.place.choose)
    shown = [page.report, page.model, page.against, page.work.run, page.views.confusion, page.views.worst,
             page.views.takes.list, page.views.takes.play, *page.views.switch.buttons[:1]]  # fmt: skip
    assert [widget for widget in shown if widget not in walked] == []

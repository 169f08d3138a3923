"""The page "Tune": background, the curve, the budget, and the threshold that is put to use."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.audio.files import read_audio, write_wav
from app.engine.model_files import default_model_path
from app.errors import AudioError, UsageError
from app.events import Ready
from app.gui.look.theme import DARK
from app.personal.trial import Contender
from app.personal.tuning_run import TuningPlan
from tests.app.gui.figures_stage import FiguresStage, curve, is_named, tab_walk
from tests.fakes import hush


@pytest.fixture
def ready(figures: FiguresStage, tmp_path: Path) -> FiguresStage:
    """Return a page on a set of two takes, with one recording of the room."""
    write_wav(tmp_path / "room.wav", hush(36.0), 16_000)
    figures.fakes.files = [str(tmp_path / "room.wav")]
    figures.open().with_takes("one", "two")
    figures.dialog.open_page(figures.tune)
    figures.tune.background.add.click()
    return figures


def texts(figures: FiguresStage) -> list[str]:
    rows = figures.tune.background.list
    return [rows.item(number).text() for number in range(rows.count())]


def test_without_takes_or_background_it_says_what_is_missing(figures: FiguresStage) -> None:
    figures.open()
    assert "Record takes" in figures.tune.cards.hint.text()
    figures.with_takes("one")
    assert "Record your room" in figures.tune.cards.hint.text()
    assert not figures.tune.work.run.isEnabled()


def test_recordings_are_added_once_remembered_measured_and_removed(ready: FiguresStage, tmp_path: Path) -> None:
    box = ready.tune.background
    box.add.click()
    assert texts(ready) == ["room.wav   0:36"]
    assert ready.stage.keeper.settings.background == (str(tmp_path / "room.wav"),)
    assert box.total.text() == "0.01 h in all; without a false accept in it, that shows fewer than 300 per hour."
    assert not box.remove.isEnabled()
    box.list.setCurrentRow(0)
    box.list.setFocus()
    QTest.keyClick(box.list, Qt.Key.Key_Delete)
    assert texts(ready) == []
    assert (tmp_path / "room.wav").exists()
    assert not ready.tune.work.run.isEnabled()


def test_a_recording_that_is_gone_says_so_in_the_list(ready: FiguresStage, tmp_path: Path) -> None:
    (tmp_path / "room.wav").unlink()
    ready.rooms.refresh()
    assert texts(ready) == ["room.wav   cannot be read"]


def test_everything_is_listened_to_with_what_is_in_use(ready: FiguresStage, tmp_path: Path) -> None:
    ready.stage.keeper.change(vocabulary="digits")
    ready.tune_to_the_end()
    settings = ready.stage.keeper.settings.engine()
    background = (tmp_path / "room.wav",)
    expected = TuningPlan(ready.set_folder, background, Contender(default_model_path()), settings)
    assert ready.fakes.plans == [expected]


def test_the_budget_picks_a_point_at_once_without_another_run(ready: FiguresStage) -> None:
    ready.tune_to_the_end()
    view = ready.tune.threshold
    assert view.headline.text() == "Threshold 70 %: 80.0 % of your words heard, 0.4 false accepts per hour"
    assert view.plot.choice is not None
    assert view.plot.choice.point.threshold == 0.7
    view.budget.setFocus()
    view.budget.setValue(5.0)
    assert view.headline.text().startswith("Threshold 50 %: 90.0 %")
    assert view.plot.choice.point.threshold == 0.5
    assert len(ready.fakes.plans) == 1


def test_what_the_audio_can_and_cannot_claim_is_said(ready: FiguresStage) -> None:
    ready.tune_to_the_end()
    view = ready.tune.threshold
    assert view.claim.text().startswith("✓  4 false accepts in 10.00 h: with 95 % certainty fewer than 0.92 per hour")
    assert "71 to 87 %, 0.11 to 1 per hour; 100 takes, 10.00 h of background" in view.counts.text()
    ready.fakes.curve = curve(0.5, ("a.wav: is empty", "b.wav: is empty"))
    ready.tune_to_the_end()
    assert "⚠  Too little background to claim it" in view.claim.text()
    assert "✓" not in view.claim.text()
    assert view.left_out.text() == "⚠  2 recordings are left out, the first of them: a.wav: is empty"


def test_the_picked_threshold_is_put_to_use_and_taken_back(ready: FiguresStage) -> None:
    ready.tune_to_the_end()
    view, keeper = ready.tune.threshold, ready.stage.keeper
    assert not view.undo.isEnabled()
    view.use.click()
    assert keeper.settings.threshold == 0.7
    assert ready.tune.note.text() == (
        "The window listens with the threshold 70 % now; before, with the model's own threshold."
    )
    assert not view.use.isEnabled()
    view.budget.setValue(5.0)
    view.use.click()
    assert keeper.settings.threshold == 0.5
    view.undo.setFocus()
    QTest.keyClick(view.undo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert keeper.settings.threshold == 0.7
    view.undo.click()
    assert keeper.settings.threshold is None
    assert not view.undo.isEnabled()
    assert view.use.hasFocus()


def test_what_would_change_nothing_is_not_offered(ready: FiguresStage) -> None:
    view, keeper = ready.tune.threshold, ready.stage.keeper
    assert not view.use.isEnabled()
    ready.tune_to_the_end()
    view.use.click()
    assert (view.use.isEnabled(), view.undo.isEnabled()) == (False, True)
    keeper.change(threshold=0.3)
    assert (view.use.isEnabled(), view.undo.isEnabled()) == (True, True)
    keeper.change(threshold=None)
    assert (view.use.isEnabled(), view.undo.isEnabled()) == (True, False)


def test_it_shows_how_far_it_is_and_can_be_called_off(ready: FiguresStage) -> None:
    page, ready.fakes.waits = ready.tune, threading.Event()
    work = page.work
    work.run.click()
    while work.bar.value() != 500:
        ready.tuning.job.look()
    assert work.words.text() == "50 %   room.wav"
    work.cancel.click()
    assert not ready.tuning.job.is_running
    assert page.cards.currentIndex() == 0
    assert work.run.isVisibleTo(page)


def test_closing_the_dialog_lets_go_of_the_work_and_closing_the_window_waits_for_it(ready: FiguresStage) -> None:
    ready.fakes.waits = threading.Event()
    ready.tune.work.run.click()
    ready.dialog.reject()
    assert not ready.tuning.job.is_running
    ready.stage.window.close()
    assert [thread.name for thread in threading.enumerate() if thread.name == "tuning"] == []


def test_what_goes_wrong_is_said_in_place_and_the_curve_before_stays(ready: FiguresStage) -> None:
    ready.tune_to_the_end()
    ready.fakes.error = UsageError("no take is of a word that the vocabulary holds; record some")
    ready.tune_to_the_end()
    assert ready.tune.complaint.text() == "✕  no take is of a word that the vocabulary holds; record some"
    assert ready.tune.cards.currentIndex() == 1


def test_takes_may_come_from_another_folder(ready: FiguresStage, tmp_path: Path) -> None:
    ready.fakes.folder = str(tmp_path)
    ready.tune.place.choose.click()
    ready.tune_to_the_end()
    assert ready.fakes.plans[-1].folder == tmp_path
    ready.tune.place.back.click()
    assert ready.tune.place.name.text() == "Test set: my-voice, 2 takes"


def test_the_room_is_recorded_from_the_microphone_until_there_is_enough(figures: FiguresStage) -> None:
    figures.open()
    box = figures.tune.background
    box.minutes.setValue(1)
    box.record.click()
    figures.hear_room(20.0)
    assert box.left.text() == "Recording: 0:40 left"
    assert box.bar.value() == 333
    assert not list(figures.rooms_folder.glob("*.wav"))
    figures.hear_room(30.0)
    figures.hear_room(30.0)
    (path,) = figures.rooms_folder.iterdir()
    assert len(read_audio(path, 16_000)) == 60 * 16_000
    assert figures.rooms.paths == [path]
    assert box.rooms.currentIndex() == 0


def test_what_is_recorded_is_what_was_heard_from_the_press_of_the_button_on(figures: FiguresStage) -> None:
    figures.open()
    heard = np.random.default_rng(0).uniform(-0.5, 0.5, (4, 16_000)).astype(np.float32)
    figures.hear_room(1.0, heard[0])
    figures.tune.background.record.click()
    for piece in heard[1:]:
        figures.hear_room(1.0, piece)
    figures.tune.background.stop.click()
    recorded = read_audio(figures.rooms.paths[0], 16_000)
    assert np.abs(recorded - heard[1:].ravel()).max() < 2 / 32_767


def test_a_recording_that_is_stopped_is_kept_as_far_as_it_went(figures: FiguresStage) -> None:
    figures.open()
    figures.tune.background.record.click()
    figures.hear_room(5.0)
    figures.tune.background.stop.click()
    assert texts(figures) == ["room 2026-01-02 03.04.06.wav   0:05"]
    figures.tune.background.record.click()
    figures.tune.background.stop.click()
    assert len(texts(figures)) == 1


def test_closing_the_dialog_or_losing_the_microphone_keeps_what_was_recorded(figures: FiguresStage) -> None:
    figures.open()
    figures.tune.background.record.click()
    figures.hear_room(2.0)
    figures.stage.controller.stop()
    figures.rooms.look()
    assert len(texts(figures)) == 1
    assert figures.rooms.recording is None
    assert figures.tune.background.why_not.text() == "To record the room, listen to a microphone first."
    assert not figures.tune.background.record.isEnabled()
    figures.stage.controller.start()
    figures.stage.find_inputs()
    figures.stage.hear(Ready("Yeti", "tiny 1.0", ("seven", "unknown"), live=True))
    figures._columns = 0
    figures.rooms.look()
    assert figures.tune.background.record.isEnabled()
    figures.tune.background.record.click()
    figures.hear_room(2.0)
    figures.dialog.reject()
    assert len(figures.stage.keeper.settings.background) == 2


def test_the_demo_is_no_room(figures: FiguresStage) -> None:
    figures.open("demo")
    assert not figures.tune.background.record.isEnabled()


def test_a_disk_that_refuses_is_said_in_place(figures: FiguresStage, monkeypatch: pytest.MonkeyPatch) -> None:
    figures.open()
    figures.rooms_folder.touch()
    figures.tune.background.record.click()
    assert "rooms: cannot be made" in figures.tune.complaint.text()
    figures.rooms_folder.unlink()
    figures.tune.background.record.click()
    assert not figures.tune.complaint.isVisibleTo(figures.tune)
    assert figures.rooms.recording is not None

    def refuse(_: object) -> None:
        figures.rooms.recording.abandon()  # type: ignore[union-attr]
        raise AudioError("room.wav: cannot be written (disk full); free the disk or choose another folder")

    monkeypatch.setattr(figures.rooms.recording, "push", refuse)
    figures.hear_room(1.0)
    assert "disk full" in figures.tune.complaint.text()
    assert figures.rooms.recording is None
    assert texts(figures) == []


def test_zero_false_accepts_have_a_place_of_their_own_on_the_axis(ready: FiguresStage) -> None:
    ready.tune_to_the_end()
    plot = ready.tune.threshold.plot
    ready.stage.window.set_tokens(DARK)
    (nothing,), (one,) = plot.place(0.0), plot.place(0.1)
    assert nothing < one
    marks = plot.bottom.marks(*plot.bottom.range, 600.0)
    assert marks[0] == (nothing, "0")
    assert [text for _, text in marks if text in ("0.1", "1", "10")] == ["0.1", "1", "10"]
    narrow = plot.bottom.marks(*plot.bottom.range, 120.0)
    assert len(narrow) < len(marks)


def test_every_control_has_a_name_and_is_reached_by_keyboard(ready: FiguresStage) -> None:
    ready.tune_to_the_end()
    ready.rooms.look()
    page, box, view = ready.tune, ready.tune.background, ready.tune.threshold
    view.use.click()
    view.budget.setValue(5.0)
    assert [repr(widget) for widget in page.findChildren(QWidget) if not is_named(widget)] == []
    walked = tab_walk(page.place.choose)
    shown = [box.list, box.add, box.record, box.minutes, page.work.run, view.budget, view.use, view.undo]
    assert [widget for widget in shown if widget not in walked] == []

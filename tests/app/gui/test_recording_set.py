"""The test set while takes are recorded: full disks, other Saysos, another set."""

from pathlib import Path

from app.personal.manifest import NAME
from app.personal.take import Origin, TakeError
from app.personal.test_set import TestSet
from tests.app.personal.takes import WORD, spoken


def test_a_full_disk_is_one_line_and_the_word_is_asked_for_again(begun, monkeypatch):
    def full(*_: object) -> None:
        raise TakeError("my-voice: cannot be written (no space left on device); free the disk")

    with monkeypatch.context() as patch:
        patch.setattr(TestSet, "add", full)
        begun.take()
    assert begun.complaint.endswith("free the disk")
    assert begun.scene.kind == "paused"
    begun.session.pause.click()
    assert begun.complaint == ""
    begun.take()
    assert begun.kept() == ["seven"]


def test_a_folder_that_goes_away_is_one_line_and_comes_back(begun):
    begun.take()
    folder = Path(begun.world.folder)
    folder.rename(folder.with_name("elsewhere"))
    begun.wait(1.0)
    begun.take()
    assert "my-voice" in begun.complaint
    assert begun.scene.kind == "paused"
    folder.with_name("elsewhere").rename(folder)
    begun.session.pause.click()
    begun.take()
    assert begun.kept() == ["seven", "seven"]


def test_a_set_that_another_sayso_uses_too_grows_by_both(begun):
    begun.take()
    other = TestSet(Path(begun.world.folder))
    other.add("seven", spoken(seed=99), Origin(trim=WORD))
    begun.wait(1.0)
    begun.take()
    assert begun.kept() == ["seven"] * 3


def test_what_had_to_be_mended_meanwhile_is_told(begun):
    begun.take()
    manifest = Path(begun.world.folder) / NAME
    manifest.write_text(manifest.read_text(encoding="utf-8") + '{"torn', encoding="utf-8")
    begun.wait(1.0)
    begun.take()
    assert "manifest" in begun.note
    assert begun.kept() == ["seven", "seven"]


def test_a_change_that_cannot_be_made_says_why_and_changes_nothing(begun, monkeypatch):
    begun.take()

    def full(*_: object) -> None:
        raise TakeError("my-voice: another Sayso is writing to it; try again, or close that one")

    with monkeypatch.context() as patch:
        patch.setattr(TestSet, "remove", full)
        begun.session.redo.click()
    assert "another Sayso" in begun.complaint
    assert begun.kept() == ["seven"]


def test_undo_says_what_it_took_back_and_is_offered_only_while_something_is_left(begun):
    assert not begun.session.undo.isEnabled()
    begun.take()
    begun.session.undo.click()
    assert begun.note == "Taken back: “seven”."
    assert not begun.session.undo.isEnabled()


def test_where_another_sayso_removed_the_take_nothing_is_left_to_take_back(begun):
    begun.take()
    other = TestSet(Path(begun.world.folder))
    other.remove(other.takes[0])
    begun.session.undo.click()
    assert begun.note == "Nothing is left to take back."


def test_opening_another_set_ends_the_recording(begun, tmp_path):
    begun.take()
    begun.world.folder = str(tmp_path / "other")
    begun.stage.window.history.test_set.choose.click()
    assert begun.recording.recorder is None
    assert begun.panel.pages.currentWidget() is begun.plan
    begun.plan.start.click()
    begun.take()
    assert begun.kept() == ["seven"]
    assert len(TestSet(tmp_path / "my-voice").takes) == 1


def test_the_line_under_the_history_counts_along(begun):
    begun.take()
    assert begun.stage.window.history.test_set.name.text() == "Test set: my-voice, 1 take"

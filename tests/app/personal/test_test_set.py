import errno
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

import app.personal.set_folder
from app import __version__
from app.audio.files import read_audio
from app.errors import UsageError
from app.personal.evaluation import find_labelled
from app.personal.take import Origin, TakeError
from app.personal.test_set import TestSet
from tests.app.personal.takes import WORD, Clock, alike, check_whole, lines_of, spoken
from tests.fakes import hush

ME = Origin("me", "Headset", WORD)


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    """A set of three takes."""
    found = TestSet(tmp_path / "set", create=True, clock=Clock())
    for seed, label in enumerate(["seven", "eight", "seven"]):
        found.add(label, spoken(seed=seed), ME)
    return found


def test_a_take_is_on_disk_as_the_model_heard_it(takes: TestSet) -> None:
    take = takes.add("nine", spoken(seed=9), ME)
    info = soundfile.info(takes.path_of(take))
    assert (info.samplerate, info.channels, info.subtype, info.format) == (16_000, 1, "PCM_16", "WAV")
    np.testing.assert_allclose(read_audio(takes.path_of(take), 16_000), spoken(seed=9), atol=1 / 32_000)
    assert takes.path_of(take).parent.name == "nine"


def test_the_manifest_tells_all_about_a_take(takes: TestSet) -> None:
    told = json.loads(lines_of(takes.folder)[0])
    assert set(told) == {
        "id", "label", "speaker", "device", "sample_rate", "level_db", "snr_db", "clipped", "trim", "sha256", "time",
        "app_version", "file",
    }  # fmt: skip
    assert (told["label"], told["speaker"], told["device"], told["sample_rate"]) == ("seven", "me", "Headset", 16_000)
    assert (told["trim"], told["clipped"], told["app_version"]) == ([4_800, 12_800], False, __version__)
    assert told["time"] == "2026-01-02T03:04:06+00:00"
    assert told["level_db"] == pytest.approx(-20, abs=1)
    assert told["snr_db"] == pytest.approx(50, abs=3)
    assert told["file"] == f"seven/{told['id']}.wav"


def test_a_set_is_found_again_as_it_was_left(takes: TestSet) -> None:
    again = TestSet(takes.folder)
    assert (again.takes, again.complaint) == (takes.takes, "")
    assert again.labels() == {"eight": 1, "seven": 2}
    assert [take.label for take in again.takes] == ["seven", "eight", "seven"]


def test_looking_at_a_set_changes_nothing_in_it(takes: TestSet) -> None:
    def written() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in takes.folder.rglob("*") if path.name != ".lock"}

    before = written()
    TestSet(takes.folder)
    assert written() == before


def test_tools_that_know_the_speech_commands_layout_read_a_set(takes: TestSet) -> None:
    assert [clip.label for clip in find_labelled(takes.folder)] == ["eight", "seven", "seven"]


@pytest.mark.parametrize(
    "label", ["a/b", "..", ".", "con", "stop.", "50 %", "🎉", "x" * 300, "Seven", "manifest.jsonl", "è"]
)
def test_any_label_is_kept_true_and_inside_the_set(takes: TestSet, label: str) -> None:
    take = takes.add(label, spoken(seed=7), ME)
    assert TestSet(takes.folder).labels()[label] == 1
    assert takes.path_of(take).resolve().parent.parent == takes.folder.resolve()
    check_whole(takes)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_labels_survive_even_the_loss_of_the_manifest(labels: list[str]) -> None:
    with TemporaryDirectory() as folder:
        takes = TestSet(Path(folder), create=True)
        for seed, label in enumerate(labels):
            try:
                takes.add(label, spoken(seed=seed, seconds=0.05), ME)
            except UsageError:
                continue
        said = takes.labels()
        (takes.folder / "manifest.jsonl").unlink()
        if said:
            assert TestSet(Path(folder)).labels() == said


@settings(deadline=None, max_examples=25)
@given(st.text(), st.text(st.characters()), st.none() | st.tuples(st.integers(), st.integers()))
def test_a_take_of_any_origin_is_found_again(speaker: str, device: str, trim: tuple[int, int] | None) -> None:
    with TemporaryDirectory() as folder:
        takes = TestSet(Path(folder), create=True)
        samples = spoken(seconds=0.05)
        take = takes.add("one", samples, Origin(speaker, device + "\udce9", trim))
        assert 0 <= take.trim[0] <= take.trim[1] <= len(samples)
        again = TestSet(Path(folder))
        assert (again.takes, again.complaint) == ((take,), "")


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), hush(0.01), 3 * spoken()])
def test_any_samples_make_a_take_that_can_be_described(takes: TestSet, samples: np.ndarray) -> None:
    takes.add("nine", samples, Origin())
    assert TestSet(takes.folder).takes == takes.takes


def test_a_bad_label_keeps_nothing(takes: TestSet) -> None:
    before = takes.takes
    with pytest.raises(UsageError):
        takes.add("\x1b", spoken(), ME)
    with pytest.raises(UsageError):
        takes.relabel(before[0], "  ")
    assert TestSet(takes.folder).takes == before


def test_what_is_removed_is_out_of_sight_and_comes_back_by_undo(takes: TestSet) -> None:
    before, eight = takes.takes, takes.takes[1]
    takes.remove(eight)
    assert TestSet(takes.folder).labels() == {"seven": 2}
    assert [clip.label for clip in find_labelled(takes.folder)] == ["seven", "seven"]
    assert takes.undo() == eight
    assert takes.takes == TestSet(takes.folder).takes == before
    check_whole(takes)


def test_a_take_under_another_label_moves_to_its_folder_and_back_by_undo(takes: TestSet) -> None:
    before = takes.takes
    nine = takes.relabel(before[1], "nine")
    assert (nine.id, nine.label, takes.path_of(nine).parent.name) == (before[1].id, "nine", "nine")
    assert TestSet(takes.folder).labels() == {"nine": 1, "seven": 2}
    check_whole(takes)
    undone = takes.undo()
    assert undone is not None
    assert takes.takes == before
    check_whole(takes)


def test_undo_goes_back_change_by_change_to_where_this_object_began(takes: TestSet) -> None:
    later = TestSet(takes.folder)
    before = later.takes
    added = later.add("nine", spoken(seed=4), ME)
    later.relabel(added, "five")
    later.remove(before[0])
    later.remove(later.takes[-1])
    for _ in range(4):
        assert later.undo() is not None
    assert later.undo() is None
    assert later.takes == TestSet(takes.folder).takes == before


def test_removing_what_another_sayso_removed_is_one_line(takes: TestSet) -> None:
    seven = takes.takes[0]
    TestSet(takes.folder).remove(seven)
    with pytest.raises(TakeError, match="is gone already"):
        takes.remove(seven)
    with pytest.raises(TakeError, match="is gone already"):
        takes.relabel(seven, "nine")


def test_undo_passes_over_what_another_sayso_has_changed_since(takes: TestSet) -> None:
    _, eight, latest = takes.takes
    TestSet(takes.folder).remove(latest)
    assert takes.undo() == eight
    assert TestSet(takes.folder).labels() == {"seven": 1}


def test_two_at_once_keep_what_both_record(takes: TestSet) -> None:
    other = TestSet(takes.folder)
    for seed in range(3):
        takes.add("one", spoken(seed=10 + seed), ME)
        other.add("two", spoken(seed=20 + seed), replace(ME, speaker="you"))
    assert other.labels() == {"eight": 1, "one": 3, "seven": 2, "two": 3}
    assert TestSet(takes.folder).takes == other.takes
    assert takes.complaint == other.complaint == ""
    check_whole(other)


def test_a_set_that_another_process_never_lets_go_of_is_one_line(
    takes: TestSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.personal.set_folder, "PATIENCE_S", 0)
    late = TestSet(takes.folder)
    with (
        app.personal.set_folder.FileLock(takes.folder / ".lock"),
        pytest.raises(TakeError, match="another Sayso is writing to it"),
    ):
        late.add("one", spoken(), ME)
    assert late.add("one", spoken(), ME).label == "one"


def test_unknown_fields_of_the_manifest_are_kept_whatever_changes(takes: TestSet) -> None:
    lines = [{**json.loads(line), "mood": f"mood {i}"} for i, line in enumerate(lines_of(takes.folder))]
    (takes.folder / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)))
    later = TestSet(takes.folder)
    assert later.complaint == ""
    later.add("nine", spoken(seed=5), ME)
    later.relabel(later.takes[0], "four")
    later.remove(later.takes[1])
    later.undo()
    assert [json.loads(line).get("mood") for line in lines_of(takes.folder)] == ["mood 0", "mood 1", "mood 2", None]


Full = Callable[[int], None]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Full:
    """Let the disk be full at the n-th flush from now on, counted from 1; 0 empties it again."""
    flush = os.fsync

    def fill(at: int) -> None:
        count = 0

        def fsync(descriptor: int) -> None:
            nonlocal count
            count += 1
            if at and count >= at:
                raise OSError(errno.ENOSPC, "No space left on device")
            flush(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)

    return fill


CHANGES: dict[str, Callable[[TestSet], object]] = {
    "add": lambda takes: takes.add("new/word", spoken(seed=8), ME),
    "remove": lambda takes: takes.remove(takes.takes[0]),
    "relabel": lambda takes: takes.relabel(takes.takes[1], "nine"),
    "undo": lambda takes: takes.undo(),
}


@pytest.mark.parametrize(
    ("change", "at"), [("add", 1), ("add", 2), ("add", 3), ("remove", 1), ("relabel", 1), ("relabel", 2), ("undo", 1)]
)
def test_a_full_disk_is_one_line_and_changes_nothing(takes: TestSet, full: Full, change: str, at: int) -> None:
    before = takes.takes
    full(at)
    with pytest.raises(TakeError, match="No space left on device") as refusal:
        CHANGES[change](takes)
    assert str(refusal.value).isprintable()
    full(0)
    assert takes.takes == before
    again = TestSet(takes.folder)
    assert (again.takes, again.complaint) == (before, "")
    check_whole(again)
    CHANGES[change](takes)
    assert TestSet(takes.folder).takes == takes.takes != before


def test_undo_is_still_there_after_the_disk_was_full(takes: TestSet, full: Full) -> None:
    takes.remove(takes.takes[0])
    full(1)
    with pytest.raises(TakeError):
        takes.undo()
    full(0)
    assert takes.undo() is not None
    assert takes.labels() == {"eight": 1, "seven": 2}


class ReadOnly:
    """A lock in a folder that may not be written."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __enter__(self) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    def __exit__(self, *_: object) -> None:
        pass


def test_a_read_only_set_can_be_looked_at_but_not_written(takes: TestSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.personal.set_folder, "FileLock", ReadOnly)
    looked_at = TestSet(takes.folder)
    assert (looked_at.takes, looked_at.complaint) == (takes.takes, "")
    with pytest.raises(TakeError, match=r"cannot be written \(Read-only file system\); free the disk or choose"):
        looked_at.add("one", spoken(), ME)
    with pytest.raises(TakeError, match="cannot be written"):
        TestSet(takes.folder, create=True)


def test_a_read_only_set_that_is_damaged_is_shown_as_far_as_it_goes(
    takes: TestSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes.path_of(takes.takes[0]).unlink()
    monkeypatch.setattr(app.personal.set_folder, "FileLock", ReadOnly)
    looked_at = TestSet(takes.folder)
    assert looked_at.takes == takes.takes[1:]
    assert "lines without a file" in looked_at.complaint
    assert "not mended: Read-only file system" in looked_at.complaint


@pytest.mark.parametrize(
    ("name", "complaint"), [("none", "no such folder"), ("empty", "holds no test set"), ("file", "no such")]
)
def test_what_is_no_test_set_is_refused_in_one_line_and_left_alone(tmp_path: Path, name: str, complaint: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(TakeError, match=complaint):
        TestSet(tmp_path / name)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if "config" not in path.parts}
    assert left == {"empty", "file"}


def test_a_corpus_is_no_test_set_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.personal.set_folder, "MOST_WITHOUT_MANIFEST", 3)
    (tmp_path / "corpus" / "one").mkdir(parents=True)
    for i in range(4):
        (tmp_path / "corpus" / "one" / f"{i}.wav").touch()
    for create in (False, True):
        with pytest.raises(TakeError, match=r"holds 4 recordings and no manifest\.jsonl"):
            TestSet(tmp_path / "corpus", create=create)
    assert [path.name for path in (tmp_path / "corpus").iterdir()] == ["one"]


def test_a_set_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TakeError, match="cannot be written"):
        TestSet(tmp_path / "file" / "set", create=True)


def test_a_new_set_is_empty_and_may_be_opened_again(tmp_path: Path) -> None:
    assert TestSet(tmp_path / "a" / "b", create=True).takes == ()
    assert TestSet(tmp_path / "a" / "b").takes == ()


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_a_set_in_a_folder_whose_name_is_no_text_works(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"set\xff")
    takes = TestSet(folder, create=True)
    takes.add("one", spoken(), ME)
    assert alike(TestSet(folder)) == alike(takes)

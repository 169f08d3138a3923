"""A test set where the disk is full, the folder read-only, or no test set at all."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import app.personal.set_folder
from app.personal.take import TakeError
from app.personal.test_set import TestSet
from tests.app.personal.takes import ME, alike, check_whole, spoken, three_takes


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    return three_takes(tmp_path / "set")


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

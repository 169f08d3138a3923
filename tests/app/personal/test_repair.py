"""What crashes, other hands and two processes do to a set, and how it is mended."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from app.audio.files import write_wav
from app.personal.take import Origin, digest, wav_bytes
from app.personal.test_set import TestSet
from tests.app.personal.takes import WORD, Clock, alike, check_whole, lines_of, spoken

ME = Origin("me", "Headset", WORD)

KILLS = int(os.environ.get("SAYSO_KILLS", "100"))
"""How often a process is killed while it records."""


def make(folder: Path) -> TestSet:
    takes = TestSet(folder, create=True, clock=Clock())
    for seed, label in enumerate(["seven", "a/b", "seven", "x" * 300]):
        takes.add(label, spoken(seed=seed, seconds=0.1), Origin("me", "Headset", (4_800, 6_400)))
    return takes


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    return make(tmp_path / "set")


def reopened(takes: TestSet) -> TestSet:
    """Return the set opened again, after looking that what was mended stays mended."""
    mended = TestSet(takes.folder)
    assert mended.complaint.isprintable()
    again = TestSet(takes.folder)
    assert (again.takes, again.complaint) == (mended.takes, "")
    check_whole(mended)
    return mended


def test_a_torn_line_is_made_again_from_its_file_and_said(takes: TestSet) -> None:
    lines = lines_of(takes.folder)
    (takes.folder / "manifest.jsonl").write_text("\n".join([lines[0], lines[1][:40], *lines[2:]]))
    mended = reopened(takes)
    assert mended.labels() == takes.labels()
    (torn,) = [take for take in mended.takes if take.label == "a/b"]
    assert (torn.sha256, torn.level_db) == (takes.takes[1].sha256, pytest.approx(takes.takes[1].level_db, abs=1.5))
    assert "damaged lines, kept in manifest.jsonl.bad: 1" in mended.complaint
    assert "takes without a line, described from their files: a%2Fb/" in mended.complaint
    assert (takes.folder / "manifest.jsonl.bad").read_text() == lines[1][:40] + "\n"


def test_a_lost_manifest_is_made_again_from_the_files(takes: TestSet) -> None:
    (takes.folder / "manifest.jsonl").unlink()
    mended = reopened(takes)
    assert {take.sha256 for take in mended.takes} == {take.sha256 for take in takes.takes}
    assert mended.labels().items() >= {"seven": 2, "a/b": 1}.items()
    assert "takes without a line" in mended.complaint


def test_a_line_without_a_file_is_set_aside_and_named(takes: TestSet) -> None:
    gone = takes.takes[0]
    takes.path_of(gone).unlink()
    mended = reopened(takes)
    assert mended.takes == takes.takes[1:]
    assert f"lines without a file, kept in manifest.jsonl.bad: {gone.file}" in mended.complaint
    assert json.loads((takes.folder / "manifest.jsonl.bad").read_text())["id"] == gone.id


def test_a_take_whose_saving_was_interrupted_keeps_its_id_and_no_other_gets_it(takes: TestSet) -> None:
    first, *others = (json.loads(line) for line in lines_of(takes.folder))
    begun = next(line for line in others if line["file"] > first["file"])
    (takes.folder / "manifest.jsonl").write_text("")
    (takes.folder / ".pending.jsonl").write_text(json.dumps({**begun, "id": Path(first["file"]).stem}) + "\n")
    ids = {take.file: take.id for take in reopened(takes).takes}
    assert ids[begun["file"]] == Path(first["file"]).stem
    assert len(set(ids.values())) == len(ids) == 4


def test_what_is_set_aside_joins_what_was_set_aside_before(takes: TestSet) -> None:
    for _ in range(2):
        later = TestSet(takes.folder)
        later.path_of(later.takes[0]).unlink()
        TestSet(takes.folder)
    assert len((takes.folder / "manifest.jsonl.bad").read_text().splitlines()) == 2


def test_a_file_moved_by_hand_is_followed_and_takes_the_label_of_its_new_folder(takes: TestSet) -> None:
    moved = takes.takes[0]
    (takes.folder / "nine").mkdir()
    takes.path_of(moved).rename(takes.folder / "nine" / f"{moved.id}.wav")
    mended = reopened(takes)
    (found,) = [take for take in mended.takes if take.id == moved.id]
    assert (found.label, found.speaker, found.time) == ("nine", "me", moved.time)
    assert "files that were moved, followed: nine/" in mended.complaint


def test_a_recording_put_there_by_hand_joins_the_set_at_its_own_rate(takes: TestSet) -> None:
    for folder in ("nine", "seven"):
        (takes.folder / folder).mkdir(exist_ok=True)
        soundfile.write(takes.folder / folder / "1.wav", np.repeat(spoken(), 3), 48_000)
    mended = TestSet(takes.folder)
    found = [take for take in mended.takes if take.file.endswith("/1.wav")]
    assert sorted(take.label for take in found) == ["nine", "seven"]
    assert {(take.sample_rate, take.trim, take.speaker) for take in found} == {(48_000, (0, 3 * len(spoken())), "")}
    assert len({take.id for take in mended.takes}) == 6
    assert TestSet(takes.folder).takes == mended.takes


def test_a_file_changed_by_hand_is_measured_again(takes: TestSet) -> None:
    changed = takes.takes[0]
    write_wav(takes.path_of(changed), spoken(level_db=-40), 16_000)
    (found,) = [take for take in reopened(takes).takes if take.id == changed.id]
    assert found.level_db == pytest.approx(-40, abs=1.5)
    assert (found.label, found.speaker) == (changed.label, changed.speaker)


def test_what_is_no_take_is_left_alone_and_named_each_time(takes: TestSet) -> None:
    (takes.folder / "seven" / "noise.wav").write_text("no sound")
    (takes.folder / "room").mkdir()
    write_wav(takes.folder / "room" / "room.wav", np.zeros(31 * 16_000, np.float32), 16_000)
    (takes.folder / "a\nb").mkdir()
    write_wav(takes.folder / "a\nb" / "1.wav", spoken(), 16_000)
    for _ in range(2):
        found = TestSet(takes.folder)
        assert found.takes == takes.takes
        assert "files that cannot be read, left alone: seven/noise.wav" in found.complaint
        assert "recordings longer than 30 s, left alone: room/room.wav" in found.complaint
        assert "files with names that are no labels, left alone" in found.complaint


def test_a_complaint_names_three_files_and_counts_the_rest(takes: TestSet) -> None:
    (takes.folder / "manifest.jsonl").unlink()
    assert " and 1 more" in TestSet(takes.folder).complaint


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_whatever_happens_to_the_manifest_no_recording_is_lost(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        takes = make(Path(folder))
        manifest = takes.folder / "manifest.jsonl"
        content = manifest.read_bytes()
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 200)))
        manifest.write_bytes(content[:start] + data.draw(st.binary(max_size=20)) + content[end:])
        mended = reopened(takes)
        assert {take.sha256 for take in mended.takes} == {take.sha256 for take in takes.takes}
        mended.add("one", spoken(), ME)
        check_whole(TestSet(takes.folder))


KILLER = """
import os, signal, sys
from pathlib import Path
import numpy as np
from app.personal.take import Origin
from app.personal.test_set import TestSet
from tests.app.personal.takes import spoken

change, folder, at = sys.argv[1], Path(sys.argv[2]), 0
ME = Origin("me", "Headset", (4_800, 6_400))
CHANGES = {
    "add": lambda takes: takes.add("new/word" + "x" * 200, spoken(seed=99, seconds=0.1), ME),
    "remove": lambda takes: takes.remove(takes.takes[0]),
    "relabel": lambda takes: takes.relabel(takes.takes[0], "nine"),
    "restore": lambda takes: takes.undo(),
}

def attempt(copy, at):
    takes = TestSet(copy)
    if change == "restore":
        takes.remove(takes.takes[0])
    count = 0
    def killer(event, arguments):
        nonlocal count
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"):
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(killer)
    CHANGES[change](takes)
    os._exit(0)

while True:
    at += 1
    child = os.fork()
    if not child:
        attempt(folder / str(at), at)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        print(at - 1 if status == 0 else -1)
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills copies of a process")
@pytest.mark.parametrize("change", ["add", "remove", "relabel", "restore"])
def test_killed_at_any_file_operation_a_set_loses_at_most_the_take_in_progress(tmp_path: Path, change: str) -> None:
    takes = make(tmp_path / "set")
    copies = tmp_path / "copies"
    for at in range(1, 60):
        shutil.copytree(takes.folder, copies / str(at))
    done = subprocess.run(
        [sys.executable, "-c", KILLER, change, str(copies)], capture_output=True, text=True, check=True
    )
    points = int(done.stdout)
    assert 5 < points < 59, done.stderr
    before = alike(takes)
    added = ("new/word" + "x" * 200, "me", digest(wav_bytes(spoken(seed=99, seconds=0.1))))
    old, new = {
        "add": (before, [*before, added]),
        "remove": (before, before[1:]),
        "relabel": (before, [("nine", *before[0][1:]), *before[1:]]),
        "restore": (before[1:], before),
    }[change]
    outcomes = set()
    for at in range(1, points + 1):
        killed = TestSet(copies / str(at))
        assert alike(killed) in (old, new)
        outcomes.add(alike(killed) == old)
        check_whole(killed)
        assert TestSet(copies / str(at)).complaint == ""
        assert not list((copies / str(at)).rglob("*.tmp"))
    assert outcomes == {True, False}


WRITER = """
import sys
from pathlib import Path
from app.personal.take import Origin
from app.personal.test_set import TestSet
from tests.app.personal.takes import spoken
takes = TestSet(Path(sys.argv[1]), create=True)
for seed in range(int(sys.argv[2]), int(sys.argv[3])):
    take = takes.add(f"word {seed % 3}", spoken(seed=seed, seconds=0.1), Origin("me", "Headset", (4800, 6400)))
    print(take.id, flush=True)
"""


def writer(folder: Path, first: int, last: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", WRITER, str(folder), str(first), str(last)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_two_processes_that_record_into_one_set_lose_nothing(tmp_path: Path) -> None:
    with writer(tmp_path / "set", 0, 20) as one, writer(tmp_path / "set", 100, 120) as two:
        ids = one.communicate()[0].split() + two.communicate()[0].split()
    assert (one.returncode, two.returncode) == (0, 0)
    found = TestSet(tmp_path / "set")
    assert sorted(take.id for take in found.takes) == sorted(ids)
    assert (len(ids), found.complaint) == (40, "")
    check_whole(found)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_process_killed_again_and_again_leaves_every_take_that_it_announced(tmp_path: Path) -> None:
    announced: list[str] = []
    for attempt in range(KILLS):
        with writer(tmp_path / "set", 1_000 * attempt, 1_000 * attempt + 999) as process:
            assert process.stdout is not None
            announced += [process.stdout.readline().strip() for _ in range(3 + attempt % 4)]
            process.kill()
            announced += process.stdout.read().split()
    found = TestSet(tmp_path / "set")
    assert {take.id for take in found.takes} >= set(announced)
    assert len(announced) >= 4 * KILLS
    assert {take.speaker for take in found.takes} == {"me"}
    check_whole(found)

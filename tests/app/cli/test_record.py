"""``sayso record``."""

import errno
import io
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile

import app.audio.microphone
import app.cli.record
from app.audio.files import read_audio, write_wav
from app.audio.memory import FileSource
from app.audio.microphone import MicrophoneSource
from app.personal.take import digest
from app.personal.test_set import TestSet
from app.resources import assets_folder
from tests.app.cli.conftest import Run, objects
from tests.app.personal.takes import check_whole
from tests.fakes import FakeSoundSystem, hush

DEMO = assets_folder() / "demo.wav"
SPOKEN = [word["label"] for word in json.loads((assets_folder() / "demo.json").read_text())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "my set"


def test_each_utterance_of_a_recording_becomes_the_take_that_is_asked_for(sayso: Run, folder: Path) -> None:
    words = ["--label", "marvin", "--label", "a/b", "--takes", 2, "--order", "blocks", "--speaker", "me"]
    status, lines, diagnostics = sayso("record", "--into", folder, "--source", "demo", *words)
    assert (status, diagnostics) == (0, "")
    assert [line.split("  ")[0] for line in lines[:-1]] == ["marvin", "marvin", "a/b", "a/b"]
    assert "1 of 2  −24 dBFS, 37 dB over the room" in lines[0]
    assert lines[-1] == f"4 kept, 0 refused; {folder} has 4 of 4 takes"
    takes = TestSet(folder)
    assert takes.labels() == {"a/b": 2, "marvin": 2}
    assert {(take.speaker, take.device) for take in takes.takes} == {("me", "demo")}
    check_whole(takes)


def test_programs_are_told_every_prompt_and_every_take(sayso: Run, folder: Path) -> None:
    status, lines, _ = sayso(
        "record", "--into", folder, "--source", "demo", "--labels", "one,two", "--takes", 1, "--json"
    )
    found = objects(lines)
    assert status == 0
    assert [event["event"] for event in found] == ["prompt", "take", "prompt", "take", "end"]
    assert [set(event) for event in found[:2]] == [
        {"event", "label", "number", "takes"},
        {"event", "kept", "label", "heard", "faults", "take"},
    ]
    assert (found[1]["kept"], found[1]["heard"], found[1]["take"]["file"].split("/")[0]) == (
        True,
        "two",
        found[1]["label"],
    )
    assert found[-1] == {"event": "end", "kept": 2, "refused": 0, "done": 2, "total": 2, "folder": str(folder)}


def test_a_bad_take_is_explained_and_the_next_one_is_it(sayso: Run, folder: Path, tmp_path: Path) -> None:
    demo = read_audio(DEMO, 16_000)
    demo[: 2 * 16_000] = np.clip(40 * demo[: 2 * 16_000], -1, 1)
    write_wav(tmp_path / "loud.wav", demo, 16_000)
    words = ["record", "--into", folder, "--source", tmp_path / "loud.wav", "--label", "two", "--takes", 1]
    status, lines, _ = sayso(*words, "--json")
    refused = objects(lines)[1]
    assert (refused["kept"], refused["take"]) == (False, None)
    assert {"flaw", "sentence", "remedy"} == set(refused["faults"][0])
    assert (status, objects(lines)[-1]["refused"]) == (0, 1)
    (take,) = TestSet(folder).takes
    assert not take.clipped


def test_the_same_command_goes_on_where_it_was_stopped(sayso: Run, folder: Path, four: Path) -> None:
    words = ["record", "--into", folder, "--labels", "digits", "--takes", 1, "--json"]
    first = objects(sayso(*words, "--source", four)[1])
    assert (first[-1]["done"], first[-1]["total"]) == (1, 10)
    second = objects(sayso(*words, "--source", "demo")[1])
    assert second[0]["label"] == first[2]["label"]
    assert second[-1]["done"] == 10
    assert TestSet(folder).labels() == dict.fromkeys(sorted(app.cli.record.NAMED["digits"]), 1)


def test_a_set_knows_its_labels(sayso: Run, folder: Path, four: Path) -> None:
    sayso("record", "--into", folder, "--label", "four", "--takes", 1, "--source", four)
    status, lines, diagnostics = sayso("record", "--into", folder, "--takes", 3, "--source", four)
    assert (status, lines[-1]) == (0, f"1 kept, 0 refused; {folder} has 2 of 3 takes")
    assert "the same command goes on from here" in diagnostics


def test_a_set_that_is_complete_is_left_as_it_is(sayso: Run, folder: Path, four: Path) -> None:
    words = ["record", "--into", folder, "--label", "four", "--takes", 1, "--source", four]
    sayso(*words)
    status, lines, _ = sayso(*words)
    assert (status, lines) == (0, [f"0 kept, 0 refused; {folder} has 1 of 1 takes"])


def test_takes_are_evaluated_as_they_were_heard(sayso: Run, folder: Path) -> None:
    heard = objects(sayso("record", "--into", folder, "--from", DEMO, "--label", "x", "--json")[1])
    takes = TestSet(folder)
    for take, word in zip(takes.takes, [event for event in heard if event["event"] == "word"], strict=True):
        takes.relabel(take, word["heard"])
    status, lines, _ = sayso("evaluate", takes.folder, "--json")
    assert (status, objects(lines)[0]["accuracy"], objects(lines)[0]["clips"]) == (0, 1.0, 15)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--label", "one"), "the following arguments are required: --into"),
        (("--into", "new"), "new: no such folder"),
        (("--into", "new", "--label", " "), "the label is empty"),
        (("--into", "new", "--label", "silence"), "'silence' cannot be said"),
        (("--into", "new", "--label", "one", "--takes", "0"), "0 takes per label"),
        (("--into", "new", "--label", "one", "--takes", "many"), "invalid int value: 'many'"),
        (("--into", "new", "--label", "one", "--order", "odd"), "invalid choice: 'odd'"),
        (("--into", "new", "--label", "one", "--countdown", "-1"), "'-1' is not a number from 0 to 20"),
        (("--into", "new", "--label", "one", "--source", "none.wav"), "none.wav: no such file"),
        (("--into", "new", "--label", "one", "--model", "none"), "none"),
        (("--into", "new", "--label", "one", "--ask"), "--ask is for recordings that are there already"),
        (("--into", "new", "--label", "one", "--unchecked"), "--unchecked is for recordings"),
        (("--into", "new", "--from", "a.wav"), "not 0; name one --label, or add --ask"),
        (("--into", "new", "--from", "a.wav", "--labels", "one,two"), "not 2; name one --label"),
        (("--into", "new", "--from", "a.wav", "--label", "one", "--ask"), "leave --label out"),
    ],
)
def test_a_wrong_request_is_one_line(
    sayso: Run, words: tuple[str, ...], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, lines, diagnostics = sayso("record", *words)
    assert (status, lines) == (2, [])
    assert complaint in diagnostics
    assert diagnostics.count("\n") == 1


def test_a_full_disk_is_one_line_and_what_was_kept_stays(
    sayso: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, count = os.fsync, itertools.count()

    def fsync(descriptor: int) -> None:
        if next(count) > 6:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        status, _, diagnostics = sayso("record", "--into", folder, "--source", "demo", "--label", "one")
    assert status == 2
    assert diagnostics.startswith(f"sayso: error: {folder}: cannot be written (No space left on device); free the disk")
    assert diagnostics.count("\n") == 1
    assert TestSet(folder).labels() == {"one": 2}


class Typist:
    """Types keys at their times, counted in blocks of sound."""

    def __init__(self, keys: dict[int, str]) -> None:
        self._keys, self._block = keys, -1

    def pressed(self, wait: bool = False) -> str:
        self._block += 1
        return self._keys.get(self._block, "")


@pytest.fixture
def type_keys(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Let somebody sit at the terminal and press what the test puts into this, by seconds of sound."""
    keys: dict[int, str] = {}

    @contextmanager
    def open_keys() -> Iterator[Typist]:
        yield Typist({50 * seconds: key for seconds, key in keys.items()})

    monkeypatch.setattr(app.cli.record, "has_terminal", lambda: True)
    monkeypatch.setattr(app.cli.record, "open_keys", open_keys)
    return keys


BLOCKS = ["--source", "demo", "--label", "one", "--label", "two", "--takes", 2, "--order", "blocks", "--json"]


def happened(lines: list[str]) -> list[tuple[str, str]]:
    return [(event["event"], event["label"]) for event in objects(lines)[:-1] if event["event"] != "prompt"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({2: "r"}, ["take one", "removed one", "take one", "take one", "take two", "take two"]),
        ({2: "d"}, ["take one", "removed one", "take one", "take two", "take two", "take one"]),
        ({2: "u"}, ["take one", "removed one", "take one", "take one", "take two", "take two"]),
        ({2: "du"}, ["take one", "removed one", "restored one", "take one", "take two", "take two"]),
        ({2: "s"}, ["take one", "take two", "take two"]),
        ({2: "q"}, ["take one"]),
        ({0: " ", 3: "p"}, ["take one", "take one", "take two", "take two"]),
        ({0: "x!7"}, ["take one", "take one", "take two", "take two"]),
    ],
)
def test_keys_command_the_recorder(
    sayso: Run, folder: Path, type_keys: dict[int, str], keys: dict[int, str], expected: list[str]
) -> None:
    type_keys.update(keys)
    status, lines, _ = sayso("record", "--into", folder, *BLOCKS)
    assert status == 0
    assert [f"{event} {label}" for event, label in happened(lines)] == expected
    kept = sum(line.startswith(("take", "restored")) for line in expected)
    assert len(TestSet(folder).takes) == kept - sum(line.startswith("removed") for line in expected)


def test_a_pause_passes_words_over(sayso: Run, folder: Path, type_keys: dict[int, str]) -> None:
    type_keys.update({0: " ", 3: " "})
    lines = sayso("record", "--into", folder, *BLOCKS)[1]
    heard = [event["heard"] for event in objects(lines) if event["event"] == "take"]
    assert heard == SPOKEN[2:6]


def test_control_c_ends_a_recording_in_peace(sayso: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = FileSource.read
    at = itertools.count()

    def interrupted(source: FileSource) -> object:
        if next(at) == 5:
            raise KeyboardInterrupt
        return read(source)

    monkeypatch.setattr(FileSource, "read", interrupted)
    status, lines, _ = sayso("record", "--into", folder, "--source", "demo", "--label", "one", "--takes", 15)
    assert status == 0
    assert 0 < len(TestSet(folder).takes) < 15
    assert lines[-1].endswith("of 15 takes")


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> FakeSoundSystem:
    """Let somebody speak into a microphone whatever is asked for: words two seconds apart."""
    system = FakeSoundSystem(["Headset"], rate=16_000)
    word = np.concatenate([read_audio(DEMO, 16_000)[int(2.2 * 16_000) : int(3.2 * 16_000)], hush(1.3)])
    at = itertools.count(step=1_600)

    def hear(_: float) -> None:
        start = next(at)
        system.streams[0].hear(word[np.arange(start, start + 1_600) % len(word)])

    microphone = partial(MicrophoneSource, sound=system, sleep=hear)
    monkeypatch.setattr(app.audio.microphone, "MicrophoneSource", microphone)
    return system


def test_a_microphone_is_given_time_and_its_speaker_a_line_per_prompt(
    sayso: Run, folder: Path, speaker: FakeSoundSystem
) -> None:
    status, lines, diagnostics = sayso("record", "--into", folder, "--label", "four", "--takes", 2)
    assert (status, lines[-1]) == (0, f"2 kept, 0 refused; {folder} has 2 of 2 takes")
    assert diagnostics.splitlines() == ["sayso: say 'four' (1 of 2)", "sayso: say 'four' (2 of 2)"]
    assert TestSet(folder).takes[0].device == "Headset"
    assert not speaker.streams[0].running


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_the_word_large_and_is_wiped_afterwards(
    sayso: Run, folder: Path, speaker: FakeSoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WT_SESSION" if sys.platform == "win32" else "TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert sayso("record", "--into", folder, "--label", "four", "--takes", 1)[0] == 0
    drawn = terminal.getvalue()
    for text in (
        "f o u r",
        "get ready",
        "  3",
        "  2",
        "  1",
        "say it now",
        "I hear you",
        "kept: ",
        "0 of 1 takes",
        "Q quit",
    ):
        assert text in drawn
    assert drawn.index("get ready") < drawn.index("say it now") < drawn.index("kept: ")
    assert drawn.endswith("\x1b[J")


def test_a_terminal_that_is_closed_meanwhile_stops_nothing(
    sayso: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, speaker: FakeSoundSystem
) -> None:
    class Closed(Terminal):
        def write(self, _: str) -> int:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setenv("WT_SESSION" if sys.platform == "win32" else "TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Closed())
    assert sayso("record", "--into", folder, "--label", "four", "--takes", 1)[0] == 0


def test_words_are_taken_out_of_recordings_once(sayso: Run, folder: Path, four: Path) -> None:
    words = ["record", "--into", folder, "--from", DEMO, four, "--label", "word", "--speaker", "me"]
    status, lines, _ = sayso(*words)
    assert (status, lines[-1]) == (0, f"16 kept, 0 left out; {folder} has 16 takes")
    assert lines[0].startswith("demo.wav 1.00 to 1.30 s  word  −24 dBFS")
    status, lines, _ = sayso(*words)
    assert lines[-1] == f"0 kept, 16 left out; {folder} has 16 takes"
    assert "is in the set already, as 'word'" in lines[0]
    assert {(take.label, take.speaker) for take in TestSet(folder).takes} == {("word", "me")}
    check_whole(TestSet(folder))


def test_programs_are_told_where_each_word_was(sayso: Run, folder: Path, four: Path) -> None:
    found = objects(sayso("record", "--into", folder, "--from", four, "--label", "four", "--json")[1])
    assert [event["event"] for event in found] == ["word", "end"]
    assert set(found[0]) == {"event", "path", "start_s", "end_s", "heard", "faults", "kept", "label", "reason", "take"}
    assert (found[0]["heard"], found[0]["label"], found[0]["kept"]) == ("four", "four", True)
    assert found[1] == {"event": "end", "kept": 1, "left_out": 0, "takes": 1, "folder": str(folder)}


def test_each_word_gets_the_label_that_is_typed(
    sayso: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "answers").write_text("\n-\n\x1b\nMarvin\n")
    with (tmp_path / "answers").open() as answers:
        monkeypatch.setattr(sys, "stdin", answers)
        status, lines, diagnostics = sayso("record", "--into", folder, "--from", DEMO, "--ask")
    assert (status, lines[-1]) == (0, f"2 kept, 1 left out; {folder} has 2 takes")
    assert TestSet(folder).labels() == {"Marvin": 1, SPOKEN[0]: 1}
    assert f"which word? (Return for {SPOKEN[0]!r}, - to leave it out)" in diagnostics
    assert "which cannot be shown" in diagnostics


def test_what_makes_no_good_take_is_left_out_unless_it_is_wanted(sayso: Run, folder: Path, tmp_path: Path) -> None:
    demo = read_audio(DEMO, 16_000)[: 2 * 16_000]
    write_wav(tmp_path / "loud.wav", np.clip(40 * demo, -1, 1), 16_000)
    words = ["record", "--into", folder, "--from", tmp_path / "loud.wav", "--label", "two", "--json"]
    (left_out, _) = objects(sayso(*words)[1])
    assert (left_out["kept"], left_out["take"]) == (False, None)
    assert "clipped" in left_out["reason"] or "clipped" in str(left_out["faults"])
    (kept, _) = objects(sayso(*words, "--unchecked")[1])
    assert (kept["kept"], kept["take"]["clipped"]) == (True, True)


def test_a_recording_that_cannot_be_read_does_not_stop_the_others(
    sayso: Run, folder: Path, four: Path, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "quiet.wav", hush(1.0), 16_000)
    recordings = [tmp_path / "none.wav", tmp_path / "quiet.wav", four]
    status, lines, diagnostics = sayso("record", "--into", folder, "--label", "four", "--from", *recordings)
    assert (status, lines[-1]) == (2, f"1 kept, 0 left out; {folder} has 1 takes")
    assert "none.wav: no such file" in diagnostics
    assert "quiet.wav: nobody is heard speaking in it" in diagnostics


def test_what_was_mended_is_said(sayso: Run, folder: Path, four: Path) -> None:
    words = ["record", "--into", folder, "--label", "four", "--from", four]
    sayso(*words)
    (folder / "manifest.jsonl").write_text("torn")
    assert "damaged lines, kept in manifest.jsonl.bad: 1" in sayso(*words)[2]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_while_recording_every_announced_take_is_there_and_the_rest_can_be_said(
    sayso: Run, folder: Path, tmp_path: Path
) -> None:
    write_wav(tmp_path / "long.wav", np.tile(read_audio(DEMO, 16_000), 4), 16_000)
    words = ["record", "--into", str(folder), "--source", str(tmp_path / "long.wav"), "--label", "one", "--takes", "60"]
    announced: list[dict[str, str]] = []
    for wanted in (1, 4, 9, 2):
        command = [sys.executable, "-m", "app", *words, "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            heard = (objects([line])[0] for line in process.stdout)
            kept = (event["take"] for event in heard if event.get("kept"))
            announced += itertools.islice(kept, wanted)
            process.kill()
            left = [line for line in process.stdout.read().splitlines() if line.endswith("}")]
            announced += [event["take"] for event in objects(left) if event.get("kept")]
    takes = TestSet(folder)
    found = {take.id: take.sha256 for take in takes.takes}
    assert len(announced) >= 16
    assert all(found[take["id"]] == take["sha256"] for take in announced)
    assert all(digest(takes.path_of(take).read_bytes()) == take.sha256 for take in takes.takes)
    check_whole(takes)
    assert objects(sayso(*words, "--json")[1])[-1]["done"] == 60

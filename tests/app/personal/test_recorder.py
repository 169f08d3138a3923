import errno
import os
from pathlib import Path

import numpy as np
import pytest

from app.audio.memory import ArraySource
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Level, Ready
from app.personal.capture import MARGIN
from app.personal.recording_state import AT_ONCE, UNHURRIED, Pace, State
from app.personal.take import TakeError
from app.personal.test_set import TestSet
from app.settings import EngineSettings
from tests.app.personal.room import READY, STEP, Room, quick, recorder_of
from tests.app.personal.takes import Clock, spoken
from tests.fakes import ToneDetector, hush, write_tiny_model


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    return TestSet(tmp_path / "set", create=True, clock=Clock())


def test_a_word_is_prompted_counted_down_heard_and_kept(takes: TestSet) -> None:
    recorder = recorder_of(takes)
    room = Room(recorder)
    assert recorder.state is State.PAUSED
    recorder.resume()
    assert (recorder.state, recorder.label) == (State.PROMPT, "seven")
    room.until(State.COUNTDOWN)
    counted = []
    while recorder.state is State.COUNTDOWN:
        counted.append(recorder.countdown)
        room.wait(STEP)
    assert list(dict.fromkeys(counted)) == [3, 2, 1]
    assert (recorder.state, recorder.countdown) == (State.LISTENING, 0)
    room.wait(8_000).say()
    assert recorder.state is State.CHECKED
    assert recorder.outcome is not None
    assert recorder.outcome.take == takes.takes[0] == recorder.last
    assert (recorder.outcome.label, recorder.outcome.faults, recorder.outcome.heard) == ("seven", (), "one")
    room.until(State.PROMPT)
    assert recorder.progress.per_label == {"seven": 1, "eight": 0}


def test_a_take_knows_its_speaker_device_and_word(takes: TestSet) -> None:
    quick(takes).say()
    (take,) = takes.takes
    assert (take.speaker, take.device, take.trim) == ("me", "Headset", (MARGIN, MARGIN + 8_000))


def test_a_recording_ends_once_everything_is_said(takes: TestSet) -> None:
    room = quick(takes)
    for _ in range(6):
        room.say()
    assert room.recorder.state is State.FINISHED
    assert takes.labels() == {"eight": 2, "seven": 2}
    assert (room.recorder.progress.done, room.recorder.progress.total, room.recorder.label) == (4, 4, "")


def test_what_is_said_before_the_countdown_is_over_is_not_kept(takes: TestSet) -> None:
    recorder = recorder_of(takes)
    room = Room(recorder)
    room.say()
    recorder.resume()
    room.say()
    room.until(State.COUNTDOWN).say(word=(4_800, 6_000), samples=spoken(seconds=0.1))
    assert takes.takes == ()


def test_a_word_begun_on_the_last_beat_is_whole_and_kept(takes: TestSet) -> None:
    recorder = recorder_of(takes)
    room = Room(recorder)
    recorder.resume()
    room.until(State.LISTENING)
    room.at -= 3_000
    room.say()
    assert len(takes.takes) == 1


def test_a_bad_take_is_explained_and_asked_for_again(takes: TestSet) -> None:
    recorder = recorder_of(takes)
    recorder.resume()
    room = Room(recorder).until(State.LISTENING)
    room.say(spoken(room_db=-26))
    assert (recorder.state, recorder.label, takes.takes) == (State.CHECKED, "seven", ())
    assert recorder.outcome is not None
    assert [fault.flaw for fault in recorder.outcome.faults] == ["noisy"]
    room.until(State.LISTENING).say()
    assert takes.labels() == {"seven": 1}


def test_a_take_with_lost_samples_is_asked_for_again(takes: TestSet) -> None:
    room = quick(takes).say(lost=True)
    assert takes.takes == ()
    room.say()
    assert len(takes.takes) == 1


def test_silence_that_lasts_is_said(takes: TestSet) -> None:
    recorder = recorder_of(takes)
    recorder.resume()
    room = Room(recorder).until(State.LISTENING)
    assert not recorder.overdue
    before = room.changes
    room.wait(UNHURRIED.patience)
    assert recorder.overdue
    assert room.changes == before + 1
    room.say()
    assert not recorder.overdue


def test_another_input_begins_the_prompt_again_and_is_the_device_from_then_on(takes: TestSet) -> None:
    recorder = recorder_of(takes)
    recorder.resume()
    room = Room(recorder).until(State.LISTENING)
    room.push(Ready("Webcam", "tiny 1.0", ("one", "unknown"), live=True))
    assert recorder.state is State.PROMPT
    room.at = 0
    room.until(State.LISTENING).say()
    assert takes.takes[0].device == "Webcam"


def test_a_full_disk_pauses_and_asks_for_the_same_word_later(takes: TestSet, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    room = quick(takes)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(TakeError, match="No space left on device"):
            room.say()
    assert (room.recorder.state, room.recorder.label, takes.takes) == (State.PAUSED, "seven", ())
    room.recorder.resume()
    room.say()
    assert takes.labels() == {"seven": 1}


def test_dense_events_may_be_missing(takes: TestSet) -> None:
    recorder = recorder_of(takes, pace=Pace())
    recorder.resume()
    recorder.push(READY)
    recorder.push(Level(100 * STEP, -70, -60, -70))
    recorder.push(Level(200 * STEP, -70, -60, -70))
    assert recorder.state is State.LISTENING


def test_the_real_gate_divides_a_stream_into_takes(takes: TestSet, tmp_path: Path) -> None:
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    recorder = recorder_of(takes, "seven", count=3, pace=AT_ONCE)
    recorder.resume()
    sound = np.concatenate(
        [hush(1.0), *(np.concatenate([spoken(seed=i, room_db=-80), hush(1.0, seed=i)]) for i in range(3))]
    )
    for event in stream(ArraySource(sound), Pipeline(model, ToneDetector(), EngineSettings())):
        recorder.push(event)
    assert recorder.state is State.FINISHED
    assert [take.trim[1] - take.trim[0] for take in takes.takes] == pytest.approx([8_000] * 3, abs=700)

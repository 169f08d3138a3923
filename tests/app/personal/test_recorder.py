import errno
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.audio.memory import ArraySource
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Event, Level, Overflow, Ready, Speech
from app.personal.capture import MARGIN
from app.personal.recorder import Recorder
from app.personal.recording_plan import Order, Plan
from app.personal.recording_state import AT_ONCE, UNHURRIED, Pace, State
from app.personal.take import Origin, TakeError
from app.personal.test_set import TestSet
from app.settings import EngineSettings
from app.types import Samples
from tests.app.personal.takes import WORD, Clock, spoken, utterance
from tests.fakes import ToneDetector, hush, write_tiny_model

STEP = 512
READY = Ready("Headset", "tiny 1.0", ("one", "unknown"), live=True)


class Room:
    """An engine's events, as a person in a room would cause them."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.at = 0
        self.seed = 0
        self.changes = 0
        self.push(READY)

    def push(self, event: Event) -> None:
        self.changes += self.recorder.push(event)

    def wait(self, samples: int) -> "Room":
        for at in range(self.at + STEP, self.at + samples + STEP, STEP):
            self.push(Level(at, -70, -60, -70))
            self.at = at
        return self

    def say(self, samples: Samples | None = None, word: tuple[int, int] = WORD, lost: bool = False) -> "Room":
        """Say a word now; it has been heard once this returns."""
        self.seed += 1
        samples = spoken(seed=self.seed) if samples is None else samples
        start = self.at - word[0]
        self.push(Speech(True, self.at))
        self.wait(word[1] - word[0])
        if lost:
            self.push(Overflow(1, self.at))
        self.wait(len(samples) - word[1])
        self.push(Speech(False, self.at))
        self.push(utterance(samples, start, word))
        return self

    def until(self, state: State) -> "Room":
        for _ in range(2_000):
            if self.recorder.state is state:
                return self
            self.wait(STEP)
        raise AssertionError(f"still {self.recorder.state}")


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    return TestSet(tmp_path / "set", create=True, clock=Clock())


def recorder_of(
    takes: TestSet, *labels: str, count: int = 2, order: Order = "blocks", pace: Pace = UNHURRIED
) -> Recorder:
    return Recorder(takes, Plan.of(labels or ["seven", "eight"], count, order), Origin("me"), pace)


def quick(takes: TestSet, *labels: str, count: int = 2) -> Room:
    """Return a room whose recorder is listening already and loses no time."""
    recorder = recorder_of(takes, *labels, count=count, pace=AT_ONCE)
    recorder.resume()
    return Room(recorder).wait(8_000)


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


def test_redo_asks_for_the_last_label_again_now(takes: TestSet) -> None:
    room = quick(takes).say().say()
    assert room.recorder.label == "eight"
    first = takes.takes[0]
    assert room.recorder.redo() is not None
    assert (room.recorder.label, takes.takes) == ("seven", (first,))
    room.recorder.redo()
    assert (room.recorder.upcoming, takes.takes) == (("seven", "seven", "eight", "eight"), ())
    assert room.recorder.redo() is None


def test_delete_asks_for_the_last_label_again_at_the_end(takes: TestSet) -> None:
    room = quick(takes).say()
    room.recorder.delete()
    assert (room.recorder.upcoming, takes.takes) == (("seven", "eight", "eight", "seven"), ())


def test_redo_and_delete_after_the_end_go_on(takes: TestSet) -> None:
    room = quick(takes, "seven", count=1).say()
    assert room.recorder.state is State.FINISHED
    room.recorder.redo()
    assert room.recorder.state is State.LISTENING
    room.say()
    room.recorder.delete()
    assert room.recorder.state is State.LISTENING
    room.say()
    assert (room.recorder.state, takes.labels()) == (State.FINISHED, {"seven": 1})


def test_undo_takes_back_a_take_or_brings_one_back(takes: TestSet) -> None:
    room = quick(takes).say().say()
    kept = takes.takes
    room.recorder.delete()
    assert room.recorder.undo() == kept[1]
    assert (room.recorder.upcoming, takes.takes) == (("eight", "eight"), kept)
    assert room.recorder.undo() == kept[1]
    assert (room.recorder.upcoming, takes.takes) == (("seven", "eight", "eight"), kept[:1])
    room.recorder.undo()
    assert room.recorder.undo() is None


def test_a_skipped_prompt_is_counted_and_asked_for_another_day(takes: TestSet) -> None:
    room = quick(takes)
    for _ in range(2):
        room.recorder.skip()
    room.say().say()
    assert (room.recorder.state, room.recorder.progress.skipped, room.recorder.progress.done) == (State.FINISHED, 2, 2)
    assert recorder_of(takes).upcoming == ("seven", "seven")


def test_nothing_is_recorded_during_a_pause_not_even_what_was_being_said(takes: TestSet) -> None:
    room = quick(takes)
    room.recorder.pause()
    room.say()
    room.recorder.skip()
    assert room.recorder.state is State.PAUSED
    assert takes.takes == ()
    room.recorder.resume()
    room.say()
    assert takes.labels() == {"seven": 1}


def test_whoever_stopped_goes_on_another_day_where_he_was(takes: TestSet) -> None:
    plan = Plan.of(["one", "two", "three"], 3, "shuffled", seed=4)
    room = Room(Recorder(takes, plan, Origin("me"), AT_ONCE)).wait(8_000)
    room.recorder.resume()
    for _ in range(4):
        room.say()
    expected = room.recorder.upcoming
    room.recorder.stop()
    room.say()
    later = Recorder(TestSet(takes.folder), plan, Origin("me"), AT_ONCE)
    assert later.upcoming == expected
    assert (later.progress.done, later.progress.total) == (4, 9)


def test_each_speaker_says_everything(takes: TestSet) -> None:
    quick(takes).say().say()
    other = Recorder(takes, Plan.of(["seven", "eight"], 2, "blocks"), Origin("you"), AT_ONCE)
    assert (other.progress.done, len(other.upcoming)) == (0, 4)


def test_what_is_said_already_needs_no_recorder(takes: TestSet) -> None:
    quick(takes, "seven", count=1).say()
    done = recorder_of(takes, "seven", count=1)
    done.resume()
    assert done.state is State.FINISHED


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


class AnyHand(RuleBasedStateMachine):
    """Whatever is pressed, in whatever order: set, queue and progress agree."""

    def __init__(self) -> None:
        super().__init__()
        from tempfile import TemporaryDirectory

        self.folder = TemporaryDirectory()
        self.takes = TestSet(Path(self.folder.name), create=True, clock=Clock())
        self.room = quick(self.takes)

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(good=st.booleans())
    def say(self, good: bool) -> None:
        self.room.say(None if good else spoken(room_db=-26))

    @rule(press=st.sampled_from(["redo", "delete", "undo", "pause", "resume"]))
    def press(self, press: str) -> None:
        getattr(self.room.recorder, press)()

    @precondition(lambda self: self.room.recorder.upcoming)
    @rule()
    def skip(self) -> None:
        self.room.recorder.skip()

    @invariant()
    def nothing_is_lost_or_asked_for_too_often(self) -> None:
        recorder = self.room.recorder
        progress = recorder.progress
        assert progress.done + len(recorder.upcoming) + progress.skipped == progress.total
        assert TestSet(self.takes.folder).takes == self.takes.takes
        assert (recorder.state is State.FINISHED) == (not recorder.upcoming)


TestAnyHand = AnyHand.TestCase
TestAnyHand.settings = settings(deadline=None, max_examples=15, stateful_step_count=15)

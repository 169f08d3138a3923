"""What is changed by hand while takes are recorded, and going on another day."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.personal.recorder import Recorder
from app.personal.recording_plan import Plan
from app.personal.recording_state import AT_ONCE, State
from app.personal.take import Origin
from app.personal.test_set import TestSet
from tests.app.personal.room import Room, quick, recorder_of, upcoming
from tests.app.personal.takes import Clock, spoken


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    return TestSet(tmp_path / "set", create=True, clock=Clock())


def test_redo_asks_for_the_last_label_again_now(takes: TestSet) -> None:
    room = quick(takes).say().say()
    assert room.recorder.label == "eight"
    first = takes.takes[0]
    assert room.recorder.redo() is not None
    assert (room.recorder.label, takes.takes) == ("seven", (first,))
    room.recorder.redo()
    assert (upcoming(room.recorder), takes.takes) == (("seven", "seven", "eight", "eight"), ())
    assert room.recorder.redo() is None


def test_delete_asks_for_the_last_label_again_at_the_end(takes: TestSet) -> None:
    room = quick(takes).say()
    room.recorder.delete()
    assert (upcoming(room.recorder), takes.takes) == (("seven", "eight", "eight", "seven"), ())


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
    assert (upcoming(room.recorder), takes.takes) == (("eight", "eight"), kept)
    assert room.recorder.undo() == kept[1]
    assert (upcoming(room.recorder), takes.takes) == (("seven", "eight", "eight"), kept[:1])
    room.recorder.undo()
    assert room.recorder.undo() is None


def test_a_skipped_prompt_is_counted_and_asked_for_another_day(takes: TestSet) -> None:
    room = quick(takes)
    for _ in range(2):
        room.recorder.skip()
    room.say().say()
    assert (room.recorder.state, room.recorder.progress.skipped, room.recorder.progress.done) == (State.FINISHED, 2, 2)
    assert upcoming(recorder_of(takes)) == ("seven", "seven")


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
    expected = upcoming(room.recorder)
    room.recorder.stop()
    room.say()
    later = Recorder(TestSet(takes.folder), plan, Origin("me"), AT_ONCE)
    assert upcoming(later) == expected
    assert (later.progress.done, later.progress.total) == (4, 9)


def test_each_speaker_says_everything(takes: TestSet) -> None:
    quick(takes).say().say()
    other = Recorder(takes, Plan.of(["seven", "eight"], 2, "blocks"), Origin("you"), AT_ONCE)
    assert (other.progress.done, len(upcoming(other))) == (0, 4)


def test_what_is_said_already_needs_no_recorder(takes: TestSet) -> None:
    quick(takes, "seven", count=1).say()
    done = recorder_of(takes, "seven", count=1)
    done.resume()
    assert done.state is State.FINISHED


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

    @precondition(lambda self: upcoming(self.room.recorder))
    @rule()
    def skip(self) -> None:
        self.room.recorder.skip()

    @invariant()
    def nothing_is_lost_or_asked_for_too_often(self) -> None:
        recorder = self.room.recorder
        progress = recorder.progress
        assert progress.done + len(upcoming(recorder)) + progress.skipped == progress.total
        assert TestSet(self.takes.folder).takes == self.takes.takes
        assert (recorder.state is State.FINISHED) == (not upcoming(recorder))


TestAnyHand = AnyHand.TestCase


TestAnyHand.settings = settings(deadline=None, max_examples=15, stateful_step_count=15)

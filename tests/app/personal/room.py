"""A room in which somebody says what a recorder asks for."""

from app.events import Event, Level, Overflow, Ready, Speech
from app.personal.recorder import Recorder
from app.personal.recording_plan import Order, Plan
from app.personal.recording_state import AT_ONCE, UNHURRIED, Pace, State
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.types import Samples
from tests.app.personal.takes import WORD, spoken, utterance

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


def upcoming(recorder: Recorder) -> tuple[str, ...]:
    """Return what is still to be said, the current label first."""
    return tuple(recorder._queue)


def recorder_of(
    takes: TestSet, *labels: str, count: int = 2, order: Order = "blocks", pace: Pace = UNHURRIED
) -> Recorder:
    return Recorder(takes, Plan.of(labels or ["seven", "eight"], count, order), Origin("me"), pace)


def quick(takes: TestSet, *labels: str, count: int = 2) -> Room:
    """Return a room whose recorder is listening already and loses no time."""
    recorder = recorder_of(takes, *labels, count=count, pace=AT_ONCE)
    recorder.resume()
    return Room(recorder).wait(8_000)

"""What a recorder is doing, how long it does it, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.personal.take import Take
from app.personal.take_check import Fault
from app.types import SAMPLE_RATE


class State(Enum):
    """What the recorder is doing."""

    PROMPT = "prompt"
    """The label is shown, and time to read it goes by."""
    COUNTDOWN = "countdown"
    """Three, two, one."""
    LISTENING = "listening"
    """The next utterance is the take."""
    CHECKED = "checked"
    """The take was kept, or has to be said again: :attr:`Recorder.outcome` tells."""
    PAUSED = "paused"
    """Nothing is recorded until :meth:`Recorder.resume`."""
    FINISHED = "finished"
    """Everything was said, or the recorder was stopped."""


@dataclass(frozen=True)
class Pace:
    """How long each state lasts, in samples of the stream."""

    prompt: int = int(0.6 * SAMPLE_RATE)
    """Time to read a word."""
    beat: int = int(0.5 * SAMPLE_RATE)
    """From one number of the countdown to the next."""
    beats: int = 3
    kept: int = int(0.8 * SAMPLE_RATE)
    """How long it is shown that a take was kept."""
    refused: int = int(2.5 * SAMPLE_RATE)
    """How long it is shown why a take must be said again: a sentence and a remedy."""
    patience: int = 8 * SAMPLE_RATE
    """After so long without a word, :attr:`Recorder.overdue` says that something is wrong."""


UNHURRIED = Pace()

AT_ONCE = Pace(prompt=0, beat=0, beats=0, kept=0, refused=0)
"""For a recording, which waits for nobody: every utterance in it is a take."""


@dataclass(frozen=True)
class Outcome:
    """What became of an utterance."""

    label: str
    take: Take | None
    """The take, if it was kept."""
    faults: tuple[Fault, ...]
    """Why it was not kept; what explains most first."""
    heard: str
    """What the model made of it."""


@dataclass(frozen=True)
class Progress:
    """How far the recording is."""

    done: int
    """Takes in the set that count for the plan, those of days before included."""
    total: int
    skipped: int
    """Takes that are missing and not asked for any more, since their prompts were passed over; another day they are."""
    per_label: Mapping[str, int]
    """Takes of each label, as far as the plan wants them."""

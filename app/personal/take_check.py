"""Is a take worth keeping? What is measured on it, and what to do where it is not.

The limits were set on words of Speech Commands as they are: 2,826 clips of many people and many microphones, in each
of which the gate found one word. Of 1,132 such clips 92.8 % pass: 5.3 % are called cut off (of 24 looked at, 17 are,
and the others rattle or hum up to their edge), 1.6 % noisy. Of the 830 whose first and last 50 ms are 20 dB below
their loudest all pass; so do 99.8 % of all with a quiet moment on either side, as a microphone gives it, and all of
336 Free Spoken Digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.dsp.defects import clipped_share
from app.dsp.level import frame_levels
from app.dsp.loudness import FRAME, QUIET_PERCENTILE, above_rumble, measure_loudness
from app.engine.decider import RUNNING_SPEECH, TOO_LONG
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples

QUIETEST_DB = -55.0
"""Speech below this is too quiet; 0.2 % of the clips were. The shipped model loses nothing down to -60."""

CLIPPED_SHARE = 0.005
"""Flat tops with this share of the samples are too many; 0.6 % of the clips had as many.

The shipped model loses nothing at 0.9 %, but whoever plays the take hears it."""

LEAST_SNR_DB = 10.0
"""Speech less than this over the room is too noisy; 1.6 % of the clips were. The model loses three words in a hundred
at this level."""

SHORTEST = int(0.1 * SAMPLE_RATE)
"""A word is longer than this, 100 ms; 0.1 % of the clips were not: clicks, and words of which the gate missed most."""

LONGEST = EngineSettings().longest_word
"""A longer word, 1.2 s, would be answered with ``unknown``, whatever it is."""

EDGE, TOUCHES = int(0.03 * SAMPLE_RATE), int(0.032 * SAMPLE_RATE)
"""The first and the last 30 ms tell whether a word was cut off, if it is less than 32 ms from there."""

CUT_OFF_DB = -8.0
"""Sound at the edge within this of the word's level is the word, and not its last breath.

Of 931 words with their beginning cut off somewhere in the middle this finds 93 %, with their end cut off 51 %: many are
quiet there."""

FEWEST_QUIET_FRAMES = 4
"""Frames of 20 ms outside the word; with fewer, the room is told from the quietest frames of all."""

Flaw = Literal["quiet", "clipped", "cut off", "long", "running", "short", "noisy", "lost"]


@dataclass(frozen=True)
class Fault:
    """A reason to say the word again."""

    flaw: Flaw
    """Its name for programs."""
    sentence: str
    """What is wrong."""
    remedy: str
    """What to do about it."""


FAULTS = (
    Fault("lost", "Some of the sound was lost on its way.", "Close other programs that are busy."),
    Fault("cut off", "The word was cut off.", "Wait for the signal, and leave a moment of quiet after the word."),
    Fault("running", "It followed other speech too soon.", "Be quiet for a second, then say the word alone."),
    Fault("long", "It was too long for one word.", "Say the word alone, without a pause in it."),
    Fault("short", "It was too short for a word.", "Say the whole word, a little slower."),
    Fault("clipped", "It was too loud: the sound is clipped.", "Speak further away, or lower the input level."),
    Fault("quiet", "It was too quiet.", "Speak louder or nearer to the microphone, or raise the input level."),
    Fault("noisy", "The room was too loud.", "Wait for quiet, or move nearer to the microphone."),
)
"""All faults, the one that explains most first."""


@dataclass(frozen=True)
class Measured:
    """What a take's samples say."""

    level_db: float | None
    """Loudness of the speech, relative to full scale; ``None`` where there is only silence."""
    snr_db: float | None
    """Speech over the room's noise; ``None`` where there is nothing to tell it by."""
    clipped_share: float
    """Share of the samples in flat tops, in [0, 1]."""

    @property
    def clipped(self) -> bool:
        """Whether the speech was too loud for the converter."""
        return self.clipped_share >= CLIPPED_SHARE


def check(samples: Samples, word: tuple[int, int], reason: str = "", lost: bool = False) -> tuple[Fault, ...]:
    """Return what is wrong with a take, what explains most first; nothing for a good one.

    Args:
        samples: shape ``(n,)`` at 16 kHz: the word with its margins, as far as there were any.
        word: where the word lies in it, as the gate heard it.
        reason: why the engine took it for no word, as in :attr:`app.events.Prediction.reason`.
        lost: whether the sound system lost samples meanwhile.
    """
    flaws = {*_flaws(samples, word, reason), *(("lost",) if lost else ())}
    return tuple(fault for fault in FAULTS if fault.flaw in flaws)


def _flaws(samples: Samples, word: tuple[int, int], reason: str) -> Iterator[Flaw]:
    found = measure(samples, word)
    length = word[1] - word[0]
    if found.level_db is None or found.level_db < QUIETEST_DB:
        yield "quiet"
    if found.clipped:
        yield "clipped"
    if found.snr_db is not None and found.snr_db < LEAST_SNR_DB:
        yield "noisy"
    if length < SHORTEST:
        yield "short"
    if length > LONGEST or reason == TOO_LONG:
        yield "long"
    if reason == RUNNING_SPEECH:
        yield "running"
    if _is_cut_off(samples, word, found):
        yield "cut off"


def _is_cut_off(samples: Samples, word: tuple[int, int], found: Measured) -> bool:
    """Return whether the word's own sound, not the room's, reaches to the first or the last sample."""
    if found.level_db is None or found.snr_db is None or found.snr_db < LEAST_SNR_DB:
        return False
    passed = above_rumble(samples)
    edges = [passed[:EDGE]] * (word[0] < TOUCHES) + [passed[-EDGE:]] * (len(samples) - word[1] < TOUCHES)
    return any(float(frame_levels(edge, len(edge))[0]) > found.level_db + CUT_OFF_DB for edge in edges)


def measure(samples: Samples, word: tuple[int, int] | None = None) -> Measured:
    """Measure a take, shape ``(n,)`` at 16 kHz.

    Args:
        word: where the word lies in it; ``None`` where nobody knows.
    """
    start, end = word or (0, len(samples))
    if len(samples) < FRAME or not np.any(samples):
        return Measured(None, None, clipped_share(samples))
    speaks = np.zeros(len(samples), bool)
    speaks[start:end] = True
    loudness = measure_loudness(samples, speaks)
    level = loudness.speech_db
    floor = _room_db(samples, start, end)
    snr = None if level is None else round(level - floor, 1)
    return Measured(None if level is None else round(level, 1), snr, clipped_share(samples))


def _room_db(samples: Samples, start: int, end: int) -> float:
    """Return the level that a fifth of the frames outside the word do not exceed."""
    usable = len(samples) // FRAME * FRAME
    levels = frame_levels(above_rumble(samples)[:usable], FRAME)
    at = np.arange(len(levels)) * FRAME
    outside = levels[(at + FRAME <= start) | (at >= end)]
    return float(np.percentile(outside if len(outside) >= FEWEST_QUIET_FRAMES else levels, QUIET_PERCENTILE))

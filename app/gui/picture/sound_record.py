"""What was heard in the last two minutes, as the picture needs it: columns, samples, and what the gate made of them."""

from dataclasses import dataclass

import numpy as np

from app.dsp.level import QUIETEST_DB
from app.dsp.spectrogram import BIN_HZ, BINS, CENTRE, HOP
from app.events import Columns, Level
from app.gui.picture.recent import KEPT_S, Recent
from app.types import SAMPLE_RATE, Decibels, Samples

STEP = 512
"""Samples between two levels."""

PER_DB = 100
"""Columns are kept in whole hundredths of a decibel: half the memory of floats."""

PER_UNIT = 32_767
"""Samples are kept as 16-bit numbers."""


@dataclass(frozen=True)
class GateRow:
    """What the gate knew in one step."""

    level_db: float
    opening_db: float
    """Sound above this level is worth a closer look."""
    speech: float
    """Probability of speech."""
    is_open: bool


class SoundRecord:
    """Takes dense events, keeps the last of them, and gives them back by sample index.

    Args:
        kept_s: how many seconds are kept.
    """

    def __init__(self, kept_s: int = KEPT_S) -> None:
        self._kept = kept_s * SAMPLE_RATE
        self.bin_hz = BIN_HZ
        self.columns = Recent(self._kept // HOP, BINS, QUIETEST_DB * PER_DB, np.int16)
        self.samples = Recent(self._kept, 1, 0, np.int16)
        self.gate = Recent(self._kept // STEP, 4, np.nan)

    @property
    def bins(self) -> int:
        """Numbers in a column."""
        return self.columns.width

    @property
    def highest_hz(self) -> float:
        """The highest frequency that the columns hold."""
        return (self.bins - 1) * self.bin_hz

    @property
    def end(self) -> int:
        """Sample index up to which everything can be drawn: a column shows what lies before its own hop."""
        return max(0, self.columns.end * HOP + CENTRE - HOP)

    @property
    def begin(self) -> int:
        """Sample index of the oldest sound that is kept."""
        return self.columns.begin * HOP

    def clear(self) -> None:
        """A new stream begins."""
        for rows in (self.columns, self.samples, self.gate):
            rows.clear()

    def take(self, event: Columns | Level) -> None:
        """Keep an event."""
        if isinstance(event, Level):
            row = (event.rms_db, event.opening_db, event.speech, event.is_open)
            self.gate.append(event.at // STEP - 1, np.array([row], np.float32))
            return
        if event.values.shape[1] != self.bins:
            self._widen(event.values.shape[1])
        self.bin_hz = event.bin_hz
        self.columns.append(event.start // HOP, np.rint(event.values * PER_DB).astype(np.int16))
        loudness = np.rint(np.clip(event.samples, -1.0, 1.0) * PER_UNIT).astype(np.int16)
        self.samples.append(event.start, loudness[:, None])

    def _widen(self, bins: int) -> None:
        """Take columns of another height: another device, with another bandwidth."""
        self.columns = Recent(self._kept // HOP, bins, QUIETEST_DB * PER_DB, np.int16)

    def levels(self, first: int, last: int) -> Decibels:
        """Return columns ``first`` to ``last - 1`` in decibels, shape ``(n, bins)``."""
        levels: Decibels = self.columns.between(first, last).astype(np.float32) * np.float32(1 / PER_DB)
        return levels

    def sound(self, first: int, last: int) -> Samples:
        """Return the samples from index ``first`` up to ``last``; zeros where none are known."""
        samples: Samples = self.samples.between(first, last)[:, 0].astype(np.float32) * np.float32(1 / PER_UNIT)
        return samples

    def gate_at(self, sample: float) -> GateRow | None:
        """Return what the gate knew at a sample index, or ``None``."""
        step = int(sample // STEP)
        level_db, opening_db, speech, is_open = self.gate.between(step, step + 1)[0]
        return None if np.isnan(level_db) else GateRow(level_db, opening_db, speech, bool(is_open))

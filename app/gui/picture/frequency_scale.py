"""Where a frequency lies on the picture's upright axis, and which bins a row of pixels shows."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.gui.numbers import filled
from app.settings import FrequencyAxis
from app.types import SAMPLE_RATE, Decibels

Floats = npt.NDArray[np.float64]

SPEECH_HZ = SAMPLE_RATE / 2
"""Models hear nothing above this."""

LEAST_HZ = 500.0
"""The axis shows at least so much."""

STEPS_HZ = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
"""Marks are multiples of one of these, as close as there is room for."""

OCTAVES_HZ = (0, 1000, 2000, 4000, 8000, 16_000, 500, 200, 100, 24_000, 12_000, 6000, 3000)
"""On an axis of many octaves these are marked instead, the first ones first."""


def to_mel(hz: npt.ArrayLike) -> Floats:
    """Return hertz on Slaney's mel scale, as librosa has it; the first call imports it (0.2 s)."""
    from librosa.core.convert import hz_to_mel

    return np.asarray(hz_to_mel(np.asarray(hz, np.float64)))


def from_mel(mel: npt.ArrayLike) -> Floats:
    """Return mels in hertz: the inverse of :func:`to_mel`."""
    from librosa.core.convert import mel_to_hz

    return np.asarray(mel_to_hz(np.asarray(mel, np.float64)))


@dataclass(frozen=True)
class FrequencyScale:
    """A stretch of frequencies from bottom to top, in mels or in hertz."""

    axis: FrequencyAxis = "mel"
    low_hz: float = 0.0
    high_hz: float = 8000.0

    @property
    def ends(self) -> tuple[float, float]:
        """The bottom and the top of the axis, in mels or in hertz."""
        return self._place(self.low_hz), self._place(self.high_hz)

    def share(self, hz: npt.ArrayLike) -> Floats:
        """Return the height of frequencies: 0 at the bottom, 1 at the top."""
        low, high = self.ends
        return ((to_mel(hz) if self.axis == "mel" else np.asarray(hz, np.float64)) - low) / (high - low)

    def hz(self, share: npt.ArrayLike) -> Floats:
        """Return the frequency at a height: the inverse of :meth:`share`."""
        low, high = self.ends
        place = low + np.asarray(share, np.float64) * (high - low)
        return from_mel(place) if self.axis == "mel" else place

    def zoomed(self, factor: float, anchor: float, top_hz: float) -> "FrequencyScale":
        """Return a scale that shows ``factor`` times as much, with the frequency at height ``anchor`` kept there."""
        return self._between(anchor - anchor * factor, anchor + (1 - anchor) * factor, top_hz)

    def moved(self, share: float, top_hz: float) -> "FrequencyScale":
        """Return a scale moved up by a share of its height, as far as there are frequencies."""
        least, most = self._place(0.0), self._place(top_hz)
        low, high = self.ends
        shift = min(max(share * (high - low), least - low), most - high)
        return self._of(low + shift, high + shift)

    def marked(self, low_share: float, high_share: float, top_hz: float) -> "FrequencyScale":
        """Return a scale of what lies between two heights of this one."""
        return self._between(min(low_share, high_share), max(low_share, high_share), top_hz)

    def ticks(self, height_px: float, apart_px: float) -> list[tuple[float, str]]:
        """Return height (0 to 1) and text of each mark on an axis ``height_px`` high, lowest first, never touching."""
        return list(_ticks(self, apart_px / max(height_px, 1.0)))

    def _between(self, low_share: float, high_share: float, top_hz: float) -> "FrequencyScale":
        low_hz, high_hz = float(self.hz(low_share)), float(self.hz(high_share))
        middle = (low_hz + high_hz) / 2
        if high_hz - low_hz < LEAST_HZ:
            low_hz, high_hz = middle - LEAST_HZ / 2, middle + LEAST_HZ / 2
        if low_hz < 0:
            low_hz, high_hz = 0.0, max(high_hz, LEAST_HZ)
        return replace(self, low_hz=min(low_hz, top_hz - LEAST_HZ), high_hz=min(high_hz, top_hz))

    def _place(self, hz: float) -> float:
        return float(to_mel(hz)) if self.axis == "mel" else hz

    def _of(self, low: float, high: float) -> "FrequencyScale":
        low_hz, high_hz = (float(from_mel(low)), float(from_mel(high))) if self.axis == "mel" else (low, high)
        return replace(self, low_hz=low_hz, high_hz=high_hz)


@lru_cache(maxsize=8)
def _ticks(scale: FrequencyScale, apart: float) -> tuple[tuple[float, str], ...]:
    """Return the marks of an axis: octaves or even steps, whichever are more."""
    octaves: list[int] = []
    for hz in OCTAVES_HZ if scale.axis == "mel" else ():
        fits = (np.abs(scale.share(octaves) - scale.share(hz)) >= apart).all()
        if scale.low_hz <= hz <= scale.high_hz and fits:
            octaves.append(hz)
    for step in STEPS_HZ:
        even = range(-(-int(np.ceil(scale.low_hz)) // step) * step, int(scale.high_hz) + 1, step)
        if (np.diff(scale.share(even)) >= apart).all():
            break
    marks = sorted(octaves if len(octaves) >= min(len(even), 6) else even)
    return tuple((float(scale.share(hz)), hertz(hz)) for hz in marks)


def hertz(hz: float) -> str:
    """Return a frequency as people read it."""
    return f"{hz:.0f} Hz" if hz < 1000 else filled("{:.4g} kHz", float(hz) / 1000)


class Rows:
    """Turns columns of bins into columns of pixels.

    A row narrower than a bin lies between two of them; a wider one shows the loudest in it, so that no sound is lost.

    Args:
        scale: what the rows show.
        height: how many there are.
        bins: how many numbers a column has.
        bin_hz: hertz from one to the next.
    """

    def __init__(self, scale: FrequencyScale, height: int, bins: int, bin_hz: float) -> None:
        edges = scale.hz(np.linspace(1, 0, height + 1)) / bin_hz  # from the top down
        centres = scale.hz(1 - (np.arange(height) + 0.5) / height) / bin_hz
        self._lower = np.clip(np.floor(centres), 0, bins - 2).astype(np.intp)
        self._weight = np.clip(centres - self._lower, 0, 1).astype(np.float32)
        first = np.ceil(edges[1:]).astype(np.intp)
        counts = np.minimum(np.floor(edges[:-1]), bins - 1).astype(np.intp) - first + 1
        self._within = [
            (rows, first[rows] + place)
            for place in range(max(0, int(counts.max())))
            if len(rows := np.flatnonzero(counts > place))
        ]

    def apply(self, columns: Decibels) -> Decibels:
        """Return shape ``(n, height)``, the top row first, for columns of shape ``(n, bins)``."""
        lower, upper = columns[:, self._lower], columns[:, self._lower + 1]
        rows: Decibels = lower + (upper - lower) * self._weight
        for places, bins in self._within:
            rows[:, places] = np.maximum(rows[:, places], columns[:, bins])
        return rows

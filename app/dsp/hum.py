"""Mains hum: steady lines at multiples of 50 or 60 Hz, told from voices by their steadiness."""

from dataclasses import dataclass

import numpy as np

from app.types import SAMPLE_RATE, Samples

MAINS_HZ = (50, 60)

HARMONICS = (1, 2, 3, 4, 5, 6)

WINDOW = SAMPLE_RATE
"""Samples per look: in one second under a Hann window a line is 4 Hz wide, so 50 and 60 Hz stand apart."""

HOP = WINDOW // 4

STEADY_PERCENTILE = 25
"""A line counts as strong as it is in the weaker looks: a voice pauses and glides, the mains do not."""

PROMINENCE_DB = 12.0
"""A line stands out by this much over what lies beside it. White noise reaches 6.4 dB (200 times ten seconds)."""

NEAR_BINS, BESIDE_BINS = 1, (4, 5, 6, 7, 8)
"""Bins of 1 Hz around a line: the mains drift by less than 0.2 Hz, and half the way to the next line is 25 Hz."""


@dataclass(frozen=True)
class Hum:
    """The lines of one mains frequency together."""

    mains_hz: int
    """50 or 60."""
    level_db: float
    """Root mean square relative to full scale."""


def find_hum(samples: Samples) -> Hum | None:
    """Return the hum in ``samples``, shape ``(n,)``; ``None`` where there is none, or less than a second of sound.

    What is found moves with the gain, decibel for decibel. A voice is no hum unless it keeps one exact pitch all along.
    """
    looks = _looks(samples)
    if not len(looks):
        return None
    power = _steady_power(looks)
    found = [hum for mains_hz in MAINS_HZ if (hum := _hum_at(power, mains_hz)) is not None]
    return max(found, key=lambda hum: hum.level_db, default=None)


def _looks(samples: Samples) -> np.ndarray:
    """Return seconds of sound, shape ``(looks, WINDOW)``; those that were off for half of the time left out."""
    if len(samples) < WINDOW:
        return np.empty((0, WINDOW))
    looks = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP].astype(np.float64)
    heard: np.ndarray = looks[(looks != 0).mean(axis=1) > 0.5]
    return heard


def _steady_power(looks: np.ndarray) -> np.ndarray:
    """Return per bin of 1 Hz the mean square that a sine there has in the weaker looks; shape ``(8001,)``."""
    window = np.hanning(WINDOW + 1)[:-1]
    looks = looks - looks.mean(axis=1, keepdims=True)
    amplitudes = 2 * np.abs(np.fft.rfft(looks * window, axis=1)) / window.sum()
    steady: np.ndarray = np.percentile(amplitudes**2 / 2, STEADY_PERCENTILE, axis=0)
    return steady


def _hum_at(power: np.ndarray, mains_hz: int) -> Hum | None:
    """Return the hum of one mains frequency; one line must be its own, not one that 50 and 60 Hz share."""
    lines = {harmonic: _line(power, mains_hz * harmonic) for harmonic in HARMONICS}
    own = [power for harmonic, power in lines.items() if mains_hz * harmonic % 300]
    if not any(own):
        return None
    return Hum(mains_hz, float(10 * np.log10(sum(lines.values()))))


def _line(power: np.ndarray, frequency_hz: int) -> float:
    """Return the mean square of the line at ``frequency_hz``, 0 where none stands out."""
    peak = float(power[frequency_hz - NEAR_BINS : frequency_hz + NEAR_BINS + 1].max())
    beside = np.median([power[frequency_hz + side * away] for away in BESIDE_BINS for side in (-1, 1)])
    return peak if peak > 10 ** (PROMINENCE_DB / 10) * max(float(beside), 1e-14) else 0.0

"""How loud speech and room are in a whole recording, by frames of 20 ms, above what lies below a voice."""

from dataclasses import dataclass

import numpy as np

from app.dsp.level import QUIETEST_DB, frame_levels
from app.types import SAMPLE_RATE, Decibels, Samples

FRAME = 320
"""Samples: 20 ms."""

LOWEST_HZ, PASSED_HZ = 60.0, 100.0
"""Nothing below the first counts, everything above the second; the same corner as the gate's high-pass."""

QUIET_PERCENTILE = 20
"""A fifth of ten seconds is quiet even for those who hardly pause; a lower percentile reads noise too low."""

ACTIVE_RANGE_DB = 20.0
"""Speech counts as loud as its frames within this range of the loudest: pauses between syllables do not."""


@dataclass(frozen=True)
class Loudness:
    """Levels in decibels relative to full scale, root mean square."""

    floor_db: float
    """The room and the electronics: what a fifth of the frames do not exceed. Frames of pure zeros are left out."""
    speech_db: float | None
    """Mean power of the frames with speech; ``None`` where nobody speaks."""
    speech_samples: int
    """How long somebody speaks."""


def measure_loudness(samples: Samples, speaks: np.ndarray) -> Loudness:
    """Tell the level of the speech from that of the room.

    Args:
        samples: shape ``(n,)``, n at least one frame.
        speaks: booleans, shape ``(n,)``: where somebody speaks.

    The levels move with the gain: decibel for decibel.
    """
    usable = len(samples) // FRAME * FRAME
    levels = frame_levels(above_rumble(samples)[:usable], FRAME)
    heard = np.abs(samples[:usable]).reshape(-1, FRAME).max(axis=1) > 0
    floor_db = float(np.percentile(levels[heard], QUIET_PERCENTILE)) if heard.any() else QUIETEST_DB
    spoken = levels[heard & (speaks[:usable].reshape(-1, FRAME).mean(axis=1) > 0.5)]
    return Loudness(floor_db, _active_level(spoken), int(speaks.sum()))


def above_rumble(samples: Samples) -> Samples:
    """Return ``samples`` without DC, mains fundamentals and rumble: what the gate listens to."""
    spectrum = np.fft.rfft(samples.astype(np.float64) - samples.mean(dtype=np.float64))
    frequencies = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    share = np.clip((frequencies - LOWEST_HZ) / (PASSED_HZ - LOWEST_HZ), 0.0, 1.0)
    passed: Samples = np.fft.irfft(spectrum * np.sin(np.pi / 2 * share) ** 2, len(samples)).astype(np.float32)
    return passed


def _active_level(levels: Decibels) -> float | None:
    """Return the mean power of the frames near the loudest; ITU-T P.56 cuts pauses off in the same spirit."""
    if not len(levels):
        return None
    active = levels[levels >= levels.max() - ACTIVE_RANGE_DB].astype(np.float64)
    return float(10 * np.log10(np.mean(10 ** (active / 10))))

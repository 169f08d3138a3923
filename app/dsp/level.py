"""Loudness in decibels relative to full scale."""

import numpy as np

from app.types import Decibels, Samples

QUIETEST_DB = -120.0
"""Below 24-bit resolution nothing is told apart; digital silence has this level."""


def to_decibels(power: np.ndarray) -> Decibels:
    """Return ``10 log10(power)``, at least :data:`QUIETEST_DB`; monotonic in ``power``."""
    levels = 10.0 * np.log10(np.maximum(power, 10.0 ** (QUIETEST_DB / 10.0)))
    bounded: Decibels = np.maximum(levels, QUIETEST_DB).astype(np.float32)
    return bounded


def frame_levels(samples: Samples, frame: int) -> Decibels:
    """Return the root mean square level of consecutive frames.

    Args:
        samples: shape ``(n * frame,)``.
        frame: samples per frame.

    Returns:
        Shape ``(n,)``, decibels relative to full scale: a constant 1.0 has 0 dB, a full-scale sine -3 dB.
    """
    rows = samples.reshape(-1, frame).astype(np.float64)
    return to_decibels((rows * rows).mean(axis=1))


def peak_level(samples: Samples) -> float:
    """Return the largest magnitude in decibels relative to full scale; 0 dB means clipping."""
    return float(to_decibels(np.square(np.abs(samples).max(initial=0.0), dtype=np.float64)))

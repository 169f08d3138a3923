"""Everything that is measured on ten seconds from a microphone, in one place."""

from dataclasses import dataclass

import numpy as np

from app.dsp.bandwidth import true_bandwidth
from app.dsp.defects import Zeros, clipped_share, dc_offset, find_zeros, peak_db
from app.dsp.hum import Hum, find_hum
from app.dsp.loudness import Loudness, measure_loudness
from app.types import SAMPLE_RATE, Samples


@dataclass(frozen=True)
class Measures:
    """Figures without a verdict. Levels in decibels relative to full scale, shares in [0, 1]."""

    seconds: float
    loudness: Loudness
    peak_db: float
    clipped_share: float
    dc_offset: float
    hum: Hum | None
    bandwidth_hz: float | None
    """``None`` where there is no sound to tell by."""
    zeros: Zeros
    overflows: int


def measure(samples: Samples, speaks: np.ndarray, overflows: int = 0) -> Measures:
    """Measure a recording.

    Args:
        samples: shape ``(n,)``, at 16 kHz, n at least 320.
        speaks: booleans, shape ``(n,)``: where somebody speaks.
        overflows: how often the sound system lost samples meanwhile.
    """
    return Measures(
        seconds=len(samples) / SAMPLE_RATE,
        loudness=measure_loudness(samples, speaks),
        peak_db=peak_db(samples),
        clipped_share=clipped_share(samples),
        dc_offset=dc_offset(samples),
        hum=find_hum(samples),
        bandwidth_hz=true_bandwidth(samples),
        zeros=find_zeros(samples),
        overflows=overflows,
    )

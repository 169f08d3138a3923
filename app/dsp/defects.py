"""What a converter, a driver or a cable does to samples: an offset, flat tops, exact zeros."""

from dataclasses import dataclass

import numpy as np

from app.types import SAMPLE_RATE, Samples

FULL_SCALE = 0.999
"""A sample at least this large is at the end of the scale: 16 bits end at 0.99997."""

PILES = ((0.02, 4.0), (0.05, 3.0), (0.10, 3.0))
"""Flat tops: this share under the peak holds so many times what the same share below it does.

Clean speech has 1.5 times at most (29 speakers of three corpora), a pure sine 2.4. The wider ones find tops that
rippled in a resampler, if the clipping was heavy.
"""

FEWEST = 16
"""Samples; fewer are no pile."""

LOWEST_PEAK = 0.02
"""A peak below -34 dB is coarse in 16 bits, so that its steps look like flat tops."""

ZERO = 2.0**-20
"""A magnitude up to this, -120 dB, is zero: resampling rings that much."""

SHORTEST_HOLE = SAMPLE_RATE // 200
"""Samples, 5 ms: shorter runs of zeros are waveforms of few bits."""

LONGEST_HOLE = SAMPLE_RATE // 4
"""Samples, 250 ms: longer runs of zeros are a switch (a mute, a noise suppressor), not lost buffers."""

AROUND = SAMPLE_RATE // 100
"""Samples on either side of a hole, 10 ms, that must hold sound."""

SOUND_RMS = 1e-4
"""-80 dB: sound for the sides of a hole, three steps of 16 bits."""


@dataclass(frozen=True)
class Zeros:
    """Exact zeros that last: a hole in the sound, or a switch that cuts it off."""

    share: float
    """Part of the time, in [0, 1]."""
    holes: int
    """Short runs with sound beside them: lost buffers."""


def dc_offset(samples: Samples) -> float:
    """Return the mean as a share of full scale, in [-1, 1]."""
    return float(samples.mean(dtype=np.float64)) if len(samples) else 0.0


def peak_db(samples: Samples) -> float:
    """Return the largest magnitude in decibels relative to full scale, ``-inf`` for zeros."""
    with np.errstate(divide="ignore"):
        return float(20 * np.log10(np.abs(samples).max(initial=0.0)))


def clipped_share(samples: Samples) -> float:
    """Return the share of the samples that lie in flat tops, in [0, 1].

    Flat tops are found at any height, since gain behind the converter may have moved them, and on either side alone.
    Light clipping below the end of the scale that was resampled afterwards leaves no trace that is told from speech.
    """
    if not len(samples):
        return 0.0
    centred = samples - np.float32(dc_offset(samples))
    at_the_end = np.abs(samples) >= FULL_SCALE
    clipped = at_the_end | _flat_top(centred) | _flat_top(-centred)
    return float(clipped.mean())


def _flat_top(samples: Samples) -> np.ndarray:
    """Return which samples lie in flat tops on the positive side."""
    peak = float(samples.max())
    for share, times in PILES:
        top: np.ndarray = samples >= (1 - share) * peak
        below = (samples >= (1 - 2 * share) * peak).sum() - top.sum()
        if peak >= LOWEST_PEAK and top.sum() >= max(times * below, FEWEST):
            return top
    return np.zeros(len(samples), bool)


def find_zeros(samples: Samples) -> Zeros:
    """Return how much of ``samples``, shape ``(n,)``, is exactly zero for 5 ms and longer."""
    flags = np.concatenate([[False], np.abs(samples) <= ZERO, [False]])
    turns = np.flatnonzero(flags[1:] != flags[:-1])
    starts, stops = turns[::2], turns[1::2]
    long = stops - starts >= SHORTEST_HOLE
    runs = list(zip(starts[long].tolist(), stops[long].tolist(), strict=True))
    total = sum(stop - start for start, stop in runs)
    return Zeros(total / max(len(samples), 1), sum(_is_hole(samples, *run) for run in runs))


def _is_hole(samples: Samples, start: int, stop: int) -> bool:
    before, after = samples[max(start - AROUND, 0) : start], samples[stop : stop + AROUND]
    inside = bool(len(before) and len(after)) and stop - start <= LONGEST_HOLE
    return inside and min(_rms(before), _rms(after)) >= SOUND_RMS


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))

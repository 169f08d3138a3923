"""True bandwidth: above which frequency there is nothing but floor, whatever rate the device claims."""

import numpy as np

from app.types import SAMPLE_RATE, Decibels, Samples

FRAME = 512
BINS_PER_BAND = 4
BAND_HZ = SAMPLE_RATE / FRAME * BINS_PER_BAND
"""125 Hz: fine enough for a tenth of 3.4 kHz, coarse enough for a smooth spectrum."""

HIGHEST_HZ = SAMPLE_RATE / 2

LOWEST_EDGE, HIGHEST_EDGE = 12, 58
"""Bands, 1.5 to 7.25 kHz: speech ends nowhere below, and resampling to 16 kHz ends everything above."""

TRANSITION = 3
"""Bands on either side that an edge may take: a quarter to a third of a kilohertz, as in telephones and codecs."""

LOUD_PERCENTILE, QUIET_PERCENTILE = 60, 20

SURE_CLIFF_DB = 30.0
"""Speech and room together fall by this much at the edge of a resampler or a codec.

Ten seconds of one speaker each, 60 of Speech Commands and 30 of LibriSpeech: speech fell by 22 dB at most by nature,
hardly ever together with the room, and by 38 dB at least after a limit at 3.4 or 4 kHz.
"""

CLIFF_DB, NOTHING_DB = 15.0, 6.0
"""A smaller cliff counts where there is floor alone above it: speech rises over the quiet by no more than the second.

In the same recordings sibilants rose by 9 dB and more above every cliff that was no limit."""


def true_bandwidth(samples: Samples) -> float | None:
    """Return the frequency in hertz above which ``samples`` hold nothing but floor; 8000 where there is no such edge.

    An edge is a cliff within some 300 Hz. A voice that falls off gently, or a room whose noise goes on above, has none.
    A microphone behind an 8 kHz Bluetooth link has one near 3.8 kHz, whatever the device says its rate is.

    Args:
        samples: shape ``(n,)``, at 16 kHz.

    Returns:
        ``None`` where there is no sound, or less than ten frames of it.
    """
    power = _power(samples)
    total = power.sum(axis=1)
    power, total = power[total > 0], total[total > 0]
    if len(power) < 10:
        return None
    loud = _bands_db(power[total >= np.percentile(total, LOUD_PERCENTILE)])
    quiet = _bands_db(power[total <= np.percentile(total, QUIET_PERCENTILE)])
    edges = [edge for edge in range(LOWEST_EDGE, HIGHEST_EDGE) if _is_edge(loud, quiet, edge)]
    if not edges:
        return HIGHEST_HZ
    return BAND_HZ * max(edges, key=lambda edge: _cliff_db(loud, edge))


def _power(samples: Samples) -> np.ndarray:
    """Return power by frame and bin, DC and rumble left out, shape ``(frames, 256)``."""
    if len(samples) < FRAME:
        return np.empty((0, FRAME // 2))
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[:: FRAME // 2]
    spectrum = np.fft.rfft(frames * np.hanning(FRAME + 1)[:-1], axis=1)
    power: np.ndarray = np.abs(spectrum[:, : FRAME // 2]) ** 2
    power[:, :BINS_PER_BAND] = 0.0
    return power


def _bands_db(power: np.ndarray) -> Decibels:
    """Return the mean over frames in decibels, shape ``(64,)``."""
    bands = power.mean(axis=0).reshape(-1, BINS_PER_BAND).mean(axis=1)
    decibels: Decibels = 10 * np.log10(bands + 1e-20)
    return decibels


def _is_edge(loud: Decibels, quiet: Decibels, edge: int) -> bool:
    cliff_db = _cliff_db(loud, edge)
    above = slice(edge + TRANSITION, None)
    nothing_above = float((loud[above] - quiet[above]).max()) <= NOTHING_DB
    return cliff_db >= CLIFF_DB and (nothing_above or cliff_db + max(0.0, _cliff_db(quiet, edge)) >= SURE_CLIFF_DB)


def _cliff_db(levels: Decibels, edge: int) -> float:
    """Return by how much everything above a band lies below everything just under it."""
    return float(levels[edge - TRANSITION : edge].min() - levels[edge + TRANSITION :].max())

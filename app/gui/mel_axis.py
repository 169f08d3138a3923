"""Where a frequency lies on the mel spectrogram's upright axis."""

import math

from app.dsp.spectrogram import BANDS, HIGHEST_HZ

TICKS_HZ = (100, 200, 500, 1000, 2000, 4000, 8000)


def mel(hz: float) -> float:
    """Return hertz on Slaney's mel scale (Auditory Toolbox, 1998): straight below 1 kHz, logarithmic above.

    This is the scale of :func:`app.dsp.spectrogram.band_frequencies`, which asks librosa; the axis is drawn before the
    second that librosa's import takes has passed. A test holds the two together.
    """
    return hz * 3 / 200 if hz < 1000 else 15 + 27 * math.log(hz / 1000) / math.log(6.4)


def band_position(hz: float) -> float:
    """Return the height of ``hz`` in the image, where band *i* fills *i* to *i* + 1 and has its centre halfway."""
    return mel(hz) / mel(HIGHEST_HZ) * (BANDS + 1) - 0.5


def ticks(height_px: float, apart_px: float) -> list[tuple[float, str]]:
    """Return the ticks, height in bands and text, of an axis ``height_px`` high, at least ``apart_px`` apart."""
    chosen: list[tuple[float, str]] = []
    apart = apart_px * BANDS / max(height_px, 1.0)
    for hz in TICKS_HZ:
        position = min(band_position(hz), BANDS)
        if not chosen or position - chosen[-1][0] >= apart:
            chosen.append((position, _text(hz)))
    return chosen


def _text(hz: int) -> str:
    return f"{hz} Hz" if hz < 1000 else f"{hz // 1000} kHz"

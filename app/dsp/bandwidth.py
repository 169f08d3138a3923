"""True bandwidth: up to which frequency there is sound at all, whatever rate the device claims."""

import numpy as np

from app.types import SAMPLE_RATE, Samples

FRAME = 512
BIN_HZ = SAMPLE_RATE / FRAME
"""31.25 Hz."""

def spectrum_db(samples: Samples, where=None) -> np.ndarray:
    n = (len(samples) - FRAME) // (FRAME // 2) + 1
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[:: FRAME // 2].astype(np.float64)
    window = np.hanning(FRAME + 1)[:-1]
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2 / (window**2).sum() / SAMPLE_RATE * 2
    return power

"""Mel spectrogram columns for the eye, computed block by block, the same for any cutting into blocks.

This is the display's own spectrogram. Models carry their front end inside their graph.
"""

import numpy as np
import numpy.typing as npt

from app.dsp.level import to_decibels
from app.types import SAMPLE_RATE, Decibels, Samples

HOP = 128
"""Samples from one column to the next: 8 ms, 125 columns a second."""

FRAME = 512
"""Samples under the window of one column: 32 ms."""

BANDS = 80
LOWEST_HZ, HIGHEST_HZ = 0.0, SAMPLE_RATE / 2


def mel_filters() -> npt.NDArray[np.float32]:
    """Return librosa's mel filters, scaled to equal peaks, shape ``(BANDS, FRAME // 2 + 1)``.

    Equal peaks, not equal areas, so that a sine has one level wherever it lies. Importing librosa's filters takes about
    a second: never do it on the GUI thread.
    """
    from librosa.filters import mel

    filters: npt.NDArray[np.float32] = mel(
        sr=SAMPLE_RATE, n_fft=FRAME, n_mels=BANDS, fmin=LOWEST_HZ, fmax=HIGHEST_HZ, norm=None, dtype=np.float32
    )
    return filters


def band_frequencies() -> npt.NDArray[np.float64]:
    """Return the centre frequency of each band in hertz, shape ``(BANDS,)``."""
    from librosa import mel_frequencies

    centres: npt.NDArray[np.float64] = mel_frequencies(BANDS + 2, fmin=LOWEST_HZ, fmax=HIGHEST_HZ)[1:-1]
    return centres


class Spectrogram:
    """Turns a stream of samples into columns; what is left over waits for the next call.

    Column *i* covers the ``FRAME`` samples that end where hop *i* ends, so that nothing later than its own hop is in
    it; before the stream there are zeros.
    """

    def __init__(self) -> None:
        self._filters = mel_filters().T.copy()
        window = np.hanning(FRAME + 1)[:-1]  # periodic, as librosa's and SciPy's
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        self._tail = np.zeros(FRAME - HOP, np.float32)

    def push(self, samples: Samples) -> Decibels:
        """Return the columns that ``samples`` completes, shape ``(n, BANDS)``, decibels of a full-scale sine.

        With ``r`` samples left over from before, ``n`` is ``(r + len(samples)) // HOP``.
        """
        stream = np.concatenate([self._tail, samples])
        count = max(0, (len(stream) - FRAME) // HOP + 1)
        self._tail = stream[count * HOP :]
        if not count:
            return np.empty((0, BANDS), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(stream, FRAME)[: count * HOP : HOP]
        spectrum = np.fft.rfft(frames * self._window, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
        return to_decibels(power @ self._filters)

    def reset(self) -> None:
        """Forget the samples heard so far."""
        self._tail = np.zeros(FRAME - HOP, np.float32)

"""Spectrogram columns for the eye, computed block by block, the same for any cutting into blocks.

This is the display's own spectrogram: bins of equal width, in hertz. Whoever shows them chooses the axis. Models carry
their front end inside their graph.
"""

import numpy as np

from app.dsp.level import to_decibels
from app.types import SAMPLE_RATE, Decibels, Samples

HOP = 128
"""Samples from one column to the next: 8 ms, 125 columns a second."""

FRAME = 512
"""Samples under the window of one column: 32 ms."""

BINS = FRAME // 2 + 1
"""Numbers in a column: bin *i* has its centre at ``i * BIN_HZ``."""

BIN_HZ = SAMPLE_RATE / FRAME
"""Hertz from one bin to the next."""

CENTRE = HOP - FRAME // 2
"""Samples from the beginning of a column's hop to the middle of its window: negative, the window ends with the hop."""


class Spectrogram:
    """Turns a stream of samples into columns; what is left over waits for the next call.

    Column *i* covers the ``FRAME`` samples that end where hop *i* ends, so that nothing later than its own hop is in
    it; before the stream there are zeros.
    """

    def __init__(self) -> None:
        window = np.hanning(FRAME + 1)[:-1]  # periodic, as librosa's and SciPy's
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        self._tail = np.zeros(FRAME - HOP, np.float32)

    def push(self, samples: Samples) -> Decibels:
        """Return the columns that ``samples`` completes, shape ``(n, BINS)``, decibels of a full-scale sine.

        With ``r`` samples left over from before, ``n`` is ``(r + len(samples)) // HOP``.
        """
        stream = np.concatenate([self._tail, samples])
        count = max(0, (len(stream) - FRAME) // HOP + 1)
        self._tail = stream[count * HOP :]
        if not count:
            return np.empty((0, BINS), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(stream, FRAME)[: count * HOP : HOP]
        spectrum = np.fft.rfft(frames * self._window, axis=1)
        return to_decibels((spectrum.real**2 + spectrum.imag**2).astype(np.float32))

    def reset(self) -> None:
        """Forget the samples heard so far."""
        self._tail = np.zeros(FRAME - HOP, np.float32)

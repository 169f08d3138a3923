"""Spectrogram columns for the eye, computed block by block, the same for any cutting into blocks.

This is the display's own spectrogram: bins of equal width, in hertz, up to half the rate of the sound as it was
recorded. Whoever shows them chooses the axis. Models carry their front end inside their graph.
"""

import numpy as np

from app.dsp.level import to_decibels
from app.types import SAMPLE_RATE, Decibels, Samples

HOP = 128
"""Samples of the stream from one column to the next, whatever the rate of its sound: 8 ms, 125 columns a second."""

FRAME = 512
"""Samples under the window of one column: 32 ms, at 16 kHz."""

BINS = FRAME // 2 + 1
"""Numbers in a column, at 16 kHz: bin *i* has its centre at ``i * BIN_HZ``."""

BIN_HZ = SAMPLE_RATE / FRAME
"""Hertz from one bin to the next, at 16 kHz."""

CENTRE = HOP - FRAME // 2
"""Samples from the beginning of a column's hop to the middle of its window: negative, the window ends with the hop."""

HIGHEST_HZ = 24_000
"""Nobody hears more; a device at 192 kHz would need eight times the memory."""


class Spectrogram:
    """Turns a stream of samples into columns; what is left over waits for the next call.

    Column *i* ends where hop *i* ends: at sample ``(i + 1) * HOP`` of the 16 kHz stream, or at the sample nearest to
    that moment in a stream of another rate, so that columns never drift. It covers the 32 ms before, so that nothing
    later than its own hop is in it; before the stream there are zeros.

    Args:
        rate: of the samples, in hertz.
    """

    def __init__(self, rate: int = SAMPLE_RATE) -> None:
        self.rate = rate
        self._frame = 32 * max(1, round(rate / 1000))  # 32 ms to the nearest millisecond's worth: quick to transform
        self.bin_hz = rate / self._frame
        self.bins = min(self._frame // 2, int(HIGHEST_HZ / self.bin_hz)) + 1
        window = np.hanning(self._frame + 1)[:-1]  # periodic, as librosa's and SciPy's
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        self._done = 0  # columns
        self._begin = self.end_of(0) - self._frame  # index of the first sample that is kept
        self._kept = np.zeros(-self._begin, np.float32)

    def end_of(self, column: int) -> int:
        """Return the index, at this rate, of the sample after the last one of a column."""
        return (2 * (column + 1) * HOP * self.rate + SAMPLE_RATE) // (2 * SAMPLE_RATE)

    def push(self, samples: Samples) -> Decibels:
        """Return the columns that ``samples`` completes, shape ``(n, bins)``, decibels of a full-scale sine."""
        stream = np.concatenate([self._kept, samples])
        ends = self._ends(self._begin + len(stream))
        starts = np.array(ends, np.intp) - self._frame - self._begin
        self._done += len(ends)
        left = self.end_of(self._done) - self._frame - self._begin
        self._kept, self._begin = stream[left:], self._begin + left
        if not ends:
            return np.empty((0, self.bins), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(stream, self._frame)[starts]
        spectrum = np.fft.rfft(frames * self._window, axis=1)[:, : self.bins]
        return to_decibels((spectrum.real**2 + spectrum.imag**2).astype(np.float32))

    def _ends(self, known: int) -> list[int]:
        """Return where the columns end that are complete once ``known`` samples are."""
        ends: list[int] = []
        while (end := self.end_of(self._done + len(ends))) <= known:
            ends.append(end)
        return ends

    def reset(self) -> None:
        """Forget the samples heard so far."""
        self._kept = np.zeros_like(self._kept)

"""The columns of each step of the stream, out of the sound as it was recorded."""

import numpy as np

from app.dsp.spectrogram import HOP, Spectrogram
from app.events import Columns
from app.types import Samples


class Display:
    """Makes columns of sound at its own rate, in time with the 16 kHz stream.

    The columns of a step are computed together and out of the same samples however the stream was cut: what the sound
    at its own rate is ahead waits here, and what it lacks at the very end is silence.
    """

    def __init__(self) -> None:
        self._spectrogram = Spectrogram()
        self._waiting = np.empty(0, np.float32)

    def push(self, own: Samples, rate: int) -> None:
        """Take sound at ``rate`` hertz, the same for a whole stream."""
        if rate != self._spectrogram.rate:
            self._spectrogram = Spectrogram(rate)
        self._waiting = np.concatenate([self._waiting, own])

    def columns(self, start: int, step: Samples) -> Columns:
        """Return the columns of the samples ``step``, which begin at sample index ``start``; both are whole hops."""
        spectrogram, first = self._spectrogram, start // HOP
        count = spectrogram.end_of(first + len(step) // HOP - 1) - spectrogram.end_of(first - 1)
        own, self._waiting = self._waiting[:count], self._waiting[count:]
        if len(own) < count:
            own = np.pad(own, (0, count - len(own)))
        values = spectrogram.push(own)
        return Columns(start, values, spectrogram.bin_hz, step)

    def reset(self) -> None:
        """Forget the sound that was shown so far; what waits is not shown yet."""
        self._spectrogram.reset()

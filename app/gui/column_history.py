"""The last spectrogram columns, kept so that any stretch of them is an image without copying."""

import numpy as np

from app.dsp.level import QUIETEST_DB
from app.dsp.spectrogram import BANDS
from app.types import Decibels


class ColumnHistory:
    """A rolling store of columns, numbered from the beginning of the stream.

    Every column is written twice, ``capacity`` apart, so that any stretch of up to ``capacity`` columns lies in one
    piece. A stretch that was never written (the reader came late) is silence.

    Args:
        capacity: how many columns are kept.
        bands: rows of the image.
    """

    def __init__(self, capacity: int, bands: int = BANDS) -> None:
        self._capacity = capacity
        self._image = np.full((bands, 2 * capacity), QUIETEST_DB, np.float32)
        self.end = 0
        """One past the number of the newest column."""

    def clear(self) -> None:
        """Forget everything: a new stream begins."""
        self._image[:] = QUIETEST_DB
        self.end = 0

    def append(self, first: int, values: Decibels) -> None:
        """Store columns ``first``, ``first + 1`` …, shape ``(n, bands)``; columns already known are written anew."""
        last = first + len(values)
        values = values[-self._capacity :]
        for number in range(max(self.end, first - self._capacity), first):
            self._put(number, np.full((1, len(self._image)), QUIETEST_DB, np.float32))
        self._put(last - len(values), values)
        self.end = max(self.end, last)

    def between(self, first: int, last: int) -> Decibels:
        """Return columns ``first`` to ``last - 1`` as an image, shape ``(bands, n)``, low bands first.

        The result is a view: it changes with the next :meth:`append`. At most the last ``capacity`` columns are known.
        """
        start = first % self._capacity
        return self._image[:, start : start + min(last - first, self._capacity)]

    def _put(self, first: int, values: Decibels) -> None:
        places = (first + np.arange(len(values))) % self._capacity
        self._image[:, places] = values.T
        self._image[:, places + self._capacity] = values.T

"""The last two minutes of something that comes at a steady rate."""

from typing import Any

import numpy as np
import numpy.typing as npt

KEPT_S = 120
"""Seconds that can be looked back."""


class Recent:
    """A rolling store of rows, numbered from the beginning of the stream.

    Args:
        capacity: how many rows are kept.
        width: numbers per row.
        fill: what a number is that was never told: the reader came late, or the row is too old.
        dtype: of the numbers.
    """

    def __init__(self, capacity: int, width: int, fill: float, dtype: npt.DTypeLike = np.float32) -> None:
        self._rows = np.full((capacity, width), fill, dtype)
        self._fill = fill
        self.end = 0
        """One past the number of the newest row."""

    @property
    def width(self) -> int:
        """Numbers per row."""
        return int(self._rows.shape[1])

    @property
    def begin(self) -> int:
        """Number of the oldest row that is kept."""
        return max(0, self.end - len(self._rows))

    def clear(self) -> None:
        """Forget everything: a new stream begins."""
        self._rows[:] = self._fill
        self.end = 0

    def append(self, first: int, rows: npt.NDArray[Any]) -> None:
        """Store rows ``first``, ``first + 1`` …, shape ``(n, width)``; what lies between them and the end is filled."""
        capacity = len(self._rows)
        last = first + len(rows)
        if first > self.end:
            missed = np.arange(max(self.end, first - capacity), first)
            self._rows[missed % capacity] = self._fill
        rows = rows[-capacity:]
        begin = (last - len(rows)) % capacity
        room = min(len(rows), capacity - begin)
        self._rows[begin : begin + room] = rows[:room]
        self._rows[: len(rows) - room] = rows[room:]
        self.end = max(self.end, last)

    def between(self, first: int, last: int) -> npt.NDArray[Any]:
        """Return rows ``first`` to ``last - 1``, shape ``(last - first, width)``, in places that may be negative.

        The result may be a view, which changes with the next :meth:`append`.
        """
        begin, end = max(first, self.begin), min(last, self.end)
        if (begin, end) == (first, last) and begin < end:
            return self._known(begin, end)
        rows = np.full((last - first, self._rows.shape[1]), self._fill, self._rows.dtype)
        if begin < end:
            rows[begin - first : end - first] = self._known(begin, end)
        return rows

    def _known(self, begin: int, end: int) -> npt.NDArray[Any]:
        start, stop = begin % len(self._rows), (end - 1) % len(self._rows) + 1
        if start < stop:
            return self._rows[start:stop]
        return np.concatenate([self._rows[start:], self._rows[:stop]])

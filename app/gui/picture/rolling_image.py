"""An image that scrolls: only what comes into view is drawn anew."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

Pixels = npt.NDArray[np.uint32]
"""Colours as 0xffRRGGBB, shape ``(height, width)``."""

Render = Callable[[int, int], Pixels]
"""Draws ``count`` pixel columns from number ``first`` on."""


SPARE = 8
"""Columns that may be drawn before they come into view: a few at once cost little more than one."""


class RollingImage:
    """Pixel columns, numbered along the stream, in a ring: column *k* is kept at ``k % (width + SPARE)``.

    So a picture that moves by two pixels costs two columns of work and one copy to the screen.
    """

    def __init__(self) -> None:
        self._first = 0
        self._drawn = (0, 0)
        self._resize(1, 1)

    @property
    def width(self) -> int:
        """Pixel columns in view."""
        return self._pixels.shape[1] - SPARE

    @property
    def height(self) -> int:
        """Pixels in a column."""
        return self._pixels.shape[0]

    def resize(self, width: int, height: int) -> None:
        """Have another size; nothing happens if it is the same."""
        if (max(1, width), max(1, height)) != (self.width, self.height):
            self._resize(max(1, width), max(1, height))

    def _resize(self, width: int, height: int) -> None:
        self._pixels = np.zeros((height, width + SPARE), np.uint32)
        # NB: the image looks into the array's memory; the array lives as long as this object holds it.
        self._image = QImage(self._pixels.data, width + SPARE, height, 4 * (width + SPARE), QImage.Format.Format_RGB32)
        self.forget()

    def forget(self) -> None:
        """Draw everything anew next time: colours, scale or sound are others."""
        self._drawn = (0, 0)

    def show(self, first: int, render: Render, known: int = 0) -> None:
        """Bring the columns from ``first`` on into view; those before number ``known`` will not change any more."""
        self._first, last, room = first, first + self.width, self.width + SPARE
        begin, end = self._drawn
        if last <= begin or first >= end:
            begin = end = first
        if first < begin:
            self._put(first, begin, render)
            begin, end = first, min(end, first + room)
        if last > end:
            further = max(last, min(known, last + SPARE))
            self._put(end, further, render)
            begin, end = max(begin, further - room), further
        self._drawn = begin, end

    def pixels(self) -> Pixels:
        """Return what is in view, from left to right, shape ``(height, width)``."""
        columns = np.arange(self._first, self._first + self.width) % self._pixels.shape[1]
        return self._pixels[:, columns]

    def paint(self, painter: QPainter) -> None:
        """Copy what is in view to the screen, in device pixels."""
        split = self._first % self._pixels.shape[1]
        width = min(self.width, self._pixels.shape[1] - split)
        painter.drawImage(QPoint(0, 0), self._image, QRect(split, 0, width, self.height))
        if width < self.width:
            painter.drawImage(QPoint(width, 0), self._image, QRect(0, 0, self.width - width, self.height))

    def _put(self, first: int, last: int, render: Render) -> None:
        columns = np.arange(first, last) % self._pixels.shape[1]
        self._pixels[:, columns] = render(first, last - first)

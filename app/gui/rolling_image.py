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


class RollingImage:
    """Pixel columns, numbered along the stream, in a ring: column *k* is kept at ``k % width``.

    So a picture that moves by two pixels costs two columns of work and one copy to the screen.
    """

    def __init__(self) -> None:
        self._shown = (0, 0)
        self.resize(1, 1)

    @property
    def width(self) -> int:
        """Pixel columns in view."""
        return self._pixels.shape[1]

    @property
    def height(self) -> int:
        """Pixels in a column."""
        return self._pixels.shape[0]

    def resize(self, width: int, height: int) -> None:
        """Have another size; nothing happens if it is the same."""
        if self._shown != (0, 0) and (width, height) == (self.width, self.height):
            return
        self._pixels = np.zeros((max(1, height), max(1, width)), np.uint32)
        rows, columns = self._pixels.shape
        # NB: the image looks into the array's memory; the array lives as long as this object holds it.
        self._image = QImage(self._pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
        self.forget()

    def forget(self) -> None:
        """Draw everything anew next time: colours, scale or sound are others."""
        self._shown = (0, 0)

    def show(self, first: int, render: Render) -> None:
        """Bring the columns from ``first`` on into view."""
        last = first + self.width
        begin, end = max(first, self._shown[0]), min(last, self._shown[1])
        if begin >= end:
            self._put(first, last, render)
        else:
            self._put(first, begin, render)
            self._put(end, last, render)
        self._shown = (first, last)

    def pixels(self) -> Pixels:
        """Return what is in view, from left to right, shape ``(height, width)``."""
        return np.roll(self._pixels, -(self._shown[0] % self.width), axis=1)

    def paint(self, painter: QPainter, left: int, top: int) -> None:
        """Copy what is in view to the screen, in device pixels."""
        split = self._shown[0] % self.width
        painter.drawImage(QPoint(left, top), self._image, QRect(split, 0, self.width - split, self.height))
        if split:
            painter.drawImage(QPoint(left + self.width - split, top), self._image, QRect(0, 0, split, self.height))

    def _put(self, first: int, last: int, render: Render) -> None:
        if first < last:
            columns = np.arange(first, last) % self.width
            self._pixels[:, columns] = render(first, last - first)

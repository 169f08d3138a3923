"""One of the pictures over the time axis, as a pyqtgraph view box."""

from functools import partial
from typing import Protocol

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneResizeEvent

from app.gui.picture.rolling_image import Pixels, RollingImage
from app.gui.picture.sound_record import SoundRecord
from app.types import SAMPLE_RATE


class Track(Protocol):
    """Draws pixel columns of the sound."""

    def render(self, first: int, count: int, scale: float, height: int) -> Pixels:
        """Return the colours of ``count`` pixel columns from number ``first`` on, shape ``(height, count)``.

        Pixel column *k* shows the samples from ``k * scale`` to ``(k + 1) * scale``.
        """


class TrackBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph carries no types
    """Shows a track over a stretch of time. Its data coordinates are seconds of the stream, and the track's own units.

    Only what scrolls into view is computed, and only when it is about to be painted.

    Args:
        track: draws the sound.
        record: knows how far there is any.
    """

    def __init__(self, track: Track, record: SoundRecord) -> None:
        super().__init__(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.disableAutoRange()
        self._track, self._record = track, record
        self._first, self._scale, self._ratio = 0, 1.0, 1.0
        self._image = RollingImage()
        self._pixels = TrackPixels(self)

    def boundingRect(self) -> QRectF:  # noqa: N802  (Qt's name)
        """Be as large as the layout says: Qt asks often, so this is short."""
        rect: QRectF = self.rect()
        return rect

    def resizeEvent(self, event: QGraphicsSceneResizeEvent | None) -> None:  # noqa: N802  (Qt's name)
        """Tell what fills the box."""
        super().resizeEvent(event)
        for item in self.childItems():
            if isinstance(item, PixelItem):
                item.fill()

    @property
    def size_px(self) -> tuple[int, int]:
        """Columns and rows of the screen's own pixels in view."""
        view, size = self.getViewWidget(), self.size()
        self._ratio = view.devicePixelRatioF() if view is not None else 1.0
        return max(1, round(size.width() * self._ratio)), max(1, round(size.height() * self._ratio))

    @property
    def left(self) -> float:
        """Sample index at the left edge."""
        return self._first * self._scale

    @property
    def scale_px(self) -> float:
        """Samples per logical pixel."""
        return self._scale * self._ratio

    def show_columns(self, first: int, last: int, scale: float) -> None:
        """Show the pixel columns from number ``first`` to ``last - 1``, each ``scale`` samples long."""
        if scale != self._scale:
            self._image.forget()
        self._first, self._scale = first, scale
        self.setXRange(first * scale / SAMPLE_RATE, last * scale / SAMPLE_RATE, padding=0)
        self.update()

    def forget(self) -> None:
        """Draw everything anew next time."""
        self._image.forget()
        self.update()

    def paint_track(self, painter: QPainter) -> None:
        """Compute what is new, and copy all of it to the screen."""
        columns, rows = self.size_px
        self._image.resize(columns, rows)
        known = int(self._record.end / self._scale)
        self._image.show(self._first, partial(self._track.render, scale=self._scale, height=rows), known)
        painter.scale(1 / self._ratio, 1 / self._ratio)
        self._image.paint(painter)


class PixelItem(QGraphicsItem):
    """Fills a box, and is drawn in its pixels from the top left corner, not in the units of its contents.

    It is no pyqtgraph item: those are told of every move of the contents, which does not concern this one.
    """

    def __init__(self, box: TrackBox) -> None:
        super().__init__(box)
        self.box = box

    def boundingRect(self) -> QRectF:  # noqa: N802  (Qt's name)
        """Be as large as the box."""
        return self.box.boundingRect()

    def fill(self) -> None:
        """Be as large as the box is now."""
        self.prepareGeometryChange()


class TrackPixels(PixelItem):
    """The track's image, behind everything else in its box: copied to the screen, never scaled."""

    def __init__(self, box: TrackBox) -> None:
        super().__init__(box)
        self.setZValue(-1)

    def paint(self, painter: QPainter, *_: object) -> None:
        """Let the box draw."""
        self.box.paint_track(painter)

"""Lines through the point that is read."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QColor, QPainter

from app.gui.look.theme import Tokens
from app.gui.picture.track_box import TrackBox

SHADOW = QColor(0, 0, 0, 130)


class Crosshair:
    """An upright line through every picture over the time axis, and a level one through the spectrogram.

    Args:
        boxes: the spectrogram first.
    """

    def __init__(self, boxes: Sequence[TrackBox]) -> None:
        self._uprights = [CrosshairLine(box, 90, shadow=box is boxes[0]) for box in boxes]
        self._level = CrosshairLine(boxes[0], 0, shadow=True)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw white over the spectrogram, whatever the theme, and in the theme's ink over the rest."""
        for line in self._uprights[1:]:
            line.setPen(tokens.text)

    def show(self, seconds: float, height: float | None) -> None:
        """Go to a second of the stream, and to a height of the spectrogram unless the point lies below it."""
        for line in self._uprights:
            line.show_at(seconds)
        if height is None:
            self._level.take_away()
        else:
            self._level.show_at(height)

    def hide(self) -> None:
        """Go away."""
        for line in (*self._uprights, self._level):
            line.take_away()


class CrosshairLine(pg.InfiniteLine):  # type: ignore[misc]  # pyqtgraph carries no types
    """A thin line.

    Args:
        box: what it goes through.
        angle: 0 for a level line, 90 for an upright one.
        shadow: darken what lies beside it, so that white is seen on light colours too.
    """

    def __init__(self, box: TrackBox, angle: int, *, shadow: bool) -> None:
        super().__init__(angle=angle, pen=QColor(255, 255, 255, 200))
        self._shadow = pg.mkPen(SHADOW, width=3) if shadow else None
        self._box = box

    def show_at(self, place: float) -> None:
        """Go through a place of the box."""
        self.setPos(place)
        if self.scene() is None:
            self._box.addItem(self, ignoreBounds=True)

    def take_away(self) -> None:
        """Leave the box, which tells every item in it of every move."""
        if self.scene() is not None:
            self._box.removeItem(self)

    def paint(self, painter: QPainter, *options: Any) -> None:
        """Draw the shadow first, wider than the line."""
        for pen in (self._shadow, self.pen):
            if pen is not None:
                self.currentPen = pen
                super().paint(painter, *options)

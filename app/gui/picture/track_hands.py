"""Wheel and pointer on a picture over the time axis."""

from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

from app.gui.picture.sound_record import SoundRecord
from app.gui.picture.track_box import Track, TrackBox

NOTCH = 1.25
"""How much more or less one notch of the wheel, or one key, shows."""

STRIDE = 0.1
"""Share of the picture by which a key or a sideways notch moves."""

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TIME, HEIGHT = 0, 1
"""Which axis of a box the pointer is on, when it is on one."""


class Hands(Protocol):
    """Who does what the pointer asks. Shares are of the width or of the height of the box."""

    def zoom_time(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times as much time; what is at the share ``anchor`` of the width stays."""

    def zoom_frequency(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times as many frequencies; the one at the share ``anchor`` of the height stays."""

    def go(self, across: float, up: float) -> None:
        """Go forth in time, and up in frequency."""

    def show_marked(self, marked: QRectF, in_sound: bool) -> None:
        """Zoom to seconds from left to right and, ``in_sound``, to mels or hertz from top to bottom."""

    def show_present(self) -> None:
        """Go back to the present, and to all frequencies."""


class HandledBox(TrackBox):
    """A box that is moved and zoomed by hand.

    Wheel: time; with Ctrl: frequency; sideways or with Shift: go back and forth. Drag: move; with Shift: mark what to
    zoom to. Double click: everything, and the present. On an axis, wheel and drag do what they can do to that axis.

    Args:
        track: draws the sound.
        record: knows how far there is any.
        hands: who does what is asked.
        in_sound: whether upwards is frequency.
    """

    def __init__(self, track: Track, record: SoundRecord, hands: Hands, *, in_sound: bool) -> None:
        super().__init__(track, record)
        self._hands, self._in_sound = hands, in_sound
        self._corner: QPointF | None = None
        self._marks = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.rbScaleBox.setPen(pg.mkPen("w", style=Qt.PenStyle.DashLine))
        self.rbScaleBox.setBrush(pg.mkBrush(255, 255, 255, 50))

    @property
    def marking(self) -> bool:
        """Whether a rectangle is being drawn."""
        return self._corner is not None

    def stop_marking(self) -> None:
        """Forget the rectangle that is being drawn."""
        self._corner = None
        self.rbScaleBox.hide()

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:  # noqa: N802  (Qt's name)
        """Zoom or move at the pointer."""
        if axis == HEIGHT and not self._in_sound:
            event.ignore()
            return
        share = self._share(event.scenePos())
        notches = event.delta() / 120
        sideways = event.orientation() == Qt.Orientation.Horizontal or event.modifiers() & SHIFT
        if axis == HEIGHT or (axis is None and event.modifiers() & CONTROL):
            self._hands.zoom_frequency(NOTCH**-notches, share.y() if self._in_sound else 0.0)
        elif sideways:
            self._hands.go(-STRIDE * notches, 0.0)
        else:
            self._hands.zoom_time(NOTCH**-notches, share.x())
        event.accept()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802  (pyqtgraph's name)
        """Move what is held, or mark."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        if event.isStart() and event.modifiers() & SHIFT and axis is None:
            self._corner = self.mapSceneToView(event.buttonDownScenePos())
            self._marks = True
        elif event.isStart():
            self._marks = False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._marks:
            self._mark(event)
        else:
            moved = self._share(event.lastScenePos()) - self._share(event.scenePos())
            in_height = self._in_sound and axis != TIME
            self._hands.go(moved.x() if axis != HEIGHT else 0.0, moved.y() if in_height else 0.0)
        if event.isFinish():
            self.setCursor(Qt.CursorShape.CrossCursor)

    def mouseClickEvent(self, event: Any) -> None:  # noqa: N802  (pyqtgraph's name)
        """Go back to the present with a double click."""
        if event.double() and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self._hands.show_present()

    def _mark(self, event: Any) -> None:
        """Draw the rectangle, and zoom to it once the pointer is let go; Escape may have taken it away."""
        if self._corner is None:
            return
        marked = QRectF(self._corner, self.mapSceneToView(event.scenePos())).normalized() & self.viewRect()
        if not event.isFinish():
            self.updateScaleBox(self.mapFromView(marked.topLeft()), self.mapFromView(marked.bottomRight()))
            return
        self.stop_marking()
        if marked.width() > 0 and (marked.height() > 0 or not self._in_sound):
            self._hands.show_marked(marked, self._in_sound)

    def _share(self, place: QPointF) -> QPointF:
        """Return a place of the scene as shares of the width, from the left, and of the height, from the bottom."""
        inside = self.mapFromScene(place)
        return QPointF(inside.x() / self.width(), min(max(1 - inside.y() / self.height(), 0.0), 1.0))

"""Mouse and keys on the picture of the sound: move, zoom, measure."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.gui.sound_record import SoundRecord
from app.gui.spectrogram_canvas import SpectrogramCanvas
from app.gui.timeline import Timeline
from app.gui.word_spans import WordSpans

NOTCH = 1.25
"""How much more or less one notch of the wheel, or one key, shows."""

STRIDE = 0.1
"""Share of the picture by which a key or a sideways notch moves."""

CURSOR_PX = 8
LEAST_MARK_PX = 6

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Picture(SpectrogramCanvas):
    """The canvas, moved by hand.

    Wheel: time; with Ctrl: frequency; sideways or with Shift: go back and forth. Drag: move; with Shift: mark what to
    zoom to. Double click: everything, and the present. The same by keys: see :meth:`keyPressEvent`.
    """

    changed = Signal()
    """The user sees another stretch of time or frequency."""

    def __init__(
        self, record: SoundRecord, timeline: Timeline, words: WordSpans, parent: QWidget | None = None
    ) -> None:
        super().__init__(record, timeline, words, parent)
        self._grabbed: QPointF | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Qt.Key.Key_Left, False): lambda: self.move_in_time(-STRIDE),
            (Qt.Key.Key_Right, False): lambda: self.move_in_time(STRIDE),
            (Qt.Key.Key_PageUp, False): lambda: self.move_in_time(-1.0),
            (Qt.Key.Key_PageDown, False): lambda: self.move_in_time(1.0),
            (Qt.Key.Key_Home, False): timeline.show_oldest,
            (Qt.Key.Key_End, False): timeline.resume,
            (Qt.Key.Key_Plus, False): lambda: timeline.zoom(1 / NOTCH, 0.5),
            (Qt.Key.Key_Equal, False): lambda: timeline.zoom(1 / NOTCH, 0.5),
            (Qt.Key.Key_Minus, False): lambda: timeline.zoom(NOTCH, 0.5),
            (Qt.Key.Key_Up, False): lambda: self.move_in_frequency(STRIDE),
            (Qt.Key.Key_Down, False): lambda: self.move_in_frequency(-STRIDE),
            (Qt.Key.Key_Up, True): lambda: self.zoom_frequency(1 / NOTCH, 0.0),
            (Qt.Key.Key_Down, True): lambda: self.zoom_frequency(NOTCH, 0.0),
            (Qt.Key.Key_0, False): self.show_all_frequencies,
        }

    def move_in_time(self, share: float) -> None:
        """Go forth by a share of the width, or back if it is negative."""
        self.timeline.move(share * self.timeline.span)

    def move_in_frequency(self, share: float) -> None:
        """Go up by a share of the height, or down if it is negative."""
        self.spectrogram.frequencies = self.spectrogram.frequencies.moved(share, self._record.highest_hz)
        self.forget()

    def zoom_frequency(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times as many frequencies; the one at height ``anchor`` stays."""
        self.spectrogram.frequencies = self.spectrogram.frequencies.zoomed(factor, anchor, self._record.highest_hz)
        self.forget()

    def show_all_frequencies(self) -> None:
        """Show everything that the device hears."""
        frequencies = self.spectrogram.frequencies
        self.spectrogram.frequencies = type(frequencies)(frequencies.axis, 0.0, self._record.highest_hz)
        self.forget()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  (Qt's name)
        """Zoom or move at the pointer."""
        turned = event.angleDelta()
        area, place = self.areas.spectrogram, event.position()
        if event.modifiers() & CONTROL:
            anchor = 1 - (place.y() - area.top()) / area.height()
            self.zoom_frequency(NOTCH ** (-turned.y() / 120), min(max(anchor, 0.0), 1.0))
        elif turned.x() or event.modifiers() & SHIFT:
            self.move_in_time(-STRIDE * (turned.x() or turned.y()) / 120)
        else:
            self.timeline.zoom(NOTCH ** (-turned.y() / 120), (place.x() - area.left()) / area.width())
        event.accept()
        self._show_change()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Take hold of the picture, or begin to mark."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            if event.modifiers() & SHIFT:
                self.marked = QRectF(self._grabbed, self._grabbed)
            else:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Move the picture or the mark that is held; show what lies under the pointer."""
        place, before = event.position(), self._grabbed
        if self.marked is not None and before is not None:
            self.marked = QRectF(before, place).normalized() & QRectF(self.areas.spectrogram)
        elif before is not None:
            self.timeline.move((before.x() - place.x()) * self.timeline.span / self.areas.spectrogram.width())
            if place.y() != before.y():
                self.move_in_frequency((place.y() - before.y()) / self.areas.spectrogram.height())
            self._grabbed = place
            self.changed.emit()
        self.point_at(place)

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Let go, and zoom to what was marked."""
        marked, self.marked, self._grabbed = self.marked, None, None
        self.setCursor(Qt.CursorShape.CrossCursor)
        if marked is not None and marked.width() >= LEAST_MARK_PX and marked.height() >= LEAST_MARK_PX:
            self._zoom_to(marked)
        self._show_change()

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Go back to the present, and to all frequencies."""
        self.timeline.resume()
        self.show_all_frequencies()
        self._show_change()

    def leaveEvent(self, _: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Take the readout away with the pointer."""
        self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Arrows, Page Up and Down move; plus and minus zoom time, Ctrl with up and down frequency; 0 shows all of it.

        Home is the oldest sound, End the present. Shift with the arrows moves the cursor, Escape takes it away.
        """
        key = Qt.Key(event.key())
        action = self._keys.get((key, bool(event.modifiers() & CONTROL)))
        if key == Qt.Key.Key_Escape and (self.point is not None or self.marked is not None):
            self.marked = self._grabbed = None
            self.point_at(None)
        elif event.modifiers() & SHIFT and self._step_cursor(key):
            return
        elif action is not None:
            action()
            self._show_change()
        else:
            super().keyPressEvent(event)

    def point_at(self, place: QPointF | None) -> None:
        """Read what lies at a place of the picture, or nothing."""
        inside = place is not None and any(QRectF(area).contains(place) for area in self.areas.tracks)
        self.point = place if inside else None
        self.refresh()
        if self.point is None:
            self.read.emit("")

    def _step_cursor(self, key: Qt.Key) -> bool:
        """Move the cursor by a key, from the middle if there is none yet; return whether it was one of the arrows."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if key not in steps:
            return False
        place = self.point or QPointF(self.areas.spectrogram.center())
        across, down = steps[key]
        self.point_at(self._inside(place + QPointF(CURSOR_PX * across, CURSOR_PX * down)))
        return True

    def _inside(self, place: QPointF) -> QPointF:
        """Return the nearest place on a track."""
        top, bottom = self.areas.spectrogram, self.areas.tracks[-1]
        x = min(max(place.x(), top.left()), top.right())
        y = min(max(place.y(), top.top()), bottom.bottom())
        if any(area.top() <= y <= area.bottom() for area in self.areas.tracks):
            return QPointF(x, y)
        edges = [edge for area in self.areas.tracks for edge in (area.top(), area.bottom())]
        up = place.y() < (self.point.y() if self.point else y)
        return QPointF(x, max(e for e in edges if e <= y) if up else min(e for e in edges if e >= y))

    def _zoom_to(self, marked: QRectF) -> None:
        area = self.areas.spectrogram
        self.timeline.show(self.sample_at(marked.left()), self.sample_at(marked.right()))
        low, high = (1 - (y - area.top()) / area.height() for y in (marked.bottom(), marked.top()))
        self.spectrogram.frequencies = self.spectrogram.frequencies.marked(low, high, self._record.highest_hz)
        self.forget()

    def _show_change(self) -> None:
        self.refresh()
        self.changed.emit()

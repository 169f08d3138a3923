"""Mouse and keys on the picture of the sound: move, zoom, measure."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.gui.picture.sound_record import SoundRecord
from app.gui.picture.spectrogram_canvas import SpectrogramCanvas
from app.gui.picture.timeline import Timeline
from app.gui.picture.track_box import TrackBox
from app.gui.picture.track_hands import CONTROL, NOTCH, SHIFT, STRIDE, HandledBox
from app.gui.picture.word_spans import WordSpans
from app.types import SAMPLE_RATE

CURSOR_PX = 8


class Picture(SpectrogramCanvas):
    """The canvas, moved by hand: by pointer, see :class:`HandledBox`, and by keys, see :meth:`keyPressEvent`."""

    changed = Signal()
    """The user sees another stretch of time or frequency."""

    def __init__(
        self, record: SoundRecord, timeline: Timeline, words: WordSpans, parent: QWidget | None = None
    ) -> None:
        super().__init__(record, timeline, words, parent)
        self.scene().sigMouseMoved.connect(self.point_at)
        self._keys: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Qt.Key.Key_Left, False): lambda: self.go(-STRIDE, 0.0),
            (Qt.Key.Key_Right, False): lambda: self.go(STRIDE, 0.0),
            (Qt.Key.Key_PageUp, False): lambda: self.go(-1.0, 0.0),
            (Qt.Key.Key_PageDown, False): lambda: self.go(1.0, 0.0),
            (Qt.Key.Key_Home, False): timeline.show_oldest,
            (Qt.Key.Key_End, False): timeline.resume,
            (Qt.Key.Key_Plus, False): lambda: self.zoom_time(1 / NOTCH, 0.5),
            (Qt.Key.Key_Equal, False): lambda: self.zoom_time(1 / NOTCH, 0.5),
            (Qt.Key.Key_Minus, False): lambda: self.zoom_time(NOTCH, 0.5),
            (Qt.Key.Key_Up, False): lambda: self.go(0.0, STRIDE),
            (Qt.Key.Key_Down, False): lambda: self.go(0.0, -STRIDE),
            (Qt.Key.Key_Up, True): lambda: self.zoom_frequency(1 / NOTCH, 0.0),
            (Qt.Key.Key_Down, True): lambda: self.zoom_frequency(NOTCH, 0.0),
            (Qt.Key.Key_0, False): self.show_all_frequencies,
        }

    def _make_boxes(self) -> tuple[TrackBox, TrackBox, TrackBox]:
        return (
            HandledBox(self.spectrogram, self.record, self, in_sound=True),
            HandledBox(self.waveform, self.record, self, in_sound=False),
            HandledBox(self.gate, self.record, self, in_sound=False),
        )

    def go(self, across: float, up: float) -> None:
        """Go forth in time, back if it is negative, and up in frequency, by shares of the picture."""
        if across:
            self.timeline.move(across * self.timeline.span)
        if up:
            self.set_frequencies(self.frequencies.moved(up, self.top_hz))
        self._show_change()

    def zoom_time(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times as much time."""
        self.timeline.zoom(factor, anchor)
        self._show_change()

    def zoom_frequency(self, factor: float, anchor: float) -> None:
        """Show ``factor`` times as many frequencies."""
        self.set_frequencies(self.frequencies.zoomed(factor, anchor, self.top_hz))
        self._show_change()

    def show_marked(self, marked: QRectF, in_sound: bool) -> None:
        """Zoom to a rectangle in seconds and, ``in_sound``, in mels or hertz."""
        self.timeline.show(marked.left() * SAMPLE_RATE, marked.right() * SAMPLE_RATE)
        if in_sound:
            low, high = self.frequencies.ends
            shares = [(place - low) / (high - low) for place in (marked.top(), marked.bottom())]
            self.set_frequencies(self.frequencies.marked(shares[0], shares[1], self.top_hz))
        self._show_change()

    def show_present(self) -> None:
        """Go back to the present, and to all frequencies."""
        self.timeline.resume()
        self.show_all_frequencies()
        self._show_change()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Take the readout away with the pointer."""
        super().leaveEvent(event)
        self.point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Arrows, Page Up and Down move; plus and minus zoom time, Ctrl with up and down frequency; 0 shows all of it.

        Home is the oldest sound, End the present. Shift with the arrows moves the cursor, Escape takes it away.
        """
        key = Qt.Key(event.key())
        action = self._keys.get((key, bool(event.modifiers() & CONTROL)))
        if key == Qt.Key.Key_Escape and (self.point is not None or self._stop_marking()):
            self._stop_marking()
            self.point_at(None)
        elif event.modifiers() & SHIFT and self._step_cursor(key):
            return
        elif action is not None:
            action()
            self._show_change()
        else:
            event.ignore()

    def point_at(self, place: QPointF | None) -> None:
        """Read what lies at a place of the picture, or nothing."""
        self.point = place if place is not None and self.box_at(place) is not None else None
        self.refresh()
        if self.point is None:
            self.take_cursor_away()

    def _stop_marking(self) -> bool:
        """Forget a rectangle that is being drawn; return whether there was one."""
        marking = [box for box in self.boxes if isinstance(box, HandledBox) and box.marking]
        for box in marking:
            box.stop_marking()
        return bool(marking)

    def _step_cursor(self, key: Qt.Key) -> bool:
        """Move the cursor by a key, from the middle if there is none yet; return whether it was one of the arrows."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if key not in steps:
            return False
        place = self.point or self.spectrogram_box.sceneBoundingRect().center()
        across, down = steps[key]
        self.point_at(self._nearest(place + QPointF(CURSOR_PX * across, CURSOR_PX * down), up=down < 0))
        return True

    def _nearest(self, place: QPointF, up: bool) -> QPointF:
        """Return the nearest place on one of the pictures, the next one up or down from between two of them."""
        areas = [box.sceneBoundingRect().adjusted(0, 0, -1, -1) for box in self.boxes]
        x = min(max(place.x(), areas[0].left()), areas[0].right())
        y = min(max(place.y(), areas[0].top()), areas[-1].bottom())
        if any(area.top() <= y <= area.bottom() for area in areas):
            return QPointF(x, y)
        edges = [edge for area in areas for edge in (area.top(), area.bottom())]
        return QPointF(x, max(e for e in edges if e <= y) if up else min(e for e in edges if e >= y))

    def _show_change(self) -> None:
        self.refresh()
        self.changed.emit()

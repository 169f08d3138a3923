"""The live picture of the sound: spectrogram, waveform and gate, with the words over them and a point that is read."""

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from app.gui.answers.probability_bars import percent
from app.gui.look.theme import Tokens
from app.gui.picture.crosshair import Crosshair
from app.gui.picture.frequency_scale import hertz
from app.gui.picture.level_range import LevelRange
from app.gui.picture.sound_plot import SoundPlot
from app.gui.picture.sound_record import SoundRecord
from app.gui.picture.span_marks import SpanMarks
from app.gui.picture.time_axis import clock
from app.gui.picture.timeline import Timeline
from app.gui.picture.track_box import TrackBox
from app.gui.picture.word_spans import WordSpans
from app.settings import Settings
from app.types import SAMPLE_RATE

GAP_PX = 8


class SpectrogramCanvas(SoundPlot):
    """Draws the stretch of the record that the timeline is at; what stands still costs nothing.

    Args:
        record: the sound.
        timeline: which stretch of it.
        words: what was understood.
        parent: the widget that this one is in.
    """

    read = Signal(str)
    """What lies under the cursor, or nothing."""

    def __init__(
        self, record: SoundRecord, timeline: Timeline, words: WordSpans, parent: QWidget | None = None
    ) -> None:
        super().__init__(record, parent, waveform=True, gate=True)
        self.timeline, self._words = timeline, words
        self._drawn: tuple[object, ...] = ()
        self.point: QPointF | None = None
        """Where the readout is taken, in logical pixels."""
        self.frames = 0
        """How many times a new picture was made."""
        self.level_range = LevelRange(self)
        self.marks = SpanMarks(self.spectrogram_box, words, lambda: record.end)
        self._crosshair = Crosshair((self.spectrogram_box, self.waveform_box, self.gate_box))
        self.setMinimumSize(320, 200)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        super().set_tokens(tokens)
        self.level_range.set_tokens(tokens)
        self._crosshair.set_tokens(tokens)

    def show_settings(self, settings: Settings) -> None:
        """Use what was chosen, strips and levels included."""
        super().show_settings(settings)
        self.show_strips(settings.show_waveform, settings.show_gate)
        self.level_range.show_range(self.spectrogram.range_db, settings.colour_map)

    def set_levels(self, low: float, high: float) -> None:
        """Use other levels for the darkest and the lightest colour."""
        self.spectrogram.range_db = (low, high)
        self.level_range.show_range((low, high), self.level_range.colour_map)
        self.spectrogram_box.forget()

    def refresh(self) -> None:
        """Bring the picture up to date, if anything of it changed."""
        timeline = self.timeline
        scale, words = timeline.span / self.spectrogram_box.size_px[0], self._words
        seen = words.between(timeline.left, timeline.right)
        wanted = (math.floor(timeline.right / scale), scale, self.point, self.frequencies, *seen)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.show_stretch(timeline.left, timeline.right)
        self._point()
        self.frames += 1

    def forget(self) -> None:
        """Draw everything anew with the next :meth:`refresh`."""
        super().forget()
        self._drawn = ()

    def sample_at(self, x: float) -> float:
        """Return the sample index under a logical pixel from the left."""
        return self._inside(self.spectrogram_box, QPointF(x, 0)).x() * SAMPLE_RATE

    def hz_at(self, y: float) -> float:
        """Return the frequency at a logical pixel from the top."""
        low, high = self.frequencies.ends
        return float(self.frequencies.hz((self._inside(self.spectrogram_box, QPointF(0, y)).y() - low) / (high - low)))

    def reading(self) -> str:
        """Return what lies under the cursor: time, and frequency and level, or samples, or what the gate knew."""
        box = self.box_at(self.point) if self.point is not None else None
        if self.point is None or box is None:
            return ""
        sample = self.sample_at(self.point.x())
        if not self.record.begin <= sample < self.record.end:
            return ""
        time, number = clock(sample / SAMPLE_RATE, 2), math.floor(sample / self.scale)
        if box is self.spectrogram_box:
            return self._sound_reading(time, number, self.point.y())
        if box is self.waveform_box:
            return self._waveform_reading(time, number)
        return self._gate_reading(time, sample)

    def box_at(self, place: QPointF) -> TrackBox | None:
        """Return which of the pictures is at a place, in logical pixels."""
        return next((box for box in self.boxes if box.sceneBoundingRect().contains(place)), None)

    def _sound_reading(self, time: str, number: int, y: float) -> str:
        box, (_, rows) = self.spectrogram_box, self.spectrogram_box.size_px
        share = (y - box.sceneBoundingRect().top()) / box.height()
        level_db = self.spectrogram.levels(number, 1, self.scale, rows)[0, min(max(int(share * rows), 0), rows - 1)]
        return f"{time}    {hertz(self.hz_at(y))}    {decibels(level_db)}"

    def _waveform_reading(self, time: str, number: int) -> str:
        low, high = self.waveform.extremes(number, 1, self.scale)
        text: str = self.tr("{}    {} to {}")
        return text.format(time, amplitude(low[0]), amplitude(high[0]))

    def _gate_reading(self, time: str, sample: float) -> str:
        row = self.record.gate_at(sample)
        if row is None:
            return time
        state = self.tr("open") if row.is_open else self.tr("shut")
        text: str = self.tr("{}    {}, looks from {}    speech {}    {}")
        return text.format(time, decibels(row.level_db), decibels(row.opening_db), percent(row.speech), state)

    def _inside(self, box: TrackBox, place: QPointF) -> QPointF:
        """Return seconds and the box's own unit at a place in logical pixels."""
        return QPointF(box.mapSceneToView(place))

    def _point(self) -> None:
        """Put the lines where the readout is taken, and read."""
        if self.point is None:
            return
        in_sound = self.box_at(self.point) is self.spectrogram_box
        place = self._inside(self.spectrogram_box, self.point)
        self._crosshair.show(place.x(), place.y() if in_sound else None)
        self.read.emit(self.reading())

    def take_cursor_away(self) -> None:
        """Read nothing."""
        self._crosshair.hide()
        self.read.emit("")

    @property
    def right_px(self) -> int:
        """Room for the colours with their levels."""
        return self.level_range.needed_px + GAP_PX

    def arrange(self) -> None:
        """Put the colours beside the spectrogram, as high as it is."""
        super().arrange()
        area, half = self.place_of(self.spectrogram_box), self.fontMetrics().height() // 2 + 1
        self.level_range.setGeometry(
            area.right() + 1 + GAP_PX, area.top() - half, self.level_range.needed_px, area.height() + 2 * half
        )
        self.marks.dress(self.tokens, self.font())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Show that the keys do something here."""
        super().focusInEvent(event)
        self.spectrogram_box.setBorder(pg.mkPen(self.tokens.accent, width=2))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.spectrogram_box.setBorder(None)


def decibels(level_db: float) -> str:
    """Return a level as people read it."""
    return f"{level_db:.0f} dB".replace("-", "−")


def amplitude(value: float) -> str:
    """Return a sample as people read it."""
    return f"{value:+.3f}".replace("-", "−")

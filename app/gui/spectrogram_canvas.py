"""The picture of the sound itself: spectrogram, waveform, gate and words over one time axis."""

import math
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.frequency_scale import hertz
from app.gui.level_range import LevelRange
from app.gui.picture_areas import areas
from app.gui.rolling_image import RollingImage
from app.gui.sound_record import SoundRecord
from app.gui.theme import LIGHT, Tokens
from app.gui.time_axis import clock, ticks
from app.gui.timeline import Timeline
from app.gui.tracks import GateTrack, SpectrogramTrack, Track, WaveformTrack
from app.gui.word_spans import SpanPainter, Stretch, WordSpans
from app.types import SAMPLE_RATE

TEXT_PX = 40
"""Half the width of a text under the time axis."""


class SpectrogramCanvas(QWidget):
    """Draws a stretch of the sound record.

    Only what scrolls into view is computed; what nobody sees is neither computed nor painted.

    Args:
        record: the sound.
        timeline: which stretch of it.
        words: what was understood.
    """

    read = Signal(str)
    """What lies under the cursor, or nothing."""

    def __init__(
        self, record: SoundRecord, timeline: Timeline, words: WordSpans, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record, self._words, self._tokens = record, words, LIGHT
        self.timeline = timeline
        self.spectrogram, self.waveform, self.gate = SpectrogramTrack(record), WaveformTrack(record), GateTrack(record)
        self.level_range = LevelRange(self)
        self._images = (RollingImage(), RollingImage(), RollingImage())
        self._drawn: tuple[object, ...] = ()
        self._shows = (True, True)
        self.point: QPointF | None = None
        """Where the readout is taken, in logical pixels."""
        self.marked: QRectF | None = None
        """The rectangle that is about to be zoomed to."""
        self.frames = 0
        """How many times a new picture was made."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 200)
        self._arrange()

    @property
    def shows(self) -> tuple[bool, bool]:
        """Whether the waveform and the gate are shown."""
        return self._shows

    @property
    def scale(self) -> float:
        """Samples per device pixel."""
        return self.timeline.span / self._images[0].width

    @property
    def first(self) -> int:
        """Number of the pixel column at the left edge."""
        return math.floor(self.timeline.right / self.scale) - self._images[0].width

    @property
    def left(self) -> float:
        """Sample index at the left edge, to the pixel."""
        return self.first * self.scale

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        for part in (self.spectrogram, self.waveform, self.gate, self.level_range):
            part.set_tokens(tokens)
        self.forget()

    def show_strips(self, waveform: bool, gate: bool) -> None:
        """Show or hide what lies under the spectrogram."""
        self._shows = (waveform, gate)
        self._arrange()

    def forget(self) -> None:
        """Draw everything anew with the next :meth:`refresh`."""
        for image in self._images:
            image.forget()
        self._drawn = ()
        self.update()

    def refresh(self) -> None:
        """Bring the picture up to date; what stands still costs nothing."""
        wanted = (self.first, self.scale, self.point, self.marked, self.size(), *self._words.spans[-1:])
        if wanted == self._drawn:
            return
        if self._drawn[1:2] != (self.scale,):
            self.forget()
        self._drawn = wanted
        self._render()
        self.level_range.show_range(self.spectrogram.range_db, self.spectrogram.colours)
        self.frames += 1
        self.update(self._moving)
        if self.point is not None:
            self.read.emit(self.reading())

    def resizeEvent(self, _: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Share out the room anew."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Copy the images to the screen, and draw what lies over and around them."""
        self._render()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._tokens.surface))
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        for image, area in zip(self._images, self.areas.tracks, strict=False):
            image.paint(painter, round(area.left() * ratio), round(area.top() * ratio))
        painter.restore()
        spans = self._words.between(self.left, self.left + self.timeline.span)
        place = QRectF(self.areas.spectrogram)
        stretch = Stretch(self.left, self.scale * ratio, self._record.end)
        SpanPainter(self._tokens).paint(painter, place, spans, stretch)
        if event.rect().left() < self.areas.spectrogram.left() - TEXT_PX:
            self._paint_scales(painter)
        self._paint_times(painter)
        self._paint_cursor(painter)

    def sample_at(self, x: float) -> float:
        """Return the sample index under a logical pixel from the left."""
        return self.left + (x - self.areas.spectrogram.left()) * self.scale * self.devicePixelRatioF()

    def hz_at(self, y: float) -> float:
        """Return the frequency at a logical pixel from the top."""
        area = self.areas.spectrogram
        return float(self.spectrogram.frequencies.hz(1 - (y - area.top()) / area.height()))

    def reading(self) -> str:
        """Return what lies under the cursor: time, and frequency and level, or samples, or what the gate knew."""
        if self.point is None:
            return ""
        x, y = self.point.x(), self.point.y()
        time = clock(self.sample_at(x) / SAMPLE_RATE, 2)
        if not self._record.begin <= self.sample_at(x) < self._record.end:
            return ""
        number = math.floor(self.sample_at(x) / self.scale)
        if self.areas.spectrogram.contains(round(x), round(y)):
            image = self._images[0]
            row = min(max(int((y - self.areas.spectrogram.top()) * self.devicePixelRatioF()), 0), image.height - 1)
            level_db = self.spectrogram.levels(number, 1, self.scale, image.height)[0, row]
            return f"{time}    {hertz(self.hz_at(y))}    {decibels(level_db)}"
        if self.areas.waveform is not None and self.areas.waveform.contains(round(x), round(y)):
            low, high = self.waveform.extremes(number, 1, self.scale)
            return self.tr("{}    {} to {}").format(time, amplitude(low[0]), amplitude(high[0]))
        return self._gate_reading(time, self.sample_at(x))

    def _gate_reading(self, time: str, sample: float) -> str:
        row = self._record.gate_at(sample)
        if row is None:
            return time
        state = self.tr("open") if row.is_open else self.tr("shut")
        text = self.tr("{}    {}, looks from {}    speech {:.0f} %    {}")
        return text.format(time, decibels(row.level_db), decibels(row.opening_db), 100 * row.speech, state)

    def _arrange(self) -> None:
        self.areas = areas(self.size(), self.fontMetrics(), *self._shows)
        self.level_range.setGeometry(self.areas.colours)
        self._moving = QRegion(self.areas.spectrogram.united(self.areas.tracks[-1]))
        self._moving += self.areas.times.adjusted(-TEXT_PX, 0, TEXT_PX, 0)
        self.forget()

    def _render(self) -> None:
        """Let each image show what is in view."""
        ratio = self.devicePixelRatioF()
        strips: tuple[Track, Track] = (self.waveform, self.gate)
        tracks = [self.spectrogram, *(strip for strip, shown in zip(strips, self._shows, strict=True) if shown)]
        for image, area, track in zip(self._images, self.areas.tracks, tracks, strict=False):
            image.resize(round(area.width() * ratio), round(area.height() * ratio))
            image.show(self.first, partial(track.render, scale=self.scale, height=image.height))

    def _paint_scales(self, painter: QPainter) -> None:
        """Draw hertz, and the names of the strips, on the left."""
        area, line = self.areas.spectrogram, self.fontMetrics().height()
        painter.setPen(QColor(self._tokens.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for share, text in self.spectrogram.frequencies.ticks(area.height(), 1.5 * line):
            y = area.top() + (1 - share) * area.height()
            painter.drawLine(QPointF(area.left() - 4, y), QPointF(area.left(), y))
            top = min(max(y - line / 2, 0), area.bottom() - line + 1)
            painter.drawText(QRectF(0, top, area.left() - 8, line), right, text)
        for strip, name in ((self.areas.waveform, f"±{self.waveform.top:g}"), (self.areas.gate, self.tr("Gate"))):
            if strip is not None:
                painter.drawText(QRect(0, strip.top(), area.left() - 8, strip.height()), right, name)

    def _paint_times(self, painter: QPainter) -> None:
        """Draw the position in the stream along the bottom."""
        painter.setPen(QColor(self._tokens.muted))
        times, metrics = self.areas.times, self.fontMetrics()
        for x, text in ticks(self.left, self.timeline.span, times.width(), 2 * metrics.horizontalAdvance("00:00.0")):
            place = QPointF(times.left() + x, times.top())
            painter.drawLine(place, place + QPointF(0, 4))
            room = QRectF(place.x() - TEXT_PX, place.y() + 6, 2 * TEXT_PX, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_cursor(self, painter: QPainter) -> None:
        tokens, area = self._tokens, self.areas.spectrogram
        if self.marked is not None:
            painter.setPen(QPen(QColor("white"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(255, 255, 255, 50))
            painter.drawRect(self.marked)
        if self.point is None:
            return
        x, y = round(self.point.x()), round(self.point.y())
        for shift, colour in ((1, QColor(0, 0, 0, 130)), (0, QColor(255, 255, 255, 200))):
            painter.setPen(colour)
            if area.contains(x, y):
                painter.drawLine(area.left(), y + shift, area.right(), y + shift)
                painter.drawLine(x + shift, area.top(), x + shift, area.bottom())
        painter.setPen(QColor(tokens.text))
        for strip in self.areas.tracks[0 if not area.contains(x, y) else 1 :]:
            painter.drawLine(x, strip.top(), x, strip.bottom())


def decibels(level_db: float) -> str:
    """Return a level as people read it."""
    return f"{level_db:.0f} dB".replace("-", "−")


def amplitude(value: float) -> str:
    """Return a sample as people read it."""
    return f"{value:+.3f}".replace("-", "−")

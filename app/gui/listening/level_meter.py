"""How loud the input is, beside the level at which the gate opens."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.events import Level
from app.gui.listening.meter_legend import BAR_PX, Mark, MeterLegend, paint_mark
from app.gui.look.theme import LIGHT, Tokens
from app.types import SAMPLE_RATE

QUIETEST_DB, LOUDEST_DB = -90.0, 0.0
SCALE_DB = (-80, -60, -40, -20, 0)
CLIPPING_DB = -0.1
CLIPPING_SHOWN = 4 * SAMPLE_RATE
"""Samples for which a clipped peak stays announced: long enough to look up from what one said, and to read it."""

PEAK_HOLD = SAMPLE_RATE
"""Samples for which a peak is held before it falls."""

PEAK_FALL_DB = 24.0 / SAMPLE_RATE
"""Decibels per sample by which it falls then."""


class LevelBar(QWidget):
    """The bar itself: filled to the level, a line at the held peak, a mark where the gate would open.

    All of its time is the stream's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._peak_at = 0
        self._clipped_at = -CLIPPING_SHOWN
        self.level: Level | None = None
        self.held_peak_db = QUIETEST_DB
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def clipping(self) -> bool:
        """Whether the input clipped within the last four seconds."""
        return self.level is not None and self.level.at - self._clipped_at < CLIPPING_SHOWN

    @property
    def opening_db(self) -> float | None:
        """The level above which the gate takes a closer look, or ``None`` before the first sound."""
        return None if self.level is None else self.level.opening_db

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.update()

    def clear(self) -> None:
        """Forget the last stream."""
        self.level, self.held_peak_db = None, QUIETEST_DB
        self._peak_at, self._clipped_at = 0, -CLIPPING_SHOWN
        self.update()

    def push(self, level: Level) -> None:
        """Take the next level of the stream."""
        self.level = level
        fallen = self.held_peak_db - max(0, level.at - self._peak_at - PEAK_HOLD) * PEAK_FALL_DB
        if level.peak_db >= fallen:
            self.held_peak_db, self._peak_at = level.peak_db, level.at
        elif fallen < self.held_peak_db:
            self.held_peak_db, self._peak_at = fallen, level.at - PEAK_HOLD
        if level.peak_db >= CLIPPING_DB:
            self._clipped_at = level.at

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the bar and its scale."""
        return QSize(320, BAR_PX + 12 + self.fontMetrics().height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw track, level, peak, opening mark and scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_bar(painter, LOUDEST_DB, self._tokens.raised)
        if self.level is not None:
            self._paint_bar(painter, self.level.rms_db, self._tokens.danger if self.clipping else self._tokens.accent)
            self._paint_marks(painter, self.level)
        self._paint_scale(painter)

    def _x(self, db: float) -> float:
        """Return where a level lies, in pixels from the left."""
        share = (min(max(db, QUIETEST_DB), LOUDEST_DB) - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)
        return 8 + share * (self.width() - 8)

    def _paint_bar(self, painter: QPainter, until_db: float, colour: str) -> None:
        width = self._x(until_db) - self._x(QUIETEST_DB)
        if width > 0:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(self._x(QUIETEST_DB), 2, width, BAR_PX), 4, 4)

    def _paint_marks(self, painter: QPainter, level: Level) -> None:
        """Draw the room's noise, the gate's opening level and the held peak, each in its own shape."""
        marks: tuple[tuple[Mark, float], ...] = (
            ("noise", level.floor_db),
            ("opening", level.opening_db),
            ("peak", self.held_peak_db),
        )
        for mark, db in marks:
            if db > QUIETEST_DB:
                paint_mark(painter, mark, self._x(db), self._tokens)

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._tokens.muted))
        font = self.font()
        font.setPointSizeF(0.85 * font.pointSizeF())
        painter.setFont(font)
        height = self.fontMetrics().height()
        for db in SCALE_DB:
            place = QRectF(self._x(db) - 24, BAR_PX + 8, 48, height)
            side = Qt.AlignmentFlag.AlignHCenter
            if place.right() > self.width():
                place.setRight(self.width())
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, f"{db}".replace("-", "−"))


class LevelMeter(QWidget):
    """The level bar with its name and a reading in decibels, or the word "Clipping"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LevelBar(self)
        self.reading = QLabel(self)
        self.reading.setObjectName("reading")
        heading = QLabel(self.tr("Input level"), self)
        heading.setObjectName("heading")
        self.legend = MeterLegend(self)
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 0, 0)  # as the bar
        top.setSpacing(24)
        top.addWidget(heading)
        top.addWidget(self.legend, 1)
        top.addWidget(self.reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.bar)
        self.setAccessibleName(self.tr("Input level"))
        self.setToolTip(
            self.tr(
                "Loudness in decibels of full scale.\n"
                "Noise floor: how loud the room is while nobody speaks.\n"
                "Opens above: what is louder is worth a closer look, whether it is speech.\n"
                "Peak: the loudest moment of the last second. At 0 dB the input clips, and words are distorted."
            )
        )
        self.clear()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.bar.set_tokens(tokens)
        self.legend.set_tokens(tokens)

    def clear(self) -> None:
        """Show that nothing is heard."""
        self._fresh = False
        self.bar.clear()
        self._read("", alarm=False)

    def push(self, level: Level) -> None:
        """Take the next level of the stream; :meth:`draw` shows it."""
        self.bar.push(level)
        self._fresh = True

    def draw(self) -> None:
        """Show the levels taken so far; nothing new, nothing drawn."""
        if self._fresh and self.bar.level is not None:
            self._fresh = False
            clipping = self.bar.clipping
            reading = f"{self.bar.level.rms_db:.0f} dB".replace("-", "−")
            self._read(self.tr("⚠ Clipping: speak softer, or lower the input") if clipping else reading, alarm=clipping)
            self.bar.update()

    def _read(self, text: str, alarm: bool) -> None:
        self.reading.setText(text)
        if self.reading.property("alarm") != alarm:
            self.reading.setProperty("alarm", alarm)
            self.reading.style().unpolish(self.reading)
            self.reading.style().polish(self.reading)

"""The colours with their levels: a legend whose ends can be moved."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.gui.colour_maps import Colours, lookup_table
from app.gui.theme import LIGHT, Tokens
from app.settings import LEAST_RANGE_DB, RANGES, Settings

LOWEST_DB, HIGHEST_DB = RANGES["quietest_db"]
BAR_PX = 12
GRIP_PX = 8
STEP_DB = 5.0
USUAL_DB = (Settings.quietest_db, Settings.loudest_db)

Range = tuple[float, float]


def bounded(low: float, high: float) -> Range:
    """Return a range that is wide enough and within the limits."""
    low = min(max(low, LOWEST_DB), HIGHEST_DB - LEAST_RANGE_DB)
    return low, min(max(high, low + LEAST_RANGE_DB), HIGHEST_DB)


def shifted(low: float, high: float, by: float) -> Range:
    """Return the range moved whole, as far as the limits allow."""
    by = min(max(by, LOWEST_DB - low), HIGHEST_DB - high)
    return low + by, high + by


class LevelRange(QWidget):
    """Shows which colour is which level, from -120 to 0 dB, and lets the darkest and the lightest level be moved.

    Drag an end, or what lies between; the wheel and the arrow keys move both, with Shift they widen and narrow.
    """

    moved = Signal(float, float)
    """The user wants other levels for the darkest and the lightest colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._colours = lookup_table("viridis")
        self.range_db: Range = USUAL_DB
        self._grip: tuple[bool, bool] = (False, False)
        self._grip_db, self._grip_range = 0.0, self.range_db
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setAccessibleName(self.tr("Level range of the colours"))
        self.setToolTip(
            self.tr("Levels of the darkest and the lightest colour, in decibels. Drag an end, or both by the middle;\n"
                    "the arrow keys make the picture darker or brighter, with Shift stronger or softer; Home resets.")
        )  # fmt: skip

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.update()

    def show_range(self, range_db: Range, colours: Colours) -> None:
        """Show the levels in use and the colours between them."""
        if range_db != self.range_db or colours is not self._colours:
            self.range_db, self._colours = range_db, colours
            self.setAccessibleDescription(self.tr("From {:.0f} to {:.0f} decibels").format(*range_db))
            self.update()

    def level_at(self, y: float) -> float:
        """Return the level at a height, in pixels from the top."""
        return HIGHEST_DB - y / max(1, self.height()) * (HIGHEST_DB - LOWEST_DB)

    def height_of(self, level_db: float) -> float:
        """Return where a level lies, in pixels from the top: the inverse of :meth:`level_at`."""
        return (HIGHEST_DB - level_db) / (HIGHEST_DB - LOWEST_DB) * self.height()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Take hold of an end, or of both between them."""
        y = event.position().y()
        low_y, high_y = (self.height_of(level) for level in self.range_db)
        between = high_y + GRIP_PX < y < low_y - GRIP_PX
        nearer_low = abs(y - low_y) < abs(y - high_y)
        self._grip = (between or nearer_low, between or not nearer_low)
        self._grip_db, self._grip_range = self.level_at(y), self.range_db

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Move what is held."""
        by = round(self.level_at(event.position().y()) - self._grip_db)
        low, high = self._grip_range
        holds_low, holds_high = self._grip
        if holds_low and holds_high:
            self._move(shifted(low, high, by))
        elif holds_low:
            self._move((max(LOWEST_DB, min(low + by, high - LEAST_RANGE_DB)), high))
        elif holds_high:
            self._move(bounded(low, high + by))

    def mouseReleaseEvent(self, _: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Let go."""
        self._grip = (False, False)

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Go back to the usual levels."""
        self._move(USUAL_DB)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  (Qt's name)
        """Move both ends, or widen and narrow with Shift."""
        turned = event.angleDelta().y() or event.angleDelta().x()  # Shift turns the wheel sideways
        self._nudge(STEP_DB * turned / 120, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Do with the arrow keys what the wheel does."""
        steps = {Qt.Key.Key_Up: STEP_DB, Qt.Key.Key_Down: -STEP_DB}
        if event.key() == Qt.Key.Key_Home:
            self._move(USUAL_DB)
        elif (by := steps.get(Qt.Key(event.key()))) is not None:
            self._nudge(by, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the bar, its two ends, and the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low_y, high_y = (self.height_of(level) for level in self.range_db)
        bar = QRectF(0, 0, BAR_PX, self.height())
        painter.fillRect(bar, QColor(int(self._colours[0])))
        painter.fillRect(QRectF(0, 0, BAR_PX, high_y), QColor(int(self._colours[-1])))
        painter.drawImage(QRectF(0, high_y, BAR_PX, low_y - high_y), self._gradient())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tokens.accent if self.hasFocus() else self._tokens.text))
        for y in (min(low_y, self.height() - 1.0), max(high_y, 1.0)):
            painter.drawRect(QRectF(0, y - 1, BAR_PX, 2))
            painter.drawPolygon(QPolygonF([QPointF(BAR_PX, y), QPointF(BAR_PX + 6, y - 4), QPointF(BAR_PX + 6, y + 4)]))
        self._paint_scale(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._tokens.muted))
        line = self.fontMetrics().height()
        step = next((step for step in (10, 20, 40) if self.height() * step / 120 >= 2.5 * line), 60)
        for level in range(round(HIGHEST_DB), round(LOWEST_DB) - 1, -step):
            top = min(max(self.height_of(level) - line / 2, 0), self.height() - line)
            place = QRectF(BAR_PX + 10, top, self.width() - BAR_PX - 10, line)
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, side, self._text(level))

    def _text(self, level: int) -> str:
        return self.tr("0 dB") if level == 0 else f"{level}".replace("-", "−")

    def _gradient(self) -> QImage:
        """Return the colours as an image of one pixel's width, the lightest on top."""
        column = self._colours[::-1].copy()
        return QImage(column.data, 1, len(column), 4, QImage.Format.Format_RGB32).copy()

    def _nudge(self, by: float, widen: bool) -> None:
        """Move both ends, or each away from the other; up is brighter, or softer."""
        low, high = self.range_db
        if not widen:
            self._move(shifted(low, high, -by))
        elif high - low + by >= LEAST_RANGE_DB:
            self._move(bounded(low - by / 2, high + by / 2))

    def _move(self, range_db: Range) -> None:
        if range_db != self.range_db:
            self.moved.emit(*range_db)

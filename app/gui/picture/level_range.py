"""The colours with their levels: a legend whose ends can be moved."""

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from app.gui.picture.colour_maps import colour_map
from app.gui.picture.plot_view import LevelAxis, PlotView
from app.settings import ColourMap, Settings
from app.settings_file import LEAST_RANGE_DB, RANGES

LOWEST_DB, HIGHEST_DB = RANGES["quietest_db"]
BAR_PX, HANDLE_PX = 12, 8
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


class LevelRange(PlotView):
    """Shows which colour is which level, from -120 to 0 dB, and lets the darkest and the lightest level be moved.

    Drag an end, or what lies between; the wheel and the arrow keys move both, with Shift they widen and narrow.
    """

    moved = Signal(float, float)
    """The user wants other levels for the darkest and the lightest colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.range_db: Range = USUAL_DB
        self.colour_map: ColourMap = "viridis"
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.setRange(xRange=(0, BAR_PX + HANDLE_PX), yRange=(LOWEST_DB, HIGHEST_DB), padding=0)
        self._bar = QGraphicsRectItem(0, LOWEST_DB, BAR_PX, HIGHEST_DB - LOWEST_DB)
        self._bar.setPen(pg.mkPen(None))
        self.box.addItem(self._bar, ignoreBounds=True)
        self.region = pg.LinearRegionItem(
            self.range_db, "horizontal", brush=(0, 0, 0, 0), hoverBrush=(255, 255, 255, 40),
            bounds=(LOWEST_DB, HIGHEST_DB), swapMode="block",
        )  # fmt: skip
        self.box.addItem(self.region, ignoreBounds=True)
        self.axis = LevelAxis("right", (20, 40, 60), self.tr("0 dB"))
        self.axis.linkToView(self.box)
        self.ci.addItem(self.box, 0, 0)
        self.ci.addItem(self.axis, 0, 1)
        self.region.sigRegionChanged.connect(self._follow)
        self._describe()
        self.show_range(self.range_db, "viridis")

    def _describe(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setAccessibleName(self.tr("Level range of the colours"))
        self.setToolTip(
            self.tr("Levels of the darkest and the lightest colour, in decibels. Drag an end, or both by the middle;\n"
                    "the arrow keys make the picture darker or brighter, with Shift stronger or softer; Home resets.")
        )  # fmt: skip

    def show_range(self, range_db: Range, name: ColourMap) -> None:
        """Show the levels in use and the colours between them."""
        self.range_db, self.colour_map = range_db, name
        self.setAccessibleDescription(self.tr("From {:.0f} to {:.0f} decibels").format(*range_db))
        self._bar.setBrush(colour_map(name).getBrush(span=range_db, orientation="vertical"))
        self.region.blockSignals(True)
        self.region.setRegion(range_db)
        self.region.blockSignals(False)

    @property
    def needed_px(self) -> int:
        """How wide the bar with its scale is."""
        widest: int = self.fontMetrics().horizontalAdvance("−100")
        return BAR_PX + HANDLE_PX + widest + 12

    def arrange(self) -> None:
        """Leave room for half a line above and below the bar."""
        super().arrange()
        half = self.fontMetrics().height() // 2 + 1
        self.ci.layout.setContentsMargins(0, half, 0, half)
        self.box.setFixedWidth(BAR_PX + HANDLE_PX)
        self.axis.setWidth(self.needed_px - BAR_PX - HANDLE_PX)
        self.ci.layout.activate()
        ink = pg.mkPen(self.tokens.accent if self.hasFocus() else self.tokens.text, width=2)
        for line in self.region.lines:
            line.setPen(ink)
            line.setHoverPen(pg.mkPen(self.tokens.accent, width=2))
            line.clearMarkers()
            line.addMarker("v", 1.0, HANDLE_PX + 2)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Show that the arrow keys do something here."""
        super().focusInEvent(event)
        self.arrange()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.arrange()

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
            event.ignore()

    def _nudge(self, by: float, widen: bool) -> None:
        """Move both ends, or each away from the other; up is brighter, or softer."""
        low, high = self.range_db
        if not widen:
            self._move(shifted(low, high, -by))
        elif high - low + by >= LEAST_RANGE_DB:
            self._move(bounded(low - by / 2, high + by / 2))

    def _follow(self) -> None:
        """Take what was dragged in whole decibels, moved whole at the limits, and never too narrow."""
        (low, high), (before_low, before_high) = self.region.getRegion(), self.range_db
        if self.region.moving:
            by = min(low - before_low, high - before_high, key=abs)  # the end at a limit stands still
            wanted = shifted(before_low, before_high, round(by))
        elif low != before_low:
            wanted = (min(round(low), before_high - LEAST_RANGE_DB), before_high)
        else:
            wanted = (before_low, max(round(high), before_low + LEAST_RANGE_DB))
        if wanted == self.range_db:
            self.show_range(self.range_db, self.colour_map)
        self._move(wanted)

    def _move(self, range_db: Range) -> None:
        if range_db != self.range_db:
            self.moved.emit(*range_db)

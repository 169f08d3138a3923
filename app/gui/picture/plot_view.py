"""What every pyqtgraph picture in the window shares: the theme's colours, the window's font, and axes that are read."""

import math
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Literal

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsWidget, QWidget

from app.gui.look.theme import LIGHT, Tokens
from app.gui.numbers import filled

TICK_PX = 4
MOST_TEXTS = 100
APART_PX = 2
"""Between a plot and the axes beside it, so that these are not drawn again whenever the plot is."""

CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)

Mark = tuple[float, str]
"""Where on an axis, and the text there."""


class PlotAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph carries no types
    """An axis of bare ticks, of which no two texts touch and none is cut; which ones, subclasses say in :meth:`marks`.

    Args:
        side: of the plot.
    """

    def __init__(self, side: Literal["left", "right", "bottom"]) -> None:
        self._is_level = side == "bottom"
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self._pens = pg.mkPen(None), pg.mkPen(LIGHT.muted)
        self._widths: dict[str, float] = {}
        self._beyond = (0, 0)
        self.metrics = QFontMetricsF(QFont())

    @abstractmethod  # a mark for the reader: Qt's own metaclass leaves ABCMeta no room
    def marks(self, low: float, high: float, length_px: float) -> Sequence[Mark]:
        """Return the marks of an axis from ``low`` to ``high``, with room between them for their texts."""

    def dress(self, tokens: Tokens, font: QFont) -> None:
        """Write in the theme's colours and the window's font."""
        self.metrics, self._widths = QFontMetricsF(font), {}
        self.setTickFont(font)
        self.setTextPen(tokens.muted)
        self._pens = pg.mkPen(None), pg.mkPen(tokens.muted)
        self._beyond = math.ceil(self.width_of("00:00.0") / 2), math.ceil(self.metrics.height() / 2)
        self.prepareGeometryChange()

    def width_of(self, text: str) -> float:
        """Return how wide a text is, in logical pixels; those of the last marks are remembered."""
        if text not in self._widths:
            if len(self._widths) >= MOST_TEXTS:
                self._widths.clear()
            self._widths[text] = self.metrics.horizontalAdvance(text)
        return self._widths[text]

    def boundingRect(self) -> QRectF:  # noqa: N802  (Qt's name)
        """Leave room at both ends for half a text."""
        across, up = self._beyond
        rect: QRectF = self.rect()
        return rect.adjusted(-across, 0, across, 0) if self._is_level else rect.adjusted(0, -up, 0, up)

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw straight to the screen; pyqtgraph would record the drawing first, which does not pay for what moves."""
        if self.picture is None:
            self.picture: Any = self.generateDrawSpecs(painter)
        self.drawPicture(painter, *self.picture)

    def generateDrawSpecs(self, _: QPainter) -> tuple[Any, list[Any], list[Any]]:  # noqa: N802  (pyqtgraph's name)
        """Tell pyqtgraph what to draw: no line along the axis, then the ticks, then the texts that fit."""
        no_pen, pen = self._pens
        low, high = self.range
        place, room = self.rect(), self.boundingRect()
        length = place.width() if self._is_level else place.height()
        ticks: list[Any] = []
        texts: list[tuple[QRectF, int, str]] = []
        for value, text in self.marks(low, high, length) if high > low and length > 0 else ():
            share = (value - low) / (high - low)
            if 0 <= share <= 1:
                begin, end, area = self._specs(place, share, text)
                if self.orientation != "right":  # there a tick before a minus would read as two of them
                    ticks.append((pen, begin, end))
                if room.contains(area) and not (texts and texts[-1][0].intersects(area)):
                    texts.append((area, CENTRED, text))
        return (no_pen, place.topLeft(), place.topLeft()), ticks, texts

    def _specs(self, place: QRectF, share: float, text: str) -> tuple[QPointF, QPointF, QRectF]:
        """Return both ends of a tick, and where its text is."""
        width, height = self.width_of(text), self.metrics.height()
        if self._is_level:
            x = place.left() + share * place.width()
            top = place.top() + TICK_PX
            return QPointF(x, place.top()), QPointF(x, top), QRectF(x - width / 2, top + TICK_PX, width, height)
        y, side = place.bottom() - share * place.height(), 1 if self.orientation == "right" else -1
        near = place.left() if side > 0 else place.right()
        far = near + side * 2 * TICK_PX
        left = far if side > 0 else far - width
        return QPointF(near, y), QPointF(near + side * TICK_PX, y), QRectF(left, y - height / 2, width, height)


class LevelAxis(PlotAxis):
    """Even marks, as close as there is room for.

    Args:
        side: of the plot.
        steps: from one mark to the next, the closest first.
        zero: the text at zero.
    """

    def __init__(self, side: Literal["left", "right"], steps: Sequence[float], zero: str) -> None:
        super().__init__(side)
        self._steps, self._zero = tuple(steps), zero

    def set_steps(self, steps: Sequence[float]) -> None:
        """Have other marks."""
        self._steps = tuple(steps)

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return the multiples of the closest step that leaves room."""
        apart = 1.25 * self.metrics.height()
        step = next((step for step in self._steps if step / (high - low) * length_px >= apart), self._steps[-1])
        numbers = range(-int(-low / step + 1e-9), int(high / step + 1e-9) + 1)
        return [(step * number, self._text(step * number)) for number in numbers]

    def _text(self, value: float) -> str:
        return filled("{:g}", float(value)) if value else self._zero


class PlotView(pg.GraphicsLayoutWidget):  # type: ignore[misc]  # pyqtgraph carries no types
    """A pyqtgraph scene without margins, menus or buttons, in the theme's colours and the window's font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        pg.setConfigOptions(antialias=False, mouseRateLimit=0)  # Qt itself leaves out moves that come too fast
        super().__init__(parent)
        self.tokens = LIGHT
        self.setBackground(LIGHT.surface)
        for widget in (self, self.viewport()):
            widget.setAcceptDrops(False)  # a file that is dropped here is for the window
        self.setCacheMode(self.CacheModeFlag(0))  # one colour is painted as fast as it is copied
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # few items, and they move
        self.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.ci.layout.setVerticalSpacing(0)
        self.ci.layout.setHorizontalSpacing(APART_PX)
        self.setOptimizationFlag(self.OptimizationFlag.DontAdjustForAntialiasing)

    @property
    def axes(self) -> list[PlotAxis]:
        """All axes of the picture."""
        return [item for item in self.ci.items if isinstance(item, PlotAxis)]

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.tokens = tokens
        self.setBackground(tokens.surface)
        self.arrange()

    def arrange(self) -> None:
        """Share out the room anew: the font or the size is another one."""
        self.ensurePolished()
        for axis in self.axes:
            axis.dress(self.tokens, self.font())

    def place_of(self, item: QGraphicsWidget) -> QRect:
        """Return where an item of the scene is, in logical pixels of this widget."""
        return item.mapRectToScene(item.rect()).toRect()

    def close(self) -> bool:
        """Close as any widget does; pyqtgraph would tear its scene to pieces, which the deletion does in good order."""
        return QWidget.close(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802  (Qt's name)
        """Share out the room anew; pyqtgraph calls this once without an event, before anything is there."""
        super().resizeEvent(event)
        if event is not None:
            self.arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.arrange()

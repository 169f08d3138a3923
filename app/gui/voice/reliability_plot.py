"""Can its confidence be trusted? Share of right answers against confidence, with intervals."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.gui.answers.scores_plot import ShareAxis
from app.gui.look.theme import Tokens
from app.gui.picture.plot_view import Mark, PlotAxis, PlotView
from app.personal.reliability import FEW, Bin

MARGIN = 0.04


class EvenAxis(PlotAxis):
    """Probabilities in percent along the bottom."""

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return quarters, or halves where there is little room."""
        texts = self.width_of("100 %") * 1.5
        steps = 4 if length_px / (high - low) / 4 > texts else 2
        return [(n / steps, f"{100 * n / steps:.0f} %") for n in range(steps + 1)]


class ReliabilityPlot(PlotView):
    """A mark for each bin, hollow where it holds few clips; on the dashed line, confidence is as good as its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left, self.bottom = ShareAxis(), EvenAxis("bottom")
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.disableAutoRange()
        self.box.setRange(xRange=(-MARGIN, 1 + MARGIN), yRange=(-MARGIN, 1 + MARGIN), padding=0)
        self.ci.addItem(self.left, 0, 0)
        self.ci.addItem(self.box, 0, 1)
        self.ci.addItem(self.bottom, 1, 1)
        self.left.linkToView(self.box)
        self.bottom.linkToView(self.box)
        self._items: list[pg.GraphicsObject] = []
        self.bins: Sequence[Bin] = ()
        self.set_tokens(self.tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        super().set_tokens(tokens)
        self.box.setBackgroundColor(tokens.raised)
        self._draw()

    def show_bins(self, bins: Sequence[Bin]) -> None:
        """Show these."""
        self.bins = bins
        self._draw()

    def _draw(self) -> None:
        for item in self._items:
            self.box.removeItem(item)
        tokens = self.tokens
        dashed = pg.mkPen(tokens.muted, width=1, style=Qt.PenStyle.DashLine)
        self._items = [pg.PlotDataItem(np.array([0.0, 1.0]), np.array([0.0, 1.0]), pen=dashed)]
        for bin_ in self.bins:
            low, high = bin_.interval()
            across = np.array([bin_.confidence, bin_.confidence])
            self._items.append(pg.PlotDataItem(across, np.array([low, high]), pen=pg.mkPen(tokens.accent, width=2)))
            ground = tokens.raised if bin_.clips < FEW else tokens.accent
            place = [bin_.confidence], [bin_.share]
            pen = pg.mkPen(tokens.accent, width=2)
            self._items.append(pg.ScatterPlotItem(*place, symbol="o", size=10, pen=pen, brush=pg.mkBrush(ground)))
        for item in self._items:
            self.box.addItem(item)

    def arrange(self) -> None:
        """Leave room for the texts of both axes."""
        super().arrange()
        metrics = self.fontMetrics()
        self.left.setWidth(metrics.horizontalAdvance("100 %") + 16)
        self.bottom.setHeight(metrics.height() + 12)
        self.ci.layout.setContentsMargins(0, metrics.height() // 2 + 1, metrics.horizontalAdvance("100 %") // 2 + 4, 0)

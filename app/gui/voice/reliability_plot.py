"""Can its confidence be trusted? Share of right answers against confidence, with intervals."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.gui.picture.plot_view import Mark, PlotAxis
from app.gui.voice.share_plot import MARGIN, SharePlot
from app.personal.reliability import FEW, Bin


class EvenAxis(PlotAxis):
    """Probabilities in percent along the bottom."""

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return quarters, or halves where there is little room."""
        texts = self.width_of("100 %") * 1.5
        steps = 4 if length_px / (high - low) / 4 > texts else 2
        return [(n / steps, f"{100 * n / steps:.0f} %") for n in range(steps + 1)]


class ReliabilityPlot(SharePlot):
    """A mark for each bin, hollow where it holds few clips; on the dashed line, confidence is as good as its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(EvenAxis("bottom"), "100 %", parent)
        self.bins: Sequence[Bin] = ()
        self.set_range(-MARGIN, 1 + MARGIN)
        self.set_tokens(self.tokens)

    def show_bins(self, bins: Sequence[Bin]) -> None:
        """Show these."""
        self.bins = bins
        self.draw()

    def items_to_draw(self) -> list[pg.GraphicsObject]:
        """Return the dashed line, and interval and mark of each bin."""
        tokens = self.tokens
        dashed = pg.mkPen(tokens.muted, width=1, style=Qt.PenStyle.DashLine)
        items = [pg.PlotDataItem(np.array([0.0, 1.0]), np.array([0.0, 1.0]), pen=dashed)]
        pen = pg.mkPen(tokens.accent, width=2)
        for bin_ in self.bins:
            across = np.array([bin_.confidence, bin_.confidence])
            items.append(pg.PlotDataItem(across, np.array(bin_.interval()), pen=pen))
            ground = pg.mkBrush(tokens.raised if bin_.clips < FEW else tokens.accent)
            place = [bin_.confidence], [bin_.share]
            items.append(pg.ScatterPlotItem(*place, symbol="o", size=10, pen=pen, brush=ground))
        return items

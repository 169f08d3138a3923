"""Recall against false accepts per hour, one point for each threshold, with intervals as a band."""

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from app.gui.numbers import filled
from app.gui.picture.plot_view import Mark, PlotAxis
from app.gui.voice.share_plot import MARGIN, SharePlot
from app.personal.tuning import Choice
from app.personal.tuning_run import Curve

BAND_ALPHA = 0.2
ZERO_BELOW = 0.5
"""Decades from the place of no false accept at all to that of a single one."""


class RateAxis(PlotAxis):
    """False accepts per hour along the bottom, a decade as wide as the next; zero has a place of its own."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.zero = 0.0

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return zero, the decades, and where there is room their halves and fifths."""
        decade_px = length_px / (high - low)
        factors = (1, 2, 5) if decade_px > 5 * self.width_of("0.05") else (1,)
        found = [(self.zero, "0")]
        for decade in range(math.floor(low), math.ceil(high) + 1):
            for factor in factors:
                place = decade + math.log10(factor)
                apart_px = (place - found[-1][0]) * decade_px
                if apart_px > 1.3 * self.width_of("0.05"):
                    found.append((place, filled("{:g}", factor * 10.0**decade)))
        return found


class ThresholdPlot(SharePlot):
    """Draws the curve, the budget, and the point that it picks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        rates = RateAxis()
        super().__init__(rates, "1000", parent)
        self._rates = rates
        self.curve: Curve | None = None
        self.choice: Choice | None = None
        self.set_tokens(self.tokens)

    def show_curve(self, curve: Curve) -> None:
        """Show another curve, without a point yet."""
        self.curve, self.choice = curve, None
        self.draw()

    def show_choice(self, choice: Choice) -> None:
        """Show the budget and the point that it picks."""
        self.choice = choice
        self.draw()

    def place(self, rate: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return where rates per hour are along the bottom."""
        rates = np.atleast_1d(np.asarray(rate, np.float64))
        return np.log10(np.maximum(rates, 10**self._rates.zero))

    def items_to_draw(self) -> list[pg.GraphicsObject]:
        """Return the band, the curve, and what was chosen on it."""
        if self.curve is None:
            return []
        self._measure(self.curve)
        rates = self.place([point.per_hour for point in self.curve.points])
        recalls = np.array([point.recall for point in self.curve.points])
        pen = pg.mkPen(self.tokens.accent, width=2)
        marks = {"symbol": "o", "symbolSize": 5, "symbolBrush": self.tokens.accent, "symbolPen": None}
        curve = pg.PlotDataItem(rates, recalls, pen=pen, antialias=True, **marks)
        chosen = [] if self.choice is None else self._chosen(self.curve, self.choice)
        return [self._band(self.curve), curve, *chosen]

    def _measure(self, curve: Curve) -> None:
        """Let zero be a little left of a single false accept, and everything in view."""
        single = math.log10(1 / curve.hours)
        self._rates.zero = single - ZERO_BELOW
        most = float(curve.rate_high.max())
        if self.choice is not None:
            self._rates.zero = min(self._rates.zero, math.log10(self.choice.budget) - ZERO_BELOW)
            most = max(most, 1.5 * self.choice.budget)
        left, right = self._rates.zero, math.log10(most)
        margin = MARGIN * (right - left)
        self.set_range(left - margin, right + margin)

    def _band(self, curve: Curve) -> QGraphicsPathItem:
        """Return where the points may truly be: the intervals of each, all of them together."""
        left, right = self.place(curve.rate_low), self.place(curve.rate_high)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for corners in zip(left, curve.recall_low, right, curve.recall_high, strict=True):
            x, y, far, top = map(float, corners)
            path.addRect(QRectF(x, y, far - x, top - y))
        band = QGraphicsPathItem(path)
        colour = QColor(self.tokens.accent)
        colour.setAlphaF(BAND_ALPHA)
        band.setBrush(colour)
        band.setPen(pg.mkPen(None))
        return band

    def _chosen(self, curve: Curve, choice: Choice) -> list[pg.GraphicsObject]:
        number = curve.points.index(choice.point)
        x, y = self.place(choice.point.per_hour), np.array([choice.point.recall])
        across = self.place([curve.rate_low[number], curve.rate_high[number]])
        up = np.array([curve.recall_low[number], curve.recall_high[number]])
        pen, text = pg.mkPen(self.tokens.text, width=2), self.tokens.text
        budget = self.place([choice.budget, choice.budget])
        dashed = pg.mkPen(self.tokens.muted, width=2, style=Qt.PenStyle.DashLine)
        return [
            pg.PlotDataItem(budget, np.array([-MARGIN, 1 + MARGIN]), pen=dashed),
            pg.PlotDataItem(across, np.repeat(y, 2), pen=pen),
            pg.PlotDataItem(np.repeat(x, 2), up, pen=pen),
            pg.ScatterPlotItem(x, y, symbol="o", size=14, pen=pg.mkPen(text, width=2), brush=self.tokens.accent),
        ]

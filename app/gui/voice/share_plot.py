"""A plot of shares, from 0 to 100 % up, that nobody drags or zooms."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.gui.answers.scores_plot import ShareAxis
from app.gui.look.theme import Tokens
from app.gui.picture.plot_view import PlotAxis, PlotView

MARGIN = 0.04
"""Beyond 0 and 100 %, so that no mark is cut."""


class SharePlot(PlotView):
    """Draws what subclasses return from :meth:`items`.

    Args:
        bottom: the axis to the right.
        widest: the longest text of that axis.
        parent: the widget that this one is in.
    """

    def __init__(self, bottom: PlotAxis, widest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for widget in (self, self.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left, self.bottom, self._widest = ShareAxis(), bottom, widest
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.disableAutoRange()
        self.ci.addItem(self.left, 0, 0)
        self.ci.addItem(self.box, 0, 1)
        self.ci.addItem(self.bottom, 1, 1)
        self.left.linkToView(self.box)
        self.bottom.linkToView(self.box)
        self._items: Sequence[pg.GraphicsObject] = ()

    def items_to_draw(self) -> Sequence[pg.GraphicsObject]:
        """Return what is to be seen, in the theme's colours."""
        raise NotImplementedError

    def set_range(self, left: float, right: float) -> None:
        """Show what lies between two places of the axis to the right, and all shares."""
        self.box.setRange(xRange=(left, right), yRange=(-MARGIN, 1 + MARGIN), padding=0)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        super().set_tokens(tokens)
        self.box.setBackgroundColor(tokens.raised)
        self.draw()

    def draw(self) -> None:
        """Draw anew."""
        for item in self._items:
            self.box.removeItem(item)
        self._items = self.items_to_draw()
        for item in self._items:
            self.box.addItem(item, ignoreBounds=True)

    def arrange(self) -> None:
        """Leave room for the texts of both axes."""
        super().arrange()
        metrics = self.fontMetrics()
        self.left.setWidth(metrics.horizontalAdvance("100 %") + 16)
        self.bottom.setHeight(metrics.height() + 12)
        half = metrics.height() // 2 + 1, metrics.horizontalAdvance(self._widest) // 2 + 4
        self.ci.layout.setContentsMargins(0, half[0], half[1], 0)

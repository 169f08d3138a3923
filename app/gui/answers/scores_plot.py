"""How the answer came about: the probabilities of the likeliest labels while an utterance went on."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.events import Prediction
from app.gui.answers.heard import HeardUtterance
from app.gui.look.theme import Tokens
from app.gui.picture.plot_view import LevelAxis, Mark, PlotView
from app.gui.picture.sound_plot import SoundPlot
from app.types import SAMPLE_RATE

SHOWN = 4
"""Labels; more lines could not be told apart."""

SIGNS = (("o", "●"), ("t1", "▲"), ("s", "■"), ("d", "◆"))
"""pyqtgraph's name for a mark, and the letter that looks like it: lines differ by more than colour."""

Line = tuple[str, Sequence[tuple[float, float]]]
"""A label, and its second and probability at each answer."""


class ShareAxis(LevelAxis):
    """Probabilities, in percent."""

    def __init__(self) -> None:
        super().__init__("left", (0.25, 0.5, 1.0), "0 %")

    def _text(self, value: float) -> str:
        return f"{100 * value:.0f} %"

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return round shares, none outside from 0 to 1."""
        return [mark for mark in super().marks(low, high, length_px) if 0 <= mark[0] <= 1]


class ScoresPlot(PlotView):
    """One line for each of the likeliest labels, with a mark at each answer, and the threshold across.

    Args:
        above: the picture of the sound, whose time axis is used here too.
        parent: the widget that this one is in.
    """

    def __init__(self, above: SoundPlot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = above
        self.axis = ShareAxis()
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.disableAutoRange()
        self.box.setYRange(-0.08, 1.08, padding=0)
        self.ci.addItem(self.axis, 0, 0)
        self.ci.addItem(self.box, 0, 1)
        self.axis.linkToView(self.box)
        for item in (self.box, self.box.childGroup):
            item.setFlag(item.GraphicsItemFlag.ItemClipsChildrenToShape, False)  # marks at the very end are whole
        self._drawn: list[pg.GraphicsObject] = []
        self.lines: list[Line] = []
        self.threshold: float | None = None
        self.set_tokens(self.tokens)

    def colours(self) -> tuple[str, ...]:
        """Return the colour of each line, the answer's first."""
        tokens = self.tokens
        return tokens.accent, tokens.warning, tokens.muted, tokens.danger

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        super().set_tokens(tokens)
        self.box.setBackgroundColor(tokens.raised)
        self._draw()

    def show_utterance(self, heard: HeardUtterance | None) -> None:
        """Show the answers to an utterance, over the time in which it was heard."""
        self.lines = lines_of([*heard.provisional, heard.prediction]) if heard is not None else []
        if heard is not None:
            self.box.setXRange(heard.start / SAMPLE_RATE, heard.end / SAMPLE_RATE, padding=0)
        self._draw()

    def show_threshold(self, threshold: float | None) -> None:
        """Show what an answer must reach; ``None`` shows nothing."""
        self.threshold = threshold
        self._draw()

    def _draw(self) -> None:
        for item in self._drawn:
            self.box.removeItem(item)
        self._drawn = []
        for (_, points), colour, (symbol, _) in zip(self.lines, self.colours(), SIGNS, strict=False):
            times, shares = np.array(points).T
            marks = {"symbol": symbol, "symbolSize": 8, "symbolBrush": colour, "symbolPen": self.tokens.raised}
            line = pg.PlotDataItem(times, shares, pen=pg.mkPen(colour, width=2), antialias=True, **marks)
            self._drawn.insert(0, line)  # so that the answer lies over the others
        if self.threshold is not None:
            pen = pg.mkPen(self.tokens.text, width=1, style=Qt.PenStyle.DashLine)
            times = np.array(self.box.viewRange()[0])
            self._drawn.append(pg.PlotDataItem(times, np.full(2, self.threshold), pen=pen))
        for item in self._drawn:
            self.box.addItem(item)

    @property
    def left_px(self) -> int:
        """Room for the axis."""
        width: int = self.fontMetrics().horizontalAdvance("1.25 kHz") + 16
        return width

    def arrange(self) -> None:
        """Align with the picture of the sound above: the same room for the axis, and on the right."""
        super().arrange()
        metrics = self.fontMetrics()
        self.axis.setWidth(self.left_px)
        half = metrics.height() // 2 + 1
        self.ci.layout.setContentsMargins(0, half, self._above.right_px, half)
        self.ci.layout.activate()


def lines_of(answers: Sequence[Prediction]) -> list[Line]:
    """Return the lines of the likeliest labels, that of the final answer first, the others by their best moment."""
    final = answers[-1]
    best = {label: max(answer.probabilities.get(label, 0.0) for answer in answers) for label in final.probabilities}
    labels = sorted(best, key=lambda label: (label != final.label, -best[label]))[:SHOWN]
    return [
        (label, [(answer.at / SAMPLE_RATE, answer.probabilities.get(label, 0.0)) for answer in answers])
        for label in labels
    ]

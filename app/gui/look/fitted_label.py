"""Text as large as fits."""

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

SMALLEST_PX = 16

TALL = "lg"
"""Reaches as high and as low as ordinary words do: all of them stand on one line, and are as large as each other."""


class FittedLabel(QWidget):
    """One word, centred, never cut off; as large in every weight.

    Its heights are in lines of ordinary text, so that it stays large beside text of any size.

    Args:
        lines: its height at most.
        least_lines: what it is content with where there is little room.
        parent: the widget that this one is in.
    """

    def __init__(self, lines: float, least_lines: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._least_lines, self._shown_lines = lines, least_lines, lines
        self._text, self._colour, self._weight = "", QColor("black"), QFont.Weight.Normal
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    @property
    def weight(self) -> QFont.Weight:
        """How heavy it is drawn."""
        return self._weight

    def show_text(self, text: str, colour: str, weight: QFont.Weight, lines: float | None = None) -> None:
        """Show ``text``, ``lines`` high or as high as there is room for, or smaller if it is too long for the width."""
        shown = text, QColor(colour), weight, lines or self._lines
        if shown != (self._text, self._colour, self._weight, self._shown_lines):
            self._text, self._colour, self._weight, self._shown_lines = shown
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the largest line's height."""
        return QSize(240, self._px(self._lines))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with less in a small window."""
        return QSize(160, self._px(self._least_lines))

    def font_that_fits(self) -> QFont:
        """Return the font that :meth:`paintEvent` uses."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)  # the widest: a word keeps its size when it turns bold
        size = max(SMALLEST_PX, min(self._px(self._shown_lines), self.height()))
        font.setPixelSize(size)
        while size > SMALLEST_PX and not self._fits(font):
            size = max(SMALLEST_PX, size - 2)
            font.setPixelSize(size)
        font.setWeight(self._weight)
        return font

    def _fits(self, font: QFont) -> bool:
        metrics = QFontMetrics(font)
        ink_px = self._ink(metrics).height() + 1  # in another weight it may be rounded up
        return metrics.horizontalAdvance(self._text) <= self.width() and ink_px <= self.height()

    def _ink(self, metrics: QFontMetrics) -> QRect:
        """Return what the text may reach, from its base line: a font's own height has room above that words leave."""
        return metrics.tightBoundingRect(TALL).united(metrics.tightBoundingRect(self._text))

    def _px(self, lines: float) -> int:
        return round(lines * self.fontMetrics().height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the text in the middle."""
        font = self.font_that_fits()
        metrics = QFontMetrics(font)
        ink = self._ink(metrics)
        left = (self.width() - metrics.horizontalAdvance(self._text)) / 2
        base = (self.height() - ink.height()) / 2 - ink.top()
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._colour)
        painter.drawText(QPointF(left, base), self._text)

"""Text as large as fits."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

SMALLEST_PX = 16


class FittedLabel(QWidget):
    """One word, centred, at most ``largest_px`` tall and never cut off at the sides; as large in every weight."""

    def __init__(self, largest_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._largest_px = largest_px
        self._text, self._colour, self._weight, self._size_px = "", QColor("black"), QFont.Weight.Normal, largest_px
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    @property
    def weight(self) -> QFont.Weight:
        """How heavy it is drawn."""
        return self._weight

    def show_text(self, text: str, colour: str, weight: QFont.Weight, size_px: int | None = None) -> None:
        """Show ``text``, at ``size_px`` or the largest size, or smaller if it is too long for the width."""
        shown = text, QColor(colour), weight, size_px or self._largest_px
        if shown != (self._text, self._colour, self._weight, self._size_px):
            self._text, self._colour, self._weight, self._size_px = shown
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the largest line's height."""
        return QSize(240, round(self._largest_px * 1.2))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with half of that in a small window."""
        return QSize(160, round(self._largest_px * 0.65))

    def font_that_fits(self) -> QFont:
        """Return the font that :meth:`paintEvent` uses."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)  # the widest: a word keeps its size when it turns bold
        for size in range(self._size_px, SMALLEST_PX, -2):
            font.setPixelSize(size)
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance(self._text) <= self.width() and metrics.height() <= self.height():
                break
        font.setWeight(self._weight)
        return font

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the text in the middle."""
        painter = QPainter(self)
        painter.setFont(self.font_that_fits())
        painter.setPen(self._colour)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)

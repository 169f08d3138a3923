"""A list whose entries have a name and, under it, a quieter line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.gui.look.theme import LIGHT, Tokens

LINE_SEPARATOR = "\u2028"
"""What Qt makes of a line break in an entry's text."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TwoLineList(QListWidget):
    """Each entry's text is the name, a line break, and the quieter line; too long a line is cut in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _TwoLines(self)
        self.setItemDelegate(self._lines)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._lines.muted = tokens.muted
        self.viewport().update()


class _TwoLines(QStyledItemDelegate):
    muted = LIGHT.muted

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground as the style does, and the two lines on it."""
        entry = QStyleOptionViewItem(option)
        self.initStyleOption(entry, index)
        style = QApplication.style() if entry.widget is None else entry.widget.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, entry, entry.widget)
        name, _, state = entry.text.partition(LINE_SEPARATOR)
        entry.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, entry, painter, entry.widget)
        upper = QRect(place.left(), place.top(), place.width(), place.height() // 2)
        bold = QFont(entry.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.save()
        self._line(painter, upper, bold, entry.palette.color(QPalette.ColorRole.Text), name)
        lower = upper.translated(0, upper.height())
        self._line(painter, lower, entry.font, QColor(self.muted), state)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, place: QRect, font: QFont, colour: QColor, text: str) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, LEFT, cut)

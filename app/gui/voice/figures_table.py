"""A table of figures: a name and some numbers in each row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.gui.refit import Refit

PADDING_PX = 20


class FiguresTable(QTableWidget):
    """Shows rows of text, all but the first column aligned to the right.

    Args:
        titles: of the columns.
        parent: the widget that this one is in.
    """

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(titles), parent)
        self._titles = tuple(titles)
        for column, title in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, item)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        Refit(self, self._fit)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these texts."""
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_side(column))
                self.setItem(number, column, item)
        self._fit()

    def _fit(self) -> None:
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        for column in range(self.columnCount()):
            cells = (self.item(row, column) for row in range(self.rowCount()))
            texts = [self._titles[column], *(cell.text() for cell in cells if cell)]
            header.resizeSection(column, max(map(metrics.horizontalAdvance, texts)) + PADDING_PX)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 8)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

"""A small table of words: as high as its rows need, up to a limit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.gui.refit import Refit

GAP_PX = 32
"""Between a column's longest text and the next column."""

MOST_DIGITS = 28
"""Width of a column at most, in digits."""

MOST_LINES = 8
"""Rows that are seen at once at most; more are scrolled."""


class WordTable(QTableWidget):
    """Read-only rows of texts; the last column takes the room that is left.

    Args:
        headings: one for each column.
    """

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self.rows: Sequence[Sequence[str]] = ()
        """What is shown."""
        self._headings = headings
        self.setHorizontalHeaderLabels(list(headings))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        Refit(self, self._fit)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, in place of those before."""
        if rows == self.rows:
            return
        self.rows = rows
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(text)
                self.setItem(number, place, item)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the rows, as far as there are not too many."""
        lines = min(max(self.rowCount(), 1), MOST_LINES) * self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().sizeHint().height() + lines + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Insist on that height, and on the width of the columns."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(sum(self._widths()) + bar, self.sizeHint().height())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        for column, width in enumerate(self._widths()[:-1]):
            self.horizontalHeader().resizeSection(column, width)
        self.updateGeometry()

    def _widths(self) -> list[int]:
        """Return the width that each column needs, in pixels; too long a text is cut, and its tooltip has it whole."""
        metrics = self.fontMetrics()
        widest_px = MOST_DIGITS * metrics.horizontalAdvance("0")
        widths = []
        for column, heading in enumerate(self._headings):
            texts = (heading, *(row[column] for row in self.rows))
            widths.append(min(max(map(metrics.horizontalAdvance, texts)), widest_px) + GAP_PX)
        return widths

"""The history's rows: columns as wide as their texts, and as many rows as a card should have room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.gui.answers.history import CONFIDENCE, LATENCY, TIME, VERDICT, WORD, History
from app.vocabulary import UNKNOWN

WIDEST = {TIME: ("00:00.0",), CONFIDENCE: ("> 99 %",), LATENCY: ("000 ms",)}
"""The longest text of each column; verdicts are counted too, and words take the rest. The tooltip has what is cut."""

PADDING_PX = 13
"""Left and right of a text together, and one for what is lost in rounding."""

ROW_PX = 24
"""At least; larger text takes more."""

INSET_PX = 8
"""From the edge of the table to its text: the frame that shows the focus, and the padding."""

ROWS, LEAST_ROWS = 8, 1
"""For how many rows there should be room, and what is left of them while something is asked below."""


class WholeRow(QStyledItemDelegate):
    """Lets all of the row under the pointer light up, since all of it is one answer to click on."""

    row = -1

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802  (Qt's name)
        """Tell every cell of the row that the pointer is over it."""
        super().initStyleOption(option, index)
        if index.row() == self.row:
            option.state |= QStyle.StateFlag.State_MouseOver
        else:
            option.state &= ~QStyle.StateFlag.State_MouseOver


class HistoryTable(QTableView):
    """Shows a history. Its columns stand still, whether or not there is so much that it can be scrolled.

    Args:
        history: the answers.
        parent: the widget that this one is in.
    """

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._under_pointer = history, WholeRow(self)
        self.setModel(history)
        self.setItemDelegate(self._under_pointer)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)  # what a scroll bar takes is the verdict's to give, which ends anywhere

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for eight rows."""
        return QSize(super().sizeHint().width(), self._height(ROWS))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with one."""
        return QSize(super().minimumSizeHint().width(), self._height(LEAST_ROWS))

    @property
    def _row_px(self) -> int:
        return max(ROW_PX, self.fontMetrics().height() + 8)

    def _height(self, rows: int) -> int:
        return self.horizontalHeader().sizeHint().height() + rows * self._row_px + 2 * self.frameWidth()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Measure the text, whose font is known by now."""
        super().showEvent(event)
        self.fit_to_text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Divide the width anew."""
        super().resizeEvent(event)
        self.fit_to_text()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Light up the row under the pointer."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._point_at(self.rowAt(event.position().toPoint().y()))
        elif event.type() == QEvent.Type.Leave:
            self._point_at(-1)
        return super().viewportEvent(event)

    def _point_at(self, row: int) -> None:
        if row != self._under_pointer.row:
            self._under_pointer.row = row
            self.viewport().update()

    def fit_to_text(self) -> None:
        """Give every column the room that its longest text needs; where words have too little left, latency goes."""
        header, widths = self.horizontalHeader(), self._widths()
        bar_px = self.verticalScrollBar().sizeHint().width()
        room_px = self.width() - 2 * self.frameWidth() - bar_px
        needed_px = max(map(self._word_width, (UNKNOWN, *(row.answers for row in self._history.rows if row.other))))
        self.setColumnHidden(LATENCY, sum(widths.values()) + needed_px > room_px)
        shown = [width for column, width in widths.items() if not self.isColumnHidden(column)]
        for column, width in {**widths, WORD: max(PADDING_PX, room_px - sum(shown))}.items():
            header.resizeSection(column, width)
        self.verticalHeader().setDefaultSectionSize(self._row_px)

    def _widths(self) -> dict[int, int]:
        """Return the width of each column but the words'."""
        texts: dict[int, Sequence[str]] = {**WIDEST, VERDICT: tuple(self._history.verdict_words().values())}
        return {column: max(map(self._width, (*texts[column], self._title(column)))) for column in texts}

    def _title(self, column: int) -> str:
        return str(self._history.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))

    def _word_width(self, text: str) -> int:
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font).horizontalAdvance(text) + PADDING_PX

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + PADDING_PX

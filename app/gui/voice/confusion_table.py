"""What was heard as what: a row for each true label, a column for each answer, and in each cell how often."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.gui.look.theme import LIGHT, Tokens
from app.gui.refit import Refit

Confusion = Mapping[str, Mapping[str, int]]
"""How often each true label was answered by each label."""

STRONGEST, WEAKEST = 0.45, 0.2
"""How much of its colour a cell has at most and at least; more would not let its text be read."""

PADDING_PX = 12
WIDEST_LABEL = 16
"""Letters; a longer one is cut."""

COUNT, SHARE, RIGHT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class UprightHeader(QHeaderView):
    """Titles of columns that are read from the bottom up, so that a column is as narrow as its counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.tokens = LIGHT

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  (Qt's name)
        """Draw a title along its column."""
        if not rect.isValid():
            return
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
        painter.save()
        painter.fillRect(rect, QColor(self.tokens.surface))
        painter.setFont(self.font())
        painter.setPen(QColor(self.tokens.muted))
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = QRect(PADDING_PX // 2, 0, rect.height() - PADDING_PX, rect.width())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the length of the longest title."""
        model, metrics = self.model(), self.fontMetrics()
        role = Qt.ItemDataRole.DisplayRole
        texts = [str(model.headerData(n, Qt.Orientation.Horizontal, role)) for n in range(self.count())]
        longest = max((metrics.horizontalAdvance(text[:WIDEST_LABEL]) for text in texts), default=0)
        return QSize(super().sizeHint().width(), longest + 2 * PADDING_PX)


class CountDelegate(QStyledItemDelegate):
    """Draws a count on a ground that says how large a share of its row it is, right answers in another colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = LIGHT

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell; the chosen one has a frame."""
        rect, tokens = option.rect, self.tokens
        share = index.data(SHARE)
        painter.save()
        if share:
            colour = QColor(tokens.accent if index.data(RIGHT) else tokens.danger)
            colour.setAlphaF(max(WEAKEST, STRONGEST * share))
            painter.fillRect(rect.adjusted(1, 1, -1, -1), colour)
        painter.setPen(QColor(tokens.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data(COUNT)))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class ConfusionTable(QTableWidget):
    """Shows counts and says which cell the user looks at, and which one is to be heard."""

    looked_at = Signal(str, str)
    """True label and answer of the cell with the focus."""
    hear_wanted = Signal(str, str)
    """Its takes are to be played too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.setAccessibleName(self.tr("What was heard as what"))
        self._header, self._delegate = UprightHeader(self), CountDelegate(self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for header in (self._header, self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(8)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setCornerButtonEnabled(False)
        self.truths: Sequence[str] = ()
        self.answers: Sequence[str] = ()
        self._widest = ""
        self.currentCellChanged.connect(lambda row, column, *_: self._say(self.looked_at, row, column))
        self.cellClicked.connect(lambda row, column: self._say(self.hear_wanted, row, column))
        Refit(self, self._fit)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._header.tokens = self._delegate.tokens = tokens
        self.viewport().update()
        self._header.viewport().update()

    def show_confusion(self, confusion: Confusion) -> None:
        """Show these counts; answers that were never given have no column, and labels without clips no row."""
        heard = {answer for row in confusion.values() for answer in row}
        self.truths, self.answers = sorted(confusion), sorted(heard)
        self._widest = str(max(count for row in confusion.values() for count in row.values()))
        self.blockSignals(True)
        self.clear()
        self.setRowCount(len(self.truths))
        self.setColumnCount(len(self.answers))
        self.setVerticalHeaderLabels(list(self.truths))
        self.setHorizontalHeaderLabels(list(self.answers))
        for row, truth in enumerate(self.truths):
            for column, answer in enumerate(self.answers):
                self.setItem(row, column, self._cell(confusion[truth], truth, answer))
        self.blockSignals(False)
        self._fit()

    def choose(self, truth: str, answer: str) -> None:
        """Put the focus on a cell."""
        self.setCurrentCell(self.truths.index(truth), self.answers.index(answer))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Let Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._say(self.hear_wanted, self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def _cell(self, row: Mapping[str, int], truth: str, answer: str) -> QTableWidgetItem:
        count = row.get(answer, 0)
        item = QTableWidgetItem(str(count or ""))
        item.setData(SHARE, count / sum(row.values()))
        item.setData(RIGHT, truth == answer)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{} heard as {}: {}").format(truth, answer, count))
        item.setToolTip(self.tr("{} heard as {}: {}").format(truth, answer, count))
        return item

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        side = max(metrics.height() + 8, metrics.horizontalAdvance(max(self._widest, "00", key=len)) + 8)
        self._header.setDefaultSectionSize(side)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 8)

    def _say(self, signal: SignalInstance, row: int, column: int) -> None:
        if 0 <= row < len(self.truths) and 0 <= column < len(self.answers):
            signal.emit(self.truths[row], self.answers[column])

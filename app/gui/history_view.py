"""The words heard so far, newest first."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.events import Prediction
from app.gui.probability_bars import percent
from app.gui.theme import LIGHT, Tokens
from app.types import SAMPLE_RATE, to_seconds
from app.vocabulary import SILENCE, UNKNOWN

KEPT = 500
"""Rows; older ones are dropped."""

WIDEST = {0: "00:00.0", 2: "100 %", 3: "0000 ms"}
"""The longest text of each column but the word's, which takes the rest."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True)
class Row:
    """One final prediction, as text for people."""

    time: str
    label: str
    confidence: str
    latency: str
    is_word: bool
    remark: str


def row_of(prediction: Prediction) -> Row:
    """Return a prediction as a row: where the word begins in the stream, and how late its name was known."""
    minutes, seconds = divmod(to_seconds(prediction.start), 60)
    return Row(
        time=f"{minutes:.0f}:{int(10 * seconds) / 10:04.1f}",
        label=prediction.label,
        confidence=percent(prediction.confidence),
        latency=f"{latency_ms(prediction):.0f} ms",
        is_word=prediction.label not in (UNKNOWN, SILENCE),
        remark=prediction.reason,
    )


def latency_ms(prediction: Prediction) -> float:
    """Return the milliseconds of stream from the word's end to the answer."""
    return 1000 * (prediction.at - prediction.end) / SAMPLE_RATE


class History(QAbstractTableModel):
    """Final predictions, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = (self.tr("Time"), self.tr("Word"), self.tr("Sure"), self.tr("Latency"))
        self.rows: list[Row] = []
        self.muted = LIGHT.muted

    def add(self, prediction: Prediction) -> None:
        """Put a final prediction on top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.rows.insert(0, row_of(prediction))
        self.endInsertRows()
        if len(self.rows) > KEPT:
            self.beginRemoveRows(QModelIndex(), KEPT, len(self.rows) - 1)
            del self.rows[KEPT:]
            self.endRemoveRows()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self.rows.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802  (Qt's name)
        """Return how many predictions there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802  (Qt's name)
        """Return four: time, word, confidence, latency."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802  (Qt's name)
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return text, weight, colour, alignment or explanation of one cell."""
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.time, row.label, row.confidence, row.latency)[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole if column == 1 and row.is_word:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.ForegroundRole if column != 1 or not row.is_word:
                return QColor(self.muted)
            case Qt.ItemDataRole.ToolTipRole:
                return row.remark
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    """Return numbers to the right, words to the left."""
    side = Qt.AlignmentFlag.AlignRight if column >= 2 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class HistoryView(QFrame):
    """A compact table of final predictions, with a button to clear it, and a line in its place while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.history = History(self)
        self.table = _table(self.history, self)
        self.table.setAccessibleName(self.tr("History"))
        self.clear_button = QPushButton(self.tr("Clear"), self)
        self.clear_button.setObjectName("flat")
        self.clear_button.setAutoDefault(True)
        policy = self.clear_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear_button.setSizePolicy(policy)
        self.clear_button.setToolTip(self.tr("Forget the words heard so far"))
        self.clear_button.setAccessibleName(self.tr("Clear history"))
        self.clear_button.clicked.connect(self.clear)
        self._empty = QLabel(self.tr("The words that are heard are listed here."), self)
        self._empty.setObjectName("hint")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._lay_out()
        self._update()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("History"), self)
        heading.setObjectName("heading")
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 0, 0)
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._stack)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Give every column the room that its longest text needs, in the font that is known by now."""
        super().showEvent(event)
        metrics = self.table.fontMetrics()
        for column, longest in WIDEST.items():
            self.table.horizontalHeader().resizeSection(column, metrics.horizontalAdvance(longest) + 24)
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 12)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.history.muted = tokens.muted
        self.table.viewport().update()

    def add(self, prediction: Prediction) -> None:
        """Put a final prediction on top."""
        self.history.add(prediction)
        self._update()

    def clear(self) -> None:
        """Forget all rows."""
        self.history.clear()
        self._update()

    def _update(self) -> None:
        self._stack.setCurrentIndex(1 if self.history.rows else 0)
        self.clear_button.setVisible(bool(self.history.rows))


def _table(history: History, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(history)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return table

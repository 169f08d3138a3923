"""The takes of a test set: one row each, and what can be done with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.gui.button_keys import give_keys
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.steady_button import SteadyButton
from app.gui.refit import Refit
from app.gui.remarks import Hint

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LABEL, REMARK = 0, 5
WIDEST = ("", "0.00 s", "−00 dB", "00 dB", "0000-00-00 00:00", "")
"""The widest text of each column that does not stretch."""
PADDING_PX = 20


@dataclass(frozen=True)
class TakeRow:
    """What is shown of one take."""

    id: str
    label: str
    length: str
    level: str
    over_room: str
    time: str
    remark: str = ""
    """What is wrong with it, or nothing."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All columns."""
        return self.label, self.length, self.level, self.over_room, self.time, self.remark


class TakesModel(QAbstractTableModel):
    """Rows as they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[TakeRow] = ()
        self._titles = (
            self.tr("Word"),
            self.tr("Length"),
            self.tr("Level"),
            self.tr("Over the room"),
            self.tr("Recorded"),
            self.tr("Remark"),
        )

    def show(self, rows: Sequence[TakeRow]) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802  (Qt's name)
        """Return how many takes are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802  (Qt's name)
        """Return how many things are shown of each."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, in bold for the word; a long remark is whole in its tool tip."""
        text = self.rows[index.row()].texts[index.column()]
        if role == Qt.ItemDataRole.DisplayRole or (role == Qt.ItemDataRole.ToolTipRole and index.column() == REMARK):
            return text
        if role == Qt.ItemDataRole.FontRole and index.column() == LABEL:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


class TakesTable(QWidget):
    """Shows what it is given and says what the user did."""

    play_clicked = Signal()
    relabel_clicked = Signal()
    delete_clicked = Signal()
    undo_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel(self)
        self.heading.setObjectName("heading")
        self.model = TakesModel(self)
        self.table = QTableView(self)
        self.table.setAccessibleName(self.tr("Takes"))
        self.empty = Hint("", self)
        self._play, self._quiet = self.tr("Play"), self.tr("Be quiet")
        self.play = SteadyButton(self)
        self.play.keep_room_for(self._play, self._quiet)
        self.relabel = QPushButton(self.tr("It was…"), self)
        self.delete, self.undo = QPushButton(self.tr("Delete"), self), QPushButton(self.tr("Undo"), self)
        self._stack = QStackedLayout()
        self._set_up()
        self._lay_out()
        self.show_rows("", (), "")
        Refit(self, self._fit)

    def _set_up(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        keys = (
            (self.play, "P", self.tr("Play the selected take, or stop"), self.play_clicked),
            (self.relabel, "I", self.tr("Another word was said: keep the selected takes under that"),
             self.relabel_clicked),
            (self.delete, "Del", self.tr("Take the selected takes out of the test set"), self.delete_clicked),
            (self.undo, "Ctrl+Z", self.tr("Take back the last change to the test set"), self.undo_clicked),
        )  # fmt: skip
        for button, key, does, signal in keys:
            button.setAutoDefault(False)
            button.setObjectName("verdict")
            button.clicked.connect(signal)
            give_keys(button, self, does, key)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.play, self.relabel, self.delete):
            row.addWidget(button)
        row.addStretch()
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.undo)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        column.addLayout(row)

    @property
    def selected(self) -> list[str]:
        """Ids of the selected takes, from the top down."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.rows[row].id for row in rows]

    def show_rows(self, heading: str, rows: Sequence[TakeRow], why_empty: str) -> None:
        """Show these takes, what they are, and where there is none, why."""
        chosen = set(self.selected)
        self.heading.setText(heading)
        self.empty.setText(why_empty)
        if rows != self.model.rows:
            self.model.show(rows)
            for number, row in enumerate(rows):
                if row.id in chosen:
                    self.table.selectRow(number)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._offer()

    def show_undoable(self, undoable: bool) -> None:
        """Offer to take a change back, or not."""
        self.undo.setEnabled(undoable)

    def show_playing(self, playing: bool) -> None:
        """Offer to be quiet while something is played."""
        self.play.setText(self._quiet if playing else self._play)

    def _fit(self) -> None:
        """Give every column the room that its longest text needs, and the remark what is left."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        header.setMinimumSectionSize(8)
        for column, longest in enumerate(WIDEST[:REMARK]):
            title = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            widest = max(metrics.horizontalAdvance(text) for text in (longest or 10 * "n", title))
            header.resizeSection(column, widest + PADDING_PX)
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 8)

    def _offer(self) -> None:
        chosen = bool(self.selected)
        for button in (self.play, self.relabel, self.delete):
            button.setEnabled(chosen)

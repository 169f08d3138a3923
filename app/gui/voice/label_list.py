"""The words that are to be said for a test set: any words, how far each is, and which one is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.refit import Refit
from app.vocabulary import COMMANDS, DIGITS

LIST_LINES = 6
"""Words that are seen at least."""

WORD_LETTERS = 24
"""Width of the line for words at least."""


@dataclass(frozen=True)
class LabelRow:
    """What is shown of one label."""

    label: str
    """Empty for all of them."""
    text: str
    progress: str
    planned: bool = True
    """Whether it is to be said, and not only there from another day."""


class LabelList(QWidget):
    """Shows what it is given and says what the user did."""

    added = Signal(object)
    """A sequence of labels, as they were typed."""
    removed = Signal(object)
    looked_at = Signal(str)
    """The takes of this label are to be seen; empty for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = QLineEdit(self)
        self.add = QPushButton(self.tr("Add"), self)
        self.table = QTableWidget(0, 2, self)
        self.digits = QPushButton(self.tr("+ Digits"), self)
        self.commands = QPushButton(self.tr("+ Commands"), self)
        self.remove = QPushButton(self.tr("Remove"), self)
        self._rows: Sequence[LabelRow] = ()
        self._set_up()
        self._set_up_table()
        self._lay_out()
        Refit(self, self._fit)

    def _set_up(self) -> None:
        self.word.setPlaceholderText(self.tr("any word; several with commas"))
        self.word.setAccessibleName(self.tr("Word to add"))
        self.digits.setToolTip(self.tr("Add zero to nine"))
        self.commands.setToolTip(self.tr("Add yes, no, up, down, left, right, on, off, stop and go"))
        self.remove.setToolTip(self.tr("Ask for the selected words no longer; their takes stay  (Del)"))
        for button in (self.add, self.digits, self.commands, self.remove):
            button.setAutoDefault(False)
        self.word.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.digits.clicked.connect(lambda: self.added.emit(DIGITS))
        self.commands.clicked.connect(lambda: self.added.emit(COMMANDS))
        self.remove.clicked.connect(lambda: self.removed.emit(self.selected))

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("Words to say"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.itemSelectionChanged.connect(self._look)
        delete = QShortcut(QKeySequence("Del"), table, context=Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Ask for the selected words no longer"))
        delete.activated.connect(self.remove.click)

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((top, (self.word, self.add)), (bottom, (self.digits, self.commands))):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
        bottom.addStretch()
        bottom.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    @property
    def selected(self) -> list[str]:
        """The selected labels, without the row that stands for all."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[row].label for row in rows if self._rows[row].label]

    def show_labels(self, rows: Sequence[LabelRow]) -> None:
        """Show what is to be said and how far it is."""
        if rows == self._rows:
            return
        chosen = set(self.selected)
        self._rows = rows
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        self.table.clearSelection()
        for number, row in enumerate(rows):
            for place, text in enumerate((row.text, row.progress)):
                self.table.setItem(number, place, _item(text, row.planned))
            if row.label in chosen:
                self.table.selectRow(number)
        self.table.blockSignals(False)
        self._fit()
        self._look()

    def _fit(self) -> None:
        line = self.fontMetrics().height() + 8
        self.table.verticalHeader().setDefaultSectionSize(line)
        self.table.setMinimumHeight(LIST_LINES * line + 8)
        self.word.setMinimumWidth(WORD_LETTERS * self.fontMetrics().averageCharWidth())

    def _look(self) -> None:
        chosen = self.selected
        self.remove.setEnabled(any(row.planned for row in self._rows if row.label in chosen))
        self.looked_at.emit(chosen[0] if len(chosen) == 1 else "")

    def _add(self) -> None:
        words = [word.strip() for word in self.word.text().split(",") if word.strip()]
        self.word.clear()
        self.word.setFocus()
        if words:
            self.added.emit(words)


def _item(text: str, planned: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    font = item.font()
    font.setItalic(not planned)
    item.setFont(font)
    return item

"""What is to be said, by whom, and how often; and the takes that are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.takes_table import TakesTable
from app.gui.tall_page import TallPage
from app.gui.test_set_line import TestSetLine
from app.gui.wrapped_label import WrappedLabel
from app.settings import COUNTS, TakeOrder
from app.vocabulary import COMMANDS, DIGITS

LIST_LINES = 6
"""Words that are seen at least."""

PLAN_DIGITS = 54
"""Width of the plan, in digits."""


@dataclass(frozen=True)
class LabelRow:
    """What is shown of one label."""

    label: str
    """Empty for all of them."""
    text: str
    progress: str
    planned: bool = True
    """Whether it is to be said, and not only there from another day."""


class OrderSwitch(QFrame):
    """Two buttons of which one is down: shuffled, or in blocks."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(self.tr("Order of the words"))
        self.shuffled, self.blocks = QPushButton(self.tr("Shuffled"), self), QPushButton(self.tr("In blocks"), self)
        self.shuffled.setToolTip(self.tr("Rounds of all words, each in another order: nobody falls into a rhythm"))
        self.blocks.setToolTip(self.tr("All takes of one word, then those of the next"))
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for name, button in (("shuffled", self.shuffled), ("blocks", self.blocks)):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(button)
            row.addWidget(button)

    def show_choice(self, order: TakeOrder) -> None:
        """Press the button of the order in use."""
        (self.shuffled if order == "shuffled" else self.blocks).setChecked(True)


class RecordPlanPage(QWidget):
    """Shows what it is given and says what the user did."""

    labels_added = Signal(object)
    """A sequence of labels, as they were typed."""
    labels_removed = Signal(object)
    speaker_named = Signal(str)
    takes_chosen = Signal(int)
    label_looked_at = Signal(str)
    """The takes of this label are to be seen; empty for all."""
    start_clicked = Signal()
    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.test_set = TestSetLine(self)
        self.speaker = QLineEdit(self)
        self.takes = QSpinBox(self)
        self.order = OrderSwitch(self)
        self.labels = QTableWidget(0, 2, self)
        self.word = QLineEdit(self)
        self.add = QPushButton(self.tr("Add"), self)
        self.digits = QPushButton(self.tr("+ Digits"), self)
        self.commands = QPushButton(self.tr("+ Commands"), self)
        self.remove = QPushButton(self.tr("Remove"), self)
        self.summary = WrappedLabel(self)
        self.summary.setObjectName("hint")
        self.start = QPushButton(self.tr("Start recording"), self)
        self.files = QPushButton(self.tr("Add recordings…"), self)
        self.table = TakesTable(self)
        self._rows: Sequence[LabelRow] = ()
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        self.test_set.setAccessibleName(self.tr("Test set"))
        self.speaker.setPlaceholderText(self.tr("a name, or any alias"))
        self.speaker.setAccessibleName(self.tr("Speaker"))
        self.takes.setRange(*COUNTS["takes_per_label"])
        self.takes.setAccessibleName(self.tr("Takes of each word"))
        self.word.setPlaceholderText(self.tr("any word; several with commas"))
        self.word.setAccessibleName(self.tr("Word to add"))
        self.digits.setToolTip(self.tr("Add zero to nine"))
        self.commands.setToolTip(self.tr("Add yes, no, up, down, left, right, on, off, stop and go"))
        self.remove.setToolTip(self.tr("Ask for the selected words no longer; their takes stay  (Del)"))
        self.start.setObjectName("primary")
        self.files.setToolTip(self.tr("Find the words in recordings that are there already, and label them by hand"))
        for button in (self.add, self.digits, self.commands, self.remove, self.start, self.files):
            button.setAutoDefault(False)
        self._set_up_labels()
        self._connect()

    def _set_up_labels(self) -> None:
        table = self.labels
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
        delete = QShortcut(QKeySequence("Del"), table, context=Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Ask for the selected words no longer"))
        delete.activated.connect(self.remove.click)

    def _connect(self) -> None:
        self.labels.itemSelectionChanged.connect(self._look)
        self.word.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.digits.clicked.connect(lambda: self.labels_added.emit(DIGITS))
        self.commands.clicked.connect(lambda: self.labels_added.emit(COMMANDS))
        self.remove.clicked.connect(lambda: self.labels_removed.emit(self.selected))
        self.speaker.editingFinished.connect(lambda: self.speaker_named.emit(self.speaker.text()))
        self.takes.valueChanged.connect(self.takes_chosen)
        self.start.clicked.connect(self.start_clicked)
        self.files.clicked.connect(self.files_wanted)

    def _lay_out(self) -> None:
        plan = QWidget(self)
        column = QVBoxLayout(plan)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.test_set)
        column.addSpacing(8)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Speaker"), self.speaker)
        form.addRow(self.tr("Takes of each word"), self.takes)
        form.addRow(self.tr("Order"), self.order)
        column.addLayout(form)
        column.addSpacing(8)
        column.addLayout(_row(self.word, self.add))
        column.addWidget(self.labels, 1)
        column.addLayout(_row(self.digits, self.commands, None, self.remove))
        column.addSpacing(8)
        column.addWidget(self.summary)
        column.addLayout(_row(self.start, self.files, None))
        cards = QHBoxLayout(self)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(16)
        self._plan = TallPage(plan, self)
        cards.addWidget(_card(self._plan, 0))
        cards.addWidget(_card(self.table, 16), 1)

    @property
    def selected(self) -> list[str]:
        """The selected labels, without the row that stands for all."""
        rows = sorted({index.row() for index in self.labels.selectedIndexes()})
        return [self._rows[row].label for row in rows if self._rows[row].label]

    def show_plan(self, speaker: str, takes: int, order: TakeOrder) -> None:
        """Show who speaks, how often each word is to be said, and in which order."""
        if not self.speaker.hasFocus():
            self.speaker.setText(speaker)
        self.takes.blockSignals(True)
        self.takes.setValue(takes)
        self.takes.blockSignals(False)
        self.order.show_choice(order)

    def show_labels(self, rows: Sequence[LabelRow]) -> None:
        """Show what is to be said and how far it is."""
        if rows == self._rows:
            return
        chosen = set(self.selected)
        self._rows = rows
        self.labels.blockSignals(True)
        self.labels.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, text in enumerate((row.text, row.progress)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                font = item.font()
                font.setItalic(not row.planned)
                item.setFont(font)
                self.labels.setItem(number, place, item)
        self.labels.clearSelection()
        for number, row in enumerate(rows):
            if row.label in chosen:
                self.labels.selectRow(number)
        self.labels.blockSignals(False)
        self._fit()
        self._look()

    def show_summary(self, text: str, can_start: bool) -> None:
        """Say how much there is to do."""
        self.summary.setText(text)
        self.start.setEnabled(can_start)

    def changeEvent(self, event: object) -> None:  # noqa: N802  (Qt's name)
        """Measure text of another size."""
        super().changeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def showEvent(self, event: object) -> None:  # noqa: N802  (Qt's name)
        """Measure the text, whose font is known by now."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height() + 8
        self.labels.verticalHeader().setDefaultSectionSize(line)
        self.labels.setMinimumHeight(LIST_LINES * line + 8)
        self.word.setMinimumWidth(24 * self.fontMetrics().averageCharWidth())

    def _look(self) -> None:
        self.remove.setEnabled(any(row.planned for row in self._rows if row.label and row.label in self.selected))
        self.label_looked_at.emit(self.selected[0] if len(self.selected) == 1 else "")

    def _add(self) -> None:
        words = [word.strip() for word in self.word.text().split(",") if word.strip()]
        self.word.clear()
        self.word.setFocus()
        if words:
            self.labels_added.emit(words)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets in a row; ``None`` is room between them."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return row


def _card(inside: QWidget, margin_px: int) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(margin_px, margin_px, margin_px, margin_px)
    column.addWidget(inside)
    return card

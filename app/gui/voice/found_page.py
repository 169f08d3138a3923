"""The words that were found in recordings: to be heard, labelled by hand, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.gui.button_keys import give_keys
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.steady_button import SteadyButton
from app.gui.refit import Refit

WIDEST = ("", "000:00.0", "0.00 s", "unknown")
LABEL, REMARK = 4, 5
PADDING_PX = 20


@dataclass(frozen=True)
class FoundRow:
    """What is shown of one word."""

    recording: str
    at: str
    length: str
    heard: str
    """What the model made of it; no more than a hint."""
    label: str
    """What the user says it is; empty for nothing yet."""
    remark: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All columns."""
        return self.recording, self.at, self.length, self.heard, self.label or "–", self.remark


class FoundPage(QWidget):
    """Shows what it is given and says what the user did.

    No word has a label before somebody gave it one: a test set that a model labelled would tell nothing about it.
    """

    labelled = Signal(object, str)
    """Numbers of rows, and the label they get."""
    discarded = Signal(object)
    """Numbers of rows."""
    play_clicked = Signal()
    keep_clicked = Signal()
    back_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = ElidedLabel(self)
        self.headline.setObjectName("headline")
        self.hint = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.hint.setObjectName("hint")
        self.table = QTableWidget(0, 6, self)
        self.label, self.line = QComboBox(self), QLineEdit(self)
        self._play, self._quiet = self.tr("Play"), self.tr("Be quiet")
        self.play = SteadyButton(self)
        self.play.keep_room_for(self._play, self._quiet)
        self.give = QPushButton(self.tr("Give label"), self)
        self.discard = QPushButton(self.tr("Discard"), self)
        self.all = QPushButton(self.tr("Select all"), self)
        self.keep = QPushButton(self.tr("Keep labelled words"), self)
        self.back = QPushButton(self.tr("Back"), self)
        self._titles = (
            self.tr("Recording"),
            self.tr("At"),
            self.tr("Length"),
            self.tr("Heard as"),
            self.tr("Label"),
            self.tr("Remark"),
        )
        self._set_up()
        self._lay_out()
        self.show_words("", "", (), False)
        Refit(self, self._fit)

    def _set_up(self) -> None:
        self.hint.setText(self.tr("Select a word, hear it, type what was said, and press Enter: the next one follows."))
        self.table.setHorizontalHeaderLabels(self._titles)
        self.table.setAccessibleName(self.tr("Words found"))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        self.label.setLineEdit(self.line)
        self.label.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for part in (self.label, self.line, self.label.view()):
            part.setAccessibleName(self.tr("Label of the selected words"))
        completer = QCompleter(self.label.model(), self.label)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.label.setCompleter(completer)
        self.line.setPlaceholderText(self.tr("what was said"))
        self.line.returnPressed.connect(self._give)
        self.keep.setObjectName("primary")
        for button in (self.play, self.give, self.discard, self.all, self.keep, self.back):
            button.setAutoDefault(False)
        self._connect()

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._offer)
        self.give.clicked.connect(self._give)
        self.play.clicked.connect(self.play_clicked)
        self.discard.clicked.connect(lambda: self.discarded.emit(self.selected))
        self.all.clicked.connect(self.table.selectAll)
        self.keep.clicked.connect(self.keep_clicked)
        self.back.clicked.connect(self.back_clicked)
        keys = (
            ("P", self.tr("Play the selected word, or stop"), self.play),
            ("Del", self.tr("Discard the selected words"), self.discard),
            ("Esc", self.tr("Go back; words that were not kept are forgotten"), self.back),
        )
        for key, does, button in keys:
            give_keys(button, self, does, key)

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(8)
        inside.addWidget(self.headline)
        inside.addWidget(self.hint)
        inside.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.play, self.label, self.give, self.all, self.discard):
            row.addWidget(widget, int(widget is self.label))
        inside.addLayout(row)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch()
        ends.addWidget(self.back)
        ends.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card, 1)
        column.addLayout(ends)

    @property
    def selected(self) -> list[int]:
        """Numbers of the selected rows."""
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def offer_labels(self, labels: Sequence[str]) -> None:
        """Complete these words while one types; any other may be typed too."""
        if labels != [self.label.itemText(place) for place in range(self.label.count())]:
            self.label.clear()
            self.label.addItems(list(labels))
            self.label.setCurrentIndex(-1)

    def show_words(self, headline: str, hint: str, rows: Sequence[FoundRow], can_keep: bool) -> None:
        """Show what was found so far, and where nothing was, why."""
        self.headline.setText(headline)
        if hint:
            self.hint.setText(hint)
        chosen = self.selected
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, text in enumerate(row.texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text if place in (0, REMARK) else "")
                self.table.setItem(number, place, item)
        if not chosen and rows:
            self.table.selectRow(0)
        self.table.blockSignals(False)
        self.keep.setEnabled(can_keep)
        self._offer()

    def select_next(self, rows: Sequence[int]) -> None:
        """Go on to the row after these, where there is one."""
        following = max(rows, default=-1) + 1
        self.table.clearSelection()
        self.table.selectRow(min(following, self.table.rowCount() - 1))

    def show_playing(self, playing: bool) -> None:
        """Offer to be quiet while something is played."""
        self.play.setText(self._quiet if playing else self._play)

    def _fit(self) -> None:
        """Give every column the room that its longest text needs, and the remark what is left."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        for column in range(REMARK):
            longest = WIDEST[column] if column < len(WIDEST) else ""
            texts = (longest or 16 * "n", self._titles[column])
            header.resizeSection(column, max(map(metrics.horizontalAdvance, texts)) + PADDING_PX)
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 8)

    def _give(self) -> None:
        if (label := self.label.currentText().strip()) and self.selected:
            self.labelled.emit(self.selected, label)
            self.line.selectAll()

    def _offer(self) -> None:
        for button in (self.play, self.give, self.discard):
            button.setEnabled(bool(self.selected))
        self.all.setEnabled(self.table.rowCount() > 0)

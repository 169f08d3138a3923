"""The history as a table, with what the user says of it."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.events import Prediction, SecondOpinion
from app.gui.answers.heard import HeardUtterance
from app.gui.answers.history import Entry, History
from app.gui.answers.history_table import INSET_PX, HistoryTable
from app.gui.answers.test_set_line import TestSetLine
from app.gui.answers.verdict_buttons import VerdictButtons
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.kept_place import keep_place
from app.gui.look.stylesheet import CARD_PX, FLAT_PX, SMALL_FLAT_PX
from app.gui.look.theme import Tokens

BAR_PX = 8
"""From the edge of the card to the scroll bar."""

EDGE_PX, GAP_PX = 8, 4
"""Above and below all that is in the card, and between its parts."""


class HistoryView(QFrame):
    """A compact table of final predictions, and a line in its place while it is empty.

    Below it the verdicts, which go to the selected row or else to the newest, and the test set that they are kept in.
    Which row is selected is said above, since new ones push it out of sight.
    """

    opened = Signal(object)
    """An :class:`Entry` is to be looked into."""
    judged = Signal(str)
    """A :data:`Judgement` of :attr:`judged_entry`."""
    selected = Signal(object)
    """Another :class:`Entry` is selected, or ``None``."""
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.history = History(self)
        self.table = HistoryTable(self.history, self)
        self.table.setAccessibleName(self.tr("History"))
        self.table.setAccessibleDescription(self.tr("Enter opens the selected word"))
        self.clear_button = QPushButton(self.tr("Clear"), self)
        self.clear_button.setObjectName("flat")
        self.clear_button.setAutoDefault(True)
        keep_place(self.clear_button)
        self.clear_button.setToolTip(self.tr("Forget the words heard so far"))
        self.clear_button.setAccessibleName(self.tr("Clear history"))
        self.judging = ElidedLabel(self)
        self.judging.setObjectName("caption")
        self.verdicts = VerdictButtons(self)
        self.test_set = TestSetLine(self, SMALL_FLAT_PX)
        self._empty = QLabel(self.tr("The words that are heard are listed here."), self)
        self._empty.setObjectName("hint")
        self._empty.setMinimumWidth(0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self._update()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("History"), self)
        heading.setObjectName("heading")
        top = _inset(FLAT_PX)
        top.setSpacing(16)
        top.addWidget(heading)
        top.addWidget(self.judging, 1)
        top.addWidget(self.clear_button)
        filled = QWidget(self)
        page = QVBoxLayout(filled)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2 * GAP_PX)
        page.addWidget(self.table, 1)
        buttons = _inset(0)
        buttons.addWidget(self.verdicts)
        page.addLayout(buttons)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(filled)
        below = _inset(SMALL_FLAT_PX)
        below.addWidget(self.test_set)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PX - INSET_PX, EDGE_PX, BAR_PX, EDGE_PX)
        column.setSpacing(GAP_PX)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        column.addLayout(below)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for what the rows need, and no more while something is asked below them: the rows give way then."""
        parts = (self.clear_button, self.table, self.verdicts, self.test_set.line)
        gaps_px = 2 * (self.frameWidth() + EDGE_PX) + 4 * GAP_PX
        return QSize(super().sizeHint().width(), sum(part.sizeHint().height() for part in parts) + gaps_px)

    def _connect(self) -> None:
        self.clear_button.clicked.connect(self.clear)
        self.table.clicked.connect(self._open)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.setWhatsThis(self.tr("Look into the selected answer"))
            shortcut.activated.connect(lambda: self._open(self.table.currentIndex()))
        escape = QShortcut(QKeySequence("Esc"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        escape.setWhatsThis(self.tr("Select no word: verdicts go to the newest"))
        escape.activated.connect(lambda: self.table.setCurrentIndex(QModelIndex()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell_selected())
        self.verdicts.judged.connect(self.judged)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.history.muted = tokens.muted
        self.table.fit_to_text()
        self.table.viewport().update()

    @property
    def selected_entry(self) -> Entry | None:
        """The row that is selected."""
        index = self.table.currentIndex()
        return self.history.rows[index.row()] if index.isValid() else None

    @property
    def judged_entry(self) -> Entry | None:
        """The row that a verdict is about: the selected one, or else the newest."""
        return self.selected_entry or next(iter(self.history.rows), None)

    def select(self, entry: Entry) -> None:
        """Select a row, and bring it into view."""
        if entry in self.history.rows:
            self.table.setCurrentIndex(self.history.index(self.history.rows.index(entry), 0))

    def neighbour(self, entry: Entry, step: int) -> Entry | None:
        """Return the row ``step`` rows further down, or ``None`` where the list ends."""
        if entry not in self.history.rows:
            return None
        row = self.history.rows.index(entry) + step
        return self.history.rows[row] if 0 <= row < len(self.history.rows) else None

    def add(self, prediction: Prediction) -> None:
        """Put a final prediction on top."""
        self.history.add(prediction)
        self._update()

    def show_opinion(self, prediction: Prediction, opinion: SecondOpinion) -> None:
        """Mark the row of a prediction from which a second model differs."""
        self.history.show_opinion(prediction, opinion)
        self.table.fit_to_text()

    def keep(self, heard: HeardUtterance) -> None:
        """Add the sound to the row of its prediction."""
        self.history.keep(heard)

    def show_entry(self, entry: Entry) -> None:
        """Show what changed in a row."""
        self.history.redraw(entry)
        self._show_verdict()

    def clear(self) -> None:
        """Forget all rows."""
        self.history.clear()
        self.table.fit_to_text()
        self._update()
        self.cleared.emit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.history.rows[index.row()])

    def _tell_selected(self) -> None:
        self._show_verdict()
        self.selected.emit(self.selected_entry)

    def _show_verdict(self) -> None:
        entry = self.judged_entry
        self.verdicts.show_verdict(entry.verdict if entry is not None else None)
        entry = self.selected_entry
        self.judging.setText(self.tr("Verdict on “{}”, {}").format(entry.label, entry.time) if entry else "")

    def _update(self) -> None:
        self._stack.setCurrentIndex(1 if self.history.rows else 0)
        self.clear_button.setVisible(bool(self.history.rows))
        self.verdicts.setEnabled(bool(self.history.rows))
        self._show_verdict()


def _inset(beyond_px: int) -> QHBoxLayout:
    """Return a row that begins where the text of the table does, and ends so far beyond the text of the card."""
    row = QHBoxLayout()
    row.setContentsMargins(INSET_PX, 0, CARD_PX - BAR_PX - beyond_px, 0)
    return row

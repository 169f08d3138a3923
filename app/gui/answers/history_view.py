"""The history as a table, with what the user says of it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
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
from app.gui.answers.heard import HeardUtterance
from app.gui.answers.history import LATENCY, VERDICT, WORD, Entry, History
from app.gui.answers.test_set_line import TestSetLine
from app.gui.answers.verdict_buttons import VerdictButtons
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.kept_place import keep_place
from app.gui.look.theme import Tokens
from app.vocabulary import UNKNOWN

WIDEST = {0: ("00:00.0",), 2: ("> 99 %",), LATENCY: ("000 ms",)}
"""The longest text of each column; verdicts are counted too, and words take the rest. The tooltip has what is cut."""

PADDING_PX = 14
"""Left and right of a text together."""


MARGIN_PX = 12

LEAST_TABLE_PX = 56
"""Gives way to a question about the test set."""


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
        self.table = _table(self.history, self)
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
        self.test_set = TestSetLine(self, indent_px=12)
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
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 0, 0)
        top.setSpacing(16)
        top.addWidget(heading)
        top.addWidget(self.judging, 1)
        top.addWidget(self.clear_button)
        filled = QWidget(self)
        page = QVBoxLayout(filled)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.table, 1)
        self.table.setMinimumHeight(LEAST_TABLE_PX)
        page.addWidget(self.verdicts)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(filled)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 8, MARGIN_PX, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        column.addWidget(self.test_set)

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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Measure the text, whose font is known by now."""
        super().showEvent(event)
        self._fit_to_text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Divide the width anew."""
        super().resizeEvent(event)
        self._fit_to_text()

    def _fit_to_text(self) -> None:
        """Give every column the room that its longest text needs; where words have too little left, latency goes."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        widths = self._widths()
        for column, width in widths.items():
            header.resizeSection(column, width)
        bar = self.table.verticalScrollBar().sizeHint().width()
        room = self.contentsRect().width() - 2 * (MARGIN_PX + self.table.frameWidth()) - bar
        self.table.setColumnHidden(
            LATENCY, sum(widths.values()) + metrics.horizontalAdvance(UNKNOWN) + PADDING_PX > room
        )
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 8)

    def _widths(self) -> dict[int, int]:
        """Return the width of each column but the words'."""
        metrics, texts = self.table.fontMetrics(), {**WIDEST, VERDICT: tuple(self.history.verdict_words().values())}
        for column, longest in texts.items():
            title = self.history.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
            texts[column] = (*longest, str(title))
        return {column: max(map(metrics.horizontalAdvance, texts[column])) + PADDING_PX for column in texts}

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.history.muted = tokens.muted
        self._fit_to_text()
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


def _table(history: History, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(history)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(WORD, QHeaderView.ResizeMode.Stretch)
    return table

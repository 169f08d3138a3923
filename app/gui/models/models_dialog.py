"""All models: a list, and the card of the one that is chosen in it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.engine.model_files import SUFFIX
from app.gui.look.theme import Tokens
from app.gui.models.model_card_view import ModelCardView
from app.gui.models.model_entry import ModelEntry, Models
from app.gui.models.two_line_list import TwoLineList

DIGITS_WIDE, DIGITS_HIGH = 115, 80
"""Size of the dialog in digits of its text, so that it grows with large text."""

LIST_DIGITS, LIST_SHARE = 31, 0.32
"""Width of the list: so many digits, but no more than this part of the dialog."""
PATH = Qt.ItemDataRole.UserRole


class ModelsDialog(QDialog):
    """Shows what it is given and says what the user did."""

    selected = Signal(object)
    """Another model is looked at: its path."""
    use_requested = Signal(object)
    comparison_requested = Signal(object)
    """Put the model in this file beside the one in use; ``None`` for none."""
    added = Signal(object)
    """The user wants this file in the list."""
    removed = Signal(object)
    """The user wants this file out of the list; the file itself stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models")
        self.setWindowTitle(self.tr("Models"))
        self._models = Models((), Path())
        self.list = TwoLineList(self)
        self.list.setAccessibleName(self.tr("Models"))
        self.card = ModelCardView(self)
        self.add = _button(self.tr("&Add file…"), self)
        self.remove = _button(self.tr("&Remove from list"), self)
        self.compare = _button(self.tr("&Compare"), self)
        self.close_button = _button(self.tr("Close"), self)
        self.use = _button(self.tr("&Use"), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(self.list)
        panes.addWidget(self.card, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        for button in (self.close_button, self.compare, self.use):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(panes, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.use.setObjectName("primary")
        self.use.setDefault(True)
        self.add.setToolTip(self.tr("Put an ONNX file of your own into the list"))
        self.remove.setToolTip(self.tr("The file itself stays where it is"))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Remove a model of your own from the list"))
        delete.activated.connect(self._remove)
        self.list.currentItemChanged.connect(self._look_at)
        self.list.itemDoubleClicked.connect(self.use.click)
        self.use.clicked.connect(lambda: self.use_requested.emit(self.current))
        self.compare.clicked.connect(self._compare)
        self.add.clicked.connect(self.ask_for_file)
        self.remove.clicked.connect(lambda: self.removed.emit(self.current))
        self.close_button.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Take the room that the text needs, as far as the screen has it."""
        super().showEvent(event)
        digit = self.fontMetrics().horizontalAdvance("0")
        wanted = QSize(DIGITS_WIDE * digit, DIGITS_HIGH * digit)
        self.resize(self.size().expandedTo(wanted.boundedTo(self.screen().availableSize())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Leave most of the room to the card."""
        super().resizeEvent(event)
        digit = self.fontMetrics().horizontalAdvance("0")
        self.list.setFixedWidth(min(LIST_DIGITS * digit, round(LIST_SHARE * self.width())))

    @property
    def current(self) -> Path | None:
        """The model that is looked at."""
        item = self.list.currentItem()
        path: Path | None = None if item is None else item.data(PATH)
        return path

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.list.set_tokens(tokens)
        self.card.set_tokens(tokens)

    def show_models(self, models: Models, look_at: Path | None = None) -> None:
        """Show the list, and the card of ``look_at``; without it, of the one that was looked at before."""
        chosen = look_at or self.current or models.in_use
        self._models = models
        self.list.blockSignals(True)
        if [entry.path for entry in models.entries] != [item.data(PATH) for item in self._items()]:
            self._rebuild(models)
        for item, entry in zip(self._items(), models.entries, strict=True):
            item.setText(f"{entry.name}\n{self._state(entry)}")
            item.setToolTip(str(entry.path))
            if entry.path == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show_current()

    def ask_for_file(self) -> None:
        """Let the user choose a file."""
        kinds = self.tr("Models ({});;All files (*)").format(f"*{SUFFIX}")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Add model file"), "", kinds)
        if path:
            self.added.emit(Path(path))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _rebuild(self, models: Models) -> None:
        self.list.clear()
        for entry in models.entries:
            item = QListWidgetItem(self.list)
            item.setData(PATH, entry.path)

    def _state(self, entry: ModelEntry) -> str:
        """Return the second line of an entry of the list."""
        if entry.path == self._models.in_use:
            return self.tr("●  In use")
        if entry.path == self._models.compared:
            return self.tr("○  Compared")
        if entry.complaint:
            return self.tr("✕  Cannot be used")
        return self.tr("Comes with Sayso") if entry.is_shipped else self.tr("Added by you")

    def _look_at(self) -> None:
        self._show_current()
        if self.current is not None:
            self.selected.emit(self.current)

    def _show_current(self) -> None:
        entry = self._models.find(self.current)
        self.card.show_entry(entry)
        fits = entry is not None and entry.card is not None
        is_used, is_compared = (
            entry is not None and entry.path == path for path in (self._models.in_use, self._models.compared)
        )
        self.use.setEnabled(fits and not is_used)
        self.use.setText(self.tr("In use") if is_used else self.tr("&Use"))
        self.compare.setEnabled(is_compared or (fits and not is_used))
        self.compare.setText(self.tr("Stop &comparing") if is_compared else self.tr("&Compare"))
        self.remove.setVisible(entry is not None and not entry.is_shipped)
        self.remove.setEnabled(not is_used)

    def _remove(self) -> None:
        """Take an entry off the list by its key, where its button may."""
        if self.remove.isVisible():
            self.remove.click()

    def _compare(self) -> None:
        self.comparison_requested.emit(None if self.current == self._models.compared else self.current)


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(True)
    return button

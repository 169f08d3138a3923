"""The list of voice profiles, and what can be done with each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.gui.help.phrases import translated
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.models.two_line_list import TwoLineList
from app.gui.remarks import Complaint, Hint, Note

NAME = Qt.ItemDataRole.UserRole
LIST_LINES = 6
"""Of text that are seen at least."""

AskForFile = Callable[[QWidget, str, str], str]
"""Lets the user choose a file, given a parent, a title, and a name or kinds to begin with; empty for none."""


def ask_where_to(parent: QWidget, title: str, name: str) -> str:
    """Let the user choose a file to write; one that is there already is refused later, in place."""
    options = QFileDialog.Option.DontConfirmOverwrite
    return QFileDialog.getSaveFileName(parent, title, f"{name}.json", "*.json", options=options)[0]


def ask_where_from(parent: QWidget, title: str, kinds: str) -> str:
    """Let the user choose a file to read."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


@dataclass(frozen=True)
class ProfileLine:
    """What is shown of one profile."""

    name: str
    details: str
    in_use: bool = False
    usable: bool = True
    undoable: bool = False
    """Whether its last adapting can be taken back."""
    sound: bool = True
    """Whether it can be read at all."""


class ProfilesCard(QFrame):
    """Shows what it is given and says what the user did."""

    selected = Signal(str)
    """Another profile is looked at; empty for none."""
    use_wanted = Signal(str)
    """Use this profile; empty for none."""
    undo_wanted = Signal()
    export_wanted = Signal(str, str)
    """A profile, and the file to write it to."""
    import_wanted = Signal(str)
    delete_wanted = Signal(str)
    """The user confirmed it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        ask_to: AskForFile = ask_where_to,
        ask_from: AskForFile = ask_where_from,
    ) -> None:
        super().__init__(parent)
        self.ask_to, self.ask_from = ask_to, ask_from
        self.setObjectName("card")
        self.list = TwoLineList(self)
        self.empty = Hint(self.tr("No voice profile yet. Five takes of each word are enough for one."), self)
        self._use, self._rest = self.tr("Use it"), self.tr("Use none")
        self.use = self._button(self._use, self.tr("Let this profile answer from the next word on"))
        self.undo = self._button(self.tr("Undo"), "")
        self.export = self._button(self.tr("Export…"), self.tr("Write this profile to a file"))
        self.take_in = self._button(self.tr("Import…"), self.tr("Check a profile from a file, and keep it"))
        self.delete = self._button(self.tr("Delete…"), self.tr("Delete this profile  (Del)"))
        self.question = QFrame(self)
        self.question.setObjectName("question")
        self.question_text = WrappedLabel(self.question)
        self.confirm = self._button(self.tr("Delete it"), "")
        self.decline = self._button(self.tr("Keep it"), "")
        for button in (self.confirm, self.decline):
            button.setObjectName("verdict")
        self.complaint, self.note = Complaint(self), Note(self)
        self._lines: Sequence[ProfileLine] = ()
        self._set_up()
        self._lay_out()
        self.show_profiles(())
        self.show_undo("")

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        return button

    def _set_up(self) -> None:
        self.list.setAccessibleName(self.tr("Voice profiles"))
        self.list.currentItemChanged.connect(self._look)
        self.list.itemActivated.connect(self.use.click)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Delete the selected voice profile"))
        delete.activated.connect(self.delete.click)
        self.use.clicked.connect(self._want_use)
        self.undo.clicked.connect(self.undo_wanted)
        self.export.clicked.connect(self._export)
        self.take_in.clicked.connect(self._import)
        self.delete.clicked.connect(self._ask)
        self.confirm.clicked.connect(self._confirm)
        self.decline.clicked.connect(self.withdraw)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Voice profiles"), self)
        heading.setObjectName("heading")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.confirm)
        answers.addWidget(self.decline)
        answers.addStretch()
        asked = QVBoxLayout(self.question)
        asked.setContentsMargins(8, 8, 8, 8)
        asked.setSpacing(8)
        asked.addWidget(self.question_text)
        asked.addLayout(answers)
        self._buttons = QWidget(self)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        for button in (self.use, self.undo):
            buttons.addWidget(button)
        buttons.addStretch()
        for button in (self.take_in, self.export, self.delete):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(self._stack, 1)
        for widget in (self.question, self.complaint, self.note):
            column.addWidget(widget)
        column.addWidget(self._buttons)

    @property
    def current(self) -> ProfileLine | None:
        """The profile that is looked at."""
        item = self.list.currentItem()
        name = None if item is None else item.data(NAME)
        return next((line for line in self._lines if line.name == name), None)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.list.set_tokens(tokens)
        self.list.setMinimumHeight(LIST_LINES * self.fontMetrics().height())

    def show_profiles(self, lines: Sequence[ProfileLine], look_at: str = "") -> None:
        """Show these; the one looked at stays so unless another is named."""
        chosen = look_at or (self.current.name if self.current else "")
        self._lines = lines
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            mark = self.tr("{}   ● in use").format(line.name) if line.in_use else line.name
            item = QListWidgetItem(f"{mark}\n{translated(line.details)}", self.list)
            item.setData(NAME, line.name)
            item.setToolTip(translated(line.details))
            if line.name == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._stack.setCurrentIndex(1 if lines else 0)
        self._offer()

    def show_undo(self, tip: str) -> None:
        """Say what can be taken back, or with an empty text that nothing can."""
        self.undo.setEnabled(bool(tip))
        self.undo.setToolTip(tip)
        self.undo.setAccessibleDescription(tip)

    def show_complaint(self, text: str, note: str = "") -> None:
        """Say what went wrong, or what was done; both empty say nothing."""
        self.complaint.say(text)
        self.note.say(note)

    def withdraw(self) -> None:
        """Ask no longer whether to delete, and give the focus back."""
        if self.question.isAncestorOf(self.window().focusWidget()):
            self.list.setFocus()
        self.question.hide()
        self._buttons.show()

    def _look(self) -> None:
        self._offer()
        self.selected.emit(self.current.name if self.current else "")

    def _offer(self) -> None:
        line = self.current
        self.use.setText(self._rest if line and line.in_use else self._use)
        self.use.setEnabled(line is not None and (line.usable or line.in_use))
        self.export.setEnabled(line is not None and line.sound)
        self.delete.setEnabled(line is not None)
        self.withdraw()

    def _want_use(self) -> None:
        if line := self.current:
            self.use_wanted.emit("" if line.in_use else line.name)

    def _export(self) -> None:
        if (line := self.current) and (path := self.ask_to(self, self.tr("Export voice profile"), line.name)):
            self.export_wanted.emit(line.name, path)

    def _import(self) -> None:
        kinds = self.tr("Voice profiles ({});;All files (*)").format("*.json")
        if path := self.ask_from(self, self.tr("Import voice profile"), kinds):
            self.import_wanted.emit(path)

    def _ask(self) -> None:
        if line := self.current:
            self.question_text.setText(self.tr("Delete the voice profile “{}”?").format(line.name))
            self._buttons.hide()
            self.question.show()
            self.decline.setFocus()

    def _confirm(self) -> None:
        line = self.current
        self.withdraw()
        if line is not None:
            self.delete_wanted.emit(line.name)

"""The choice of words to listen for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.errors import UsageError
from app.gui.help.phrases import translated
from app.gui.look.choice_button import ChoiceButton
from app.vocabulary import SHIPPED_LABELS, SILENCE, UNKNOWN, Vocabulary


class VocabularyButton(ChoiceButton):
    """Shows the active vocabulary and a menu of all."""

    chosen = Signal(str)
    """The user chose ``all``, ``digits`` or ``commands``."""
    own_chosen = Signal(object)
    """The user chose the words of the voice profile: a sequence of them."""
    custom_requested = Signal()
    """The user wants to type words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Vocabulary"))
        self.setToolTip(self.tr("The words to listen for; all others count as unknown"))
        group = QActionGroup(self)
        self._actions = {name: self.choices.addAction("") for name in ("all", "digits", "commands")}
        for name, action in self._actions.items():
            action.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))
        self._own: tuple[str, ...] = ()
        self.own_action = self.choices.addAction("")
        self.own_action.triggered.connect(lambda: self.own_chosen.emit(self._own))
        self.choices.addSeparator()
        self.custom_action = self.choices.addAction(self.tr("&Words of your own…"))
        self.custom_action.triggered.connect(self.custom_requested)
        for action in (*self._actions.values(), self.own_action, self.custom_action):
            action.setCheckable(True)
            group.addAction(action)
        self._vocabulary = "all"
        self.show_own(())
        self.show_choice("all", SHIPPED_LABELS)

    def show_own(self, words: Sequence[str]) -> None:
        """Offer the words that a voice profile taught the model; none for an empty sequence."""
        self._own = tuple(words)
        self.own_action.setVisible(bool(words))
        few = ", ".join(words[:3]) + (" …" if len(words) > 3 else "")
        self.own_action.setText(self.tr("Of your voice profile: {}").format(few).replace("&", "&&"))
        self._tick_own()

    def _tick_own(self) -> None:
        is_own = bool(self._own) and self._vocabulary == ", ".join(self._own)
        self.own_action.setChecked(is_own)
        self.custom_action.setChecked(not is_own and self._vocabulary not in self._actions)

    def show_choice(self, vocabulary: str, model_labels: Sequence[str]) -> None:
        """Tick the active vocabulary; ``model_labels`` are all that the model can answer."""
        count = len([label for label in model_labels if label not in (UNKNOWN, SILENCE)])
        texts = {
            "all": self.tr("All {} words").format(count),
            "digits": self.tr("Digits, zero to nine"),
            "commands": self.tr("Commands, yes, no, up …"),
        }
        for name, action in self._actions.items():
            action.setText(texts[name])
            action.setChecked(name == vocabulary)
        self._vocabulary = vocabulary
        self._tick_own()
        short = {"all": texts["all"], "digits": self.tr("Digits"), "commands": self.tr("Commands")}
        self.show_text(short.get(vocabulary, vocabulary))


class WordsEditor(QWidget):
    """A line to type words into; says at once which word the model does not know."""

    accepted = Signal(str)
    """The user wants these words, divided by commas; the model knows them all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = SHIPPED_LABELS
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Words of your own"))
        self.line.setPlaceholderText(self.tr("for example: yes, no, stop"))
        self.line.setToolTip(self.tr("Words to listen for, divided by commas"))
        self.line.setFixedWidth(320)
        self.use = QPushButton(self.tr("&Use these words"), self)
        self.use.setAutoDefault(True)
        self.complaint = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.complaint.setObjectName("complaint")
        self.complaint.setWordWrap(True)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setObjectName("flat")
        cancel.setAutoDefault(True)
        cancel.setToolTip(self.tr("Keep the words in use  (Esc)"))
        cancel.clicked.connect(self.hide)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setWhatsThis(self.tr("Keep the words in use"))
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.hide)
        caption = QLabel(self.tr("Words of &your own"), self)
        caption.setObjectName("caption")
        caption.setBuddy(self.line)
        self.line.textChanged.connect(self._check)
        self.line.returnPressed.connect(self._accept)
        self.use.clicked.connect(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (caption, self.line, self.use, cancel):
            row.addWidget(widget)
        row.addWidget(self.complaint, 1)

    def show_words(self, words: str, model_labels: Sequence[str]) -> None:
        """Show the words in use, to be changed."""
        self._labels = model_labels
        self.line.setText(words)
        self._check(words)

    def _check(self, text: str) -> None:
        """Complain while the words make no sense; an empty line is merely unfinished."""
        try:
            Vocabulary.parse(_tidied(text, self._labels), self._labels)
        except UsageError as error:
            problem = translated(str(error))
        else:
            problem = ""
        self.use.setEnabled(not problem)
        self.complaint.setText(problem if text.strip() else "")
        self.line.setProperty("wrong", bool(self.complaint.text()))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _accept(self) -> None:
        self._check(self.line.text())
        if self.use.isEnabled():
            self.accepted.emit(_tidied(self.line.text(), self._labels))


def _tidied(text: str, labels: Sequence[str]) -> str:
    """Return words as the model's labels are written, else in lower case, divided by commas, each once.

    Commas may be left out, but not around a label of several words.
    """
    known = {label.casefold(): label for label in labels}
    words: list[str] = []
    for piece in text.replace(";", ",").split(","):
        whole = known.get(" ".join(piece.split()).casefold())
        words += [whole] if whole else [known.get(word.casefold(), word.lower()) for word in piece.split()]
    return ", ".join(dict.fromkeys(words))

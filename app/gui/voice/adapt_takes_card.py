"""The takes that a voice profile is made of, and the button that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.gui.look.choice_button import ChoiceButton
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.remarks import Complaint, Hint
from app.gui.voice.word_table import WordTable
from app.gui.voice.work_controls import WorkControls


@dataclass(frozen=True)
class TakesLine:
    """One word of the test set."""

    label: str
    takes: int
    lacking: int
    """Takes that are still needed."""
    is_new: bool
    """Whether the model in use does not know it."""


class AdaptTakesCard(QFrame):
    """Shows what it is given and says what the user did."""

    record_wanted = Signal()
    speaker_chosen = Signal(object)
    """Take those of this speaker; ``None`` for all."""
    make_wanted = Signal(str)
    """The name of the profile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.set_name = ElidedLabel(self)
        self.set_name.setObjectName("caption")
        self.set_name.setAccessibleName(self.tr("Test set"))
        self.speaker = ChoiceButton(self)
        self.speaker.setAccessibleName(self.tr("Speaker"))
        self.speaker.setToolTip(self.tr("Whose takes the profile is made of"))
        self.table = WordTable((self.tr("Word"), self.tr("Takes"), ""), self)
        self.table.setAccessibleName(self.tr("Takes of each word"))
        self.empty = Hint(self.tr("The words of the open test set are listed here."), self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self.summary = WrappedLabel(self)
        self.record = QPushButton(self.tr("Record…"), self)
        self.record.setToolTip(self.tr("Go to the page on which takes are recorded"))
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the profile"))
        self.model = WrappedLabel(self)
        self.model.setAccessibleName(self.tr("Model"))
        self.work = WorkControls(self.tr("Make profile"), WrappedLabel(self), self)
        self.work.locked = (self.name, self.speaker)
        self.complaint = Complaint(self)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.record.setAutoDefault(False)
        self.record.clicked.connect(self.record_wanted)
        self.work.run.clicked.connect(self._make)
        # later: the same key would press the button that has the focus then
        self.name.returnPressed.connect(self._make, Qt.ConnectionType.QueuedConnection)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Takes of your voice"), self)
        heading.setObjectName("heading")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.set_name, 1)
        top.addWidget(self.speaker)
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        name = QLabel(self.tr("&Name"), self)
        name.setBuddy(self.name)
        rows = ((name, self.name), (QLabel(self.tr("For the model"), self), self.model))
        for place, (caption, field) in enumerate(rows):
            form.addWidget(caption, place, 0)
            form.addWidget(field, place, 1)
        needed = QHBoxLayout()
        needed.setSpacing(8)
        needed.addWidget(self.summary, 1)
        needed.addWidget(self.record)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.work.buttons)
        row.addWidget(self.work.words, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        column.addLayout(needed)
        column.addSpacing(8)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(self.complaint)
        column.addWidget(self.work.bar)
        column.addLayout(row)

    def show_takes(self, set_name: str, lines: Sequence[TakesLine], summary: str, is_ready: bool) -> None:
        """Show what is there and what is missing, and whether a profile can be made of it."""
        self.set_name.setText(set_name)
        self.set_name.setToolTip(set_name)
        self.table.show_rows([self._row(line) for line in lines])
        self._stack.setCurrentIndex(1 if lines else 0)
        self.summary.setText(summary)
        self.work.run.setEnabled(is_ready)

    def show_speakers(self, speakers: Sequence[str], chosen: str | None) -> None:
        """Offer to take the voice of one of several speakers, or ``None`` for all; an unnamed one is an empty text."""
        self.speaker.setVisible(len(speakers) > 1)
        menu, texts = self.speaker.choices, {None: self.tr("Everyone"), "": self.tr("Without a name")}
        self.speaker.show_text(texts.get(chosen, chosen or ""))
        menu.clear()
        for name in (None, *speakers):
            action = menu.addAction(texts.get(name, name or "").replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.triggered.connect(lambda _=False, name=name: self.speaker_chosen.emit(name))

    def show_model(self, title: str) -> None:
        """Say which model the profile will be for."""
        self.model.setText(title)

    def _make(self) -> None:
        if self.work.run.isEnabled() and not self.work.is_busy:
            self.make_wanted.emit(self.name.text())

    def _row(self, line: TakesLine) -> tuple[str, str, str]:
        return line.label, str(line.takes), self._state(line)

    def _state(self, line: TakesLine) -> str:
        """Return what is missing, or that the model is to learn the word."""
        if line.lacking:
            one, more = self.tr("1 more is needed"), self.tr("{} more are needed")
            return one if line.lacking == 1 else more.format(line.lacking)
        return self.tr("✓  new word, to be learnt") if line.is_new else self.tr("✓")

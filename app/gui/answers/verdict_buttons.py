"""Four buttons, with a key each, to say what was really said."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.gui.answers.history import Judgement, Verdict


class VerdictButtons(QWidget):
    """Right, wrong, "it was …", discard; the one in force is down. The keys work in the whole window they are in."""

    judged = Signal(str)
    """A :data:`Judgement`."""
    undone = Signal()
    """The last verdict is to be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Verdict | None = None
        self.buttons: Mapping[Judgement, QPushButton] = {
            "right": self._button(self.tr("✓ Right"), "R", self.tr("The answer is right: keep the take under it")),
            "wrong": self._button(
                self.tr("✕ Wrong"), "W", self.tr("None of the words was said: keep the take as unknown")
            ),
            "was": self._button(self.tr("→ It was…"), "I", self.tr("Another word was said: keep the take under that")),
            "discarded": self._button(
                self.tr("– Leave out"), "D", self.tr("Do not keep the take; take it out again if it was kept")
            ),
        }
        undo = self._key(QKeySequence(QKeySequence.StandardKey.Undo), self.tr("Take back the last verdict"))
        undo.activated.connect(self.undone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for judgement, button in self.buttons.items():
            button.clicked.connect(partial(self._judge, judgement))
            row.addWidget(button, 1)

    def _button(self, text: str, key: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("verdict")
        button.setCheckable(True)
        button.setAutoDefault(True)
        button.setToolTip(f"{tip}  ({key})")
        button.setAccessibleDescription(tip)
        self._key(QKeySequence(key), tip).activated.connect(button.click)
        return button

    def _key(self, keys: QKeySequence, does: str) -> QShortcut:
        shortcut = QShortcut(keys, self)
        shortcut.setWhatsThis(does)
        shortcut.setAutoRepeat(False)
        return shortcut

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Press the button of the verdict that was given, or none."""
        self._given = verdict
        for judgement, button in self.buttons.items():
            button.setChecked(verdict is not None and verdict.judgement == judgement)

    def _judge(self, judgement: Judgement) -> None:
        """Tell what is wanted; what is in force shows once it is."""
        self.show_verdict(self._given)
        self.judged.emit(judgement)

"""The menu of what helps: keys, the log, and what this is."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.gui.look.choice_button import ChoiceButton


class HelpButton(ChoiceButton):
    """A question mark with a menu."""

    shortcuts_wanted = Signal()
    log_wanted = Signal()
    """The user wants to see the folder of the log."""
    about_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("&?", "mnemonic of the help button; a question mark in most languages"))
        self.setAccessibleName(self.tr("Help"))
        self.setToolTip(self.tr("Keyboard shortcuts, log, and about Sayso"))
        self.shortcuts_action = self._add(self.tr("&Keyboard shortcuts…"), self.shortcuts_wanted)
        self.shortcuts_action.setShortcuts([QKeySequence("F1"), QKeySequence("?")])
        self.log_action = self._add(self.tr("Open &log folder"), self.log_wanted)
        self.choices.addSeparator()
        self.about_action = self._add(self.tr("&About Sayso…"), self.about_wanted)

    def _add(self, text: str, wanted: object) -> QAction:
        action = self.choices.addAction(text)
        action.triggered.connect(wanted)
        return action

"""The controls along the top of the window."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.gui.input_button import InputButton
from app.gui.view_button import ViewButton
from app.gui.vocabulary_button import VocabularyButton
from app.settings import Listening


class ListeningSwitch(QFrame):
    """Two buttons of which one is down: always on, or hold to talk."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(self.tr("When to listen"))
        self.always = QPushButton(self.tr("&Always on"), self)
        self.always.setToolTip(self.tr("Name every word that stands alone"))
        self.hold = QPushButton(self.tr("&Hold to talk"), self)
        self.hold.setToolTip(self.tr("Listen only while the space bar or the button is held"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        group = QButtonGroup(self)
        for name, button in (("always", self.always), ("hold", self.hold)):
            button.setCheckable(True)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(button)
            row.addWidget(button)

    def show_choice(self, listening: Listening) -> None:
        """Press the button of the mode in use."""
        (self.always if listening == "always" else self.hold).setChecked(True)


class Header(QWidget):
    """Input, vocabulary, mode, view, start and stop."""

    start_stop_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = InputButton(self)
        self.vocabulary = VocabularyButton(self)
        self.listening = ListeningSwitch(self)
        self.view = ViewButton(self)
        self.start_stop = QPushButton(self)
        self.start_stop.setObjectName("primary")
        self.start_stop.setAutoDefault(True)
        self.start_stop.clicked.connect(self.start_stop_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for text, widget in ((self.tr("&Input"), self.input), (self.tr("&Words"), self.vocabulary)):
            row.addWidget(_caption(text, widget))
            row.addWidget(widget)
            row.addSpacing(16)
        row.addStretch()
        row.addWidget(self.listening)
        row.addSpacing(8)
        row.addWidget(self.view)
        row.addWidget(self.start_stop)
        self.show_running(False)

    def show_running(self, running: bool) -> None:
        """Offer to stop what runs, or to start what does not."""
        self.start_stop.setText(self.tr("■  Stop") if running else self.tr("▶  Start"))
        self.start_stop.setAccessibleName(self.tr("Stop listening") if running else self.tr("Start listening"))
        shortcut = QKeySequence("Ctrl+Return")
        self.start_stop.setShortcut(shortcut)  # a change of text takes the shortcut away
        does = self.tr("Stop listening") if running else self.tr("Start listening")
        self.start_stop.setToolTip(f"{does}  ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})")


def _caption(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setObjectName("caption")
    label.setBuddy(buddy)
    return label

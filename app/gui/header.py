"""The controls along the top of the window."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.gui.help.help_button import HelpButton
from app.gui.listening.input_button import InputButton
from app.gui.listening.vocabulary_button import VocabularyButton
from app.gui.look.steady_button import SteadyButton
from app.gui.models.models_button import ModelsButton
from app.gui.view_button import ViewButton
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
        self.model = ModelsButton(self)
        self.listening = ListeningSwitch(self)
        self.view = ViewButton(self)
        self.help = HelpButton(self)
        self.voice = _voice_button(self.tr("My voice"), self.tr("Record a test set of your own voice"), self)
        self._stop, self._start = self.tr("■  Stop"), self.tr("▶  Start")
        self.start_stop = SteadyButton(self)
        self.start_stop.keep_room_for(self._stop, self._start)
        self.start_stop.setObjectName("primary")
        self.start_stop.setAutoDefault(True)
        self.start_stop.clicked.connect(self.start_stop_clicked)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_running(False)

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addLayout(self._left, 1)
        self._rows.addLayout(self._right)
        for row in (self._left, self._right):
            row.setSpacing(8)
        captions = (self.tr("&Input"), self.tr("&Words"), self.tr("&Model"))
        for text, widget in zip(captions, (self.input, self.vocabulary, self.model), strict=True):
            if self._left.count():
                self._left.addSpacing(8)
            self._left.addWidget(_caption(text, widget))
            self._left.addWidget(widget)
        self._left.addStretch()
        self._right.addStretch()
        self._right.addWidget(self.listening)
        self._right.addSpacing(8)
        for button in (self.voice, self.view, self.help, self.start_stop):
            self._right.addWidget(button)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with two rows."""
        width = max(self._left.minimumSize().width(), self._right.minimumSize().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Break into two rows where one is too narrow for the text."""
        super().resizeEvent(event)
        self._break_if_needed()

    def event(self, event: QEvent) -> bool:
        """Look again when a button grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._break_if_needed()
        return super().event(event)

    def _break_if_needed(self) -> None:
        needed = self._left.sizeHint().width() + self._rows.spacing() + self._right.sizeHint().width()
        fits = needed <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._rows.direction():
            self._rows.setDirection(direction)

    def show_running(self, running: bool) -> None:
        """Offer to stop what runs, or to start what does not."""
        self.start_stop.setText(self._stop if running else self._start)
        self.start_stop.setAccessibleName(self.tr("Stop listening") if running else self.tr("Start listening"))
        shortcut = QKeySequence("Ctrl+Return")
        self.start_stop.setShortcut(shortcut)  # a change of text takes the shortcut away
        does = self.tr("Stop listening") if running else self.tr("Start listening")
        self.start_stop.setToolTip(f"{does}  ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})")


def _voice_button(text: str, does: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(True)
    shortcut = QShortcut(QKeySequence("Ctrl+Shift+M"), parent)
    shortcut.setWhatsThis(does)
    shortcut.activated.connect(button.click)
    button.setToolTip(f"{does}  ({shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)})")
    return button


def _caption(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setObjectName("caption")
    label.setBuddy(buddy)
    return label

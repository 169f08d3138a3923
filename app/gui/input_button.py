"""The choice of what to listen to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.audio.devices import InputDevice
from app.audio.opening import DEMO, MICROPHONE
from app.gui.choice_button import ChoiceButton
from app.gui.inputs import InputChoice

AUDIO_FILES = "*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aif *.aiff *.au"
WIDEST_ENTRY_PX = 480


class InputButton(ChoiceButton):
    """Shows what is listened to, and a menu of all inputs: microphones, the demo, a file."""

    chosen = Signal(object)
    """The user chose an :class:`InputChoice`."""
    rescan_requested = Signal()
    doctor_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: Sequence[InputDevice] = ()
        self._choice = InputChoice(DEMO)
        self._group = QActionGroup(self)
        self.setAccessibleName(self.tr("Input"))
        self.setToolTip(self.tr("What to listen to: a microphone, the demo recording, or a file"))
        self.open_action = QAction(self.tr("&Open recording…"), self)
        self.open_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Open))
        self.open_action.triggered.connect(self._ask_for_file)
        self.rescan_action = QAction(self.tr("&Rescan inputs"), self)
        self.rescan_action.setShortcut(QKeySequence("F5"))
        self.rescan_action.triggered.connect(self.rescan_requested)
        self.doctor_action = QAction(self.tr("Microphone &doctor…"), self)
        self.doctor_action.triggered.connect(self.doctor_requested)
        self._rebuild()

    def show_devices(self, devices: Sequence[InputDevice]) -> None:
        """List other microphones."""
        self._devices = devices
        self._rebuild()

    def show_choice(self, choice: InputChoice) -> None:
        """Tick what is listened to."""
        self._choice = choice
        self.show_text(choice.title)
        self._rebuild()

    def _rebuild(self) -> None:
        menu = self.choices
        menu.clear()
        default = InputChoice(MICROPHONE)
        menu.addAction(self.tr("Microphone")).setEnabled(False)
        self._offer(menu, self.tr("System default"), default)
        for device in self._devices:
            choice = InputChoice(MICROPHONE, device.name, device.host_api)
            self._offer(menu, self._cut(f"{device.name}  ·  {device.host_api}"), choice)
        menu.addAction(self.rescan_action)
        menu.addAction(self.doctor_action)
        menu.addSeparator()
        menu.addAction(self.tr("Recording")).setEnabled(False)
        self._offer(menu, self.tr("Demo recording"), InputChoice(DEMO))
        if self._choice.source not in (MICROPHONE, DEMO):
            self._offer(menu, self._cut(self._choice.title), self._choice)
        menu.addAction(self.open_action)

    def _cut(self, name: str) -> str:
        """Return a name as an entry of a menu, no wider than a window and without mnemonics."""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST_ENTRY_PX).replace("&", "&&")

    def _offer(self, menu: QMenu, text: str, choice: InputChoice) -> None:
        action = self._group.addAction(menu.addAction(text))
        action.setCheckable(True)
        action.setChecked(choice == self._choice)
        action.triggered.connect(lambda: self.chosen.emit(choice))

    def _ask_for_file(self) -> None:
        folder = str(Path(self._choice.source).parent) if self._choice.source not in (MICROPHONE, DEMO) else ""
        kinds = self.tr("Recordings ({});;All files (*)").format(AUDIO_FILES)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open recording"), folder, kinds)
        if path:
            self.chosen.emit(InputChoice(path))

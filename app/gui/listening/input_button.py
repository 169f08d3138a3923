"""The choice of what to listen to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.audio.devices import InputDevice, find_input, preferred_host_api, whole_name, without_copies
from app.audio.opening import DEMO, MICROPHONE
from app.gui.listening.inputs import InputChoice
from app.gui.look.choice_button import ChoiceButton

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
        self._order: Sequence[InputChoice] = ()
        self._choice = InputChoice(DEMO)
        self._others = QMenu(self.tr("&All sound systems"), self.choices)
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
        if list(devices) != list(self._devices):
            self._devices = devices
            self.show_text(self._name(self._choice))
            self._rebuild()

    def show_order(self, order: Sequence[InputChoice]) -> None:
        """List what the user prefers, most preferred first, even if it is not plugged in."""
        if list(order) != list(self._order):
            self._order = order
            self._rebuild()

    def show_choice(self, choice: InputChoice) -> None:
        """Tick what is listened to."""
        changed, self._choice = choice != self._choice, choice
        self.show_text(self._name(choice))
        if changed:
            self._rebuild()

    def _rebuild(self) -> None:
        menu = self.choices
        menu.clear()
        self._others.clear()
        self._offer_microphones(menu)
        menu.addAction(self.rescan_action)
        menu.addAction(self.doctor_action)
        menu.addSeparator()
        menu.addAction(self.tr("Recording")).setEnabled(False)
        self._offer(menu, self.tr("Demo recording"), InputChoice(DEMO))
        if self._choice.source not in (MICROPHONE, DEMO):
            self._offer(menu, self._choice.title, self._choice)
        menu.addAction(self.open_action)

    def _offer_microphones(self, menu: QMenu) -> None:
        """Offer the inputs of one sound system, since the others mostly have the same ones, and those in a menu."""
        devices = without_copies(self._devices)
        main = preferred_host_api(devices)
        heading = self.tr("Microphone  ·  {}").format(main) if main else self.tr("Microphone")
        menu.addAction(heading.replace("&", "&&")).setEnabled(False)
        self._offer(menu, self.tr("System default"), InputChoice(MICROPHONE))
        for device in devices:
            if device.host_api == main:
                self._offer_device(menu, device)
        for choice in self._order:
            if choice.device and find_input(devices, choice.device, choice.host_api) is None:
                absent = self.tr("{} (not plugged in)").format(choice.device)
                menu.addAction(self._cut(absent)).setEnabled(False)
        if others := [device for device in devices if device.host_api != main]:
            menu.addMenu(self._others)
            self._offer_others(self._others, others)

    def _offer_others(self, menu: QMenu, devices: Sequence[InputDevice]) -> None:
        for name in dict.fromkeys(device.host_api for device in devices):
            menu.addAction(name.replace("&", "&&")).setEnabled(False)
            for device in devices:
                if device.host_api == name:
                    self._offer_device(menu, device)

    def _offer_device(self, menu: QMenu, device: InputDevice) -> None:
        choice = InputChoice(MICROPHONE, device.name, device.host_api)
        self._offer(menu, whole_name(device, self._devices), choice)

    def _name(self, choice: InputChoice) -> str:
        """Return the choice's name as it stands in the menu."""
        device = find_input(self._devices, choice.device, choice.host_api) if choice.device else None
        return choice.title if device is None else whole_name(device, self._devices)

    def _cut(self, name: str) -> str:
        """Return a name as an entry of a menu, no wider than a window and without mnemonics."""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST_ENTRY_PX).replace("&", "&&")

    def _offer(self, menu: QMenu, text: str, choice: InputChoice) -> None:
        action = self._group.addAction(menu.addAction(self._cut(text)))
        action.setCheckable(True)
        action.setChecked(choice == self._choice)
        action.triggered.connect(lambda: self.chosen.emit(choice))

    def _ask_for_file(self) -> None:
        folder = str(Path(self._choice.source).parent) if self._choice.source not in (MICROPHONE, DEMO) else ""
        kinds = self.tr("Recordings ({});;All files (*)").format(AUDIO_FILES)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open recording"), folder, kinds)
        if path:
            self.chosen.emit(InputChoice(path))

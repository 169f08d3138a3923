"""Which output plays what was heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QWidget

from app.errors import DeviceError
from app.gui.look.choice_button import ChoiceButton

if TYPE_CHECKING:
    from app.audio.playback import OutputDevice

LookForOutputs = Callable[[], "Sequence[OutputDevice]"]
"""Lists the outputs, the default first. Raises ``DeviceError``."""


def look_for_outputs() -> Sequence[OutputDevice]:
    """List the real outputs; PortAudio is looked for here, since it may be missing."""
    from app.audio.playback import list_outputs

    return list_outputs()


class OutputButton(ChoiceButton):
    """Shows the output in use, and those that are plugged in when its menu opens."""

    chosen = Signal(str, str)
    """Name and host API; empty for the system's default."""
    failed = Signal(str)
    """The outputs cannot be listed; carries why in one line."""

    def __init__(self, look: LookForOutputs = look_for_outputs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._choice = ("", "")
        self.setAccessibleName(self.tr("Output"))
        self.setToolTip(self.tr("Where recordings are played"))
        self.choices.aboutToShow.connect(self._list)
        self.show_choice("", "")

    def show_choice(self, name: str, host_api: str) -> None:
        """Show the output in use."""
        self._choice = (name, host_api)
        self.show_text(name or self.tr("System's default output"))

    def _list(self) -> None:
        """Fill the menu with what is there now."""
        self.choices.clear()
        group = QActionGroup(self.choices)
        try:
            outputs = self.look()
        except DeviceError as error:
            self.failed.emit(str(error))
            outputs = ()
        several = len({output.host_api for output in outputs}) > 1
        entries = [(self.tr("System's default output"), "", "")]
        for output in outputs:
            title = f"{output.name}   ({output.host_api})" if several else output.name
            entries.append((title, output.name, output.host_api))
        for title, name, host_api in entries:
            action = group.addAction(self.choices.addAction(title.replace("&", "&&")))
            action.setCheckable(True)
            action.setChecked((name, host_api) == self._choice)
            action.triggered.connect(lambda _=False, name=name, api=host_api: self.chosen.emit(name, api))

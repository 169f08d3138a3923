"""Which inputs takes are recorded from: microphones, and others only on purpose."""

from PySide6.QtCore import QObject

from app.audio.opening import MICROPHONE
from app.gui.controller import Controller
from app.gui.voice.record_panel import RecordPanel


class RecordingInput(QObject):
    """Refuses a recording or the demo as an input, unless the user wants to try it all the same.

    Args:
        panel: says why.
        controller: knows what is listened to.
    """

    def __init__(self, panel: RecordPanel, controller: Controller) -> None:
        super().__init__(panel)
        self._panel, self._controller = panel, controller
        self._tried = ""

    def try_anyway(self) -> None:
        """Take what is listened to now, be it what it may."""
        self._tried = self._controller.choice.source

    def refuses(self) -> bool:
        """Return whether there is nothing to record from, and say why; or say that it is no more than a trial."""
        choice = self._controller.choice
        if choice.source == MICROPHONE:
            return False
        if choice.source == self._tried:
            text = self.tr("Trying with {}: these takes are not of your own voice.")
            self._panel.note.say(text.format(choice.title))
            return False
        why = self.tr("{} is listened to, and cannot tell how you speak: choose a microphone under Input.")
        self._panel.show_complaint(why.format(choice.title), can_try=True)
        return True

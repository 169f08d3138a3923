"""Who hears of crashes and shows them: one dialog at a time, however many there are."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.events import Event, Problem
from app.gui.help.crash import Crash
from app.gui.help.crash_dialog import CrashDialog
from app.gui.help.phrases import translated


class CrashDesk(QObject):
    """Opens the dialog for the first crash, and counts those that come while it is open.

    Args:
        dialog: shows, and says what the user did.
        log: the file of the log, if there is one.
    """

    announced = Signal(str)
    """What a screen reader should say."""

    def __init__(self, dialog: CrashDialog, log: Path | None) -> None:
        super().__init__(dialog)
        self._dialog, self._log = dialog, log

    def take(self, crash: Crash) -> None:
        """Show a crash, or count it."""
        if self._dialog.isVisible():
            self._dialog.count_another()
            return
        self._dialog.show_crash(crash, self._log)
        self._dialog.open()
        self.announced.emit(f"{self._dialog.headline.text()}. {crash.what}")

    def hear(self, event: Event) -> None:
        """Show an unexpected error of the engine, which tells it as a :class:`Problem` with details."""
        if isinstance(event, Problem) and event.details:
            self.take(Crash(translated(event.message), event.details))

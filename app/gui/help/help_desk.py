"""The help menu at work."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.gui.banners import Message
from app.gui.help.log import versions
from app.gui.help.shortcuts import topics_of
from app.gui.window import Window


class HelpDesk(QObject):
    """Opens the page of shortcuts, the page about Sayso, and the folder of the log.

    Args:
        window: holds the menu, the pages, and all that has shortcuts.
        log: the file of the log, if there is one.
        portaudio: returns PortAudio's version, empty where it is missing.
        open_url: shows a folder to the user; returns whether that worked.
    """

    def __init__(
        self,
        window: Window,
        log: Path | None,
        portaudio: Callable[[], str],
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(window)
        self._window, self._log, self._portaudio, self._open_url = window, log, portaudio, open_url
        window.header.help.shortcuts_wanted.connect(self.show_shortcuts)
        window.header.help.about_wanted.connect(self.show_about)
        window.header.help.log_wanted.connect(self.open_log)
        window.crash.log_wanted.connect(self.open_log)

    def show_shortcuts(self) -> None:
        """Open the page of shortcuts, as they are now."""
        page = self._window.shortcuts_page
        page.show_topics(topics_of(self._window, self._window.parts(), self.tr("Elsewhere")))
        page.open()

    def show_about(self) -> None:
        """Open the page about Sayso."""
        found = {**versions(), "PortAudio": self._portaudio()}
        self._window.about.show_versions({name: text for name, text in found.items() if text})
        self._window.about.open()

    def open_log(self) -> None:
        """Show the folder of the log; where nobody can, say where it is."""
        if self._log is None:
            self._tell(self.tr("No log could be written: its folder is read-only, or the disk is full."))
        elif not self._open_url(QUrl.fromLocalFile(str(self._log.parent))):
            self._tell(self.tr("No program here opens folders. The log is {}").format(self._log))

    def _tell(self, text: str) -> None:
        self._window.banners.show_message(Message("log", text))

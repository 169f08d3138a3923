"""While takes are recorded, what is said goes there, and the window answers none of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.engine.commands import Command, Configure
from app.gui.controller import Controller
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window


class Diversion(QObject):
    """Keeps words from the window, and lets the engine hear them however the window is told to listen.

    Args:
        window: says where the words go.
        controller: answers none of them meanwhile.
        keeper: knows how the window is told to listen.
        send: asks the engine for something.
    """

    def __init__(
        self, window: Window, controller: Controller, keeper: SettingsKeeper, send: Callable[[Command], None]
    ) -> None:
        super().__init__(window)
        self._window, self._controller, self._keeper, self._send = window, controller, keeper, send
        self.is_on = False
        controller.heard.connect(self._renew)
        keeper.changed.connect(self._renew)

    def follow(self, recording: bool) -> None:
        """Begin or end, as a recording does."""
        if recording == self.is_on:
            return
        self.is_on = self._controller.deafness.diverted = recording
        self._tell_engine()
        if recording:
            self._tell_user()
        else:
            self._window.show_invitation(self._controller.state, self._keeper.settings.listening)

    def _renew(self, *_: object) -> None:
        """Another stream began, or other settings were sent to this one."""
        if self.is_on:
            self._tell_engine()
            self._tell_user()

    def _tell_engine(self) -> None:
        """Let words be heard without a key that is held."""
        settings = self._keeper.settings.engine()
        if settings.push_to_talk:
            self._send(Configure(replace(settings, push_to_talk=not self.is_on)))

    def _tell_user(self) -> None:
        self._window.prediction.show_idle(
            self.tr("Recording"), self.tr("What you say goes into the test set. See “My voice”.")
        )

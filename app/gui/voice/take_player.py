"""Plays takes, one at a time, and lets nobody else play meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.audio.files import read_audio
from app.errors import SaysoError
from app.gui.answers.player import Player
from app.gui.settings_keeper import SettingsKeeper
from app.types import SAMPLE_RATE, Samples


class TakePlayer(QObject):
    """Plays through the output that the user chose.

    Args:
        player: plays.
        others: play other things, and are quiet while a take is heard; a take is quiet once one of them plays.
        keeper: knows the output.
    """

    changed = Signal(bool)
    """Something is played, by whomever, or no longer."""
    failed = Signal(str)
    """Nothing can be played; carries why in one line."""

    def __init__(self, player: Player, others: Player, keeper: SettingsKeeper) -> None:
        super().__init__(player)
        self._player, self._others, self._keeper = player, others, keeper
        player.changed.connect(self.changed)
        player.failed.connect(self.failed)
        others.changed.connect(self._give_way)

    @property
    def is_playing(self) -> bool:
        """Whether a take is played."""
        return self._player.is_playing

    def play_or_stop(self, load: Callable[[], Samples]) -> None:
        """Be quiet if something is played; else play what ``load`` returns, which may raise ``SaysoError``."""
        if self._player.is_playing:
            self._player.stop()
            return
        try:
            samples = load()
        except SaysoError as error:
            self.failed.emit(str(error))
            return
        self._others.stop()
        settings = self._keeper.settings
        self._player.play(samples, settings.output, settings.output_host_api)

    def stop(self) -> None:
        """Be quiet at once."""
        self._player.stop()

    def _give_way(self, playing: bool) -> None:
        if playing:
            self._player.stop()
        self.changed.emit(playing)


def samples_of(path: Path) -> Samples:
    """Return a take's sound as it was recorded. Raises ``AudioError``."""
    return read_audio(path, SAMPLE_RATE)

"""Plays what was heard, one utterance at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import DeviceError
from app.types import Samples

LOOK_MS = 33
"""Between two looks at how far it is."""


class Playing(Protocol):
    """The part of :class:`app.audio.playback.Playback` that matters here."""

    @property
    def heard_s(self) -> float:
        """Seconds that were played so far."""

    @property
    def done(self) -> bool:
        """Whether all was played."""

    def close(self) -> None:
        """Stop at once."""


MakePlayback = Callable[[Samples, str, str], Playing]
"""Begins to play samples through the output of a name and a host API. Raises ``DeviceError``."""


def play_aloud(samples: Samples, device: str, host_api: str) -> Playing:
    """Begin to play through a real output; PortAudio is looked for here, since it may be missing."""
    from app.audio.playback import Playback

    return Playback(samples, device, host_api)


class Player(QObject):
    """Plays at most one thing.

    Args:
        make: begins to play.
        parent: owns this.
    """

    changed = Signal(bool)
    """Something is played, or no longer."""
    moved = Signal(float)
    """How many seconds were played so far."""
    failed = Signal(str)
    """Nothing can be played; carries why in one line."""

    def __init__(self, make: MakePlayback = play_aloud, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._playing: Playing | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_playing(self) -> bool:
        """Whether something is played."""
        return self._playing is not None

    def play(self, samples: Samples, device: str, host_api: str) -> None:
        """Play ``samples`` from their beginning, in place of what is played."""
        self.stop()
        try:
            self._playing = self._make(samples, device, host_api)
        except DeviceError as error:
            self.failed.emit(str(error))
            return
        self._timer.start()
        self.changed.emit(True)

    def stop(self) -> None:
        """Be quiet at once."""
        playing, self._playing = self._playing, None
        self._timer.stop()
        if playing is not None:
            playing.close()
            self.changed.emit(False)

    def look(self) -> None:
        """See how far it is, and end with the sound."""
        if self._playing is None:
            return
        if self._playing.done:
            self.stop()
        else:
            self.moved.emit(self._playing.heard_s)

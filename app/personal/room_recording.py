"""A recording of the room without the words: the background that a threshold is tuned on."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import platformdirs

from app.audio.wav_writer import WavWriter
from app.errors import AudioError
from app.types import SAMPLE_RATE, Samples

DAY_S = 86_400


def rooms_folder() -> Path:
    """Return where room recordings live: in the platform's folder for user data."""
    return platformdirs.user_data_path("sayso", appauthor=False) / "rooms"


def local_time() -> datetime:
    """Return the time on the user's clock, by which recordings are called."""
    return datetime.now().astimezone()


class RoomRecording:
    """Takes samples until it has enough of them, and writes each at once.

    Args:
        wanted: samples to record.
        folder: where the recording goes; it is made where it is missing.
        clock: tells when it begins.

    Raises:
        AudioError: nothing can be written there.
    """

    def __init__(self, wanted: int, folder: Path | None = None, clock: Callable[[], datetime] = local_time) -> None:
        self.wanted, self.done = wanted, 0
        folder = folder or rooms_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AudioError(f"{folder}: cannot be made ({error.strerror or error}); free the folder") from error
        _sweep(folder)
        self._writer = WavWriter(folder / f"room {clock():%Y-%m-%d %H.%M.%S}.wav", SAMPLE_RATE)

    @property
    def left(self) -> int:
        """Samples that are still to come."""
        return self.wanted - self.done

    def push(self, samples: Samples) -> None:
        """Write what is still wanted of ``samples``. Raises ``AudioError``, and nothing is kept then."""
        fitting = samples[: self.left]
        self._writer.write(fitting)
        self.done += len(fitting)

    def finish(self) -> Path | None:
        """Keep what was recorded and return its file; ``None`` where that is nothing. Raises ``AudioError``."""
        if not self.done:
            self._writer.abandon()
            return None
        self._writer.finish()
        return self._writer.path

    def abandon(self) -> None:
        """Keep nothing."""
        self._writer.abandon()


def _sweep(folder: Path) -> None:
    """Delete what a crash left of recordings: no recording takes a day, so another Sayso's is never touched."""
    for partial in folder.glob(".room *.part"):
        with suppress(OSError):
            if time.time() - partial.stat().st_mtime > DAY_S:
                partial.unlink()

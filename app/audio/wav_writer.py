"""Writes a recording of any length while it goes on: memory does not grow with it."""

import contextlib
import os
from pathlib import Path

import numpy as np
import soundfile

from app.audio.files import libsndfile_name
from app.errors import AudioError
from app.types import Samples


class WavWriter:
    """Fills a mono WAV of 16-bit numbers beside ``path``, which has its name only once it is whole.

    Args:
        path: the file to write; its folder must exist.
        sample_rate: in hertz.

    Raises:
        AudioError: nothing can be written there.
    """

    def __init__(self, path: Path, sample_rate: int) -> None:
        self.path = path
        self._partial = path.with_name(f".{path.name}.part")
        try:
            self._file = soundfile.SoundFile(
                libsndfile_name(self._partial), "w", sample_rate, channels=1, subtype="PCM_16", format="WAV"
            )
        except (soundfile.SoundFileError, OSError) as error:
            raise self._unwritten(error) from error

    def write(self, samples: Samples) -> None:
        """Append samples ``(n,)``; values outside [-1, 1] are clipped. Raises ``AudioError``, and is closed then."""
        try:
            self._file.write(np.round(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16))
        except (soundfile.SoundFileError, OSError) as error:
            self.abandon()
            raise self._unwritten(error) from error

    def finish(self) -> None:
        """Close the file, flush it to disk, and give it its name. Raises ``AudioError``; then there is no file."""
        try:
            self._file.close()
            with self._partial.open("rb+") as file:
                os.fsync(file.fileno())
            self._partial.replace(self.path)
        except (soundfile.SoundFileError, OSError) as error:
            self.abandon()
            raise self._unwritten(error) from error

    def abandon(self) -> None:
        """Forget everything that was written."""
        with contextlib.suppress(soundfile.SoundFileError, OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._partial.unlink()

    def _unwritten(self, error: Exception) -> AudioError:
        return AudioError(f"{self.path}: cannot be written ({error}); free the disk or choose another folder")

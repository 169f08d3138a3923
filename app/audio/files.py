"""Read and write recordings: whatever libsndfile knows, as mono float32 samples at the rate that is asked for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from app.audio.resampler import Resampler
from app.audio.wav import missing_bytes
from app.errors import AudioError
from app.files import write_atomically
from app.types import Samples

BLOCK_FRAMES = 16_384
"""Frames read at once: memory does not grow with the recording, nor with what its header claims."""


def stream_audio(path: Path | str, sample_rate: int) -> Iterator[Samples]:
    """Yield a recording block by block, mixed down to mono and resampled.

    Channels are averaged; samples are clipped to [-1, 1] and never scaled by their own maximum, so that a file is as
    loud to the model as the same sound through a microphone.

    Args:
        path: a file that libsndfile reads: WAV, FLAC, Ogg Vorbis, Opus, MP3, AIFF and others, any rate, any depth.
        sample_rate: rate of the result, in hertz.

    Yields:
        float32 samples of shape ``(n,)``, n > 0.

    Raises:
        AudioError: the file is missing, is no audio, was cut off, is empty, or holds values that are not numbers.
    """
    path = Path(path)
    heard = 0
    with _readable(path), soundfile.SoundFile(path) as file:
        resampler = Resampler(file.samplerate, sample_rate)
        while len(frames := file.read(BLOCK_FRAMES, dtype="float32", always_2d=True)):
            block = resampler.push(_to_mono(path, frames))
            heard += len(block)
            if len(block):
                yield np.clip(block, -1.0, 1.0)
        block = resampler.finish()
        heard += len(block)
        if len(block):
            yield np.clip(block, -1.0, 1.0)
    if not heard:
        raise AudioError(f"{path}: holds no samples; record it again")


def read_audio(path: Path | str, sample_rate: int) -> Samples:
    """Return a recording whole, float32 ``(n,)`` with n > 0: all blocks of :func:`stream_audio` joined.

    Raises:
        AudioError: as :func:`stream_audio`.
    """
    return np.concatenate(list(stream_audio(path, sample_rate)))


def write_wav(path: Path | str, samples: Samples, sample_rate: int) -> None:
    """Write mono samples as a 16-bit PCM WAV, whole or not at all.

    Args:
        path: the file to write; its folder must exist.
        samples: float32 of shape ``(n,)`` in [-1, 1]; values outside are clipped.
        sample_rate: in hertz.

    Raises:
        AudioError: the file cannot be written.
    """
    pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)

    def write(temporary: Path) -> None:
        soundfile.write(os.fspath(temporary), pcm, sample_rate, subtype="PCM_16", format="WAV")

    try:
        write_atomically(Path(path), write)
    except (soundfile.SoundFileError, OSError) as error:
        raise AudioError(f"{path}: cannot be written ({error}); free the disk or choose another folder") from error


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn the many ways in which a file may not be audio into one error."""
    if path.is_dir():
        raise AudioError(f"{path}: is a folder, not a recording; name a file in it")
    if not path.exists():
        raise AudioError(f"{path}: no such file; check the name")
    try:
        if missing := missing_bytes(path):
            raise AudioError(f"{path}: was cut off, {missing} bytes of sound are missing; copy or record it again")
        if not path.stat().st_size:
            raise AudioError(f"{path}: is empty; copy or record it again")
        yield
    except (soundfile.SoundFileError, OSError, ValueError, TypeError) as error:
        reason = str(getattr(error, "error_string", error)).strip().rstrip(".")
        raise AudioError(f"{path}: cannot be read as audio ({reason}); convert it to WAV or FLAC") from error


def _to_mono(path: Path, frames: Samples) -> Samples:
    """Return the mean over channels of ``(n, channels)``."""
    if not np.isfinite(frames).all():
        raise AudioError(f"{path}: holds values that are not numbers (NaN or infinity); export it again as PCM")
    return frames[:, 0] if frames.shape[1] == 1 else frames.mean(axis=1)

"""Read and write recordings: whatever libsndfile knows, as mono float32 samples at the rate that is asked for."""

import os
import stat
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import soundfile

from app.audio.headers import missing_bytes
from app.audio.resampler import Resampler
from app.audio.source import Block
from app.errors import AudioError
from app.files import write_atomically
from app.types import SAMPLE_RATE, Samples

BLOCK_NUMBERS = 16_384
"""Read at once, of all channels: memory does not grow with the recording, nor with what its header claims."""

MOST_SAMPLES = 2**28
"""Held at once: a gigabyte, four hours at 16 kHz."""

MIDI_DUMP = b"\xf0\x7e"
"""How SDS begins. Nobody records so, and libsndfile prints what is wrong in it on standard output, among our JSON."""

LOWEST_RATE, HIGHEST_RATE = 1_000, 768_000
"""In hertz. A lower rate is a damaged header, and would blow a small file up to gigabytes."""


def stream_audio(path: Path | str, sample_rate: int) -> Generator[Samples, None, None]:
    """Yield a recording block by block, mixed down to mono and resampled: the samples of :func:`stream_blocks`."""
    with closing(stream_blocks(path, sample_rate)) as blocks:
        for block in blocks:
            yield block.samples


def stream_blocks(path: Path | str, sample_rate: int = SAMPLE_RATE) -> Generator[Block, None, None]:
    """Yield a recording block by block, mixed down to mono, resampled and at its own rate.

    Samples are clipped to [-1, 1] and never scaled by their own maximum, so that a file is as loud to the model as the
    same sound through a microphone; channels are averaged.

    Args:
        path: a file that libsndfile reads: WAV, FLAC, Ogg Vorbis, Opus, MP3, AIFF and others, any rate, any depth.
        sample_rate: rate of the blocks' ``samples``, in hertz.

    Yields:
        blocks whose ``samples`` are of shape ``(n,)``, n > 0.

    Raises:
        AudioError: the file is missing, is no audio, was cut off, is empty, or holds values that are not numbers.
    """
    path = Path(path)
    heard = 0
    with _readable(path), soundfile.SoundFile(libsndfile_name(path)) as file:
        own: list[Samples] = []
        for frames, samples in _resampled(path, file, sample_rate):
            own.append(frames)
            heard += len(samples)
            if len(samples):
                yield Block(np.clip(samples, -1.0, 1.0), np.concatenate(own), file.samplerate)
                own.clear()
    if not heard:
        raise AudioError(f"{path}: holds no samples; record it again")


def read_audio(path: Path | str, sample_rate: int) -> Samples:
    """Return a recording whole, float32 ``(n,)`` with n > 0: all blocks of :func:`stream_audio` joined.

    Raises:
        AudioError: as :func:`stream_audio`; or it is too long: silence of days may be packed into a megabyte.
    """
    blocks, length = [], 0
    for block in stream_audio(path, sample_rate):
        blocks.append(block)
        length += len(block)
        if length > MOST_SAMPLES:
            raise AudioError(f"{path}: is too long to be read whole; cut it into pieces of an hour")
    return np.concatenate(blocks)


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
        soundfile.write(libsndfile_name(temporary), pcm, sample_rate, subtype="PCM_16", format="WAV")

    try:
        write_atomically(Path(path), write)
    except (soundfile.SoundFileError, OSError) as error:
        raise AudioError(f"{path}: cannot be written ({error}); free the disk or choose another folder") from error


def rate_of(path: Path | str) -> int:
    """Return the sample rate in hertz that a recording's header says.

    Raises:
        AudioError: the file is missing, cut off, or no audio.
    """
    path = Path(path)
    with _readable(path), soundfile.SoundFile(libsndfile_name(path)) as file:
        return int(file.samplerate)


def length_s(path: Path | str) -> float:
    """Return how many seconds of sound a recording's header says there are. Raises as :func:`rate_of`."""
    path = Path(path)
    with _readable(path), soundfile.SoundFile(libsndfile_name(path)) as file:
        return float(file.frames / file.samplerate)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn the many ways in which a file may not be audio into one error."""
    try:
        _check_file(path)
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AudioError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise AudioError(
            f"{path}: cannot be read ({error.strerror or error}); check its name and permissions"
        ) from error
    except (soundfile.SoundFileError, ValueError, TypeError) as error:
        reason = str(getattr(error, "error_string", error)).strip().rstrip(".")
        raise AudioError(f"{path}: cannot be read as audio ({reason}); convert it to WAV or FLAC") from error


def _check_file(path: Path) -> None:
    """Refuse, before it is opened, what can only disappoint; opening a pipe would wait for whoever writes to it."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise AudioError(f"{path}: is a folder, not a recording; name a file in it")
    if not stat.S_ISREG(found.st_mode):
        raise AudioError(f"{path}: is a pipe or a device, not a file; save the sound to a file first and name that")
    if not found.st_size:
        raise AudioError(f"{path}: is empty; copy or record it again")
    with path.open("rb") as file:
        if file.read(2) == MIDI_DUMP:
            raise ValueError("a MIDI sample dump")
    if missing := missing_bytes(path):
        raise AudioError(f"{path}: was cut off, {missing} bytes of sound are missing; copy or record it again")


def libsndfile_name(path: Path) -> str | bytes:
    """Return the name as the system keeps it: where that is bytes, they need not be UTF-8."""
    return str(path) if sys.platform == "win32" else os.fsencode(path)


def _resampled(path: Path, file: soundfile.SoundFile, sample_rate: int) -> Iterator[tuple[Samples, Samples]]:
    """Yield the samples of an open file, mixed down, at its own rate and at another; both may be empty."""
    if not LOWEST_RATE <= file.samplerate <= HIGHEST_RATE:
        raise AudioError(
            f"{path}: its sample rate is {file.samplerate} Hz, not from {LOWEST_RATE} to {HIGHEST_RATE}; "
            "export it again at 16000 Hz"
        )
    resampler, block = Resampler(file.samplerate, sample_rate), max(1, BLOCK_NUMBERS // file.channels)
    while len(frames := file.read(block, dtype="float32", always_2d=True)):
        mono = _to_mono(path, frames)
        yield mono, resampler.push(mono)
    yield np.empty(0, np.float32), resampler.finish()


def _to_mono(path: Path, frames: Samples) -> Samples:
    """Return the mean over channels of ``(n, channels)``, clipped first: sums of huge values are no numbers."""
    if not np.isfinite(frames).all():
        raise AudioError(f"{path}: holds values that are not numbers (NaN or infinity); export it again as PCM")
    frames = np.clip(frames, -1.0, 1.0)
    return frames[:, 0] if frames.shape[1] == 1 else frames.mean(axis=1)

"""A take: one recorded utterance of a personal test set, and what is known of it."""

import hashlib
import io
from dataclasses import dataclass, field

import numpy as np
import soundfile

from app.errors import SaysoError
from app.types import SAMPLE_RATE, Json, Samples


class TakeError(SaysoError):
    """A test set cannot be opened or kept: free the folder or the disk, or close what else uses it."""


@dataclass(frozen=True)
class Origin:
    """Where a take comes from."""

    speaker: str = ""
    """An alias that the speaker chose, or nothing."""
    device: str = ""
    """The microphone or the recording that it came through, for people."""
    trim: tuple[int, int] | None = None
    """Where the word lies in the samples, as the gate heard it; ``None`` where no gate did."""


@dataclass(frozen=True)
class Take:
    """One line of the manifest."""

    id: str
    """Unique in its set, and the name of its file without ``.wav``; it stays when the label changes."""
    label: str
    """What was said, exactly; the folder's name may be a safe spelling of it."""
    speaker: str
    """The speaker's alias, or nothing."""
    device: str
    """What it was recorded with, or nothing."""
    sample_rate: int
    """In hertz; 16,000 for whatever Sayso recorded."""
    level_db: float | None
    """Loudness of the speech, root mean square relative to full scale; ``None`` where there is only silence."""
    snr_db: float | None
    """Speech over the room's noise in decibels; ``None`` where there is nothing to tell it by."""
    clipped: bool
    """Whether the speech was too loud for the converter."""
    trim: tuple[int, int]
    """Where the word begins and ends in the file, in samples; what lies outside is the margin."""
    sha256: str
    """Of the whole file, in hexadecimal."""
    time: str
    """When it was recorded: ISO 8601, UTC, whole seconds."""
    app_version: str
    """The Sayso that recorded it."""
    file: str
    """Path relative to the set's folder, with forward slashes: ``<folder>/<id>.wav``."""
    more: Json = field(default_factory=dict, compare=False)
    """What a later version of Sayso, or another tool, wrote into the line: kept as it was."""


def wav_bytes(samples: Samples) -> bytes:
    """Return mono samples ``(n,)`` at 16 kHz as the content of a 16-bit PCM WAV file."""
    pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
    buffer = io.BytesIO()
    soundfile.write(buffer, pcm, SAMPLE_RATE, subtype="PCM_16", format="WAV")
    return buffer.getvalue()


def digest(content: bytes) -> str:
    """Return the SHA-256 that a take's line holds."""
    return hashlib.sha256(content).hexdigest()

"""Look into a WAV header for what libsndfile forgives in silence: data that was cut off."""

import struct
from pathlib import Path

STREAMED = (0, 0x7FFFFFFF, 0xFFFFFFFF)
"""Sizes that programs write when they cannot go back to fill the true one in."""


def missing_bytes(path: Path) -> int:
    """Return how many bytes of sound the header of ``path`` promises beyond the end of the file.

    0 for a whole file, for a streamed one whose size was never filled in, and for anything that is no RIFF WAV.

    Raises:
        OSError: the file cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"RIFF" or file.read(8)[4:] != b"WAVE":
            return 0
        while len(header := file.read(8)) == 8:
            name, length = struct.unpack("<4sI", header)
            if name == b"data":
                return 0 if length in STREAMED else max(0, file.tell() + length - size)
            file.seek(length + length % 2, 1)
    return 0

"""Look into the header of a recording for what libsndfile forgives in silence: sound that was cut off.

RF64 follows EBU Tech 3306, Wave64 Sony Pictures Digital; the others are described with libsndfile.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

STREAMED = 0x7F00_0000
"""A length from here on, and 0, holds the place of one that the program could not go back to fill in.

SoX writes a little more than this, espeak-ng and arecord 0x7FFFF000 to 0x80000000, ffmpeg 0xFFFFFFFF.
"""

STREAMED_LONG = 1 << 62
"""The same for lengths of 64 bits."""


def missing_bytes(path: Path) -> int:
    """Return how many bytes of sound the header of ``path`` promises beyond the end of the file.

    0 for a whole file, for a streamed one whose length was never filled in, and for a format that is not known here.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return max(0, _promised_end(file) - os.fstat(file.fileno()).st_size)


def _promised_end(file: BinaryIO) -> int:
    """Return where in the file the sound ends, by the header's own word; 0 where it does not say."""
    kind, _, form = struct.unpack("4s4s4s", file.read(12).ljust(12))
    if form == b"WAVE" and kind in (b"RIFF", b"RF64"):
        return _end_in_wav(file, "<")
    if form == b"WAVE" and kind == b"RIFX":
        return _end_in_wav(file, ">")
    if kind == b"FORM" and form in (b"AIFF", b"AIFC"):
        return next((_end(file, length) for name, length in _chunks(file, ">") if name == b"SSND"), 0)
    if kind in (b".snd", b"dns."):
        return _end_in_au(file, ">" if kind == b".snd" else "<")
    return _end_in_wave64(file) if kind == b"riff" else 0


def _end(file: BinaryIO, length: int, streamed: int = STREAMED) -> int:
    return file.tell() + length if 0 < length < streamed else 0


def _chunks(file: BinaryIO, order: str) -> Iterator[tuple[bytes, int]]:
    """Yield the name and length of each chunk, the file standing where its content begins."""
    file.seek(12)
    while len(header := file.read(8)) == 8:
        name, length = struct.unpack(f"{order}4sI", header)
        content = file.tell()
        yield name, length
        file.seek(content + length + length % 2)


def _end_in_wav(file: BinaryIO, order: str) -> int:
    """Return the end of the chunk ``data``; where RF64 has no room for its length, that stands in ``ds64``."""
    long_length = 0
    for name, length in _chunks(file, order):
        if name == b"ds64":
            _, long_length = struct.unpack("<QQ", file.read(16).ljust(16, b"\0"))
        elif name == b"data":
            return _end(file, long_length, STREAMED_LONG) if long_length and length >= STREAMED else _end(file, length)
    return 0


def _end_in_au(file: BinaryIO, order: str) -> int:
    file.seek(4)
    start, length = struct.unpack(f"{order}II", file.read(8).ljust(8, b"\0"))
    file.seek(start)
    return _end(file, length)


def _end_in_wave64(file: BinaryIO) -> int:
    """Return the end of the chunk ``data``: names are GUIDs, lengths include their 24 bytes, chunks begin at eights."""
    start, size = 40, os.fstat(file.fileno()).st_size
    while start < size and file.seek(start) and len(header := file.read(24)) == 24:
        name, length = struct.unpack("<4s12xQ", header)
        if name == b"data":
            return _end(file, length - 24, STREAMED_LONG)
        start += max(24, length + -length % 8)
    return 0

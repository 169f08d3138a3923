import struct
from pathlib import Path

import pytest
import soundfile

from app.audio.files import read_audio
from app.audio.headers import missing_bytes
from app.errors import AudioError
from tests.fakes import tone

SECOND = 32_000
"""Bytes of the sound that :func:`write` writes."""

PROMISING = ["WAV", "WAVEX", "RF64", "W64", "AIFF", "AU"]
"""Formats whose header promises a length."""


def write(path: Path, kind: str, endian: str = "FILE") -> bytes:
    soundfile.write(path, tone(1.0), 16_000, format=kind, subtype="PCM_16", endian=endian)
    return path.read_bytes()


@pytest.mark.parametrize("kind", PROMISING)
def test_a_whole_file_misses_nothing(tmp_path: Path, kind: str) -> None:
    write(tmp_path / "clip", kind)
    assert missing_bytes(tmp_path / "clip") == 0


@pytest.mark.parametrize("kind", PROMISING)
@pytest.mark.parametrize("lost", [2, 10_000, SECOND])
def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, kind: str, lost: int) -> None:
    content = write(tmp_path / "clip", kind)
    (tmp_path / "clip").write_bytes(content[:-lost])
    with pytest.raises(AudioError, match=f"was cut off, {lost} bytes of sound are missing"):
        read_audio(tmp_path / "clip", 16_000)


@pytest.mark.parametrize(("kind", "endian"), [("WAV", "BIG"), ("AU", "LITTLE")])
def test_the_order_of_bytes_is_the_headers(tmp_path: Path, kind: str, endian: str) -> None:
    content = write(tmp_path / "clip", kind, endian)
    assert missing_bytes(tmp_path / "clip") == 0
    (tmp_path / "clip").write_bytes(content[:-8])
    assert missing_bytes(tmp_path / "clip") == 8


@pytest.mark.parametrize("length", [0x7F00_0000, 0x7FFF_F000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF])
def test_a_streamed_wav_without_a_true_length_is_read_to_its_end(tmp_path: Path, length: int) -> None:
    content = bytearray(write(tmp_path / "clip", "WAV"))
    content[4:8] = struct.pack("<I", min(length + 36, 0xFFFF_FFFF))
    content[40:44] = struct.pack("<I", length)
    (tmp_path / "clip").write_bytes(content)
    assert len(read_audio(tmp_path / "clip", 16_000)) == 16_000


@pytest.mark.parametrize("kind", [*PROMISING, "FLAC", "OGG"])
def test_a_header_that_ends_anywhere_gets_one_line(tmp_path: Path, kind: str) -> None:
    subtype = {"OGG": "VORBIS"}.get(kind, "PCM_16")
    soundfile.write(tmp_path / "whole", tone(0.01), 16_000, format=kind, subtype=subtype)
    content = (tmp_path / "whole").read_bytes()
    for length in range(1, min(len(content), 120)):
        (tmp_path / "clip").write_bytes(content[:length])
        with pytest.raises(AudioError):
            read_audio(tmp_path / "clip", 16_000)


def test_a_wave64_chunk_of_absurd_length_ends_the_search(tmp_path: Path) -> None:
    content = bytearray(write(tmp_path / "clip", "W64"))
    content[56:64] = struct.pack("<Q", (1 << 64) - 1)
    (tmp_path / "clip").write_bytes(content)
    assert missing_bytes(tmp_path / "clip") == 0

"""Recordings that grow on disk."""

from pathlib import Path

import numpy as np
import pytest

from app.audio.files import length_s, read_audio
from app.audio.wav_writer import WavWriter
from app.errors import AudioError


def test_what_is_written_piece_by_piece_is_read_back_whole(tmp_path: Path) -> None:
    sound = np.random.default_rng(0).uniform(-1, 1, 10_000).astype(np.float32)
    writer = WavWriter(tmp_path / "room.wav", 16_000)
    for piece in np.array_split(sound, 7):
        writer.write(piece)
    writer.finish()
    assert np.abs(read_audio(tmp_path / "room.wav", 16_000) - sound).max() < 1e-4
    assert length_s(tmp_path / "room.wav") == 10_000 / 16_000


def test_there_is_no_file_of_that_name_before_the_end_and_none_at_all_once_abandoned(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "room.wav", 16_000)
    writer.write(np.zeros(100, np.float32))
    assert not (tmp_path / "room.wav").exists()
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"room\.wav: cannot be written"):
        WavWriter(tmp_path / "gone" / "room.wav", 16_000)


def test_what_fails_at_the_end_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "room.wav").mkdir()
    writer = WavWriter(tmp_path / "room.wav", 16_000)
    writer.write(np.zeros(100, np.float32))
    with pytest.raises(AudioError, match=r"room\.wav: cannot be written"):
        writer.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["room.wav"]

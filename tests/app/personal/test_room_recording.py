"""Recording the room."""

import os
from pathlib import Path

import numpy as np
import pytest

from app.audio.files import read_audio
from app.errors import AudioError
from app.personal.room_recording import RoomRecording
from tests.app.personal.takes import Clock


def test_a_room_recording_takes_what_is_wanted_and_no_more(tmp_path: Path) -> None:
    recording = RoomRecording(1_000, tmp_path / "rooms", Clock())
    for _ in range(3):
        recording.push(np.full(400, 0.5, np.float32))
    assert (recording.done, recording.left) == (1_000, 0)
    path = recording.finish()
    assert path == tmp_path / "rooms" / "room 2026-01-02 03.04.06.wav"
    assert len(read_audio(path, 16_000)) == 1_000


def test_a_recording_of_nothing_leaves_no_file(tmp_path: Path) -> None:
    assert RoomRecording(1_000, tmp_path, Clock()).finish() is None
    recording = RoomRecording(1_000, tmp_path, Clock())
    recording.push(np.zeros(10, np.float32))
    recording.abandon()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "rooms").touch()
    with pytest.raises(AudioError, match="mine: cannot be made"):
        RoomRecording(1_000, tmp_path / "rooms" / "mine", Clock())


def test_what_a_crash_left_behind_is_deleted_a_day_later(tmp_path: Path) -> None:
    stale, fresh = tmp_path / ".room 1.wav.part", tmp_path / ".room 2.wav.part"
    for path in (stale, fresh):
        path.touch()
    os.utime(stale, (0, 0))
    RoomRecording(1_000, tmp_path, Clock()).abandon()
    assert list(tmp_path.iterdir()) == [fresh]

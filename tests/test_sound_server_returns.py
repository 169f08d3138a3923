"""End to end: the sound server dies under a window that listens, and comes back."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.resources import assets_folder
from tests.pulse import SoundServer

SECONDS = 5.0
"""How much of the demo is spoken each time: two, four, six."""

LEAD_SECONDS, TAIL_SECONDS = 3.0, 2.5
"""Silence around it: PulseAudio sends the first sound up to two seconds late, and the last too."""


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """Start a sound server with a microphone; stop it afterwards, whichever of them runs by then."""
    server = SoundServer()
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def window(server: SoundServer) -> "Iterator[subprocess.Popen[str]]":
    """Open a window that listens to the microphone."""
    window = subprocess.Popen(
        [sys.executable, "-m", "app", "gui", "--source", "mic", "--exit-after", "90"],
        env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield window
    window.kill()
    window.communicate()


def spoken_clip(folder: Path) -> Path:
    samples, rate = soundfile.read(assets_folder() / "demo.wav", frames=int(SECONDS * 16_000))
    spoken = np.pad(samples, (int(LEAD_SECONDS * rate), int(TAIL_SECONDS * rate)))
    soundfile.write(folder / "spoken.wav", spoken, rate)
    return folder / "spoken.wav"


def test_listening_goes_on_by_itself_when_a_sound_server_that_died_is_back(
    server: SoundServer, window: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    clip = spoken_clip(tmp_path)
    assert server.is_listened_to()
    server.speak(clip)
    server.kill()
    server.start()
    assert server.is_listened_to()
    server.speak(clip)
    window.send_signal(signal.SIGINT)
    output, errors = window.communicate(timeout=60)
    assert window.returncode == 0, errors
    words = output.split("final predictions:")[1].split()
    assert words == ["two", "four", "six"] * 2

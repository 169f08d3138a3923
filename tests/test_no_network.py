"""Sayso talks to nobody: no socket is opened, and no name looked up, but those that the user asks for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.audio.files import read_audio, write_wav
from app.resources import assets_folder
from app.types import SAMPLE_RATE
from tests import offline

ROOT = Path(__file__).parents[1]
DEMO = str(assets_folder() / "demo.wav")

KILLED, NO_WATCH = -31, 98
"""Exit statuses: by the signal SIGSYS; nothing could be forbidden."""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the user's folders below ``folder``."""
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(folder))
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a test set: five takes each of two words of the demo."""
    folder = tmp_path_factory.mktemp("clips")
    samples = read_audio(DEMO, SAMPLE_RATE)
    for word in json.loads(Path(DEMO).with_suffix(".json").read_text(encoding="utf-8"))[:2]:
        (folder / word["label"]).mkdir()
        start, end = (int(word[edge] * SAMPLE_RATE) for edge in ("start_s", "end_s"))
        for take in range(5):
            loud = samples[start - 6_000 : end + 6_000] * (1 - take / 10)
            write_wav(folder / word["label"] / f"{take}.wav", loud, SAMPLE_RATE)
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "listen --source demo --json",
        "classify {demo} --json",
        "evaluate {clips} --report {new}.html",
        "tune {clips} --apply --background {demo}",
        "adapt {clips} --force",
        "record --into {new} --label two --from {demo}",
        "models --json",
        "profiles",
        "licences",
        "devices",
        "doctor --source demo",
        "gui --source demo --exit-after 2",
    ],
    ids=lambda command: command.split()[0],
)
def test_no_command_touches_the_network(tmp_path: Path, clips: Path, command: str) -> None:
    words = [word.format(clips=clips, demo=DEMO, new=tmp_path / "new") for word in command.split()]
    done = run(tmp_path, "-m", "tests.offline", *words)
    assert "network:" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr  # 1: the doctor finds fault with the demo, or a bar is missed


def test_the_watch_sees_the_one_door_that_the_user_may_open(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "tests.offline", "listen", "--source", "demo", "--serve", "0")
    assert done.returncode in {offline.REFUSED, KILLED}


@pytest.mark.parametrize("deed", ["getaddrinfo('localhost', 80)", "socket().connect(('127.0.0.1', 9))"])
def test_the_watch_sees_what_python_asks_for(tmp_path: Path, deed: str) -> None:
    program = (
        "import socket, sys, threading, tests.offline as offline\n"
        "sys.addaudithook(offline.refuse)\n"
        f"thread = threading.Thread(target=lambda: socket.{deed})\n"
        "thread.start(); thread.join()"
    )
    done = run(tmp_path, "-c", program)
    assert done.returncode == offline.REFUSED
    assert done.stderr.startswith("network: socket.")


@pytest.mark.parametrize(("family", "allowed"), [("AF_UNIX", True), ("AF_INET", False), ("AF_INET6", False)])
@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
def test_the_kernel_sees_what_python_does_not(tmp_path: Path, family: str, allowed: bool) -> None:
    program = (
        "import ctypes, socket, sys, tests.offline as offline\n"
        f"if not offline.forbid_internet_sockets(): sys.exit({NO_WATCH})\n"
        f"ctypes.CDLL(None).socket(int(socket.{family}), int(socket.SOCK_STREAM), 0)"
    )
    done = run(tmp_path, "-c", program)
    if done.returncode == NO_WATCH:
        pytest.skip("this kernel, or what we run in, takes no filter")
    assert done.returncode == (0 if allowed else KILLED), done.stderr

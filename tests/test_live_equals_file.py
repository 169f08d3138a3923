"""End to end with hardware that is not there: clips spoken into a PulseAudio microphone, and read from files."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.resources import assets_folder

NEEDED = ("pulseaudio", "pactl", "paplay")
SECONDS = 10.0
"""How much of the demo is spoken."""


def speak(folder: Path) -> Path:
    samples, rate = soundfile.read(assets_folder() / "demo.wav", frames=int(SECONDS * 16_000))
    soundfile.write(folder / "spoken.wav", samples, rate)
    return folder / "spoken.wav"


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Start a PulseAudio of our own with a virtual microphone, and stop it afterwards; yield its environment."""
    if missing := [program for program in NEEDED if shutil.which(program) is None]:
        pytest.skip(f"{missing[0]} is not installed (Debian: pulseaudio pulseaudio-utils libasound2-plugins)")
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"sayso-pulse-{os.getpid()}"  # a socket's path must be short
    folder.mkdir(mode=0o700)
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "PULSE_RUNTIME_PATH": str(folder)}
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit",
         "-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=virtmic",
         "-L", "module-remap-source master=virtmic.monitor source_name=virtsrc"],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        if not started(server, environment):
            server.terminate()
            pytest.skip(f"PulseAudio does not start here: {(server.communicate()[1] or '').strip()[-200:]}")
        subprocess.run(["pactl", "set-default-source", "virtsrc"], env=environment, check=True)
        yield environment
    finally:
        server.terminate()
        server.communicate()
        shutil.rmtree(folder, ignore_errors=True)


def started(server: "subprocess.Popen[str]", environment: dict[str, str]) -> bool:
    """Wait up to ten seconds for the virtual microphone; the one place where a test must wait for real."""
    for _ in range(100):
        if server.poll() is not None:
            return False
        answer = subprocess.run(
            ["pactl", "list", "short", "sources"], env=environment, capture_output=True, text=True, check=False
        )
        if "virtsrc" in answer.stdout:
            return True
        time.sleep(0.1)
    return False


def labels(lines: list[str]) -> list[str]:
    found = [json.loads(line) for line in lines]
    return [o["label"] for o in found if o["event"] == "prediction" and o["final"]]


def listen(*words: str, environment: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "app", "listen", "--json", *words],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_clip_spoken_into_a_microphone_gets_the_same_labels_as_its_file(
    pulse: dict[str, str], tmp_path: Path
) -> None:
    clip = speak(tmp_path)
    from_file = labels(listen("--source", str(clip)).communicate(timeout=60)[0].splitlines())
    live = listen("--source", "mic", "--exit-after", str(SECONDS + 4), environment=pulse)
    assert live.stderr is not None
    heard = live.stderr.readline()
    assert "listening to" in heard, heard + live.stderr.read()
    subprocess.run(["paplay", "-d", "virtmic", str(clip)], env=pulse, check=True, timeout=60)
    output, _ = live.communicate(timeout=60)
    assert len(from_file) >= 5
    assert labels(output.splitlines()) == from_file
    assert np.isin(from_file, ["two", "four", "six", "eight", "yes", "no", "seven"]).all()

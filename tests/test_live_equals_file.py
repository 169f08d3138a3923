"""End to end with hardware that is not there: clips spoken into a PulseAudio microphone, and read from files."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.resources import assets_folder
from tests.pulse import SoundServer

SECONDS = 10.0
"""How much of the demo is spoken."""


def speak(folder: Path) -> Path:
    samples, rate = soundfile.read(assets_folder() / "demo.wav", frames=int(SECONDS * 16_000))
    soundfile.write(folder / "spoken.wav", samples, rate)
    return folder / "spoken.wav"


@pytest.fixture
def pulse() -> Iterator[SoundServer]:
    """Start a sound server with a virtual microphone, and stop it afterwards."""
    server = SoundServer()
    try:
        server.start()
        yield server
    finally:
        server.close()


def labels(lines: list[str]) -> list[str]:
    found = [json.loads(line) for line in lines]
    return [o["label"] for o in found if o["event"] == "prediction" and o["final"]]


def listen(*words: str, environment: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "app", "listen", "--json", *words],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


WIDE = f"""
import json
from app.audio.opening import open_source
from app.engine.build import build_pipeline
from app.engine.stream import stream
from app.events import Columns, Prediction
from app.settings import EngineSettings
pipeline = build_pipeline(EngineSettings())
for event in stream(open_source("mic", wide=True), pipeline):
    if isinstance(event, Columns) and event.start == 0:
        print(json.dumps({{"event": "columns", "highest_hz": (event.values.shape[1] - 1) * event.bin_hz}}), flush=True)
    if isinstance(event, Prediction):
        print(json.dumps({{"event": "prediction", "final": event.final, "label": event.label}}))
    if pipeline.at > {SECONDS + 4} * 16_000:
        break
"""
"""Listens as the window does: at the microphone's own rate, for a picture of all that it hears."""


def test_a_clip_spoken_into_a_microphone_gets_the_same_labels_as_its_file(pulse: SoundServer, tmp_path: Path) -> None:
    clip = speak(tmp_path)
    from_file = labels(listen("--source", str(clip)).communicate(timeout=60)[0].splitlines())
    live = listen("--source", "mic", "--exit-after", str(SECONDS + 4), environment=pulse.environment)
    assert live.stderr is not None
    heard = live.stderr.readline()
    assert "listening to" in heard, heard + live.stderr.read()
    pulse.speak(clip)
    output, _ = live.communicate(timeout=60)
    assert len(from_file) >= 5
    assert labels(output.splitlines()) == from_file
    assert np.isin(from_file, ["two", "four", "six", "eight", "yes", "no", "seven"]).all()


def test_a_microphone_opened_at_its_own_rate_for_the_picture_gives_the_same_labels(
    pulse: SoundServer, tmp_path: Path
) -> None:
    clip = speak(tmp_path)
    from_file = labels(listen("--source", str(clip)).communicate(timeout=60)[0].splitlines())
    command = [sys.executable, "-c", WIDE]
    with subprocess.Popen(
        command, env=pulse.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as live:
        assert live.stdout is not None
        heard = live.stdout.readline()
        assert heard, live.communicate()[1]
        assert json.loads(heard)["highest_hz"] > 20_000
        pulse.speak(clip)
        output, _ = live.communicate(timeout=60)
    assert len(from_file) >= 5
    assert labels(output.splitlines()) == from_file

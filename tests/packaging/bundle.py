"""The bundle works on its own, wherever it is: ``make bundle`` builds it, and runs pytest on this file alone."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "sayso"
DEMO_WORDS = [word["label"] for word in json.loads((ROOT / "assets" / "demo.json").read_text(encoding="utf-8"))]

NEEDED_BY_WINDOWS = ("SYSTEMROOT", "TEMP", "TMP")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine without display, sound, session bus, settings or Python; its home is new."""
    kept = {name: os.environ[name] for name in NEEDED_BY_WINDOWS if name in os.environ}
    home = {name: str(tmp_path) for name in ("HOME", "USERPROFILE", "WIN_PD_OVERRIDE_LOCAL_APPDATA")}
    return {**kept, **home, "PATH": os.defpath}


def sayso(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the bundle's command, from a folder that has nothing of the checkout."""
    program = BUNDLE / ("sayso.exe" if sys.platform == "win32" else "sayso")
    return subprocess.run(
        [program, *arguments],
        cwd=environment["HOME"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=240,
        check=False,
    )


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    """Return what a command answered with ``--json``."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_window_opens_says_ready_and_names_the_words_of_the_demo(environment):
    environment["QT_QPA_PLATFORM"] = "offscreen"
    done = sayso(environment, "gui", "--source", "demo", "--exit-after", "6")
    assert done.returncode == 0, done.stderr
    assert re.search(r"^sayso: ready in [\d.]+ s \(window shown\), listening to demo", done.stderr, re.MULTILINE)
    assert re.search(rf"final predictions: {DEMO_WORDS[0]}\b", done.stdout), done.stdout
    assert "Traceback" not in done.stderr


def test_the_word_of_a_recording_is_named(environment, tmp_path):
    samples, rate = soundfile.read(ROOT / "assets" / "demo.wav", stop=32_000)
    soundfile.write(tmp_path / "recording.flac", samples, rate)
    (found,) = objects(sayso(environment, "classify", "--json", "recording.flac"))
    assert found["label"] == DEMO_WORDS[0]


def test_the_same_words_are_heard_as_by_the_app_itself(environment):
    heard = objects(sayso(environment, "listen", "--json", "--source", "demo"))
    words = [event["label"] for event in heard if event["event"] == "prediction" and event["final"]]
    assert words == DEMO_WORDS


def test_every_model_of_the_wheel_is_there(environment):
    names = {Path(card["path"]).stem for card in objects(sayso(environment, "models", "--json"))}
    assert names == {"default", "default-int8", "narrow"}


def test_the_terms_of_everything_inside_are_listed(environment):
    parts = objects(sayso(environment, "licences", "--json"))
    names = {part["name"].lower() for part in parts}
    assert {"sayso", "numpy", "onnxruntime", "pyside6_essentials", "sounddevice", "default"} <= names
    assert not [part for part in parts if part["licence"] in {"", "not declared", "UNKNOWN"}]


def test_it_lists_the_inputs_by_itself_as_a_window_without_a_microphone_asks_it_to(environment):
    objects(sayso(environment, "devices", "--json"))


def test_its_speed_can_be_measured(environment):
    done = sayso(environment, "bench", "--json")
    assert done.returncode in (0, 1), done.stderr  # 1: this machine is too slow or too busy for a limit
    figures = {json.loads(line)["figure"] for line in done.stdout.splitlines()}
    assert {"file input, gate shut", "inference, one window, one thread"} <= figures


@pytest.mark.parametrize("name", ["adapt", "doctor", "evaluate", "profiles", "record", "tune"])
def test_every_command_can_be_loaded(environment, name):
    done = sayso(environment, name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: sayso {name}")

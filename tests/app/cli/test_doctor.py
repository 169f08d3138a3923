"""``sayso doctor``."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import soundfile

import app.audio.microphone
from app.audio.files import read_audio
from app.resources import assets_folder
from tests.app.cli.conftest import Run, objects
from tests.fakes import FakeSoundSystem, hush

DEMO = assets_folder() / "demo.wav"
CHECKS = ["level", "clipping", "snr", "noise", "hum", "dc", "bandwidth", "zeros", "overflows"]


def test_the_demo_is_green_as_json(sayso: Run) -> None:
    status, lines, diagnostics = sayso("doctor", "--source", "demo", "--json")
    (report,) = objects(lines)
    assert (status, diagnostics) == (0, "")
    assert set(report) == {"source", "seconds", "verdict", "findings"}
    assert (report["source"], report["seconds"], report["verdict"]) == ("demo", 10.0, "green")
    assert [finding["check"] for finding in report["findings"]] == CHECKS
    for finding in report["findings"]:
        assert set(finding) == {"check", "status", "value", "unit", "reading", "cure"}
        assert (finding["status"], finding["cure"]) == ("good", "")


def test_a_recording_at_8_kilohertz_is_amber_and_says_why(sayso: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "phone.wav", read_audio(DEMO, 8_000), 8_000)
    status, lines, _ = sayso("doctor", "--source", tmp_path / "phone.wav", "--seconds", "5")
    assert status == 0
    assert lines[0] == "Microphone check of phone.wav, 5.0 s"
    assert "since its sample rate is 8000 Hz" in "\n".join(lines)
    assert lines[-1] == "amber: It works, and could be better."


def test_red_is_exit_status_one(sayso: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "mute.wav", np.zeros(48_000, np.float32), 16_000)
    status, lines, _ = sayso("doctor", "--source", tmp_path / "mute.wav", "--json")
    assert status == 1
    assert objects(lines)[0]["verdict"] == "red"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--source", "nothing.wav"), "nothing.wav: no such file"),
        (("--seconds", "0.5"), "'0.5' is not from 1 to 300 seconds"),
        (("--seconds", "many"), "'many' is not a number of seconds"),
    ],
)
def test_a_wrong_request_is_one_line(sayso: Run, words: tuple[str, ...], complaint: str) -> None:
    status, lines, diagnostics = sayso("doctor", *words)
    assert (status, lines) == (2, [])
    assert complaint in diagnostics
    assert diagnostics.count("\n") == 1


def test_too_little_sound_is_one_line(sayso: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "tick.wav", hush(0.1), 16_000)
    status, _, diagnostics = sayso("doctor", "--source", tmp_path / "tick.wav")
    assert status == 2
    assert "tick.wav: only 0.1 s of sound" in diagnostics


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSoundSystem:
    system = FakeSoundSystem(["Headset"])
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: system)
    return system


def test_an_unknown_device_is_one_line(sayso: Run, sound: FakeSoundSystem) -> None:
    status, lines, diagnostics = sayso("doctor", "--device", "Banana")
    assert (status, lines) == (2, [])
    assert "no input is called 'Banana'; there are: Headset" in diagnostics


def test_a_microphone_is_told_what_to_do_and_judged(
    sayso: Run, sound: FakeSoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = read_audio(DEMO, 16_000)
    at = itertools.count(step=4_096)

    def hear(_: float) -> None:
        start = next(at)
        sound.streams[0].hear(demo[start : start + 4_096])

    monkeypatch.setitem(app.audio.microphone.MicrophoneSource.__init__.__kwdefaults__, "sleep", hear)
    status, lines, diagnostics = sayso("doctor", "--json")
    assert (status, objects(lines)[0]["verdict"]) == (0, "green")
    assert "checking Headset: say a few words, then be quiet, for 10 s in all" in diagnostics
    assert not sound.streams[0].running


def test_an_unplugged_microphone_ends_in_one_clear_line(
    sayso: Run, sound: FakeSoundSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unplug(_: float) -> None:
        sound.streams[0].hear(hush(0.02))
        sound.streams[0].settings["finished_callback"]()

    monkeypatch.setitem(app.audio.microphone.MicrophoneSource.__init__.__kwdefaults__, "sleep", unplug)
    status, lines, diagnostics = sayso("doctor")
    assert (status, lines) == (2, [])
    assert diagnostics.splitlines()[-1].startswith("sayso: error: Headset: the microphone is gone; plug it in")
    assert "Traceback" not in diagnostics

"""``sayso listen``."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

import app.audio.microphone
from app.resources import assets_folder
from tests.app.cli.conftest import Run, objects
from tests.fakes import FakeSoundSystem, hush, tone, write_tiny_model

DEMO = assets_folder() / "demo.wav"


def demo_words() -> list[dict[str, Any]]:
    return json.loads((assets_folder() / "demo.json").read_text())


def test_listening_to_the_demo_names_its_words_and_invents_none(sayso: Run) -> None:
    status, lines, _ = sayso("listen", "--source", "demo", "--json")
    assert status == 0
    finals = [o for o in objects(lines) if o["event"] == "prediction" and o["final"]]
    named = [o for o in finals if o["label"] not in ("unknown", "silence")]
    right = 0
    for word in demo_words():
        heard = [o for o in named if o["start_s"] < word["end_s"] and o["end_s"] > word["start_s"]]
        right += [o["label"] for o in heard] == [word["label"]]
    assert right >= 0.8 * len(demo_words())
    assert all(
        any(o["start_s"] < word["end_s"] and o["end_s"] > word["start_s"] for word in demo_words()) for o in named
    )


def test_the_demo_is_about_twenty_seconds_of_known_words_in_order() -> None:
    words = demo_words()
    assert 15 <= soundfile.info(DEMO).duration <= 25
    assert all(set(word) == {"label", "start_s", "end_s"} for word in words)
    assert all(word["start_s"] < word["end_s"] for word in words)
    assert [w["start_s"] for w in words] == sorted(w["start_s"] for w in words)


def test_listen_prints_predictions_and_speech_as_json(sayso: Run, four: Path) -> None:
    status, lines, diagnostics = sayso("listen", "--source", four, "--json")
    found = objects(lines)
    assert status == 0
    assert "listening to four.wav" in diagnostics
    assert [set(o) for o in found if o["event"] == "speech"] == [{"event", "open", "at_s"}] * 2
    final = found[-1]
    assert set(final) == {"event", "final", "label", "confidence", "start_s", "end_s", "latency_ms"}
    assert (final["final"], final["label"]) == (True, "four")
    assert 0.5 < final["confidence"] <= 1.0
    assert any(o["event"] == "prediction" and not o["final"] for o in found)


def test_listen_prints_one_line_per_prediction_for_people(sayso: Run, four: Path) -> None:
    _, lines, _ = sayso("listen", "--source", four)
    assert len(lines) == 1
    assert "four" in lines[0]
    assert "%" in lines[0]


def test_listen_ends_after_so_much_sound(sayso: Run) -> None:
    _, lines, _ = sayso("listen", "--source", "demo", "--exit-after", "4", "--json")
    assert 0 < len([o for o in objects(lines) if o.get("final")]) < 5


def test_r_takes_a_second_and_a_half_and_q_quits(sayso: Run, four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples, rate = soundfile.read(four)
    silence = hush(20)
    soundfile.write(four, np.concatenate([samples, silence]), rate)
    monkeypatch.setattr("app.cli.listen.threading.Thread", KeysAtOnce)
    monkeypatch.setattr(sys, "stdin", io.StringIO("R"))
    status, lines, _ = sayso("listen", "--source", four, "--push-to-talk", "--json")
    finals = [o for o in objects(lines) if o.get("final")]
    assert status == 0
    assert [o["label"] for o in finals] == ["four"]


class KeysAtOnce:
    """Runs the reader of keys before anything is heard, so that the test need not wait for it."""

    def __init__(self, target: Callable[[], None], **_: object) -> None:
        self.start = target


def test_q_ends_listening_at_once(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.listen.threading.Thread", KeysAtOnce)
    monkeypatch.setattr(sys, "stdin", io.StringIO("q"))
    status, lines, _ = sayso("listen", "--source", "demo", "--push-to-talk", "--json")
    assert (status, lines) == (0, [])


def test_an_unknown_device_is_refused(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: FakeSoundSystem(names=["Headset"]))
    status, lines, diagnostics = sayso("listen", "--device", "Banana", "--json")
    assert (status, lines) == (2, [])
    assert "no input is called 'Banana'; there are: Headset" in diagnostics


def test_another_model_can_be_listened_with(sayso: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "clip.wav", np.concatenate([hush(0.5), tone(0.5), hush(0.5)]), 16_000)
    model = write_tiny_model(tmp_path / "tiny.onnx")
    assert objects(sayso("classify", tmp_path / "clip.wav", "--model", model, "--json")[1])[0]["model"] == "tiny 1.0"

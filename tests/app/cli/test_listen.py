"""``sayso listen``."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
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


Type = Callable[[str], None]


@pytest.fixture
def type_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Type]:
    """Let standard input be a file that holds these keys."""
    with ExitStack() as files:

        def type_keys(keys: str) -> None:
            (tmp_path / "keys").write_text(keys)
            monkeypatch.setattr(sys, "stdin", files.enter_context((tmp_path / "keys").open()))

        yield type_keys


def test_r_takes_a_second_and_a_half_and_the_end_of_input_quits(sayso: Run, four: Path, type_keys: Type) -> None:
    samples, rate = soundfile.read(four)
    soundfile.write(four, np.concatenate([samples, hush(20)]), rate)
    type_keys("R")
    status, lines, _ = sayso("listen", "--source", four, "--push-to-talk", "--json")
    finals = [o for o in objects(lines) if o.get("final")]
    assert status == 0
    assert [o["label"] for o in finals] == ["four"]


def test_keys_from_a_file_give_the_same_takes_each_time_and_hold_for_a_second_and_a_half(
    sayso: Run, type_keys: Type
) -> None:
    answers = []
    for _ in range(2):
        type_keys("rr")
        answers.append(sayso("listen", "--source", "demo", "--push-to-talk", "--json"))
    assert answers[0] == answers[1]
    turns = [(o["open"], o["at_s"]) for o in objects(answers[0][1]) if o["event"] == "speech"]
    assert [is_open for is_open, _ in turns] == [True, False, True, False]
    times = [at for _, at in turns]
    assert times[0] == 0
    assert np.diff(times) == pytest.approx([1.5, 0.0, 1.5], abs=0.02)


def test_a_take_is_finished_before_q_quits(sayso: Run, type_keys: Type) -> None:
    type_keys("rqr")
    status, lines, _ = sayso("listen", "--source", "demo", "--push-to-talk", "--json")
    assert status == 0
    assert [o["label"] for o in objects(lines) if o.get("final")] == ["two"]


def test_q_ends_listening_at_once(sayso: Run, type_keys: Type) -> None:
    type_keys("q")
    status, lines, _ = sayso("listen", "--source", "demo", "--push-to-talk", "--json")
    assert (status, lines) == (0, [])


def test_without_standard_input_push_to_talk_ends_at_once(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    status, lines, _ = sayso("listen", "--source", "demo", "--push-to-talk", "--json")
    assert (status, lines) == (0, [])


def test_control_c_ends_listening_in_peace_and_closes_the_microphone(
    sayso: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    sound = FakeSoundSystem()
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: sound)
    monkeypatch.setattr("app.cli.listen._show_text", interrupt)
    assert sayso("listen") == (0, [], "")
    assert not sound.streams[0].running


def test_an_unknown_device_is_refused(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: FakeSoundSystem(names=["Headset"]))
    status, lines, diagnostics = sayso("listen", "--device", "Banana", "--json")
    assert (status, lines) == (2, [])
    assert "no input is called 'Banana'; there are: Headset" in diagnostics


def test_an_unknown_host_api_is_refused(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: FakeSoundSystem(names=["Headset"]))
    status, lines, diagnostics = sayso("listen", "--host-api", "nope", "--json")
    assert (status, lines) == (2, [])
    assert "no host API with an input is called 'nope'; there are: ALSA" in diagnostics


def test_another_model_can_be_listened_with(sayso: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "clip.wav", np.concatenate([hush(0.5), tone(0.5), hush(0.5)]), 16_000)
    model = write_tiny_model(tmp_path / "tiny.onnx")
    assert objects(sayso("classify", tmp_path / "clip.wav", "--model", model, "--json")[1])[0]["model"] == "tiny 1.0"


def test_a_second_model_answers_beside_the_first(sayso: Run) -> None:
    status, lines, _ = sayso("listen", "--source", "demo", "--compare", "narrow", "--json")
    found = objects(lines)
    finals = [i for i, o in enumerate(found) if o["event"] == "prediction" and o["final"]]
    opinions = [found[i + 1] for i in finals]
    assert status == 0
    assert {o["event"] for o in opinions} == {"second_opinion"}
    assert set(opinions[0]) == {"event", "label", "confidence", "agrees", "start_s", "end_s", "model"}
    assert all(o["agrees"] == (o["label"] == found[i]["label"]) for i, o in zip(finals, opinions, strict=True))
    agreed = sum(o["agrees"] for o in opinions)
    assert found[-1] == {"event": "agreement", "agreed": agreed, "of": len(finals)}
    assert agreed > 0.5 * len(finals)


def test_two_models_are_compared_line_by_line_for_people(sayso: Run, four: Path) -> None:
    _, lines, _ = sayso("listen", "--source", four, "--compare", "narrow")
    assert len(lines) == 3
    assert lines[1].split()[:2] == ["=", "four"]
    assert lines[1].endswith("narrow 0.2.0")
    assert lines[2] == "agreed on 1 of 1 (100 %)"


def test_control_c_sums_the_comparison_up(sayso: Run, four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.listen._show_text", interrupt)
    assert sayso("listen", "--source", four, "--compare", "narrow")[1] == ["agreed on 0 of 0 (0 %)"]


def test_a_second_model_that_cannot_be_used_is_refused(sayso: Run, four: Path) -> None:
    status, lines, diagnostics = sayso("listen", "--source", four, "--compare", "nope.onnx")
    assert (status, lines) == (2, [])
    assert diagnostics.startswith("sayso: error: nope.onnx: no such model file")


def test_the_window_is_opened_with_the_model_that_was_named(
    sayso: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    def open_window(source: str | None, exit_after_s: float | None, *, model: str | None, profile: str | None) -> int:
        opened.append(model)
        return 0

    monkeypatch.setattr("app.gui.application.run_window", open_window)
    mine = write_tiny_model(tmp_path / "mine.onnx")
    assert [sayso("gui", "--model", model)[0] for model in (mine, "narrow")] == [0, 0]
    assert sayso("gui")[0] == 0
    assert opened == [str(mine), "narrow", None]
    status, _, diagnostics = sayso("gui", "--model", "nope.onnx")
    assert status == 2
    assert "nope.onnx: no such model file" in diagnostics
    assert len(opened) == 3

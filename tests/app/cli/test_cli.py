"""The command line as a user or a script meets it: whole commands, their output and exit status."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

import app.audio.microphone
from app.cli.main import COMMANDS, main
from app.errors import DeviceError
from app.resources import assets_folder
from tests.fakes import FakeSoundSystem, hush, tone, write_tiny_model

DEMO = assets_folder() / "demo.wav"

Run = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return its status, the lines of its output, and its diagnostics."""

    def run(*words: object) -> tuple[int, list[str], str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run


def objects(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


@pytest.fixture
def four(tmp_path: Path) -> Path:
    samples, rate = soundfile.read(DEMO)
    soundfile.write(tmp_path / "four.wav", samples[int(2.2 * rate) : int(3.2 * rate)], rate)
    return tmp_path / "four.wav"


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


def test_classify_gives_the_whole_answer_as_json(sayso: Run, four: Path) -> None:
    status, lines, _ = sayso("classify", four, "--json")
    (answer,) = objects(lines)
    assert status == 0
    assert set(answer) == {"path", "label", "confidence", "probabilities", "start_s", "end_s", "model"}
    assert (answer["path"], answer["label"]) == (str(four), "four")
    assert answer["confidence"] == max(answer["probabilities"].values())
    assert sum(answer["probabilities"].values()) == pytest.approx(1.0, abs=0.01)
    assert 0 <= answer["start_s"] < answer["end_s"] <= 1.0


def test_classify_goes_on_after_a_file_that_cannot_be_read(sayso: Run, four: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_text("no sound")
    status, lines, diagnostics = sayso("classify", four, tmp_path / "bad.wav", tmp_path / "none.wav", four, "--json")
    answers = objects(lines)
    assert status == 2
    assert [answer.get("label") for answer in answers] == ["four", None, None, "four"]
    assert set(answers[1]) == {"path", "error"}
    assert "no such file" in answers[2]["error"]
    assert len(diagnostics.splitlines()) == 2


def test_classify_folds_what_is_outside_the_vocabulary_into_unknown(sayso: Run, four: Path) -> None:
    _, lines, _ = sayso("classify", four, "--json", "--vocabulary", "commands")
    (answer,) = objects(lines)
    assert answer["label"] == "unknown"
    assert "four" not in answer["probabilities"]
    assert answer["confidence"] > 0.5


def test_a_threshold_of_one_lets_no_word_pass(sayso: Run, four: Path) -> None:
    _, lines, _ = sayso("classify", four, "--json", "--threshold", "1")
    assert objects(lines)[0]["label"] == "unknown"


@pytest.fixture
def test_set(tmp_path: Path, four: Path) -> Path:
    for label, samples in {"four": soundfile.read(four)[0], "silence": hush(1.0), "happy": hush(1.0)}.items():
        (tmp_path / "set" / label).mkdir(parents=True)
        soundfile.write(tmp_path / "set" / label / "1.wav", samples, 16_000)
    return tmp_path / "set"


@pytest.mark.parametrize("extra", [[], ["--raw"]])
def test_evaluate_gives_all_figures_as_json(sayso: Run, test_set: Path, extra: list[str]) -> None:
    status, lines, _ = sayso("evaluate", test_set, "--json", *extra)
    (figures,) = objects(lines)
    assert status == 0
    assert set(figures) == {"accuracy", "low", "high", "clips", "correct", "per_label", "confusion", "model"}
    assert (figures["clips"], figures["correct"]) == (3, 2)
    assert figures["accuracy"] == pytest.approx(2 / 3)
    assert figures["low"] < figures["accuracy"] < figures["high"]
    assert figures["confusion"] == {"four": {"four": 1}, "silence": {"silence": 1}, "unknown": {"silence": 1}}
    assert set(figures["per_label"]["four"]) == {"precision", "recall", "f1", "support"}


def test_evaluate_tells_people_the_figures_and_the_worst_confusions(sayso: Run, test_set: Path) -> None:
    _, lines, _ = sayso("evaluate", test_set)
    text = "\n".join(lines)
    assert "66.7% right, 2 of 3 clips" in text
    assert "few clips" in text
    assert "1 × unknown heard as silence" in text


@pytest.mark.parametrize(("bar", "status"), [("0.5", 0), ("0.9", 1)])
def test_evaluate_exits_with_1_below_a_stated_bar(sayso: Run, test_set: Path, bar: str, status: int) -> None:
    assert sayso("evaluate", test_set, "--min-accuracy", bar)[0] == status


def test_evaluate_goes_on_after_a_clip_that_cannot_be_read(sayso: Run, test_set: Path) -> None:
    (test_set / "four" / "bad.wav").write_text("no sound")
    status, lines, diagnostics = sayso("evaluate", test_set, "--json")
    assert status == 2
    assert objects(lines)[0]["clips"] == 3
    assert "bad.wav" in diagnostics


def test_devices_lists_inputs_the_default_first(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = FakeSoundSystem(names=["Headset", "Built-in"])
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: sound)
    status, lines, _ = sayso("devices", "--json")
    assert status == 0
    assert objects(lines)[0] == {
        "name": "Built-in",
        "host_api": "ALSA",
        "channels": 2,
        "sample_rate": 48_000,
        "is_default": True,
    }
    assert "* Built-in" in sayso("devices")[1][0]


def test_devices_without_any_says_what_to_do(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: FakeSoundSystem(names=[]))
    assert sayso("devices") == (0, ["no input found; plug a microphone in, or try: sayso --source demo"], "")
    assert sayso("devices", "--json")[:2] == (0, [])


def test_an_unknown_device_is_refused(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: FakeSoundSystem(names=["Headset"]))
    status, lines, diagnostics = sayso("listen", "--device", "Banana", "--json")
    assert (status, lines) == (2, [])
    assert "no input is called 'Banana'; there are: Headset" in diagnostics


def test_without_portaudio_the_command_that_installs_it_is_named(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise DeviceError("no microphone: the PortAudio library is missing; type: sudo apt install libportaudio2")

    monkeypatch.setattr(app.audio.microphone, "sound_system", missing)
    status, _, diagnostics = sayso("devices")
    assert status == 2
    assert "sudo apt install libportaudio2" in diagnostics


def test_models_prints_the_card_of_each(sayso: Run) -> None:
    status, lines, _ = sayso("models", "--json")
    cards = objects(lines)
    assert status == 0
    assert cards[0]["path"].endswith("default.onnx")
    assert {"name", "version", "labels", "metrics", "training_data", "license"} <= set(cards[0])
    assert cards[0]["name"] in "\n".join(sayso("models")[1])


def test_a_model_that_breaks_the_contract_is_named_and_does_not_hide_the_others(sayso: Run, tmp_path: Path) -> None:
    good = write_tiny_model(tmp_path / "good.onnx")
    bad = write_tiny_model(tmp_path / "bad.onnx", labels=None)
    status, lines, diagnostics = sayso("models", bad, good, "--json")
    assert status == 2
    assert "metadata 'labels' is missing" in objects(lines)[0]["error"]
    assert objects(lines)[1]["name"] == "tiny"
    assert "bad.onnx" in diagnostics


def test_another_model_can_be_listened_with(sayso: Run, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "clip.wav", np.concatenate([hush(0.5), tone(0.5), hush(0.5)]), 16_000)
    model = write_tiny_model(tmp_path / "tiny.onnx")
    assert objects(sayso("classify", tmp_path / "clip.wav", "--model", model, "--json")[1])[0]["model"] == "tiny 1.0"


BAD_COMMANDS = {
    "unknown command": (["sing"], "invalid choice: 'sing'"),
    "unknown option": (["listen", "--loudly"], "unrecognized arguments: --loudly"),
    "missing file": (["listen", "--source", "none.wav"], "none.wav: no such file; check the name"),
    "missing argument": (["classify"], "the following arguments are required: FILE"),
    "unknown label": (["listen", "--source", "demo", "--vocabulary", "banana"], "unknown label 'banana'"),
    "empty vocabulary": (["listen", "--source", "demo", "--vocabulary", ","], "holds no word"),
    "threshold beyond 1": (["listen", "--threshold", "7"], "'7' is not a number from 0 to 1"),
    "threshold no number": (["listen", "--threshold", "nan"], "'nan' is not a number from 0 to 1"),
    "missing folder": (["evaluate", "none"], "none: no such folder"),
    "missing model": (["listen", "--source", "demo", "--model", "none"], "none: no such model file"),
    "no model": (["listen", "--source", "demo", "--model", __file__], "is no ONNX model that can be run"),
    "unknown label in classify": (["classify", str(DEMO), "--vocabulary", "x"], "unknown label 'x'"),
    "missing file for the window": (["gui", "--source", "none.wav"], "none.wav: no such file; check the name"),
    "no audio for the window": (["--source", __file__], "cannot be read as audio"),
    "a name with a line break": (["classify", "--model", "a\nb.onnx", str(DEMO)], "a\\x0ab.onnx: no such model file"),
}


@pytest.mark.parametrize("kind", BAD_COMMANDS)
def test_a_bad_command_gets_one_line_and_exit_status_2(sayso: Run, kind: str) -> None:
    words, message = BAD_COMMANDS[kind]
    status, lines, diagnostics = sayso(*words)
    assert (status, lines) == (2, [])
    assert message in diagnostics
    assert len(diagnostics.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(sayso: Run, command: str) -> None:
    status, lines, _ = sayso(command, "--help")
    assert status == 0
    assert lines[0].startswith(f"usage: sayso {command}")


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = f"{sys.executable} -m app listen --source demo --json | head -n 1"
    answer = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert json.loads(answer.stdout)["event"] == "speech"
    assert "Traceback" not in answer.stderr


def test_the_command_line_needs_neither_qt_nor_torch_nor_librosa() -> None:
    program = "import sys; from app.cli.main import main; main(['classify', sys.argv[1]]); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program, str(DEMO)], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in answer.stdout.splitlines()[-1].split()}
    assert "onnxruntime" in loaded
    assert not loaded & {"PySide6", "pyqtgraph", "torch", "librosa", "scipy", "sounddevice", "training"}


def test_bench_prints_every_figure(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.bench.REPEATS", 1)
    monkeypatch.setattr("app.cli.bench.INFERENCES", 1)
    monkeypatch.setattr("app.cli.bench.SHUT_SECONDS", 2)
    status, lines, _ = sayso("bench", "--json")
    figures = {o["figure"]: o["value"] for o in objects(lines)}
    assert status == 0
    assert len(figures) == 7
    assert all(value > 0 for value in figures.values())

"""``sayso devices``, ``models`` and ``bench``."""

from pathlib import Path

import pytest

import app.audio.microphone
from app.cli.bench import Figure
from app.errors import DeviceError
from app.resources import assets_folder
from tests.app.cli.conftest import Run, objects
from tests.fakes import FakeSoundSystem, write_tiny_model

DEMO = assets_folder() / "demo.wav"


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


def test_a_shipped_model_is_listed_first_by_the_name_that_model_takes(sayso: Run, four: Path) -> None:
    name, _, rest = sayso("models")[1][0].partition("   ")
    card = objects(sayso("models", "--json")[1])[0]
    assert (name, rest) == ("default", f"{card['name']} {card['version']}   {card['path']}")
    for named in ("default", "default.onnx", card["path"]):
        (answer,) = objects(sayso("classify", four, "--model", named, "--json")[1])
        assert answer["model"] == f"{card['name']} {card['version']}"


def test_a_file_here_comes_before_a_shipped_model_of_the_same_name(
    sayso: Run, four: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny_model(tmp_path / "default.onnx")
    monkeypatch.chdir(tmp_path)
    (answer,) = objects(sayso("classify", four, "--model", "default.onnx", "--json")[1])
    assert answer["model"] == "tiny 1.0"


def test_a_card_cannot_command_the_terminal(sayso: Run, tmp_path: Path) -> None:
    model = write_tiny_model(tmp_path / "odd.onnx", network="a\x1b[31mb\nc")
    lines = sayso("models", model)[1]
    assert "  network: a\\x1b[31mb\\x0ac" in lines


def test_a_model_that_breaks_the_contract_is_named_and_does_not_hide_the_others(sayso: Run, tmp_path: Path) -> None:
    good = write_tiny_model(tmp_path / "good.onnx")
    bad = write_tiny_model(tmp_path / "bad.onnx", labels=None)
    status, lines, diagnostics = sayso("models", bad, good, "--json")
    assert status == 2
    assert "metadata 'labels' is missing" in objects(lines)[0]["error"]
    assert objects(lines)[1]["name"] == "tiny"
    assert "bad.onnx" in diagnostics


def test_bench_prints_every_figure(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.bench.REPEATS", 1)
    monkeypatch.setattr("app.cli.bench.INFERENCES", 1)
    monkeypatch.setattr("app.cli.bench.SHUT_SECONDS", 2)
    monkeypatch.setattr("app.cli.bench.IDLE_SECONDS", 0.5)
    _, lines, _ = sayso("bench", "--json")
    figures = {o["figure"]: o["value"] for o in objects(lines)}
    assert len(figures) == 9
    assert all(value > 0 for value in figures.values())


def test_bench_says_which_limits_were_missed(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = [
        Figure("speed", 99.0, "times", least=100),
        Figure("memory", 200.0, "MB", most=200),
        Figure("age", 7, "s"),
    ]
    monkeypatch.setattr("app.cli.bench._figures", lambda *_: iter(figures))
    status, _, diagnostics = sayso("bench")
    assert status == 1
    assert diagnostics.splitlines() == ["sayso: missed: speed: 99 times, the limit is at least 100"]

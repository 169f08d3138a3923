"""Hostile files that chance would not find: values of which nobody thinks, giants, pipes, and models that reach out."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

from app.audio.files import rate_of, read_audio
from app.cli.actions import read_actions
from app.engine.model import Model
from app.engine.model_files import what_is_not_proven
from app.engine.profile import load_profile
from app.errors import SaysoError
from app.gui.models.model_facts import figures
from app.gui.voice.takes_desk import _local
from app.personal.memory import load_memory
from app.personal.test_set import TestSet
from app.settings_file import load_settings
from tests.fakes import tone, write_tiny_model
from tests.fuzz import seeds
from tests.fuzz.doors import DOORS, model_in
from tests.fuzz.judge import judge, watch

ROOT = Path(__file__).parents[1]

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and files with holes are Unix's")

DEEP = b"[" * 900 + b"]" * 900
"""Read by Python, and too deep to be written again from a little further down the stack."""


@pytest.fixture(autouse=True)
def patience_ends_with_the_test() -> Iterator[None]:
    yield
    watch().rest()


def with_value(good: bytes, key: str, value: bytes) -> bytes:
    """Return a JSON object with ``value``, which may be no JSON, under ``key``."""
    return json.dumps({**json.loads(good), key: "here"}).encode().replace(b'"here"', value)


def odd_values() -> Iterator[tuple[str, bytes]]:
    """Yield doors, and content that brought them down once, or well might have."""
    program = json.dumps(shutil.which("true") or sys.executable)
    for gap in ("0x" + "f" * 5000, "nan", "inf", "1979-05-27"):
        yield "actions", f"allow = [{program}]\nleast_gap_s = {gap}\n[commands]\nyes = [{program}]\n".encode()
    yield "actions", b'allow = []\n[commands]\nyes = ["a\\nb"]\n'
    yield "actions", b'allow = ["/a\\nb"]\n[commands]\nyes = ["/a\\nb"]\n'
    yield "actions", b"allow = " + b"[" * 100_000
    values = (b"1e999", b"NaN", b"-Infinity", b"9" * 400, b"9" * 5000, DEEP, b"[" * 100_000, b'"\\ud800"', b'"\\u0000"')
    for value in values:
        for key in ("figures", "takes", "threshold", "labels"):
            yield "profile", with_value(seeds.profiles()[0], key, value)
        yield "profile", with_value(seeds.profiles()[0], "figures", b'{"takes": ' + value + b"}")
        for key in ("file", "id", "trim", "level_db", "mood"):
            yield "test_set", with_value(seeds.manifests()[0].splitlines()[0], key, value)
        for key in ("model", "threshold", "background", "geometry", "span_s", "version"):
            yield "settings", with_value(seeds.settings()[0], key, value)
        for key in range(len(seeds.metadata())):
            yield "metadata", bytes([key]) + value
            yield "metadata", bytes([key]) + b'{"a": ' + value + b"}"
    for path in (b"//[?token=x", b"http://[", b"?token=\xff", b"/?" + b"a&" * 3000):
        yield "request", seeds.requests()[0].replace(b"GET /", b"GET " + path)


def test_values_of_which_nobody_thinks_get_one_line_or_an_answer(tmp_path: Path) -> None:
    for name, content in odd_values():
        (tmp_path / name).mkdir(exist_ok=True)
        DOORS[name].enter(content, tmp_path / name)


@pytest.mark.parametrize("value", ["a\0b", "\ud800"])
@pytest.mark.parametrize("name", ["model", "test_set", "background"])
def test_settings_with_what_no_path_can_be_are_set_aside(tmp_path: Path, name: str, value: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1, name: [value] if name == "background" else value}))
    complaint = load_settings(path).complaint
    assert (name in complaint) == (os.name == "posix" or "\0" in value)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "yesterday", ""])
def test_a_time_beyond_the_calendar_is_shown_as_it_is_written(time: str) -> None:
    assert _local(time) == time


@given(st.dictionaries(st.sampled_from(["correct", "clips", "low", "high"]), st.floats() | st.integers()))
def test_figures_of_a_strangers_model_are_shares_or_none(content: dict[str, float]) -> None:
    for figure in figures({"validation": {"any": content}}):
        assert figure.as_used
        assert 0 <= figure.as_used.accuracy <= 1


def test_a_giant_by_its_own_word_takes_no_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.giants"],
        cwd=ROOT,
        env={**os.environ, "MALLOC_ARENA_MAX": "1"},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_a_thousand_channels_are_read_in_small_pieces(tmp_path: Path) -> None:
    path = tmp_path / "orchestra.wav"
    soundfile.write(path, np.zeros((20_000, 1_000), np.int16), 16_000)
    judge(tmp_path, lambda: read_audio(path, 16_000))


def test_silence_of_days_in_a_small_file_is_not_unpacked_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.audio.files.MOST_SAMPLES", 1_000_000)
    path = tmp_path / "silence.wav"
    for length in (1_000_000, 1_000_001):
        soundfile.write(path, np.zeros(length, np.int16), 16_000, format="FLAC")
        if length == 1_000_000:
            assert len(read_audio(path, 16_000)) == length
    with pytest.raises(SaysoError, match="too long to be read whole"):
        read_audio(path, 16_000)


def file_doors(folder: Path) -> dict[str, Callable[[], object]]:
    """Return for the name of each file that strangers may have made what reads it."""
    for take in seeds.test_set():
        (folder / take).parent.mkdir(exist_ok=True)
        (folder / take).write_bytes(seeds.test_set()[take])
    model = model_in(folder)
    return {
        "manifest.jsonl": lambda: TestSet(folder),
        ".pending.jsonl": lambda: TestSet(folder),
        "seven/take-0.wav": lambda: read_audio(folder / "seven/take-0.wav", 16_000),
        "settings.json": lambda: load_settings(folder / "settings.json"),
        "actions.toml": lambda: read_actions(folder / "actions.toml"),
        "profile.json": lambda: load_profile(folder / "profile.json"),
        "default.memory.npz": lambda: load_memory(model),
        "other.onnx": lambda: Model(folder / "other.onnx"),
        "default.md": lambda: what_is_not_proven(folder / "default.onnx"),
    }


@posix
def test_nobody_waits_for_a_pipe_or_reads_a_device(tmp_path: Path) -> None:
    for name, read in file_doors(tmp_path).items():
        for make in (os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir):
            there = tmp_path / name
            kept = there.read_bytes() if there.exists() else b""
            there.unlink(missing_ok=True)
            make(there)
            judge(tmp_path, read)
            if there.is_dir():
                there.rmdir()
            else:
                there.unlink(missing_ok=True)
            if kept:
                there.write_bytes(kept)


@posix
def test_a_file_of_gigabytes_is_not_read_to_see_that_it_is_none(tmp_path: Path) -> None:
    for name, read in file_doors(tmp_path).items():
        there = tmp_path / name
        with there.open("ab") as file:
            file.truncate(2**31)  # takes no room on most disks
        judge(tmp_path, read)
        there.unlink(missing_ok=True)


@pytest.mark.parametrize("where", ["weights.bin", "../weights.bin", "/etc/hostname", "pipe"])
def test_a_model_reads_no_file_but_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for file in (folder / "weights.bin", tmp_path / "weights.bin"):
        file.write_bytes(bytes(64_000))
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    model = onnx.load(str(write_tiny_model(folder / "tiny.onnx")))
    weights = model.graph.initializer.add(name="far", data_type=TensorProto.FLOAT, data_location=TensorProto.EXTERNAL)
    weights.dims.extend([1, 16_000])
    for key, value in (("location", where), ("offset", "0"), ("length", "64000")):
        weights.external_data.add(key=key, value=value)
    model.graph.node.insert(0, helper.make_node("Add", ["waveform", "far"], ["sum"]))
    model.graph.node[1].input[0] = "sum"
    (folder / "far.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(SaysoError, match="is no ONNX model that can be run"):
        Model(folder / "far.onnx")


def test_what_is_wrong_with_a_model_is_said_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model.onnx"
    for good, bad in (
        (b"Softmax", b"Softmix"),
        (b"loudness", b"\xffoudness"),
        (b"schema", b"\xffchema"),
        (b"batch", b"\xfftch!"),
    ):
        path.write_bytes(seeds.models()[0].replace(good, bad))
        judge(tmp_path, lambda: Model(path))
    assert capfd.readouterr() == ("", "")


def test_a_midi_dump_is_refused_before_it_is_chattered_about(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    buffer = io.BytesIO()
    soundfile.write(buffer, tone(0.05), 16_000, format="SDS", subtype="PCM_16")
    path = tmp_path / "dump.wav"
    path.write_bytes(buffer.getvalue()[:25] + b"\xff\xff" + buffer.getvalue()[27:])
    with pytest.raises(SaysoError, match="MIDI sample dump"):
        rate_of(path)
    assert capfd.readouterr() == ("", "")

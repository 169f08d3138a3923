"""The doors by which strangers' bytes enter: each takes the content of a file or a request; one rule judges all."""

import argparse
import io
import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote_plus

import numpy as np
from websockets.http11 import Request
from websockets.server import ServerProtocol

from app.audio.files import length_s, rate_of, read_audio
from app.cli import models
from app.cli.actions import read_actions
from app.cli.broadcast import Broadcast
from app.engine.adapted import AdaptedModel
from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.profile import load_profile, save_profile
from app.personal.manifest import parse_manifest, write_manifest
from app.personal.memory import load_memory, memory_path
from app.personal.test_set import TestSet
from app.settings_file import load_settings, save_settings
from tests.fakes import model_metadata, tone, write_tiny_model
from tests.fuzz import seeds
from tests.fuzz.judge import judge
from tests.fuzz.seeds import TOKEN


@dataclass(frozen=True)
class Door:
    """Where bytes enter."""

    enter: Callable[[bytes, Path], None]
    """Lets content in, files of its own in an empty folder; ``AssertionError``, or any other, is a find."""
    seeds: Callable[[], Sequence[bytes]]
    """What is good, and the beginning of everything bad."""


def recording(content: bytes, place: Path) -> None:
    path = place / "recording.wav"
    path.write_bytes(content)

    def hear() -> None:
        samples = read_audio(path, 16_000)
        assert samples.ndim == 1
        assert len(samples)
        assert (np.abs(samples) <= 1).all()

    judge(place, lambda: rate_of(path), lambda: length_s(path), hear)


def manifest(content: bytes, place: Path) -> None:
    path = place / "manifest.jsonl"

    def read_and_write() -> None:
        takes = parse_manifest(content).takes
        for take in takes:
            parts = PurePosixPath(take.file).parts
            assert len(parts) == 2
            assert not {"..", "/", "."} & {*parts, take.id}
        write_manifest(path, takes)
        again = parse_manifest(path.read_bytes())
        assert again.takes == takes
        assert not again.damaged

    judge(place, read_and_write)


def test_set(content: bytes, place: Path) -> None:
    """Let in a manifest and, after an empty line, word of what was about to be done."""
    folder = place / "set"
    shutil.rmtree(folder, ignore_errors=True)
    lines, _, pending = content.partition(b"\n\n")
    files = {**seeds.test_set(), "manifest.jsonl": lines} | ({".pending.jsonl": pending} if pending else {})
    for file, part in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(part)
    sound = _wavs(folder)

    def open_and_use() -> None:
        found = TestSet(folder)
        assert len(found.complaint.splitlines()) < 2
        again = TestSet(folder)
        assert (again.takes, again.complaint) == (found.takes, "")
        assert len(again.takes) == len(sound)
        again.relabel(again.takes[0], "go")
        again.remove(again.takes[-1])

    judge(folder, open_and_use)
    assert sorted(_wavs(folder).values()) == sorted(sound.values())


def settings(content: bytes, place: Path) -> None:
    folder = place / "settings"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "settings.json"
    path.write_bytes(content)

    def open_and_keep() -> None:
        loaded = load_settings(path)
        if loaded.complaint:
            assert len(loaded.complaint.splitlines()) == 1
            assert [file.read_bytes() for file in folder.iterdir()] == [content]
        save_settings(loaded.settings, path)
        assert load_settings(path).settings == loaded.settings

    judge(folder, open_and_keep)


def actions(content: bytes, place: Path) -> None:
    path = place / "actions.toml"
    path.write_bytes(content)

    def read() -> None:
        for command in read_actions(path).commands.values():
            assert Path(command[0]).is_absolute()
            assert os.access(command[0], os.X_OK)

    judge(place, read)


def profile(content: bytes, place: Path) -> None:
    path, copy = place / "profile.json", place / "copy.json"
    path.write_bytes(content)
    model = the_model()

    def read_and_use() -> None:
        found = load_profile(path)
        save_profile(found, copy)
        save_profile(load_profile(copy), path)
        assert copy.read_bytes() == path.read_bytes()
        rows = AdaptedModel.over(model, found).predict(tone(1.0)[None])
        assert rows.shape == (1, len(found.labels))
        assert np.allclose(rows.sum(), 1, atol=1e-3)

    judge(place, read_and_use)


def memory(content: bytes, place: Path) -> None:
    model = model_in(place)
    memory_path(Path(model.card.path)).write_bytes(content)

    def read() -> None:
        found = load_memory(model)
        assert len(found)
        assert set(found.labels) <= set(model.labels)

    judge(place, read)


def metadata(content: bytes, place: Path) -> None:
    """Let in one entry of a model's card; the first byte says which."""
    keys = sorted(model_metadata())
    key = keys[content[0] % len(keys)] if content else keys[0]
    path = write_tiny_model(place / "tiny.onnx", **{key: content[1:].decode("utf-8", "replace")})
    judge(place, lambda: show(path, as_json=True), lambda: show(path, as_json=False))


def model(content: bytes, place: Path) -> None:
    path = place / "model.onnx"
    path.write_bytes(content)
    judge(place, lambda: Model(path))


def show(path: Path, as_json: bool) -> None:
    """Do as ``sayso models FILE`` does."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        models.run(argparse.Namespace(files=[path], json=as_json))
    if as_json:
        (line,) = printed.getvalue().splitlines()
        assert json.loads(line)["path"] == str(path)


def request(content: bytes, place: Path) -> None:
    """Let in what a stranger says first; whoever is let in knew the token and this machine's own name."""
    broadcast = a_broadcast()
    content = content.replace(b"PORT", str(broadcast.port).encode())
    protocol = ServerProtocol()

    def ask() -> None:
        protocol.receive_data(content)
        for event in protocol.events_received():
            if isinstance(event, Request):
                connection = cast("Any", SimpleNamespace(respond=protocol.reject))
                if broadcast._admit(connection, event) is None:
                    said = unquote_plus(content.decode("latin-1"))
                    assert TOKEN in said
                    assert f":{broadcast.port}" in said

    judge(place, ask)


def _wavs(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.wav")}


@cache
def the_model() -> Model:
    return Model(default_model_path())


@cache
def model_in(place: Path) -> Model:
    """Return a model beside which a memory may be laid."""
    return Model(shutil.copy(default_model_path(), place / "default.onnx"))


@cache
def a_broadcast() -> Broadcast:
    """Return one whose thread ends with the process."""
    return Broadcast(0, TOKEN)


DOORS = {
    "recording": Door(recording, seeds.recordings),
    "manifest": Door(manifest, seeds.manifests),
    "test_set": Door(test_set, seeds.manifests),
    "settings": Door(settings, seeds.settings),
    "actions": Door(actions, seeds.actions),
    "profile": Door(profile, seeds.profiles),
    "memory": Door(memory, seeds.memories),
    "metadata": Door(metadata, seeds.metadata),
    "model": Door(model, seeds.models),
    "request": Door(request, seeds.requests),
}

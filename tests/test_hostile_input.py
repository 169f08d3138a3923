"""Damaged, hostile and absurd input at every door: one clear line or a clean answer, never a traceback.

``make fuzz`` tries ten thousand inputs at each door; the everyday run tries a few.
"""

import json
import os
import shutil
import socket
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.sync.client import connect

from app.audio.files import read_audio, write_wav
from app.cli.actions import read_actions
from app.cli.broadcast import Broadcast
from app.engine.adapted import AdaptedModel
from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.profile import load_profile, save_profile
from app.errors import SaysoError
from app.personal.memory import load_memory, memory_path
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.settings_file import load_settings
from tests.app.personal.test_profiles import profile_of
from tests.fakes import model_metadata, tone, write_tiny_model

TRIES = int(os.environ.get("SAYSO_FUZZ", "40"))
TOKEN = "long enough to be one"

fuzz = settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass(frozen=True)
class Mutation:
    """Some harm done to the bytes of a file that was good."""

    at: float
    """Share of the length."""
    content: bytes
    kind: str

    def of(self, good: bytes) -> bytes:
        """Return the file with its harm."""
        at = int(self.at * len(good))
        if self.kind == "cut":
            return good[:at]
        if self.kind == "insert":
            return good[:at] + self.content + good[at:]
        if self.kind == "repeat":
            return good[:at] + good
        return good[:at] + self.content + good[at + len(self.content) :]


mutations = st.builds(
    Mutation,
    at=st.floats(0, 1) | st.floats(0, 0.1),
    content=st.binary(min_size=1, max_size=40)
    | st.sampled_from([b"\xff" * 4, b"\0" * 8, b"\x80" * 3, b'"', b"}", b"-1"]),
    kind=st.sampled_from(["replace", "replace", "cut", "insert", "repeat"]),
)
harm = st.lists(mutations, min_size=1, max_size=4)


def spoilt(good: bytes, changes: list[Mutation]) -> bytes:
    for change in changes:
        good = change.of(good)
    return good


def answers_or_says_why(work: Callable[[], object]) -> None:
    """Pass if ``work`` returns, or raises one clear line."""
    said = "nothing"
    try:
        work()
    except SaysoError as error:
        said = str(error)
    assert said.strip()
    assert "\n" not in said


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@fuzz
@given(changes=harm)
def test_a_spoilt_wav_gets_one_line_and_little_memory(place: Path, changes: list[Mutation]):
    path = place / "good.wav"
    if not path.exists():
        write_wav(path, tone(0.5), 16_000)
    bad = place / "bad.wav"
    bad.write_bytes(spoilt(path.read_bytes(), changes))
    tracemalloc.start()
    try:
        answers_or_says_why(lambda: read_audio(bad, 16_000))
        assert tracemalloc.get_traced_memory()[1] < 64e6  # whatever length the header claims
    finally:
        tracemalloc.stop()


@fuzz
@given(content=st.binary(max_size=400))
def test_any_bytes_called_wav_get_one_line(place: Path, content: bytes):
    bad = place / "bytes.wav"
    bad.write_bytes(content)
    answers_or_says_why(lambda: read_audio(bad, 16_000))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@fuzz
@given(
    content=json_values
    | st.dictionaries(st.sampled_from(["device", "theme", "threshold", "geometry", "models"]), json_values)
)
def test_any_settings_file_opens_the_app_and_is_kept(place: Path, content: object):
    folder = place / "settings"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = json.dumps({"version": 1, **content} if isinstance(content, dict) else content)
    (folder / "settings.json").write_text(text)
    loaded = load_settings(folder / "settings.json")
    assert "\n" not in loaded.complaint
    if loaded.complaint:
        assert [file.read_text() for file in folder.iterdir()] == [text]


@fuzz
@given(
    key=st.sampled_from(sorted(model_metadata())),
    value=st.text(max_size=60) | json_values.map(json.dumps),
)
def test_any_metadata_of_a_model_is_taken_or_refused_in_one_line(place: Path, key: str, value: str):
    path = write_tiny_model(place / "tiny.onnx", **{key: value})
    answers_or_says_why(lambda: Model(path))


@fuzz
@given(content=st.binary(max_size=300))
def test_any_bytes_called_model_are_refused_in_one_line(place: Path, content: bytes):
    path = place / "bytes.onnx"
    path.write_bytes(content)
    with pytest.raises(SaysoError) as error:
        Model(path)
    assert "\n" not in str(error.value)


@fuzz
@given(changes=harm)
def test_a_spoilt_profile_is_refused_or_answers_probabilities(place: Path, changes: list[Mutation]):
    good = place / "profile.json"
    if not good.exists():
        save_profile(profile_of(Model(default_model_path())), good)
    bad = place / "spoilt.json"
    bad.write_bytes(spoilt(good.read_bytes(), changes))

    def use() -> None:
        rows = AdaptedModel(default_model_path(), load_profile(bad)).predict(tone(1.0)[None])
        assert np.isfinite(rows).all()

    answers_or_says_why(use)


@fuzz
@given(changes=harm)
def test_a_spoilt_memory_is_refused_in_one_line(place: Path, changes: list[Mutation]):
    copy = place / "default.onnx"
    if not copy.exists():
        shutil.copy(default_model_path(), copy)
    model = Model(copy)
    memory_path(copy).write_bytes(spoilt(memory_path(default_model_path()).read_bytes(), changes))
    answers_or_says_why(lambda: load_memory(model))


@fuzz
@given(changes=harm)
def test_a_spoilt_manifest_loses_no_take_and_writes_nowhere_else(place: Path, changes: list[Mutation]):
    folder = place / "set"
    shutil.rmtree(folder, ignore_errors=True)
    takes = TestSet(folder, create=True)
    for label in ("seven", "stop"):
        takes.add(label, tone(0.5), Origin())
    sound = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.wav")}
    manifest = folder / "manifest.jsonl"
    manifest.write_bytes(spoilt(manifest.read_bytes(), changes))
    before = sorted(place.iterdir())
    answers_or_says_why(lambda: TestSet(folder))
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.wav")} == sound
    assert sorted(place.iterdir()) == before


@fuzz
@given(
    text=st.text(max_size=200)
    | st.sampled_from(["allow = [1]", "commands = 3", "[commands]\nyes = [[]]", "a" * 10_000])
)
def test_any_file_of_actions_is_refused_in_one_line(place: Path, text: str):
    path = place / "actions.toml"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(SaysoError) as error:
        read_actions(path)
    assert "\n" not in str(error.value)


@fuzz
@given(
    content=st.lists(
        st.binary(max_size=200) | st.sampled_from([b"GET / HTTP/1.1\r\n", b"\r\n\r\n", b"\x81\xff"]), max_size=4
    )
)
def test_whatever_a_stranger_sends_the_broadcast_goes_on(broadcast: Broadcast, content: list[bytes]):
    with socket.create_connection(("127.0.0.1", broadcast.port), timeout=30) as stranger, suppress(OSError):
        for piece in content:
            stranger.sendall(piece)  # the broadcast may have had enough, and hung up
        stranger.shutdown(socket.SHUT_WR)
        while stranger.recv(4096):
            pass


@pytest.fixture(scope="module")
def broadcast():
    with Broadcast(0, TOKEN) as broadcast:
        yield broadcast
        with connect(broadcast.address, additional_headers={"Authorization": f"Bearer {TOKEN}"}) as client:
            while not broadcast._clients:
                pass
            broadcast.send({"still": "here"})
            assert json.loads(client.recv()) == {"still": "here"}


def test_a_pickle_is_never_opened(place: Path):
    """An object array in an .npz is a pickle, and unpickling runs whatever it says."""
    copy = place / "pickled.onnx"
    shutil.copy(default_model_path(), copy)
    model = Model(copy)
    np.savez(memory_path(copy), embeddings=np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(SaysoError):
        load_memory(model)

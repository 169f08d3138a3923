"""What is good at each door: the fuzzers begin with it and do it harm."""

import io
import json
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.profile import Head, ModelIdentity, VoiceProfile, save_profile
from app.personal.memory import Memory, save_memory
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.settings import Settings
from tests.fakes import LABELS, model_metadata, tone, write_tiny_model

TOKEN = "long enough to be one"

ODDITIES = (
    b"NaN", b"-Infinity", b"1e999", b"-1", b"1e-999", b"9" * 30, b"9" * 5000, b"0x" + b"f" * 4000, b"null", b"true",
    b"[]", b"{}", b'""', b"[" * 900, b"[" * 900 + b"]" * 900, b"[" * 100_000, b'{"a":' * 985 + b"1" + b"}" * 985,
    b"\\ud800", b"\\u0000", b"\\n", b"\\u2028", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", "a".encode("utf-16"),
    b"\0", b"\r", b"\n\n", b"../../", b"/etc/passwd", b"C:\\\\x", b"CON", b"nul.wav", b".trash/", b"~", b"%00", b"//[",
    b"%2e%2e%2f", b"\xff" * 4, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0" * 8, b"\0\0\4\0",
    b"\0\4\0\0", b'"', b"}", b"\x80" * 3,
)  # fmt: skip
"""Pieces that have brought down parsers before."""


@cache
def recordings() -> list[bytes]:
    """Return a twentieth of a second in each container that people use, and in some that nobody does."""
    kinds = (
        ("WAV", "PCM_16"), ("WAV", "FLOAT"), ("WAV", "IMA_ADPCM"), ("WAVEX", "PCM_24"), ("RF64", "PCM_16"),
        ("W64", "PCM_16"), ("AIFF", "PCM_16"), ("AU", "PCM_16"), ("CAF", "PCM_16"), ("FLAC", "PCM_16"),
        ("OGG", "VORBIS"), ("OGG", "OPUS"), ("MP3", "MPEG_LAYER_III"), ("NIST", "PCM_16"), ("VOC", "PCM_16"),
    )  # fmt: skip
    found = []
    for container, kind in kinds:
        buffer = io.BytesIO()
        soundfile.write(buffer, tone(0.05), 16_000, format=container, subtype=kind)
        found.append(buffer.getvalue())
    found.append(b"RIFX" + found[0][4:])
    return found


@cache
def test_set() -> dict[str, bytes]:
    """Return the files of a test set of two takes, the same whenever it is made."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "set"
        takes = TestSet(folder, create=True, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        added = [takes.add(label, tone(0.1), Origin()) for label in ("seven", "stop")]
        files = {file: (folder / file).read_bytes() for file in ("manifest.jsonl", *(take.file for take in added))}
    for number, take in enumerate(added):
        old, new = take.id, f"take-{number}"
        files = {file.replace(old, new): content.replace(old.encode(), new.encode()) for file, content in files.items()}
    return files


def manifests() -> list[bytes]:
    lines = test_set()["manifest.jsonl"]
    first, second = lines.splitlines()
    return [lines, first + b"\n\n" + second, second + b"\n" + first[:-1] + b', "more": {"mood": [1.5, null]}}\n']


def settings() -> list[bytes]:
    chosen = {
        "threshold": 0.5,
        "other_inputs": [["a", "b"]],
        "geometry": "QUJD",
        "background": ["c.wav"],
        "device": "d",
    }
    return [json.dumps({"version": 1, **asdict(Settings()), **changes}).encode() for changes in ({}, chosen)]


def actions() -> list[bytes]:
    program = shutil.which("true") or shutil.which("cmd") or ""
    name = json.dumps(program)
    return [
        f'allow = [{name}]\nleast_gap_s = 1.5\n[commands]\nyes = [{name}, "a"]\n'.encode(),
        f"allow = ['''{program}''']\ncommands = {{ \"no\" = [ {name} ] }} # why\nleast_gap_s = 0x1\n".encode(),
        b'a.b = 1979-05-27T07:32:00Z\n[[c]]\nd = [inf, nan, 1_0, 0o7, 07:32:00]\ne = """\\u00e9\n"""\n',
    ]


@cache
def profiles() -> list[bytes]:
    """Return the profile of a small head, and one of the default model that is made for it."""
    model = Model(default_model_path())
    return [_profile(model, LABELS, 3), _profile(model, model.labels, model.card.embedding_size)]


def _profile(model: Model, labels: tuple[str, ...], size: int) -> bytes:
    head = Head(tuple(range(len(labels))), np.zeros((len(labels), size), np.float32), np.zeros(len(labels), np.float32))
    identity = ModelIdentity(model.card.name, model.card.version, model.digest, "default")
    figures = {"takes": {"before": {"accuracy": 0.5}, "after": {"accuracy": 0.9}}}
    profile = VoiceProfile(
        "mine", identity, labels, head, 0.6, {labels[0]: 5}, figures, "2026-01-01T00:00:00+00:00", "0.3.0"
    )
    with TemporaryDirectory() as place:
        path = Path(place) / "profile.json"
        save_profile(profile, path)
        return path.read_bytes()


@cache
def memories() -> list[bytes]:
    """Return a memory of three windows."""
    model = Model(default_model_path())
    count, labels = 3, model.own_labels[:3]
    memory = Memory(
        np.full((count, len(model.own_labels)), 1 / len(model.own_labels), np.float32),
        np.ones((count, model.card.embedding_size), np.float32),
        labels,
        labels,
        np.ones(count, np.bool_),
    )
    with TemporaryDirectory() as place:
        path = Path(place) / "memory.npz"
        save_memory(memory, model, path)
        return [path.read_bytes()]


def metadata() -> list[bytes]:
    entries = sorted({**model_metadata(), "metrics": '{"test": {"accuracy": 0.9, "clips": 10}, "a": [1]}'}.items())
    return [bytes([place]) + value.encode() for place, (_, value) in enumerate(entries)]


@cache
def models() -> list[bytes]:
    with TemporaryDirectory() as place:
        return [write_tiny_model(Path(place) / "tiny.onnx").read_bytes()]


def requests() -> list[bytes]:
    upgrade = (
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n"
    )
    token = TOKEN.replace(" ", "%20")
    return [
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAuthorization: Bearer {TOKEN}\r\n{upgrade}".encode(),
        f"GET /?token={token} HTTP/1.1\r\nHost: localhost:PORT\r\n{upgrade}".encode(),
        f"GET /?token=wrong HTTP/1.1\r\nHost: example.org\r\nOrigin: http://example.org\r\n{upgrade}".encode(),
    ]

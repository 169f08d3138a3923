"""The model contract: waveform in, probabilities out, and a card that says what the model is."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shortly
from typing import Any

import numpy as np
import onnxruntime

from app.engine.session import quiet_options
from app.errors import ModelError, first_line
from app.types import SAMPLE_RATE, Embeddings, Json, Probabilities, Samples, strict_json

SCHEMA = "1"
TEXTS = ("name", "version", "training_data", "license", "created", "git_commit", "network")
INPUT, OUTPUT, EMBEDDING = "waveform", "probabilities", "embedding"
LARGEST_BYTES = 256 * 2**20
LONGEST_WINDOW_S = 30


@dataclass(frozen=True)
class ModelCard:
    """What a model says of itself, read from its ONNX metadata and checked against its graph."""

    path: str
    name: str
    version: str
    labels: tuple[str, ...]
    sample_rate: int
    """In hertz."""
    window_samples: int
    default_threshold: float
    front_end: Json
    metrics: Json
    training_data: str
    license: str
    created: str
    git_commit: str
    network: str
    embedding_size: int
    """Numbers in the ``embedding`` output, 0 where there is none."""

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}"


class Model:
    """A network that keeps the contract, ready to answer.

    Args:
        path: an ONNX file. It is read whole: deleting it later does no harm.

    Raises:
        ModelError: the file is no ONNX model, or breaks the contract; the message names what is missing.
    """

    def __init__(self, path: Path | str) -> None:
        content = _read(Path(path))
        self.digest = hashlib.sha256(content).hexdigest()
        """Of the file: a voice profile fits this model and no other."""
        self.profile = ""
        """Name of the voice profile on top of it, or nothing."""
        self._session = _open(Path(path), content)
        try:
            self.card = _read_card(Path(path), self._session)
        except UnicodeDecodeError as error:  # any name in the graph may be no text
            raise _unusable(Path(path), error) from error
        self.own_labels = self.card.labels
        """Those of the graph; a voice profile may add words of its own to :attr:`labels`."""
        self._try_out()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that the model can answer."""
        return self.card.labels

    def predict(self, windows: Samples) -> Probabilities:
        """Return probabilities ``(batch, n_labels)`` of samples ``(batch, window_samples)``.

        Raises:
            ModelError: the graph fails on these samples, or its answer is no probabilities.
        """
        return self._checked(self._run([OUTPUT], windows)[0])

    def embed(self, windows: Samples) -> tuple[Probabilities, Embeddings]:
        """Return probabilities as :meth:`predict` does, and the layer before the last ``(batch, embedding_size)``.

        Raises:
            ModelError: as :meth:`predict`; or the model has no embedding.
        """
        if not self.card.embedding_size:
            missing = f"has no output {EMBEDDING!r}, on which voice profiles rest"
            raise ModelError(f"{self.card.path}: {missing}; choose another model, or export it again")
        rows, embeddings = self._run([OUTPUT, EMBEDDING], windows)
        if embeddings.shape != (len(windows), self.card.embedding_size) or not np.isfinite(embeddings).all():
            raise ModelError(f"{self.card.path}: its output {EMBEDDING!r} is not what its graph says; export it again")
        return self._checked(rows), embeddings

    def _checked(self, rows: Probabilities) -> Probabilities:
        if not np.isfinite(rows).all() or rows.min() < -1e-6 or not np.allclose(rows.sum(axis=1), 1.0, atol=1e-3):
            raise ModelError(f"{self.card.path}: its output is no probabilities; export it with a softmax at its end")
        return rows

    def _try_out(self) -> None:
        """Ask with silence and with noise: a graph may load and yet not run, or answer no probabilities."""
        shape = (3, self.card.window_samples)
        noise = np.random.default_rng(0).uniform(-1, 1, shape).astype(np.float32)
        for windows in (np.zeros((1, self.card.window_samples), np.float32), noise):
            self.predict(windows)

    def _run(self, outputs: list[str], windows: Samples) -> list[Probabilities]:
        """Return ``outputs``, the probabilities first."""
        try:
            answers: list[Probabilities] = self._session.run(outputs, {INPUT: windows})
        except Exception as error:
            raise ModelError(f"{self.card.path}: does not run ({first_line(error)}); export it again") from error
        if answers[0].shape != (len(windows), len(self.own_labels)):
            raise ModelError(
                f"{self.card.path}: answers {answers[0].shape[-1]} probabilities for {len(self.own_labels)} labels; "
                "export it again with the labels it was trained on"
            )
        return answers


def _open(path: Path, content: bytes) -> onnxruntime.InferenceSession:
    try:
        return onnxruntime.InferenceSession(
            content,
            sess_options=quiet_options(),
            providers=["CPUExecutionProvider"],
            enable_fallback=False,  # it prints on standard output, among our JSON, and tries the same again
        )
    except Exception as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> ModelError:
    return ModelError(f"{path}: is no ONNX model that can be run ({first_line(error)}); export it again")


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ModelError(f"{path}: no such model file; `sayso models` lists those that are there")
        if path.stat().st_size > LARGEST_BYTES:
            raise ModelError(f"{path}: larger than {LARGEST_BYTES >> 20} MiB; Sayso runs small models only")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); check its name and its permissions") from error


def _read_card(path: Path, session: onnxruntime.InferenceSession) -> ModelCard:
    metadata: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
    if metadata.get("sayso.schema") != SCHEMA:
        found = shortly(metadata["sayso.schema"]) if "sayso.schema" in metadata else "missing"
        raise ModelError(f"{path}: metadata sayso.schema is {found}, not {SCHEMA}; export it with `training export`")
    if missing := [key for key in (*TEXTS, "labels", "sample_rate") if not metadata.get(key)]:
        raise ModelError(f"{path}: metadata {missing[0]!r} is missing; export it with `training export`")
    if strange := [key for key in ("name", "version") if not metadata[key].isprintable()]:
        raise ModelError(f"{path}: metadata {strange[0]!r} holds what cannot be shown; export it again")
    rate = _number(path, metadata, "sample_rate")
    if rate != SAMPLE_RATE:
        raise ModelError(f"{path}: wants {rate:.0f} Hz; resample inside the graph, the input is {SAMPLE_RATE} Hz")
    threshold = _number(path, metadata, "default_threshold")
    if not 0 <= threshold <= 1:
        raise ModelError(f"{path}: metadata 'default_threshold' is {threshold}, not from 0 to 1; export it again")
    return ModelCard(
        path=str(path),
        labels=_labels(path, metadata),
        sample_rate=SAMPLE_RATE,
        window_samples=_window_samples(path, session),
        default_threshold=threshold,
        front_end=_object(path, metadata, "front_end"),
        metrics=_object(path, metadata, "metrics"),
        embedding_size=_embedding_size(path, session),
        **{key: metadata[key] for key in TEXTS},
    )


def _number(path: Path, metadata: Mapping[str, str], key: str) -> float:
    try:
        value = float(metadata[key])
    except (KeyError, ValueError) as error:
        found = shortly(metadata[key]) if key in metadata else "missing"
        raise ModelError(f"{path}: metadata {key!r} is {found}, not a number; export it again") from error
    if not math.isfinite(value):
        raise ModelError(f"{path}: metadata {key!r} is {value}, not a number; export it again")
    return value


def _json(path: Path, metadata: Mapping[str, str], key: str, kind: type) -> Any:
    try:
        value = strict_json(metadata[key])
    except (KeyError, ValueError) as error:
        raise ModelError(f"{path}: metadata {key!r} is missing or no JSON; export it again") from error
    if not isinstance(value, kind):
        raise ModelError(f"{path}: metadata {key!r} is no JSON {kind.__name__}; export it again")
    return value


def _object(path: Path, metadata: Mapping[str, str], key: str) -> Json:
    value: Json = _json(path, metadata, key, dict)
    return value


def _labels(path: Path, metadata: Mapping[str, str]) -> tuple[str, ...]:
    labels = _json(path, metadata, "labels", list)
    if not labels or not all(isinstance(label, str) and label.isprintable() and label for label in labels):
        raise ModelError(f"{path}: metadata 'labels' is no list of words; export it again")
    if len(set(labels)) != len(labels):
        raise ModelError(f"{path}: metadata 'labels' names a word twice; export it again")
    return tuple(labels)


def _window_samples(path: Path, session: onnxruntime.InferenceSession) -> int:
    inputs = session.get_inputs()
    if [node.name for node in inputs] != [INPUT]:
        raise ModelError(f"{path}: has inputs {[n.name for n in inputs]}, not [{INPUT!r}]; export it again")
    node = inputs[0]
    if node.type != "tensor(float)" or len(node.shape) != 2 or not isinstance(node.shape[1], int):
        raise ModelError(f"{path}: input {INPUT!r} is {node.type} {node.shape}, not float32 (batch, samples)")
    if isinstance(node.shape[0], int):
        raise ModelError(f"{path}: input {INPUT!r} takes {node.shape[0]} windows only; export it with a free batch")
    if not 0 < node.shape[1] <= LONGEST_WINDOW_S * SAMPLE_RATE:
        raise ModelError(f"{path}: its window of {node.shape[1]} samples is not between 1 and {LONGEST_WINDOW_S} s")
    return int(node.shape[1])


def _embedding_size(path: Path, session: onnxruntime.InferenceSession) -> int:
    outputs = {node.name: node for node in session.get_outputs()}
    if OUTPUT not in outputs:
        raise ModelError(f"{path}: has no output {OUTPUT!r}; export it again")
    for node in outputs.values():
        if node.name in (OUTPUT, EMBEDDING) and (node.type != "tensor(float)" or len(node.shape) != 2):
            raise ModelError(f"{path}: output {node.name!r} is {node.type} {node.shape}, not float32 (batch, numbers)")
    if EMBEDDING not in outputs:
        return 0
    size: object = outputs[EMBEDDING].shape[1]
    if not isinstance(size, int):
        raise ModelError(f"{path}: output {EMBEDDING!r} has {size} numbers, not a fixed count; export it again")
    return size

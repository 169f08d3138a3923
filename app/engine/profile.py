"""A voice profile: a head fitted to one person's takes, on top of a model; a JSON file that is checked when read."""

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.errors import ProfileError
from app.files import read_bounded, write_text_atomically
from app.types import Embeddings, Json, Probabilities, is_number, strict_json
from app.vocabulary import UNKNOWN

FORMAT = 1
LARGEST_BYTES = 16 * 2**20
LEAST_PROBABILITY = 1e-4
"""Of the model, before its logarithm is taken: no label is ever beyond recall."""

NOTHING = -1
"""The base of a new word where the model has no label for words that it does not know."""


@dataclass(frozen=True, eq=False)
class Head:
    """Replaces a model's last layer: what the model says, corrected by what the embedding says of this voice.

    Logits are ``log p(base) + weights · e/|e| + bias``, divided by the temperature: zeros answer as the model does.
    """

    base: tuple[int, ...]
    """For each label, the label of the model that its logit begins with: its own, or ``unknown`` for a new word."""
    weights: npt.NDArray[np.float32]
    """Shape ``(labels, d)``."""
    bias: npt.NDArray[np.float32]
    """Shape ``(labels,)``."""
    temperature: float = 1.0

    def __call__(self, probabilities: Probabilities, embeddings: Embeddings) -> Probabilities:
        """Return ``(n, labels)``, given what the model says ``(n, model_labels)`` and its embedding ``(n, d)``."""
        logits = base_logits(probabilities, self.base) + unit(embeddings) @ self.weights.T + self.bias
        logits /= self.temperature
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        rows: Probabilities = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return rows


def base_logits(probabilities: Probabilities, base: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Return the logarithms ``(n, len(base))`` of the model's probabilities that each label begins with."""
    floor = np.full((len(probabilities), 1), LEAST_PROBABILITY)
    padded = np.hstack([np.maximum(probabilities, LEAST_PROBABILITY), floor])
    logits: npt.NDArray[np.float64] = np.log(padded[:, list(base)])
    return logits


def unit(embeddings: Embeddings) -> npt.NDArray[np.float64]:
    """Return embeddings of length one: how loud or how sure is the model's business, which way is the voice's."""
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    directions: npt.NDArray[np.float64] = embeddings.astype(np.float64) / np.maximum(lengths, 1e-9)
    return directions


@dataclass(frozen=True)
class ModelIdentity:
    """Which model a profile stands on."""

    name: str
    version: str
    digest: str
    """SHA-256 of its file, in hexadecimal."""
    file: str
    """Its file's name without ending: what ``--model`` takes, if it ships with Sayso."""


@dataclass(frozen=True, eq=False)
class VoiceProfile:
    """A head, and all that is known of how it came about."""

    name: str
    model: ModelIdentity
    labels: tuple[str, ...]
    """Every label that it answers: the model's, and the new words."""
    head: Head
    threshold: float
    """A less confident answer is ``unknown``, unless the settings say otherwise."""
    takes: Mapping[str, int]
    """Own takes of each label that it was fitted on."""
    figures: Json
    """Before and after, on takes and memory that were held out."""
    created: str
    """ISO 8601, UTC."""
    app_version: str


def own_words(profile: VoiceProfile) -> tuple[str, ...]:
    """Return the words that the profile taught the model, in order: their logits begin with those of ``unknown``."""
    bases = dict(zip(profile.labels, profile.head.base, strict=True))
    strange = {NOTHING, bases.get(UNKNOWN, NOTHING)}
    return tuple(label for label, base in bases.items() if base in strange and label != UNKNOWN)


def save_profile(profile: VoiceProfile, path: Path) -> None:
    """Write a profile, whole or not at all.

    Raises:
        ProfileError: the folder is read-only or the disk is full.
    """
    head = profile.head
    content = {
        "format": FORMAT,
        **{name: getattr(profile, name) for name in ("name", "labels", "threshold", "figures", "created")},
        "app_version": profile.app_version,
        "takes": dict(profile.takes),
        "model": asdict(profile.model),
        "base": head.base,
        "temperature": head.temperature,
        "weights": _encode(head.weights),
        "bias": _encode(head.bias),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_atomically(path, json.dumps(content, indent=1, allow_nan=False) + "\n")
    except OSError as error:
        reason = error.strerror or error
        raise ProfileError(f"{path}: the profile cannot be kept ({reason}); free the disk or the folder") from error


def load_profile(path: Path) -> VoiceProfile:
    """Read a profile and check every part of it.

    Raises:
        ProfileError: there is none, or it is damaged; the message says what is wrong.
    """
    try:
        return _parse(strict_json(read_bounded(path, LARGEST_BYTES).decode("utf-8")))
    except OSError as error:
        raise ProfileError(
            f"{path}: no profile that can be read ({error.strerror}); `sayso profiles` lists them"
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        reason = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else error
        raise ProfileError(f"{path}: the profile is damaged ({str(reason)[:120]}); import or make it again") from error


def _parse(content: Any) -> VoiceProfile:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError(f"not a voice profile of format {FORMAT}")
    labels = _words(content["labels"])
    return VoiceProfile(
        name=_text(content, "name"),
        model=ModelIdentity(**{key: _text(content["model"], key) for key in ModelIdentity.__dataclass_fields__}),
        labels=labels,
        head=_head(content, len(labels)),
        threshold=_number(content, "threshold", 0.0, 1.0),
        takes={str(label): int(count) for label, count in content["takes"].items()},
        figures=_figures(content["figures"]),
        created=_text(content, "created"),
        app_version=_text(content, "app_version"),
    )


def _figures(figures: Any) -> Json:
    """Return the figures if what is shown of them is there."""
    for when in ("before", "after"):
        _number(figures["takes"][when], "accuracy", 0.0, 1.0)
    return dict(figures)


def _head(content: Json, labels: int) -> Head:
    base = tuple(content["base"])
    if len(base) != labels or not all(type(place) is int and place >= NOTHING for place in base):
        raise ValueError("'base' does not fit the labels")
    bias = _decode(content["bias"])
    weights = _decode(content["weights"])
    if bias.shape != (labels,) or weights.size == 0 or weights.size % labels:
        raise ValueError("the head does not fit the labels")
    return Head(base, weights.reshape(labels, -1), bias, _number(content, "temperature", 0.01, 100.0))


def _words(labels: Any) -> tuple[str, ...]:
    fine = isinstance(labels, list) and all(
        isinstance(label, str) and label.isprintable() and label for label in labels
    )
    if not fine or not labels or len(set(labels)) != len(labels):
        raise ValueError("'labels' is no list of different words")
    return tuple(labels)


def _text(content: Json, key: str) -> str:
    value = content[key]
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError(f"{key!r} is no text")
    return value


def _number(content: Json, key: str, low: float, high: float) -> float:
    value = content[key]
    if not is_number(value):
        raise ValueError(f"{key!r} is no number")
    value = float(value)
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError(f"{key!r} is {value}")
    return value


def _encode(numbers: npt.NDArray[np.float32]) -> str:
    return base64.b64encode(numbers.astype("<f4").tobytes()).decode()


def _decode(text: str) -> npt.NDArray[np.float32]:
    numbers = np.frombuffer(base64.b64decode(text, validate=True), "<f4").astype(np.float32)
    if not np.isfinite(numbers).all():
        raise ValueError("the head holds what is no number")
    return numbers

"""The array types and the one clock that the whole package shares: the sample index."""

import json
import math
from typing import Any, TypeGuard

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Samples per second everywhere inside the engine; sources resample to it."""

Samples = npt.NDArray[np.float32]
"""Mono audio of shape ``(n,)``, float32 in [-1, 1]."""

Decibels = npt.NDArray[np.float32]
"""Spectrogram columns of shape ``(n, bins)``, in decibels relative to a full-scale sine."""

Probabilities = npt.NDArray[np.float32]
"""One number in [0, 1] per label, shape ``(n_labels,)`` or ``(batch, n_labels)``; each row sums to 1."""

Embeddings = npt.NDArray[np.float32]
"""What a model makes of a window before its last layer, shape ``(batch, embedding_size)``."""

Json = dict[str, Any]
"""A JSON object."""

DEEPEST, MOST_DIGITS = 50, 300
"""Of JSON from strangers: lists and objects within each other, and digits of a whole number that a float can be too."""


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether a value out of a file is a number; ``true`` and ``false`` are none, as JSON has it."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_depth(content: object) -> None:
    """Raise ``ValueError`` for what :func:`json.loads` could read, but nobody copy without running out of stack."""
    level = [content]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
        ]
        if not level:
            return
    raise ValueError(f"nested more than {DEEPEST} deep")


def strict_json(text: str) -> Any:
    """Return what ``text`` holds, which may be any stranger's, as RFC 8259 has it.

    Raises:
        ValueError: it is no JSON, as NaN and infinities are none; or has numbers or nesting beyond what can be handled.
    """
    try:
        content = json.loads(text, parse_constant=_finite, parse_float=_finite, parse_int=_whole)
    except RecursionError as error:
        raise ValueError(f"nested more than {DEEPEST} deep") from error
    check_depth(content)
    return content


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is no number that can be used")
    return number


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(f"{text[:20]}… is no number that can be used")
    return int(text)


def to_seconds(index: int) -> float:
    """Return the time of a sample index, in seconds from the start of the stream."""
    return index / SAMPLE_RATE

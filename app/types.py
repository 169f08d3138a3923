"""The array types and the one clock that the whole package shares: the sample index."""

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


def is_number(value: object) -> TypeGuard[int | float]:
    """Return whether a value out of a file is a number; ``true`` and ``false`` are none, as JSON has it."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def to_seconds(index: int) -> float:
    """Return the time of a sample index, in seconds from the start of the stream."""
    return index / SAMPLE_RATE

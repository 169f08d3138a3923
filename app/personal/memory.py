"""What a model remembers of its training words: stored embeddings beside it, so that a voice profile forgets nothing.

Embeddings are no audio: what was said cannot be played again from them.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.engine.model import Model
from app.engine.profile import LEAST_PROBABILITY
from app.errors import ModelError, first_line
from app.files import read_bounded, write_atomically
from app.types import Embeddings, Probabilities

SUFFIX = ".memory.npz"
STEPS = 255
ARRAYS = ("model", "names", "label", "word", "typical", "embedding", "scale", "probability")
LARGEST_BYTES = 16 * 2**20
"""Of the file, and of each array in it."""


@dataclass(frozen=True, eq=False)
class Memory:
    """Windows of training words, as the model sees them."""

    probabilities: Probabilities
    """What the model says of each, ``(n, model_labels)``."""
    embeddings: Embeddings
    """``(n, d)``."""
    labels: tuple[str, ...]
    """What was said in each, one of the model's labels."""
    words: tuple[str, ...]
    """What was said in each, word by word: a word that folds into ``unknown`` may become a label of its own."""
    typical: npt.NDArray[np.bool_]
    """Which were drawn at random, ``(n,)``: accuracy is counted on them. The others were chosen for being hard."""

    def __len__(self) -> int:
        return len(self.labels)

    def part(self, kept: npt.NDArray[np.bool_]) -> "Memory":
        """Return the windows that ``kept`` ``(n,)`` says."""
        places = np.flatnonzero(kept).tolist()
        return Memory(
            self.probabilities[places],
            self.embeddings[places],
            tuple(self.labels[place] for place in places),
            tuple(self.words[place] for place in places),
            self.typical[places],
        )

    def without(self, new: Collection[str]) -> "Memory":
        """Return the memory without the words ``new``, in any case: what is to be learnt must not be denied as well."""
        learnt = {word.casefold() for word in new}
        return self.part(np.array([word.casefold() not in learnt for word in self.words]))


def memory_path(model: Path) -> Path:
    """Return where the memory of a model lies: beside it."""
    return model.with_suffix(SUFFIX)


def save_memory(memory: Memory, model: Model, path: Path) -> None:
    """Write a memory in bytes: embeddings in 255 steps of their largest value, probabilities of their logarithm."""
    scale = np.maximum(memory.embeddings.max(axis=0), 1e-9).astype(np.float32)
    logarithms = np.log(np.maximum(memory.probabilities, LEAST_PROBABILITY)) / np.log(LEAST_PROBABILITY)
    words = sorted(set(memory.words))
    arrays = {
        "model": np.frombuffer(model.digest.encode(), np.uint8),
        "names": np.frombuffer(json.dumps([model.own_labels, words]).encode(), np.uint8),
        "label": np.array([model.own_labels.index(label) for label in memory.labels], np.uint8),
        "word": np.array([words.index(word) for word in memory.words], np.uint8),
        "typical": memory.typical,
        "embedding": np.round(np.maximum(memory.embeddings, 0) / scale * STEPS).astype(np.uint8),
        "scale": scale,
        "probability": np.round(logarithms * STEPS).astype(np.uint8),
    }

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:  # numpy would add a suffix to the name
            np.savez_compressed(file, **arrays)

    write_atomically(path, write)


DAMAGES = (
    OSError, ValueError, LookupError, EOFError, ArithmeticError, TypeError, RuntimeError, MemoryError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
"""What zipfile, zlib, numpy and json raise between them for bytes that were changed."""


def load_memory(model: Model) -> Memory:
    """Read what ``model`` remembers.

    Raises:
        ModelError: nothing is stored beside it, or what is there is damaged or belongs to another model.
    """
    path = memory_path(Path(model.card.path))
    if not path.is_file():
        missing = f"has no stored embeddings beside it ({path.name}), without which a profile would forget"
        raise ModelError(f"{model.card.path}: {missing}; use the default model, or see `python -m training memory`")
    try:
        # From bytes: asked for what an archive claims to hold, a file makes room for it first.
        with zipfile.ZipFile(io.BytesIO(read_bounded(path, LARGEST_BYTES))) as archive:
            return _memory({name: _array(archive, name) for name in ARRAYS}, model)
    except DAMAGES as error:
        reason = first_line(error)[:100]
        raise ModelError(f"{path}: is damaged ({reason}); install Sayso again, or make it again") from error


def _array(archive: zipfile.ZipFile, name: str) -> npt.NDArray[Any]:
    """Return an array, as numpy's format has it (NEP 1); no larger than its bytes are, whatever it claims to be."""
    entry = archive.getinfo(f"{name}.npy")
    packed_as_ours = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    content = io.BytesIO(archive.read(entry) if packed_as_ours and entry.file_size <= LARGEST_BYTES else b"")
    if np.lib.format.read_magic(content) != (1, 0):
        raise ValueError("its parts do not fit each other")
    shape, columns_first, kind = np.lib.format.read_array_header_1_0(content)
    numbers: npt.NDArray[Any] = np.frombuffer(content.read(), kind)
    return numbers.reshape(shape, order="F" if columns_first else "C")


def _memory(content: dict[str, npt.NDArray[Any]], model: Model) -> Memory:
    names, vocabulary = json.loads(content["names"].tobytes())
    if content["model"].tobytes().decode() != model.digest or tuple(names) != model.own_labels:
        raise ValueError("it belongs to another model")
    embeddings = (content["embedding"] / STEPS * content["scale"]).astype(np.float32)
    logarithms = content["probability"] / STEPS * np.log(LEAST_PROBABILITY)
    probabilities: Probabilities = np.exp(logarithms).astype(np.float32)
    labels = tuple(names[place] for place in content["label"])
    words = tuple(vocabulary[place] for place in content["word"])
    typical, count = content["typical"].astype(np.bool_), len(labels)
    shapes = embeddings.shape, probabilities.shape, typical.shape, len(words)
    if shapes != ((count, model.card.embedding_size), (count, len(names)), (count,), count) or not typical.any():
        raise ValueError("its parts do not fit each other")
    return Memory(probabilities, embeddings, labels, words, typical)

"""Store what a model makes of its training words: the memory that a voice profile is fitted with."""

import sys
from pathlib import Path

import numpy as np

from app.engine.model import Model
from app.errors import UsageError
from app.personal.evaluation import centre
from app.personal.memory import Memory, memory_path, save_memory
from app.types import Samples
from app.vocabulary import SILENCE, UNKNOWN
from training.classes import NOISE
from training.config import WINDOW_SAMPLES
from training.prepare import Prepared, Row

CANDIDATES = 400
"""Clips of each class, drawn at random, that a memory is chosen from."""
MANY_CANDIDATES = 3_000
"""Of running speech and noise, which are many things."""
PER_WORD = 60
PER_OTHER = {UNKNOWN: 240, SILENCE: 120}
HARD_SHARE = 0.5
"""Of the memory is where the model is least sure: there a profile would forget first."""
MISLABELLED = 0.1
"""A clip whose own label the model finds less probable than this was probably labelled wrongly."""
BATCH = 64


def make_memory(model: Model, prepared: Prepared, seed: int = 0) -> Memory:
    """Return embeddings of training clips: of every label a fixed number, half of them where the model is least sure.

    Raises:
        UsageError: there are no training clips of a label.
    """
    generator = np.random.default_rng(seed)
    by_label: dict[str, list[Row]] = {label: [] for label in model.own_labels}
    for rows in _by_class(prepared).values():
        most = CANDIDATES if not rows[0].name.startswith("_") else MANY_CANDIDATES
        chosen = [rows[place] for place in generator.permutation(len(rows))[:most]]
        by_label[_label_of(rows[0].name, model)] += chosen
    parts = [_part(model, prepared, label, rows, generator) for label, rows in by_label.items()]
    return Memory(
        np.concatenate([part.probabilities for part in parts]),
        np.concatenate([part.embeddings for part in parts]),
        tuple(label for part in parts for label in part.labels),
        tuple(word for part in parts for word in part.words),
        np.concatenate([part.typical for part in parts]),
    )


def write_memory(model: Model, prepared: Prepared) -> Path:
    """Write the memory of ``model`` beside it, and return the file."""
    memory = make_memory(model, prepared)
    path = memory_path(Path(model.card.path))
    save_memory(memory, model, path)
    print(f"{path}: {len(memory):,} embeddings, {path.stat().st_size / 1000:.0f} kB", file=sys.stderr)
    return path


def _by_class(prepared: Prepared) -> dict[str, list[Row]]:
    classes: dict[str, list[Row]] = {}
    for row in prepared.select("training"):
        classes.setdefault(row.name, []).append(row)
    return classes


def _label_of(name: str, model: Model) -> str:
    if name == NOISE:
        return SILENCE
    return name if name in model.own_labels else UNKNOWN


def _part(model: Model, prepared: Prepared, label: str, rows: list[Row], generator: np.random.Generator) -> Memory:
    """Return the memory of one label."""
    if not rows:
        raise UsageError(f"no training clip of {label!r}; give the corpora that the model was trained on with --corpus")
    windows = np.stack([_window(prepared, row, generator) for row in rows])
    answers = [model.embed(windows[start : start + BATCH]) for start in range(0, len(windows), BATCH)]
    probabilities = np.concatenate([answer[0] for answer in answers])
    own = probabilities[:, model.own_labels.index(label)]
    order = [place for place in np.argsort(own).tolist() if own[place] >= MISLABELLED]
    count = min(PER_OTHER.get(label, PER_WORD), len(rows))
    hard = order[: int(count * HARD_SHARE)]
    typical = [place for place in generator.permutation(len(rows)).tolist() if place not in set(hard)]
    places = hard + typical[: count - len(hard)]
    embeddings = np.concatenate([answer[1] for answer in answers])[places]
    words = tuple(rows[place].name for place in places)
    return Memory(probabilities[places], embeddings, (label,) * len(places), words, np.arange(len(places)) >= len(hard))


def _window(prepared: Prepared, row: Row, generator: np.random.Generator) -> Samples:
    """Return a clip in the middle of one window; of a longer one any second."""
    samples = prepared.samples(row).astype(np.float32) / 32768.0
    spare = len(samples) - WINDOW_SAMPLES
    return centre(
        samples[int(generator.integers(spare + 1)) :][:WINDOW_SAMPLES] if spare > 0 else samples, WINDOW_SAMPLES
    )

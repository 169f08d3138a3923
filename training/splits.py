"""Divide clips into training and validation: by the corpus's own rule, by speaker, or by clip.

Only a split by speaker tells how well a network knows a voice that it never heard. A split by clip exists to repeat
published figures that were made so.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from training.classes import NOISE, SPEECH
from training.config import TrainConfig
from training.corpora import audiomnist_split
from training.prepare import Row


def divide(rows: list[Row], config: TrainConfig) -> list[Row]:
    """Return ``rows``, each in the part that ``config`` gives it.

    Running speech and noise, and what a corpus keeps apart for testing, stay where they are.
    """
    if config.split == "official":
        return [_official(row, config.fold) for row in rows]
    key = _speaker if config.split == "speaker" else _clip
    words = [row for row in rows if row.name not in (SPEECH, NOISE) and row.split != "testing"]
    labels = {_clip(row): row.name for row in words} if config.split == "clip" else {}
    folds = balanced_folds(Counter(key(row) for row in words), config.folds, config.seed, labels)
    parts = {group: "validation" if fold == config.fold else "training" for group, fold in folds.items()}
    return [
        replace(row, split=parts[key(row)]) if row.split != "testing" and key(row) in parts else row for row in rows
    ]


def balanced_folds(
    counts: Counter[str], folds: int, seed: int, labels: Mapping[str, str] = MappingProxyType({})
) -> dict[str, int]:
    """Give each group of clips a fold from 1, the largest first, each to the fold that has the fewest clips so far.

    Groups of equal size come label by label, where they have one, so that every label is spread over the folds, and in
    an order drawn from ``seed``. The same groups always give the same folds.
    """
    order = sorted(counts, key=lambda group: (-counts[group], labels.get(group, ""), _digest(f"{seed}/{group}")))
    sizes = dict.fromkeys(range(1, folds + 1), 0)
    given = {}
    for group in order:
        fold = min(sizes, key=lambda number: (sizes[number], number))
        given[group] = fold
        sizes[fold] += counts[group]
    return given


def lonely_labels(rows: list[Row]) -> dict[str, str]:
    """Return the words that cannot be both learnt and measured, and why."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        parts[row.name][row.split] += 1
    reasons = {}
    for name, counted in sorted(parts.items()):
        missing = [part for part in ("training", "validation") if not counted[part]]
        if missing and name not in (SPEECH, NOISE):
            reasons[name] = f"{counted.total()} clip(s), none for {missing[0]}"
    return reasons


def _official(row: Row, fold: int) -> Row:
    return replace(row, split=audiomnist_split(row.speaker, fold)) if row.corpus == "audiomnist" else row


def _speaker(row: Row) -> str:
    """Return whose voice a clip is; a clip of a speaker that nobody named is a voice of its own."""
    return row.speaker or _clip(row)


def _clip(row: Row) -> str:
    return row.path


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

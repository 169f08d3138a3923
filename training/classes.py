"""The classes that a network is trained on, and how they fold into the labels that a model answers.

Training on every word there is, and folding those that are not asked for into ``unknown`` afterwards, separates near
words (tree and three, forward and four) far better than one mixed class does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from app.errors import UsageError
from app.vocabulary import COMMANDS, DIGITS, SILENCE, UNKNOWN

SPEECH = "_speech_"
"""Running speech and other phrases: no isolated word of ours."""

NOISE = "_noise_"
"""Rooms, machines, weather, and nothing at all."""

DEFAULT_WORDS = DIGITS + COMMANDS
"""What the shipped models answer."""


@dataclass(frozen=True)
class Classes:
    """What a network tells apart, in the order of its outputs, and which of it a model answers by name."""

    names: tuple[str, ...]
    """Words first, then words that fold into ``unknown``, then :data:`SPEECH` and :data:`NOISE` where there is any."""
    words: tuple[str, ...]
    """Those of ``names`` that are labels of their own."""

    @staticmethod
    def of(found: Iterable[str], wanted: Iterable[str] = ()) -> "Classes":
        """Return the classes of training clips named ``found``, of which ``wanted`` (or every word) are labels.

        Raises:
            UsageError: a wanted word has no clip, or fewer than two things are to be told apart.
        """
        there = set(found)
        plain = there - {SPEECH, NOISE}
        words = tuple(dict.fromkeys(wanted)) or tuple(sorted(plain))
        if missing := sorted(set(words) - plain):
            raise UsageError(f"no clip to train {missing[0]!r} on; the corpora have {', '.join(sorted(plain))}")
        others = tuple(sorted(plain - set(words)))
        names = (*words, *others, *(name for name in (SPEECH, NOISE) if name in there))
        if len(names) < 2:
            raise UsageError(f"one class only ({names[0]}); a network needs two words, or a word and noise")
        return Classes(names, words)

    @property
    def labels(self) -> tuple[str, ...]:
        """What a model answers: the words, then ``unknown`` and ``silence`` if anything folds into them."""
        folded = {self.label_of(name) for name in self.names}
        return self.words + tuple(label for label in (UNKNOWN, SILENCE) if label in folded - set(self.words))

    def label_of(self, name: str) -> str:
        """Return the label that class ``name`` folds into."""
        if name == NOISE:
            return SILENCE
        return name if name in self.words else UNKNOWN

    def fold(self) -> Tensor:
        """Return ``(classes, labels)`` of zeros and ones that sums classes into labels."""
        matrix = torch.zeros(len(self.names), len(self.labels))
        for i, name in enumerate(self.names):
            matrix[i, self.labels.index(self.label_of(name))] = 1.0
        return matrix

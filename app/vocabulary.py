"""Labels, and the vocabularies that narrow them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.errors import UsageError
from app.types import Probabilities

UNKNOWN = "unknown"
SILENCE = "silence"
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COMMANDS = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")
SHIPPED_LABELS = (*DIGITS, *COMMANDS, UNKNOWN, SILENCE)
"""What the models that come with Sayso answer; a running model says its own."""

NAMED = {"digits": DIGITS, "commands": COMMANDS}
"""Vocabularies that have a name of their own; ``all`` is every label of the model."""


@dataclass(frozen=True)
class Vocabulary:
    """The labels that are active now; what is not active folds into ``unknown``.

    ``unknown`` and ``silence`` are active always, if the model has them; ``unknown`` is added where it has not.
    """

    labels: tuple[str, ...]
    """Active labels, in the model's order."""
    places: tuple[int, ...]
    """For each label of the model, the place in ``labels`` that its probability is added to."""

    @staticmethod
    def parse(text: str, model_labels: Sequence[str]) -> "Vocabulary":
        """Return the vocabulary that ``text`` names: ``all``, ``digits``, ``commands``, or words divided by commas.

        Raises:
            UsageError: ``text`` names a word that the model does not know, or no word at all.
        """
        names = [part.strip() for part in text.split(",") if part.strip()]
        meant = [word for name in names for word in (model_labels if name == "all" else NAMED.get(name, (name,)))]
        words = set(meant)
        if missing := dict.fromkeys(word for word in meant if word not in model_labels):
            named = ", ".join(map(repr, missing))
            answers = ", ".join(label for label in model_labels if label not in (UNKNOWN, SILENCE))
            raise UsageError(f"unknown label {named}; this model answers {answers}")
        if not words - {UNKNOWN, SILENCE}:
            raise UsageError(f"vocabulary {text!r} holds no word; use all, digits, commands, or words with commas")
        labels = [label for label in model_labels if label in words or label in (UNKNOWN, SILENCE)]
        labels += [] if UNKNOWN in labels else [UNKNOWN]
        elsewhere = labels.index(UNKNOWN)
        places = (labels.index(label) if label in labels else elsewhere for label in model_labels)
        return Vocabulary(tuple(labels), tuple(places))

    @staticmethod
    def known(text: str, model_labels: Sequence[str]) -> "Vocabulary":
        """Return what ``text`` names as far as the model knows it; all of its words where it knows none of them.

        Raises:
            UsageError: the model knows no word at all.
        """
        words = [word for name in text.split(",") for word in NAMED.get(name.strip(), (name.strip(),))]
        known = [word for word in words if word in model_labels and word not in (UNKNOWN, SILENCE)]
        return Vocabulary.parse(",".join(known) or "all", model_labels)

    def fold(self, probabilities: Probabilities) -> Probabilities:
        """Add up a model's probabilities ``(..., n_model_labels)`` into ``(..., n_labels)``; the sum stays."""
        folded = np.zeros((*probabilities.shape[:-1], len(self.labels)), np.float32)
        for place, column in zip(self.places, np.moveaxis(probabilities, -1, 0), strict=True):
            folded[..., place] += column
        return folded


def vocabulary_that_fits(text: str, model_labels: Sequence[str], model: str) -> tuple[str, str]:
    """Return ``text``, or ``all`` and one line about why where the model called ``model`` does not know its words."""
    try:
        Vocabulary.parse(text, model_labels)
    except UsageError:
        words = (word for name in text.split(",") for word in NAMED.get(name.strip(), (name.strip(),)))
        strange = [repr(word) for word in words if word not in model_labels]
        lacks = ", ".join(strange[:3]) + (" and others" if len(strange) > 3 else "")
        remark = f"{model} does not know {lacks or repr(text)}: all of its words are listened for; choose under Words"
        return "all", remark
    return text, ""

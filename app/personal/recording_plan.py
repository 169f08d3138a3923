"""What is asked for, and in which order: every label so many times, less what a test set has already."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from app.errors import UsageError
from app.personal.label_folder import clean_label
from app.vocabulary import SILENCE

Order = Literal["shuffled", "blocks"]
ORDERS: tuple[Order, ...] = get_args(Order)

MOST_TAKES = 1_000
"""Takes per label."""


@dataclass(frozen=True)
class Plan:
    """Labels, each to be said so many times."""

    labels: tuple[str, ...]
    """Any words, clean, none twice."""
    takes: int
    """Per label."""
    order: Order = "shuffled"
    """``shuffled``: rounds of all labels, each in an order of its own, so that whoever stops early has as many takes of
    each, and nobody falls into a rhythm; ``blocks``: one label after the other."""
    seed: int = 0
    """Another seed, another shuffled order."""

    @staticmethod
    def of(labels: Sequence[str], takes: int, order: Order = "shuffled", seed: int = 0) -> "Plan":
        """Return the plan for ``labels`` as somebody typed them.

        Raises:
            UsageError: there is no label, or one cannot be shown, or the number of takes makes no sense.
        """
        cleaned = tuple(dict.fromkeys(clean_label(label) for label in labels))
        if not cleaned:
            raise UsageError("no label to record; name one word at least")
        if SILENCE in cleaned:
            raise UsageError(f"{SILENCE!r} cannot be said; record the room for `sayso tune` instead")
        if not 1 <= takes <= MOST_TAKES:
            raise UsageError(f"{takes} takes per label cannot be recorded; choose from 1 to {MOST_TAKES}")
        return Plan(cleaned, takes, order, seed)

    @property
    def total(self) -> int:
        """Takes of all labels together."""
        return len(self.labels) * self.takes

    def remaining(self, counts: Mapping[str, int]) -> list[str]:
        """Return the labels that are still to be said, in order.

        The order depends on plan and ``counts`` alone: whoever stops goes on another day as if he had not.

        Args:
            counts: how many takes each label has already.
        """
        seen: Counter[str] = Counter()
        left = []
        for label in self._sequence():
            seen[label] += 1
            if seen[label] > counts.get(label, 0):
                left.append(label)
        return left

    def _sequence(self) -> list[str]:
        """Return every label as often as it is asked for; no label twice in a row where rounds meet."""
        if self.order == "blocks":
            return [label for label in self.labels for _ in range(self.takes)]
        chance = random.Random(self.seed)
        sequence: list[str] = []
        for _ in range(self.takes):
            following = chance.sample(self.labels, len(self.labels))
            if sequence and following[0] == sequence[-1]:
                following.append(following.pop(0))
            sequence += following
        return sequence

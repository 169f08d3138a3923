"""Whether a confidence can be trusted: how often answers given with it were right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.personal.evaluation import Outcome
from app.personal.statistics import wilson_interval

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Of confidence; most answers are sure, so the bins are narrow there."""

FEW = 20
"""Clips, fewer of which say little about a bin."""


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence."""

    low: float
    high: float
    clips: int
    confidence: float
    """Mean of the clips."""
    right: int

    @property
    def share(self) -> float:
        """Share of the clips that are named rightly."""
        return self.right / self.clips

    def interval(self) -> tuple[float, float]:
        """Return the 95 % Wilson interval of the share."""
        return wilson_interval(self.right, self.clips)

    @property
    def is_honest(self) -> bool:
        """Whether the mean confidence lies within the interval of the share."""
        low, high = self.interval()
        return low <= self.confidence <= high


def reliability(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Return the bins that hold a clip. Answers that a rule gave, such as one below the threshold, are left out."""
    given = [outcome for outcome in outcomes if not outcome.forced]
    bins = []
    for low, high in pairwise(EDGES):
        inside = [o for o in given if low <= o.confidence < high or (high == EDGES[-1] and o.confidence >= high)]
        if inside:
            mean = sum(outcome.confidence for outcome in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), mean, sum(outcome.is_right for outcome in inside)))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: by how much confidence and share of right answers differ, on average."""
    clips = sum(bin_.clips for bin_ in bins)
    return sum(bin_.clips * abs(bin_.confidence - bin_.share) for bin_ in bins) / clips if clips else 0.0

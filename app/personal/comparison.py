"""Two models, or one with and without a voice profile, on the same clips."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import UsageError
from app.personal.evaluation import Evaluation, Outcome
from app.personal.statistics import mcnemar, verdict
from app.types import Json


@dataclass(frozen=True)
class Comparison:
    """The same clips, judged twice, in the same order."""

    first: Evaluation
    second: Evaluation

    def __post_init__(self) -> None:
        """Refuse to compare what is not the same."""
        pairs = zip(self.first.outcomes, self.second.outcomes, strict=False)
        if len(self.first.outcomes) != len(self.second.outcomes) or any(a.path != b.path for a, b in pairs):
            raise UsageError("the two did not judge the same clips; evaluate both on the same folder")

    @property
    def better(self) -> list[tuple[Outcome, Outcome]]:
        """Clips that only the second names rightly."""
        return [(a, b) for a, b in self._pairs() if not a.is_right and b.is_right]

    @property
    def worse(self) -> list[tuple[Outcome, Outcome]]:
        """Clips that only the first names rightly."""
        return [(a, b) for a, b in self._pairs() if a.is_right and not b.is_right]

    def verdict(self) -> str:
        """Say in plain words what changed from the first to the second, and whether it is real."""
        return verdict(len(self.better), len(self.worse))

    def figures(self) -> Json:
        """Return both accuracies with their intervals, the differences, and McNemar's exact p."""
        better, worse = len(self.better), len(self.worse)
        return {
            "before": self.first.figures(),
            "after": self.second.figures(),
            "better": better,
            "worse": worse,
            "p": mcnemar(better, worse),
            "verdict": self.verdict(),
        }

    def _pairs(self) -> Iterator[tuple[Outcome, Outcome]]:
        return zip(self.first.outcomes, self.second.outcomes, strict=True)

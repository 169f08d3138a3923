"""What a voice profile is worth, as it is shown: counts and intervals before and after, and the words that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.gui.models.model_facts import Share
from app.types import Json

if TYPE_CHECKING:
    from app.personal.adaptation import Adaptation  # brings scipy, which the window does not wait for


@dataclass(frozen=True)
class Worth:
    """Before and after, on what the profile was not fitted on."""

    before: Share
    after: Share
    better: int
    """Own takes that only the profile names rightly."""
    worse: int
    """Own takes that only the model alone names rightly."""
    memory_before: Share
    memory_after: Share
    sureness: tuple[float, float] | None = None
    """How probable what was said was found, before and after, 0 to 1; ``None`` where that is not told."""

    @property
    def errors(self) -> int:
        """Own takes that the model alone mistakes."""
        return self.before.clips - self.before.correct

    @property
    def forgotten(self) -> int:
        """Remembered training words that are mistaken now and were not; negative where more are known."""
        return self.memory_before.correct - self.memory_after.correct


@dataclass(frozen=True)
class WordChange:
    """One word whose takes are named otherwise than before."""

    label: str
    is_new: bool
    """Whether the model does not know it."""
    before: int
    after: int
    """Takes named rightly."""
    takes: int


def worth_of(figures: Json) -> Worth | None:
    """Return the figures that came with a profile; ``None`` where they cannot be read, as they may be anyone's."""
    try:
        takes, memory = figures["takes"], figures["memory"]
        return Worth(
            _share(takes["before"], takes["before"]["clips"]),
            _share(takes["after"], takes["after"]["clips"]),
            int(takes["better"]),
            int(takes["worse"]),
            _share(memory["before"], memory["clips"]),
            _share(memory["after"], memory["clips"]),
            _sureness(takes.get("sureness")),
        )
    except (KeyError, TypeError, ValueError):
        return None


def changes(adaptation: Adaptation) -> Sequence[WordChange]:
    """Return the words of which another number of takes is named rightly than before, in alphabetical order."""
    before, after = adaptation.takes.first.outcomes, adaptation.takes.second.outcomes
    found = []
    for label in sorted({outcome.truth for outcome in before}):
        counts = [sum(o.is_right for o in outcomes if o.truth == label) for outcomes in (before, after)]
        takes = sum(outcome.truth == label for outcome in before)
        if counts[0] != counts[1]:
            found.append(WordChange(label, label in adaptation.new, counts[0], counts[1], takes))
    return found


def _sureness(pair: Any) -> tuple[float, float] | None:
    """Return two probabilities as they came, if they came."""
    if pair is None:
        return None
    before, after = map(float, pair)
    if not (0 <= before <= 1 and 0 <= after <= 1):
        raise ValueError("no probabilities")
    return before, after


def _share(figures: Json, clips: Any) -> Share:
    share = Share(int(figures["correct"]), int(clips), float(figures["low"]), float(figures["high"]))
    if not 0 <= share.correct <= share.clips or not share.clips or not 0 <= share.low <= share.high <= 1:
        raise ValueError("no share")
    return share

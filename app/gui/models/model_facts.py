"""What a model's metrics say, as far as they can be trusted to be figures: a file may hold anything."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.types import Json, is_number


@dataclass(frozen=True)
class Share:
    """How many of some clips were named rightly, with the interval that such a count allows."""

    correct: int
    clips: int
    low: float
    high: float
    """95 % interval of the share, in [0, 1]."""

    @property
    def accuracy(self) -> float:
        """Part of the clips, in [0, 1]."""
        return self.correct / self.clips


@dataclass(frozen=True)
class Figure:
    """How well a model hears one kind of clip, measured in one way or in both."""

    clips: str
    as_used: Share | None
    """With gate, utterance and threshold."""
    raw: Share | None
    """The clip in one window, straight to the model."""


@dataclass(frozen=True)
class FalseAccepts:
    """Words that were heard where nobody said any."""

    count: int
    hours: float
    low: float
    high: float
    """95 % interval of the rate per hour."""


def figures(metrics: Json) -> list[Figure]:
    """Return what was measured, in the file's order."""
    used, raw = (_object(metrics.get(key)) for key in ("validation", "validation_raw"))
    found = [Figure(name, _share(used.get(name)), _share(raw.get(name))) for name in dict.fromkeys([*used, *raw])]
    return [figure for figure in found if figure.as_used or figure.raw]


def false_accepts(metrics: Json) -> FalseAccepts | None:
    """Return how often the model heard a word in running speech that had none, if that was measured."""
    content = _object(metrics.get("false_accepts"))
    count, hours, low, high = (_number(content.get(key)) for key in ("count", "hours", "low", "high"))
    if count is None or not hours or low is None or high is None:
        return None
    return FalseAccepts(round(count), hours, low, high)


def whole_number(metrics: Json, key: str) -> int | None:
    """Return a count, if there is one."""
    number = _number(metrics.get(key))
    return None if number is None else round(number)


def described(front_end: Json) -> str:
    """Return what a front end does in one line: its kind, then its parameters."""
    rest = [f"{key} {value}" for key, value in front_end.items() if key != "kind"]
    return ", ".join([*([str(front_end["kind"])] if "kind" in front_end else []), *rest])


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _share(value: object) -> Share | None:
    content = _object(value)
    correct, clips, low, high = (_number(content.get(key)) for key in ("correct", "clips", "low", "high"))
    if correct is None or clips is None or low is None or high is None or round(clips) < max(1, correct):
        return None
    return Share(round(correct), round(clips), low, high)


def _number(value: object) -> float | None:
    """Return a number that is finite and not negative."""
    if not is_number(value):
        return None
    return value if 0 <= value < math.inf else None

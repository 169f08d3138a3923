"""One tuning from beginning to end, told step by step: own takes and the background, then the curve."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.audio.files import length_s
from app.engine.pipeline import Pipeline
from app.errors import AudioError, UsageError
from app.personal.evaluation import LabelledClip, find_labelled
from app.personal.statistics import rate_interval, wilson_interval
from app.personal.trial import Contender, fitting
from app.personal.tuning import (
    Listened,
    Point,
    TakeListened,
    find_background,
    listen_to,
    listen_to_takes,
    sweep,
    unthresholded,
)
from app.settings import EngineSettings
from app.types import to_seconds


@dataclass(frozen=True)
class TuningPlan:
    """What is to be listened to, and by whom."""

    folder: Path
    """Own takes."""
    background: Sequence[Path]
    contender: Contender
    settings: EngineSettings = field(default_factory=EngineSettings)


@dataclass(frozen=True)
class Progress:
    """How far it is."""

    share: float
    """Of all sound, from 0 to 1; a take counts as a second."""
    name: str = ""
    """Of the background recording that is listened to; empty while takes are."""


@dataclass(frozen=True)
class Curve:
    """What each threshold gives, with 95 % intervals: arrays of one number per point, in its order."""

    points: Sequence[Point]
    recall_low: npt.NDArray[np.float64]
    recall_high: npt.NDArray[np.float64]
    rate_low: npt.NDArray[np.float64]
    """False accepts per hour."""
    rate_high: npt.NDArray[np.float64]
    unreadable: Sequence[str] = ()
    """One line for each recording that cannot be read."""

    @property
    def hours(self) -> float:
        """Of background."""
        return self.points[0].hours

    @property
    def takes(self) -> int:
        """Takes of words."""
        return self.points[0].takes


Tell = Callable[[Progress], None]


def run_tuning(plan: TuningPlan, tell: Tell = lambda _: None) -> Curve:
    """Listen to every take and to all of the background once.

    Args:
        plan: what is wanted.
        tell: hears how far it is, after each take, each minute of background and each recording; what it raises ends
            the run.

    Raises:
        SaysoError: the model cannot be used, or there are no takes of words, or no background that can be read.
    """
    clips, places = find_labelled(plan.folder), find_background(plan.background)
    model = plan.contender.load()
    fresh = unthresholded(model, fitting(plan.settings, model))
    lengths = [_length_s(path) for path in places]
    whole_s = len(clips) + sum(lengths)
    takes, complaints = _takes(clips, fresh, lambda done: tell(Progress(done / whole_s)))
    background: list[Listened] = []
    before_s = float(len(clips))
    for path, length in zip(places, lengths, strict=True):

        def heard(samples: int, path: Path = path, begin_s: float = before_s) -> None:
            tell(Progress(min(1.0, (begin_s + to_seconds(samples)) / whole_s), path.name))

        heard(0)
        try:
            background.append(listen_to(path, fresh(), heard))
        except AudioError as error:
            complaints.append(str(error))
        before_s += length
        tell(Progress(before_s / whole_s, path.name))
    if not background:
        raise UsageError("none of the background recordings can be read; record or convert them again")
    return curve_of(sweep(takes, background), complaints)


def curve_of(points: Sequence[Point], unreadable: Sequence[str] = ()) -> Curve:
    """Return the points with their intervals."""
    recall = np.array([wilson_interval(point.hits, point.takes) for point in points])
    rate = np.array([rate_interval(point.false_accepts, point.hours) for point in points])
    return Curve(points, recall[:, 0], recall[:, 1], rate[:, 0], rate[:, 1], tuple(unreadable))


def _takes(
    clips: Sequence[LabelledClip], fresh: Callable[[], Pipeline], tell: Callable[[int], None]
) -> tuple[list[TakeListened], list[str]]:
    takes: list[TakeListened] = []
    unreadable: list[str] = []
    for done, take in enumerate(listen_to_takes(clips, fresh, fresh().labels), start=1):
        if isinstance(take, AudioError):
            unreadable.append(str(take))
        else:
            takes.append(take)
        tell(done)
    return takes, unreadable


def _length_s(path: Path) -> float:
    """Return how long a recording says it is; what cannot be read says so later."""
    try:
        return length_s(path)
    except AudioError:
        return 0.0

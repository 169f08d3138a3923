"""Which threshold to use: recall on own takes against false accepts per hour of the user's own room.

One pass of the real pipeline over all audio is enough: nothing that the threshold changes comes back to the gate, so
what any threshold would have answered follows from the confidences that were kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.audio.memory import FileSource
from app.engine.classify import choose
from app.engine.decider import NOT_ISOLATED, least_confidence, why_unsure
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import stream
from app.errors import AudioError, UsageError
from app.events import Prediction
from app.personal.evaluation import AUDIO_SUFFIXES, LabelledClip, true_label
from app.personal.statistics import hours_to_claim, rate_bound, rate_interval, rate_text, wilson_interval
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Json, to_seconds
from app.vocabulary import SILENCE, UNKNOWN

NO_WORDS = (UNKNOWN, SILENCE)

THRESHOLDS = (*(step / 100 for step in range(100)), 0.995, 0.998, 0.999, 0.9995, 0.9999, 1.0)
"""Those that are tried: finer near 1, where the confidences of a sure model lie."""

COSTLY = 0.1
"""Share of the recall, the loss of which is said."""


@dataclass(frozen=True)
class Listened:
    """The final predictions of one recording, before any threshold."""

    path: Path
    finals: Sequence[Prediction]
    length: int
    """Samples of the recording."""

    @property
    def hours(self) -> float:
        """Length of the recording."""
        return to_seconds(self.length) / 3600


@dataclass(frozen=True)
class TakeListened:
    """A take, and the label that it should be answered by."""

    truth: str
    listened: Listened


@dataclass(frozen=True)
class Point:
    """What one threshold gives."""

    threshold: float
    hits: int
    """Takes of words that are named rightly."""
    takes: int
    false_accepts: int
    """Words heard in the background."""
    hours: float
    """Of background."""

    @property
    def recall(self) -> float:
        """Share of the takes of words that are named rightly."""
        return self.hits / self.takes

    @property
    def per_hour(self) -> float:
        """False accepts per hour."""
        return self.false_accepts / self.hours

    @property
    def at_most(self) -> float:
        """What the rate per hour is below with 95 % certainty."""
        return rate_bound(self.false_accepts, self.hours)

    def figures(self) -> Json:
        """Return recall with its 95 % Wilson interval, and the rate with its 95 % Poisson one and its upper bound."""
        low, high = wilson_interval(self.hits, self.takes)
        slow, fast = rate_interval(self.false_accepts, self.hours)
        return {
            "threshold": self.threshold,
            "recall": {"value": self.recall, "low": low, "high": high, "hits": self.hits, "takes": self.takes},
            "false_accepts": {
                "count": self.false_accepts,
                "hours": self.hours,
                "per_hour": self.per_hour,
                "low": slow,
                "high": fast,
                "at_most": self.at_most,
            },
        }


@dataclass(frozen=True)
class Choice:
    """The threshold that a budget picks, and how far it is proven."""

    point: Point
    budget: float
    """False accepts per hour at most."""
    proven: bool
    """With 95 % certainty the rate is within the budget."""
    within: bool
    """The rate that was counted is within the budget."""
    best_recall: float = 0.0
    """Of any threshold."""

    def reasons(self) -> list[str]:
        """Say in plain words what this choice rests on, and what is missing."""
        point, budget = self.point, self.budget
        cost = []
        if self.best_recall - point.recall > COSTLY:
            cost = [f"it costs dear: recall falls from {self.best_recall:.0%} to {point.recall:.0%}"]
        counted = f"{point.false_accepts} false accepts in {point.hours:.2f} h"
        if self.proven:
            bound = rate_text(point.at_most)
            return [f"{counted}: with 95 % certainty fewer than {bound} per hour, within {budget:g}", *cost]
        needed = hours_to_claim(budget)
        missing = (
            f"too little background to claim it: {counted} only shows fewer than {rate_text(point.at_most)} per hour; "
            f"{needed:.2g} h without any would show {budget:g}"
        )
        if self.within:
            return [f"by estimate only: {rate_text(point.per_hour)} per hour were counted", missing, *cost]
        return [f"no threshold keeps within {budget:g} per hour; this one has the fewest false accepts", missing, *cost]


def find_background(places: Iterable[Path]) -> list[Path]:
    """Return the recordings among ``places``, and those anywhere below the folders among them, sorted.

    Raises:
        UsageError: a place is not there, or there is no recording at all.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += sorted(path for path in place.rglob("*") if path.suffix.lower() in AUDIO_SUFFIXES)
        elif place.is_file():
            found.append(place)
        else:
            raise UsageError(f"{place}: no such recording; name long recordings of your room without the words")
    if not found:
        raise UsageError("no recording in the folders of --background; record your room for an hour or so")
    return found


def unthresholded(model: Model, settings: EngineSettings) -> Callable[[], Pipeline]:
    """Return what makes a fresh pipeline that lets every word pass, however unsure."""
    detector = Silero()
    return lambda: Pipeline(model, detector, replace(settings, threshold=0.0))


def listen_to(path: Path, pipeline: Pipeline, heard: Callable[[int], None] = lambda _: None) -> Listened:
    """Stream a recording of any length through ``pipeline`` and keep its final predictions.

    Args:
        heard: told now and then how many samples of it were heard.

    Raises:
        AudioError: it cannot be read to its end.
    """
    finals, minute = [], 0
    for event in stream(FileSource(path), pipeline):
        if isinstance(event, Prediction) and event.final:
            finals.append(event)
        if pipeline.at // (60 * SAMPLE_RATE) > minute:
            minute = pipeline.at // (60 * SAMPLE_RATE)
            heard(pipeline.at)
    return Listened(path, finals, pipeline.at)


def listen_to_takes(
    clips: Iterable[LabelledClip], fresh: Callable[[], Pipeline], active: Sequence[str]
) -> Iterator[TakeListened | AudioError]:
    """Yield what is heard in each take, or why it cannot be read; a true label that is not active is ``unknown``."""
    for clip in clips:
        try:
            yield TakeListened(true_label(clip.label, active), listen_to(clip.path, fresh()))
        except AudioError as error:
            yield error


def answer_at(final: Prediction, threshold: float) -> Prediction:
    """Return the final prediction that a pipeline with ``threshold`` would have given."""
    surest = max(final.probabilities, key=final.probabilities.__getitem__)
    if final.reason in NOT_ISOLATED:
        return final
    confidence = final.probabilities[surest]
    passes = surest in NO_WORDS or confidence >= least_confidence(threshold, final.speech)
    label, reason = (surest, "") if passes else (UNKNOWN, why_unsure(confidence, threshold))
    return replace(final, label=label, confidence=final.probabilities[label], reason=reason)


def sweep(takes: Sequence[TakeListened], background: Sequence[Listened]) -> list[Point]:
    """Return what each threshold from 0 to 1 gives.

    Raises:
        UsageError: no take is of an active word, or there is no background.
    """
    words = [take for take in takes if take.truth not in NO_WORDS]
    if not words:
        raise UsageError("no take is of a word that the vocabulary holds; record some, or choose another vocabulary")
    hours = sum(listened.hours for listened in background)
    if not hours:
        raise UsageError("the background recordings hold no sound; record your room for an hour or so")
    finals = [final for listened in background for final in listened.finals]
    return [
        Point(threshold, _hits(words, threshold), len(words), _false_accepts(finals, threshold), hours)
        for threshold in THRESHOLDS
    ]


def _hits(takes: Sequence[TakeListened], threshold: float) -> int:
    return sum(_answer(take.listened, threshold) == take.truth for take in takes)


def _answer(listened: Listened, threshold: float) -> str:
    finals = [answer_at(final, threshold) for final in listened.finals]
    labels = tuple(finals[0].probabilities) if finals else ()
    return choose(finals, labels, listened.length).decision.label


def _false_accepts(finals: Sequence[Prediction], threshold: float) -> int:
    return sum(answer_at(final, threshold).label not in NO_WORDS for final in finals)


def pick(points: Sequence[Point], budget: float) -> Choice:
    """Return the threshold with the most recall whose false accepts stay within ``budget`` per hour.

    A rate counts as within the budget if its upper bound is; if no threshold can claim that, if its estimate is; if not
    even that, the fewest false accepts win. Of thresholds that are equally good, the middle one is taken.
    """
    proven = [point for point in points if point.at_most <= budget]
    within = [point for point in points if point.per_hour <= budget]
    fewest = min(point.false_accepts for point in points)
    candidates = proven or within or [point for point in points if point.false_accepts == fewest]
    best = max((point.hits, -point.false_accepts) for point in candidates)
    equal = [point for point in candidates if (point.hits, -point.false_accepts) == best]
    best_recall = max(point.recall for point in points)
    return Choice(equal[len(equal) // 2], budget, bool(proven), bool(within), best_recall)

"""Make a voice profile from own takes, and tell honestly whether it is worth keeping.

What is shown and decided by rests on takes and stored embeddings that the head in question was not fitted on: five
heads are fitted, each without a fifth of the takes of every word, and without a fifth of the memory.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app import __version__
from app.engine.decider import Decider
from app.engine.model import Model
from app.engine.profile import LEAST_PROBABILITY, Head, ModelIdentity, VoiceProfile
from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome
from app.personal.head_fit import (
    KNOWN_MASS,
    KNOWN_WEIGHT,
    NEW_WEIGHT,
    Examples,
    calibrated,
    fit_head,
    join,
    labels_with,
    weighted,
)
from app.personal.hearing import Answer
from app.personal.memory import Memory
from app.personal.own_takes import OwnTake
from app.personal.statistics import wilson_interval
from app.types import Embeddings, Json, Probabilities
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary

FOLDS = 5
"""With five takes of a word, each is held out once: leave one take out."""

MOST_FORGOTTEN = 0.01
"""Share of the memory that a profile may forget and still be kept."""
GENTLE = 0.005
"""Share of it that known words may cost, while their takes could count for less: other voices lose more than that."""
STRENGTHS = (1.0, 0.3, 0.1, 0.03)
"""How much takes count, tried in this order."""
LEAST_OF_NEW = 0.1
"""The least strength of takes of new words: with less, none is learnt."""


@dataclass(frozen=True)
class Remembered:
    """How much of the memory, held out, is named rightly."""

    clips: int
    before: int
    after: int

    @property
    def forgotten(self) -> float:
        """Share of the memory that the profile forgets; negative where it knows more."""
        return (self.before - self.after) / self.clips

    def figures(self) -> Json:
        """Return counts and 95 % Wilson intervals."""
        rows = {"before": self.before, "after": self.after}
        return {"clips": self.clips, **{name: _figures(count, self.clips) for name, count in rows.items()}}


@dataclass(frozen=True)
class Adaptation:
    """A profile, and what it is worth on what it was not fitted on."""

    profile: VoiceProfile
    takes: Comparison
    """The model alone against the profile, on own takes."""
    sureness: tuple[float, float]
    """How probable each found what was said, before and after: the geometric mean over own takes."""
    new: tuple[str, ...]
    """Words that the model does not know."""
    memory: Remembered

    def objections(self) -> list[str]:
        """Return why this profile should not be kept, one line each; none if it should."""
        before, after = self.takes.first, self.takes.second
        known = [self._known(evaluation) for evaluation in (before, after)]
        found = []
        if (after.correct, self.sureness[1]) <= (before.correct, self.sureness[0]):
            clips = len(before.outcomes)
            counts = f"{before.correct} of {clips} before, {after.correct} after"
            found.append(f"own takes are not named better: {counts}, and no more surely")
        elif known[1] < known[0]:
            found.append(f"words that the model knows are named worse: {known[0]} takes before, {known[1]} after")
        if self.memory.forgotten > MOST_FORGOTTEN:
            memory = self.memory
            counts = f"{memory.before} of {memory.clips} before, {memory.after} after"
            found.append(f"more than a hundredth of the training words would be forgotten: {counts}")
        return found

    def _known(self, evaluation: Evaluation) -> int:
        return sum(o.truth == o.predicted for o in evaluation.outcomes if o.truth not in self.new)


def adapt(
    model: Model,
    memory: Memory,
    takes: Sequence[OwnTake],
    name: str,
    pulse: Callable[[int], None] = lambda fitted: None,  # noqa: ARG005  (a default that does nothing)
) -> Adaptation:
    """Fit a voice profile on ``takes``, five or more of each label, and measure it on what is held out.

    The takes count for as much as the memory allows: where too much of it would be forgotten, all is fitted again with
    less. The result does not depend on the order of the takes. ``pulse`` is called with the number of heads fitted so
    far, before each of :data:`FOLDS` and one, and again from 0 with each strength; what it raises ends the work.
    """
    takes = sorted(takes, key=lambda take: (take.label, str(take.path)))
    new = tuple(sorted({take.label for take in takes} - set(model.own_labels) - {UNKNOWN, SILENCE}))
    labels = labels_with(model.own_labels, new)
    memory = memory.without(new)
    takes = [take for take in takes if take.label in labels]
    fitting = _Fitting(model, labels, memory, takes)
    bar = MOST_FORGOTTEN if new else GENTLE
    for strength in STRENGTHS:
        heads, head = fitting.heads(strength, pulse)
        remembered = fitting.remember(heads)
        if remembered.forgotten <= bar:
            break
    comparison, sureness = fitting.compare(heads)
    figures = {
        "takes": comparison.figures() | {"sureness": sureness},
        "memory": remembered.figures(),
        "folds": FOLDS,
        "new": list(new),
        "strength": strength,
    }
    counts = dict(sorted(Counter(take.label for take in takes).items()))
    threshold = model.card.default_threshold
    profile = VoiceProfile(name, _identity(model), labels, head, threshold, counts, figures, _now(), __version__)
    return Adaptation(profile, comparison, sureness, new, remembered)


class _Fitting:
    """Takes and memory, each dealt into as many parts as there are folds, and the heads fitted without each part."""

    def __init__(self, model: Model, labels: Sequence[str], memory: Memory, takes: Sequence[OwnTake]) -> None:
        self._model, self._labels, self._memory, self._takes = model, labels, memory, takes
        self._take_parts = _parts(takes)
        self._memory_parts = np.random.default_rng(0).permutation(len(memory)) % FOLDS
        self._alone, self._decider = _decider(model, model.own_labels), _decider(model, labels)

    def heads(self, strength: float, pulse: Callable[[int], None]) -> tuple[list[Head], Head]:
        """Return the heads fitted without each part, and the one fitted on everything, all at its temperature."""
        held_out = []
        for fold in range(FOLDS):
            pulse(fold)
            some = [take for take, part in zip(self._takes, self._take_parts, strict=True) if part != fold]
            held_out.append(self._fit(self._memory.part(self._memory_parts != fold), some, strength))
        pulse(FOLDS)
        judged = [(head, self._held(fold)) for fold, head in enumerate(held_out)]
        head = calibrated(self._fit(self._memory, self._takes, strength), self._labels, judged)
        return [replace(other, temperature=head.temperature) for other in held_out], head

    def compare(self, heads: Sequence[Head]) -> tuple[Comparison, tuple[float, float]]:
        """Return the model alone against the heads on the takes that each was not fitted on, and how sure both are."""
        before = _judge(self._takes, [_model_alone] * len(self._takes), self._alone)
        after = _judge(self._takes, [heads[part] for part in self._take_parts], self._decider)
        return Comparison(Evaluation(before[0]), Evaluation(after[0])), (before[1], after[1])

    def remember(self, heads: Sequence[Head]) -> Remembered:
        """Count what of the typical memory is named rightly, by the model and by heads that were fitted without it."""
        memory = self._memory
        before = after = 0
        for place in np.flatnonzero(memory.typical).tolist():
            row, embedding = memory.probabilities[place, None], memory.embeddings[place, None]
            before += self._alone.final(row).label == memory.labels[place]
            after += self._decider.final(heads[self._memory_parts[place]](row, embedding)).label == memory.labels[place]
        return Remembered(int(memory.typical.sum()), before, after)

    def _fit(self, memory: Memory, takes: Sequence[OwnTake], strength: float) -> Head:
        known = self._model.own_labels
        return fit_head(memory, _examples(takes, known, strength), known, self._labels)

    def _held(self, fold: int) -> Examples:
        """Return what a head was not fitted on, takes and typical memory counting the same in sum."""
        own = join([take.windows for take, part in zip(self._takes, self._take_parts, strict=True) if part == fold])
        old = self._memory.part((self._memory_parts == fold) & self._memory.typical)
        share = (own.weights.sum() or 1.0) / max(len(old), 1)
        return join([own, Examples(old.probabilities, old.embeddings, old.labels, np.full(len(old), share))])


def _parts(takes: Sequence[OwnTake]) -> npt.NDArray[np.intp]:
    """Return which part each take belongs to: those of every label are dealt out in turn."""
    seen: Counter[str] = Counter()
    parts = []
    for take in takes:
        parts.append(seen[take.label] % FOLDS)
        seen[take.label] += 1
    return np.array(parts, np.intp)


def _examples(takes: Sequence[OwnTake], known: Sequence[str], strength: float) -> Examples:
    """Return what can be learnt from ``takes``, each counting by whether its word is ``known`` to the model."""
    count = sum(take.label in known for take in takes)
    weight = strength * min(KNOWN_WEIGHT, KNOWN_MASS / max(count, 1))
    return join(
        [
            weighted(part, weight if take.label in known else NEW_WEIGHT * max(strength, LEAST_OF_NEW))
            for take in takes
            for part in (take.windows, take.varied)
        ]
    )


def _model_alone(probabilities: Probabilities, embeddings: Embeddings) -> Probabilities:  # noqa: ARG001  (a head's arguments)
    return probabilities


def _decider(model: Model, labels: Sequence[str]) -> Decider:
    return Decider(Vocabulary.parse("all", labels), model.card.default_threshold)


def _judge(takes: Sequence[OwnTake], answers: Sequence[Answer], decider: Decider) -> tuple[list[Outcome], float]:
    """Return the answers, and the geometric mean of the probabilities that what was said was given."""
    outcomes, logarithms = [], []
    for take, answer in zip(takes, answers, strict=True):
        decision = take.hearing.again(answer, decider).decision
        outcomes.append(Outcome(take.path, take.label, decision.label, decision.confidence))
        logarithms.append(np.log(max(decision.probabilities.get(take.label, 0.0), LEAST_PROBABILITY)))
    return outcomes, float(np.exp(np.mean(logarithms)))


def _identity(model: Model) -> ModelIdentity:
    return ModelIdentity(model.card.name, model.card.version, model.digest, Path(model.card.path).stem)


def _figures(correct: int, clips: int) -> Json:
    low, high = wilson_interval(correct, clips)
    return {"accuracy": correct / clips, "low": low, "high": high, "correct": correct}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

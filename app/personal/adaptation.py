"""Make a voice profile from own takes, and tell honestly whether it is worth keeping.

What is shown and decided by rests on takes and stored embeddings that the head in question was not fitted on: five
heads are fitted, each without a fifth of the takes of every word, and without a fifth of the memory.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app import __version__
from app.engine.decider import Decider
from app.engine.model import Model
from app.engine.profile import Head, ModelIdentity, VoiceProfile
from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome
from app.personal.head_fit import Examples, calibrated, fit_head, join, labels_with
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
    new: tuple[str, ...]
    """Words that the model does not know."""
    memory: Remembered

    def objections(self) -> list[str]:
        """Return why this profile should not be kept, one line each; none if it should."""
        before, after = self.takes.first, self.takes.second
        known = [self._known(evaluation) for evaluation in (before, after)]
        found = []
        if after.correct <= before.correct:
            clips = len(before.outcomes)
            found.append(f"own takes are not named better: {before.correct} of {clips} before, {after.correct} after")
        elif known[1] < known[0]:
            found.append(f"words that the model knows are named worse: {known[0]} takes before, {known[1]} after")
        if self.memory.forgotten > MOST_FORGOTTEN:
            memory = self.memory
            counts = f"{memory.before} of {memory.clips} before, {memory.after} after"
            found.append(f"more than a hundredth of the training words would be forgotten: {counts}")
        return found

    def _known(self, evaluation: Evaluation) -> int:
        return sum(o.truth == o.predicted for o in evaluation.outcomes if o.truth not in self.new)


def adapt(model: Model, memory: Memory, takes: Sequence[OwnTake], name: str) -> Adaptation:
    """Fit a voice profile on ``takes``, five or more of each label, and measure it on what is held out.

    The result does not depend on the order of the takes.
    """
    takes = sorted(takes, key=lambda take: (take.label, str(take.path)))
    new = tuple(sorted({take.label for take in takes} - set(model.own_labels) - {UNKNOWN, SILENCE}))
    labels = labels_with(model.own_labels, new)
    memory = memory.without(new)
    usable = [take for take in takes if take.label in labels]
    parts = _parts(usable), np.random.default_rng(0).permutation(len(memory)) % FOLDS
    held_out = [_fit(model, labels, memory, usable, [part != fold for part in parts]) for fold in range(FOLDS)]
    judged = list(zip(held_out, _held(memory, usable, *parts), strict=True))
    head = calibrated(fit_head(memory, _examples(usable), model.own_labels, labels), labels, judged)
    heads = [replace(other, temperature=head.temperature) for other in held_out]
    before = _judge(usable, [_model_alone] * len(usable), _decider(model, model.own_labels))
    after = _judge(usable, [heads[part] for part in parts[0]], _decider(model, labels))
    remembered = _remember(model, labels, memory, [heads[part] for part in parts[1]])
    comparison = Comparison(Evaluation(before), Evaluation(after))
    counts = dict(sorted(Counter(take.label for take in usable).items()))
    figures = {"takes": comparison.figures(), "memory": remembered.figures(), "folds": FOLDS, "new": list(new)}
    profile = VoiceProfile(
        name, _identity(model), labels, head, model.card.default_threshold, counts, figures, _now(), __version__
    )
    return Adaptation(profile, comparison, new, remembered)


def _parts(takes: Sequence[OwnTake]) -> npt.NDArray[np.intp]:
    """Return which part each take belongs to: those of every label are dealt out in turn."""
    seen: Counter[str] = Counter()
    parts = []
    for take in takes:
        parts.append(seen[take.label] % FOLDS)
        seen[take.label] += 1
    return np.array(parts, np.intp)


def _fit(
    model: Model,
    labels: Sequence[str],
    memory: Memory,
    takes: Sequence[OwnTake],
    kept: Sequence[npt.NDArray[np.bool_]],
) -> Head:
    """Return the head fitted on the takes and the memory that are kept."""
    some = [take for take, keep in zip(takes, kept[0], strict=True) if keep]
    return fit_head(memory.part(kept[1]), _examples(some), model.own_labels, labels)


def _examples(takes: Sequence[OwnTake]) -> Examples:
    return join([part for take in takes for part in (take.windows, take.varied)])


def _held(
    memory: Memory, takes: Sequence[OwnTake], parts: npt.NDArray[np.intp], memory_parts: npt.NDArray[np.intp]
) -> list[Examples]:
    """Return what each head was not fitted on, takes and typical memory counting the same in sum."""
    found = []
    for fold in range(FOLDS):
        own = join([take.windows for take, part in zip(takes, parts, strict=True) if part == fold])
        old = memory.part((memory_parts == fold) & memory.typical)
        share = own.weights.sum() / max(len(old), 1)
        stored = Examples(old.probabilities, old.embeddings, old.labels, np.full(len(old), share))
        found.append(join([own, stored]))
    return found


def _model_alone(probabilities: Probabilities, embeddings: Embeddings) -> Probabilities:  # noqa: ARG001  (a head's arguments)
    return probabilities


def _decider(model: Model, labels: Sequence[str]) -> Decider:
    return Decider(Vocabulary.parse("all", labels), model.card.default_threshold)


def _judge(takes: Sequence[OwnTake], answers: Sequence[Answer], decider: Decider) -> list[Outcome]:
    outcomes = []
    for take, answer in zip(takes, answers, strict=True):
        decision = take.hearing.again(answer, decider).decision
        outcomes.append(Outcome(take.path, take.label, decision.label, decision.confidence))
    return outcomes


def _remember(model: Model, labels: Sequence[str], memory: Memory, heads: Sequence[Head]) -> Remembered:
    """Count what of the typical memory is named rightly, by the model and by heads that were fitted without it."""
    alone, after = _decider(model, model.own_labels), _decider(model, labels)
    before_right = after_right = 0
    for place in np.flatnonzero(memory.typical).tolist():
        row, embedding = memory.probabilities[place, None], memory.embeddings[place, None]
        before_right += alone.final(row).label == memory.labels[place]
        after_right += after.final(heads[place](row, embedding)).label == memory.labels[place]
    return Remembered(int(memory.typical.sum()), before_right, after_right)


def _identity(model: Model) -> ModelIdentity:
    return ModelIdentity(model.card.name, model.card.version, model.digest, Path(model.card.path).stem)


def _figures(correct: int, clips: int) -> Json:
    low, high = wilson_interval(correct, clips)
    return {"accuracy": correct / clips, "low": low, "high": high, "correct": correct}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

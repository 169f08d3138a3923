"""Fit the head of a voice profile: a correction of what the model says, held small where nothing asks for it.

Multinomial logistic regression on the direction of the embedding, with the model's own log-probabilities as offset, by
L-BFGS (scipy; scikit-learn's has no offset). Takes are mixed with the stored embeddings of the training words. Without
the offset it mends fewer errors and forgets more: see models/README.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from app.engine.profile import NOTHING, Head, base_logits, unit
from app.personal.memory import Memory
from app.types import Embeddings, Probabilities
from app.vocabulary import SILENCE, UNKNOWN

PENALTY = 20.0
"""On the squared weights, where one stored embedding counts 1."""
KNOWN_WEIGHT = 3000.0
"""Of a take of a word that the model knows: it corrects, and has little to break."""
KNOWN_MASS = 50 * KNOWN_WEIGHT
"""Of all such takes together, at most: of more than fifty, each one counts less."""
NEW_WEIGHT = 100.0
"""Of a take of a new word: more would take too much away from ``unknown``."""
MOST_STEPS = 200
MISLABELLED = 0.02
"""Share of clips whose label is taken to be wrong, as in any corpus: a few of them must not make every answer shy."""
TEMPERATURES = np.geomspace(0.4, 2.5, 41)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Examples:
    """Windows with what was said in them and how much each counts."""

    probabilities: Probabilities
    embeddings: Embeddings
    labels: tuple[str, ...]
    weights: Floats

    def __len__(self) -> int:
        return len(self.labels)


def weighted(examples: Examples, factor: float) -> Examples:
    """Return the examples, each counting ``factor`` times as much."""
    return replace(examples, weights=examples.weights * factor)


def join(parts: Sequence[Examples]) -> Examples:
    """Return all examples of ``parts``, in order."""
    return Examples(
        np.concatenate([part.probabilities for part in parts]),
        np.concatenate([part.embeddings for part in parts]),
        tuple(label for part in parts for label in part.labels),
        np.concatenate([part.weights for part in parts]),
    )


def labels_with(model_labels: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Return a profile's labels: the model's words, the new ones, then ``unknown`` and ``silence``."""
    words = [label for label in model_labels if label not in (UNKNOWN, SILENCE)]
    return (*words, *new, *(label for label in model_labels if label in (UNKNOWN, SILENCE)))


def bases(model_labels: Sequence[str], labels: Sequence[str]) -> tuple[int, ...]:
    """Return for each label the model's label that its logit begins with: a new word begins as ``unknown``."""
    stranger = model_labels.index(UNKNOWN) if UNKNOWN in model_labels else NOTHING
    return tuple(model_labels.index(label) if label in model_labels else stranger for label in labels)


def fit_head(memory: Memory, takes: Examples, model_labels: Sequence[str], labels: Sequence[str]) -> Head:
    """Return the head, not yet calibrated, that names the takes best at the least change of the model.

    Of the memory it is to say what the model itself said, right or wrong (learning without forgetting: Li and Hoiem
    2016, arXiv:1606.09282), so that without takes nothing changes.
    """
    base = bases(model_labels, labels)
    inputs = np.concatenate([unit(memory.embeddings), unit(takes.embeddings)])
    offsets = base_logits(np.concatenate([memory.probabilities, takes.probabilities]), base)
    wanted = np.zeros(offsets.shape)
    for place, label in enumerate(model_labels):
        wanted[: len(memory), labels.index(label)] = memory.probabilities[:, place]
    wanted[np.arange(len(memory), len(wanted)), [labels.index(label) for label in takes.labels]] = 1.0
    weights = np.concatenate([np.ones(len(memory)), takes.weights])
    directions = inputs[: len(memory)]
    mean, spread = directions.mean(axis=0), float(directions.std(axis=0).mean()) or 1.0
    solved = _minimise((inputs - mean) / spread, offsets, wanted, weights)
    slopes = solved[:, :-1] / spread
    return Head(base, slopes.astype(np.float32), (solved[:, -1] - slopes @ mean).astype(np.float32))


def _minimise(inputs: Floats, offsets: Floats, wanted: Floats, weights: Floats) -> Floats:
    """Return the correction ``(labels, d + 1)``, bias last, that minimises weighted cross-entropy plus the penalty."""
    from scipy.optimize import minimize

    shape = offsets.shape[1], inputs.shape[1] + 1
    design = np.hstack([inputs, np.ones((len(inputs), 1))])
    total = weights.sum()

    def loss(flat: Floats) -> tuple[float, Floats]:
        correction = flat.reshape(shape)
        logits = offsets + design @ correction.T
        logits -= logits.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        sums = shares.sum(axis=1)
        missed = np.log(sums) - (wanted * logits).sum(axis=1)
        excess = (shares / sums[:, None] - wanted) * weights[:, None]
        value = weights @ missed + 0.5 * PENALTY * np.square(flat).sum()
        return value / total, (excess.T @ design + PENALTY * correction).ravel() / total

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    solved: Floats = found.x.reshape(shape)
    return solved


def calibrated(head: Head, labels: Sequence[str], judged: Sequence[tuple[Head, Examples]]) -> Head:
    """Return ``head`` with the temperature at which held-out confidences are most likely.

    Args:
        judged: heads, each with examples that it was not fitted on; takes and memory count the same in sum.
    """

    def surprise(temperature: float) -> float:
        return sum(_surprise(replace(other, temperature=temperature), labels, held) for other, held in judged)

    return replace(head, temperature=min((float(t) for t in TEMPERATURES), key=surprise))


def _surprise(head: Head, labels: Sequence[str], examples: Examples) -> float:
    """Return the weighted negative log-likelihood of what was said."""
    rows = head(examples.probabilities, examples.embeddings)
    said = rows[np.arange(len(rows)), [labels.index(label) for label in examples.labels]]
    said = (1 - MISLABELLED) * said + MISLABELLED / len(labels)
    return float(-(examples.weights * np.log(said)).sum())

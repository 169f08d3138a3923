"""What the gate made of one recording, kept so that any head and any threshold can be asked about it afterwards.

A recording goes down the real pipeline once. Nothing that the decider says changes what the gate does next, so an
answer that is worked out again from a :class:`Hearing` equals that of a pipeline with that head and threshold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.engine.classify import Classification, choose
from app.engine.decider import NOT_ISOLATED, Decider
from app.engine.model import Model
from app.engine.windows import final_windows
from app.events import Prediction, Utterance
from app.types import Embeddings, Probabilities

Answer = Callable[[Probabilities, Embeddings], Probabilities]
"""A head: what it says, given what the model says ``(n, model_labels)`` and its embedding ``(n, d)``."""


@dataclass(frozen=True, eq=False)
class Heard:
    """One utterance, and what the model made of the windows that its final answer rests on."""

    prediction: Prediction
    """As the pipeline gave it."""
    probabilities: Probabilities
    """Of the model, ``(n, model_labels)``; no rows for what is no isolated word."""
    embeddings: Embeddings
    """Of the model, ``(n, d)``."""

    def again(self, answer: Answer, decider: Decider) -> Prediction:
        """Return the final prediction that another head and another threshold would have given."""
        if not len(self.probabilities):
            decision = decider.not_isolated(self.prediction.reason)
        else:
            decision = decider.final(answer(self.probabilities, self.embeddings), self.prediction.speech)
        return replace(
            self.prediction,
            label=decision.label,
            confidence=decision.confidence,
            probabilities=decision.probabilities,
            reason=decision.reason,
        )


@dataclass(frozen=True, eq=False)
class Hearing:
    """The utterances of one recording."""

    heard: Sequence[Heard]
    length: int
    """Samples of the recording."""

    def again(self, answer: Answer, decider: Decider) -> Classification:
        """Return what ``classify`` would have said with another head and another threshold."""
        finals = [heard.again(answer, decider) for heard in self.heard]
        return choose(finals, decider.vocabulary.labels, self.length)


def heard_in(utterance: Utterance, model: Model) -> Heard:
    """Return what ``model`` makes of an utterance. Raises ``ModelError`` if it has no embedding."""
    said = utterance.prediction
    if said.reason not in NOT_ISOLATED:
        return Heard(said, *model.embed(final_windows(utterance, model.card.window_samples)))
    nothing = np.zeros((0, len(model.labels)), np.float32), np.zeros((0, model.card.embedding_size), np.float32)
    return Heard(said, *nothing)

"""From posteriors to labels: smoothing, the threshold, and one final answer per utterance."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.types import Probabilities
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary

SMOOTHED = 3
"""Posteriors that a provisional answer averages."""

BELOW_THRESHOLD = "below threshold"
HARDLY_SPEECH = "hardly speech"
TOO_LONG = "too long"
TOO_SHORT = "too short"
RUNNING_SPEECH = "running speech"

UNSURE = frozenset({BELOW_THRESHOLD, HARDLY_SPEECH})
"""Reasons for which a word was not sure enough."""

NOT_ISOLATED = frozenset({TOO_LONG, TOO_SHORT, RUNNING_SPEECH})
"""Reasons for which no model is asked: this is no word that stands alone."""

DOUBTED_SPEECH, LEAST_IF_DOUBTED = 0.65, 0.9
"""Where the gate's probability of speech never reached the first, a word needs the second, whatever the threshold: of
27 words heard in 0.67 h of barks, sneezes and saws that leaves 17; of 7,164 clips of words it costs 8."""


def least_confidence(threshold: float, speech: float) -> float:
    """Return the confidence that a word needs, where ``speech`` is the highest probability of speech in it."""
    return threshold if speech >= DOUBTED_SPEECH else max(threshold, LEAST_IF_DOUBTED)


@dataclass(frozen=True)
class Decision:
    """A label and all that speaks for it."""

    label: str
    probabilities: Mapping[str, float]
    reason: str = ""

    @property
    def confidence(self) -> float:
        """Probability of the label."""
        return self.probabilities[self.label]


class Decider:
    """Averages posteriors and answers; below the threshold the answer is ``unknown``."""

    def __init__(self, vocabulary: Vocabulary, threshold: float) -> None:
        self.vocabulary, self.threshold = vocabulary, threshold
        self._history: list[Probabilities] = []

    def begin(self) -> None:
        """Start a new utterance."""
        self._history = []

    def provisional(self, posterior: Probabilities) -> Decision:
        """Take one more posterior of the open utterance, ``(n_model_labels,)``, and answer for now."""
        self._history.append(self.vocabulary.fold(posterior))
        return self._decide(np.mean(self._history[-SMOOTHED:], axis=0))

    def final(self, posteriors: Probabilities, speech: float = 1.0) -> Decision:
        """Answer from posteriors ``(n, n_model_labels)`` of windows around the whole word.

        ``speech`` is the highest probability of speech in it.
        """
        return self._decide(self.vocabulary.fold(posteriors).mean(axis=0), speech)

    def final_anywhere(self, posteriors: Probabilities) -> Decision:
        """Answer for a stretch longer than a word, which push-to-talk held: the surest word anywhere in it."""
        rows = np.vstack([*self._history, self.vocabulary.fold(posteriors)])
        means = np.lib.stride_tricks.sliding_window_view(rows, min(SMOOTHED, len(rows)), axis=0).mean(axis=-1)
        words = [i for i, label in enumerate(self.vocabulary.labels) if label not in (UNKNOWN, SILENCE)]
        return self._decide(means[np.argmax(means[:, words].max(axis=1))])

    def not_isolated(self, reason: str) -> Decision:
        """Answer for an utterance that is no word standing alone: ``unknown``, whatever was heard inside it."""
        certain = {label: float(label == UNKNOWN) for label in self.vocabulary.labels}
        return Decision(UNKNOWN, certain, reason)

    def _decide(self, row: Probabilities, speech: float = 1.0) -> Decision:
        probabilities = dict(zip(self.vocabulary.labels, row.astype(float).tolist(), strict=True))
        label = max(probabilities, key=probabilities.__getitem__)
        is_word = label not in (UNKNOWN, SILENCE)
        if is_word and probabilities[label] < least_confidence(self.threshold, speech):
            return Decision(UNKNOWN, probabilities, why_unsure(probabilities[label], self.threshold))
        return Decision(label, probabilities)


def why_unsure(confidence: float, threshold: float) -> str:
    """Return the reason why a word was not sure enough."""
    return BELOW_THRESHOLD if confidence < threshold else HARDLY_SPEECH

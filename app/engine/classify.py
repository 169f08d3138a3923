"""Find the utterance in a recording and name it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.audio.source import Source
from app.engine.decider import Decision
from app.engine.pipeline import Pipeline
from app.engine.stream import final_predictions
from app.events import Prediction
from app.vocabulary import SILENCE, UNKNOWN


@dataclass(frozen=True)
class Classification:
    """What a recording says, and where in it."""

    decision: Decision
    start: int
    """Sample index where the utterance begins; 0 for a recording in which nobody speaks."""
    end: int
    """Sample index where it ends; the recording's length where nobody speaks."""
    at: int | None = None
    """Sample index at which this was decided; ``None`` where nobody speaks."""


def classify(source: Source, pipeline: Pipeline) -> Classification:
    """Return the answer for the utterance in ``source``; ``silence`` where the gate never opens.

    Where there are several, a word wins over ``unknown`` and that over ``silence``; of several words the surest, of
    others the longest. How loud each is does not matter: a click may be louder than the word.

    Args:
        pipeline: a fresh one, best without a spectrogram.

    Raises:
        AudioError: the recording cannot be read to its end.
    """
    return choose(final_predictions(source, pipeline), pipeline.labels, pipeline.at)


def choose(finals: Sequence[Prediction], labels: Sequence[str], length: int) -> Classification:
    """Return what a recording says, of whose utterances ``finals`` are the final predictions.

    Args:
        labels: the active labels.
        length: samples of the recording.
    """
    if not finals:
        certain = {label: float(label == SILENCE) for label in (*labels, SILENCE)}
        return Classification(Decision(SILENCE, certain), 0, length)
    best = max(finals, key=_claim)
    decision = Decision(best.label, best.probabilities, best.reason)
    return Classification(decision, best.start, min(best.end, length), best.at)


def _claim(final: Prediction) -> tuple[int, float]:
    """Return how good a claim an utterance has to be what the recording says; a greater one is better."""
    if final.label == SILENCE:
        return 0, final.end - final.start
    if final.label == UNKNOWN:
        return 1, final.end - final.start
    return 2, final.confidence

"""Find the utterance in a recording and name it."""

from dataclasses import dataclass

import numpy as np

from app.audio.source import Source
from app.engine.decider import Decision
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Ended, Utterance
from app.vocabulary import SILENCE


@dataclass(frozen=True)
class Classification:
    """What a recording says, and where in it."""

    decision: Decision
    start: int
    """Sample index where the utterance begins; 0 for a recording in which nobody speaks."""
    end: int
    """Sample index where it ends; the recording's length where nobody speaks."""


def classify(source: Source, pipeline: Pipeline) -> Classification:
    """Return the answer for the utterance in ``source``; ``silence`` where the gate never opens.

    Where there are several, the one with the most energy wins; one that the model itself calls ``silence`` is no match
    for speech, however loud.

    Args:
        pipeline: a fresh one, best without a spectrogram.

    Raises:
        AudioError: the recording cannot be read to its end.
    """
    utterances, length = [], 0
    for event in stream(source, pipeline):
        if isinstance(event, Utterance):
            utterances.append(event)
        elif isinstance(event, Ended):
            length = event.at
    if not utterances:
        certain = {label: float(label == SILENCE) for label in (*pipeline.labels, SILENCE)}
        return Classification(Decision(SILENCE, certain), 0, length)
    best = max(utterances, key=lambda utterance: (utterance.prediction.label != SILENCE, _energy(utterance))).prediction
    return Classification(Decision(best.label, best.probabilities, best.reason), best.start, min(best.end, length))


def _energy(utterance: Utterance) -> float:
    """Return the sum of squares of the word itself, pre-roll and hang-over left out."""
    word = utterance.prediction
    samples = utterance.samples[word.start - utterance.start : word.end - utterance.start]
    return float(np.dot(samples, samples))

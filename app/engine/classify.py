"""Find the utterance in a recording and name it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.audio.source import Source
from app.engine.decider import Decision
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Ended, Prediction
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

    Where there are several, the one that is most certainly a word wins: an utterance that the model itself calls
    ``silence``, or a click, is no match for speech, however loud.

    Args:
        pipeline: a fresh one, best without a spectrogram.

    Raises:
        AudioError: the recording cannot be read to its end.
    """
    finals, length = [], 0
    for event in stream(source, pipeline):
        if isinstance(event, Prediction) and event.final:
            finals.append(event)
        elif isinstance(event, Ended):
            length = event.at
    if not finals:
        certain = {label: float(label == SILENCE) for label in (*pipeline.labels, SILENCE)}
        return Classification(Decision(SILENCE, certain), 0, length)
    best = _most_spoken(finals)
    return Classification(Decision(best.label, best.probabilities, best.reason), best.start, min(best.end, length))


def _most_spoken(finals: Iterable[Prediction]) -> Prediction:
    """Return the longest utterance that is not silence, or the longest of all."""
    return max(finals, key=lambda final: (final.label != SILENCE, final.end - final.start))

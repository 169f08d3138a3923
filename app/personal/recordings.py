"""Find the words in recordings that somebody made elsewhere, so that they can be labelled and kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.audio.memory import FileSource
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Prediction, Utterance
from app.personal.capture import capture
from app.personal.take import Take, digest, wav_bytes
from app.personal.take_check import Fault, check
from app.personal.test_set import TestSet
from app.types import Samples


@dataclass(frozen=True, eq=False)
class FoundWord:
    """One utterance in a recording."""

    recording: Path
    prediction: Prediction
    """What the model made of it, and where in the recording it is."""
    samples: Samples
    """The word with its margins, shape ``(n,)`` at 16 kHz."""
    word: tuple[int, int]
    """Where the word lies in ``samples``."""
    faults: tuple[Fault, ...]
    """Why it makes no good take; what explains most first."""

    def take_in(self, takes: TestSet) -> Take | None:
        """Return the take that has exactly these samples, or ``None``: a recording may be looked through twice."""
        sha256 = digest(wav_bytes(self.samples))
        return next((take for take in takes.takes if take.sha256 == sha256), None)


def find_words(recording: Path, pipeline: Pipeline) -> Iterator[FoundWord]:
    """Yield the utterances in a recording, as the gate divides them.

    Args:
        pipeline: a fresh one, best without a spectrogram.

    Raises:
        AudioError: the recording cannot be read, or not to its end.
    """
    for event in stream(FileSource(recording), pipeline):
        if isinstance(event, Utterance):
            found = capture(event)
            faults = check(found.samples, found.word, event.prediction.reason)
            yield FoundWord(recording, event.prediction, found.samples, found.word, faults)

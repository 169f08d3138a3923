"""Own takes, as the model hears them through the real pipeline, ready to fit a voice profile on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.audio.memory import FileSource
from app.audio.source import Source
from app.engine.decider import NOT_ISOLATED
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.errors import AudioError, UsageError
from app.events import Utterance
from app.personal.evaluation import LabelledClip
from app.personal.head_fit import Examples
from app.personal.hearing import Hearing, heard_in
from app.personal.variants import variants
from app.types import Embeddings, Probabilities

LEAST_TAKES = 5
"""Of each word: with fewer, none could be held out to tell whether a profile helps."""


@dataclass(frozen=True, eq=False)
class OwnTake:
    """One take: what the gate made of it, and what can be learnt from it."""

    path: Path
    label: str
    hearing: Hearing
    windows: Examples
    """Those of its final answer, which count one half together; none where the gate found no word."""
    varied: Examples
    """The same word, said a little otherwise; the other half."""


def hear_takes(
    clips: Iterable[LabelledClip], model: Model, fresh: Callable[[], Pipeline]
) -> Iterator[OwnTake | AudioError]:
    """Yield each take as the model hears it, in order; one that cannot be read yields its error.

    A label that differs from one of the model's in case alone means that one.

    Raises:
        ModelError: the model has no embedding.
    """
    known = {label.casefold(): label for label in model.own_labels}
    for clip in clips:
        label = known.get(clip.label.casefold(), clip.label)
        try:
            yield hear_source(FileSource(clip.path), clip.path, label, model, fresh())
        except AudioError as error:
            yield error


def hear_source(source: Source, path: Path, label: str, model: Model, pipeline: Pipeline) -> OwnTake:
    """Return what ``model`` hears in a recording of one word.

    Args:
        path: where the recording came from, to name it by.
        pipeline: a fresh one with ``model``.

    Raises:
        AudioError: the recording cannot be read to its end.
        ModelError: the model has no embedding.
    """
    utterances = [event for event in stream(source, pipeline) if isinstance(event, Utterance)]
    heard = [heard_in(utterance, model) for utterance in utterances]
    words = [place for place, event in enumerate(utterances) if event.prediction.reason not in NOT_ISOLATED]
    hearing = Hearing(heard, pipeline.at)
    if not words:
        nothing = np.zeros((0, len(model.own_labels)), np.float32), np.zeros((0, model.card.embedding_size), np.float32)
        return OwnTake(path, label, hearing, _examples(*nothing, label), _examples(*nothing, label))
    longest = max(words, key=lambda place: utterances[place].prediction.end - utterances[place].prediction.start)
    windows = _examples(heard[longest].probabilities, heard[longest].embeddings, label)
    varied = model.embed(variants(utterances[longest], model.card.window_samples))
    return OwnTake(path, label, hearing, windows, _examples(*varied, label))


def _examples(probabilities: Probabilities, embeddings: Embeddings, label: str) -> Examples:
    """Return examples of one label that together count one half."""
    count = len(probabilities)
    return Examples(probabilities, embeddings, (label,) * count, np.full(count, 0.5 / max(count, 1)))


def enough_takes(takes: Sequence[OwnTake]) -> tuple[list[OwnTake], list[str]]:
    """Return the takes of labels that have enough of them, and one line about each label that has not.

    Raises:
        UsageError: none has.
    """
    counts = Counter(take.label for take in takes)
    few = [
        f"{label!r} has {count} of {LEAST_TAKES} takes"
        for label, count in sorted(counts.items())
        if count < LEAST_TAKES
    ]
    kept = [take for take in takes if counts[take.label] >= LEAST_TAKES]
    if not kept:
        raise UsageError(f"no word has {LEAST_TAKES} takes ({', '.join(few)}); record more, then adapt")
    return kept, few

"""How well the real pipeline spots words in a stream: what it found, missed, mistook and made up, and how late."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.audio.memory import ArraySource
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Event, Prediction
from app.personal.word_stream import SpokenWord, WordStream
from app.types import Samples
from app.vocabulary import SILENCE, UNKNOWN

NO_WORD = (UNKNOWN, SILENCE)


@dataclass(frozen=True)
class Latency:
    """How long after a word's end, in samples of the stream, it was named."""

    provisional: int | None
    """Until the right label was first shown, negative if that was before the word's end; ``None`` if never."""
    final: int
    """Until the final label."""


@dataclass
class StreamScore:
    """What the pipeline made of the words of a stream."""

    heard: list[SpokenWord] = field(default_factory=list)
    """Words of the vocabulary that were named rightly."""
    wrong: list[tuple[SpokenWord, str]] = field(default_factory=list)
    """Words of the vocabulary with the other word that they were taken for."""
    mistaken: list[tuple[SpokenWord, str]] = field(default_factory=list)
    """Words outside of the vocabulary with the word that they were taken for."""
    missed: list[SpokenWord] = field(default_factory=list)
    """Words of the vocabulary that were answered by no word."""
    doubles: list[SpokenWord] = field(default_factory=list)
    """Words that were named rightly more than once."""
    false_accepts: list[Prediction] = field(default_factory=list)
    """Words that were named where none was said, or beside the one that was."""
    latencies: list[Latency] = field(default_factory=list)
    """One for each hit."""
    samples: int = 0
    """Length of the stream."""

    @property
    def hits(self) -> int:
        """How many words of the vocabulary were named rightly."""
        return len(self.heard)

    @property
    def words(self) -> int:
        """How many words of the vocabulary were said."""
        return len(self.heard) + len(self.wrong) + len(self.missed)

    def by_pace(self) -> list[tuple[int, int]]:
        """Return how many words were named rightly, and how many said, by the fastest third of speakers to the slowest.

        How fast a word was said is told by its length beside the median of all that say the same.
        """
        said = [(word, True) for word in self.heard]
        said += [(word, False) for word in [*(word for word, _ in self.wrong), *self.missed]]
        lengths: dict[str, list[int]] = {}
        for word, _ in said:
            lengths.setdefault(word.label, []).append(word.end - word.start)
        usual = {label: statistics.median(of_label) for label, of_label in lengths.items()}
        said.sort(key=lambda one: (one[0].end - one[0].start) / usual[one[0].label])
        thirds = [said[len(said) * i // 3 : len(said) * (i + 1) // 3] for i in range(3)]
        return [(sum(is_right for _, is_right in third), len(third)) for third in thirds]


def score_stream(said: WordStream, pipeline: Pipeline) -> StreamScore:
    """Let a fresh ``pipeline`` hear a stream, and score what it says."""
    events = list(stream(ArraySource(said.samples), pipeline))
    return score_events(said, [event for event in events if isinstance(event, Prediction)], pipeline.labels)


def score_events(said: WordStream, predictions: Sequence[Prediction], labels: Sequence[str]) -> StreamScore:
    """Score predictions, provisional and final in order of time, against what was said.

    A final answer belongs to the word that it overlaps most; one that overlaps none was made up.
    """
    score = StreamScore(samples=len(said.samples))
    answers: dict[SpokenWord, list[Prediction]] = {word: [] for word in said.words}
    finals = [p for p in predictions if p.final and p.label not in NO_WORD]
    for final in finals:
        word = max(said.words, key=lambda word: _overlap(word, final), default=None)
        if word is None or _overlap(word, final) <= 0:
            score.false_accepts.append(final)
        else:
            answers[word].append(final)
    for word, named in answers.items():
        _score_word(score, word, named, word.label in labels)
    for word, named in answers.items():
        score.latencies += [_latency(word, final, predictions) for final in named[:1] if final.label == word.label]
    return score


def false_accepts(background: Samples, pipeline: Pipeline) -> list[Prediction]:
    """Return the words that a fresh ``pipeline`` hears in sound that holds none standing alone."""
    events: list[Event] = list(stream(ArraySource(background), pipeline))
    return [e for e in events if isinstance(e, Prediction) and e.final and e.label not in NO_WORD]


def _score_word(score: StreamScore, word: SpokenWord, named: Sequence[Prediction], is_known: bool) -> None:
    labels = [final.label for final in named]
    if labels.count(word.label) > 1:
        score.doubles.append(word)
    main = labels.index(word.label) if word.label in labels else 0
    score.false_accepts += [final for i, final in enumerate(named) if i != main and final.label != word.label]
    if not is_known:
        score.mistaken += [(word, labels[0])] if labels else []
    elif word.label in labels:
        score.heard.append(word)
    elif labels:
        score.wrong.append((word, labels[0]))
    else:
        score.missed.append(word)


def _overlap(word: SpokenWord, final: Prediction) -> int:
    return min(word.end, final.end) - max(word.start, final.start)


def _latency(word: SpokenWord, final: Prediction, predictions: Sequence[Prediction]) -> Latency:
    shown = (p.at for p in predictions if not p.final and p.label == word.label and final.start <= p.at <= final.at)
    first = next(shown, None)
    return Latency(None if first is None else first - word.end, final.at - word.end)

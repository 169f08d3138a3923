"""How well a model knows a folder of labelled recordings, ``<label>/*.wav``."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.engine.classify import classify
from app.engine.decider import Decider
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.errors import AudioError, UsageError
from app.personal.label_folder import label_of
from app.personal.statistics import wilson_interval
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Json, Samples, to_seconds
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary

AUDIO_SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3", ".aiff", ".aif"})
ALIASES = {"_silence_": SILENCE, "_unknown_": UNKNOWN, "_background_noise_": SILENCE}
"""Folder names that Speech Commands and its tools use for what Sayso calls otherwise."""


@dataclass(frozen=True)
class LabelledClip:
    """One recording of a test set."""

    path: Path
    label: str
    """What it says, by the name of its folder."""


@dataclass(frozen=True)
class Outcome:
    """What a model made of one clip."""

    path: Path
    truth: str
    """The clip's label, after folding by the vocabulary."""
    predicted: str
    confidence: float
    latency_ms: float | None = None
    """From the end of the word to its final answer, in milliseconds of sound; ``None`` without an utterance, and where
    the clip ended before the gate closed."""
    forced: bool = False
    """Whether the answer is ``unknown`` by rule, as below the threshold: its confidence then says nothing."""

    @property
    def is_right(self) -> bool:
        """Whether the clip is named rightly."""
        return self.truth == self.predicted


class Said(NamedTuple):
    """An answer."""

    label: str
    confidence: float
    latency_ms: float | None = None
    forced: bool = False


Number = TypeVar("Number", np.float32, np.int16)

Judge = Callable[[Samples], Said]
"""Names a clip."""


def find_labelled(folder: Path) -> list[LabelledClip]:
    """Return the recordings below ``folder``, sorted, each labelled by its sub-folder.

    Raises:
        UsageError: there is no such folder, no ``<label>/*.wav`` in it, or one that may not be looked into.
    """
    try:
        clips = list(_labelled(folder))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"{folder}: no such folder; name one that holds <label>/*.wav") from error
    except OSError as error:
        where, reason = error.filename or folder, error.strerror or error
        raise UsageError(f"{where}: cannot be looked into ({reason}); check its name and permissions") from error
    if not clips:
        raise UsageError(f"{folder}: holds no <label>/*.wav; put each recording into a folder named by its label")
    return clips


def _labelled(folder: Path) -> Iterator[LabelledClip]:
    for below in sorted(folder.iterdir()):
        if below.name.startswith(".") or not below.is_dir():
            continue
        for path in sorted(below.iterdir()):
            if path.suffix.lower() in AUDIO_SUFFIXES and not path.name.startswith("."):
                yield LabelledClip(path, ALIASES.get(below.name.lower(), label_of(below.name)))


def streaming_judge(model: Model, settings: EngineSettings) -> Judge:
    """Return a judge that takes each clip down the same path as ``classify``: gate, utterance, answer."""
    detector = Silero()

    def judge(samples: Samples) -> Said:
        found = classify(ArraySource(samples), Pipeline(model, detector, settings))
        latency = None
        if found.at is not None and found.at < len(samples):  # the gate closed by itself
            latency = 1000 * to_seconds(found.at - found.end)
        return Said(found.decision.label, found.decision.confidence, latency, bool(found.decision.reason))

    return judge


def raw_judge(model: Model, settings: EngineSettings) -> Judge:
    """Return a judge that shows each clip, centred in one window, straight to the model, as published protocols do.

    Its answer is the most probable label: no gate, no threshold.
    """
    decider = Decider(Vocabulary.parse(settings.vocabulary, model.labels), threshold=0.0)

    def judge(samples: Samples) -> Said:
        answer = decider.final(model.predict(centre(samples, model.card.window_samples)[None]))
        return Said(answer.label, answer.confidence)

    return judge


def centre(samples: npt.NDArray[Number], length: int) -> npt.NDArray[Number]:
    """Return ``samples`` in the middle of ``length``: zeros around a short clip, the middle of a long one."""
    window = np.zeros(length, samples.dtype)
    spare = length - len(samples)
    if spare >= 0:
        window[spare // 2 : spare // 2 + len(samples)] = samples
    else:
        window[:] = samples[-spare // 2 : -spare // 2 + length]
    return window


def judge_clips(clips: Sequence[LabelledClip], judge: Judge, active: Sequence[str]) -> Iterator[Outcome | AudioError]:
    """Yield the outcome of each clip, in order; a clip that cannot be read yields its error, and the others go on.

    Args:
        active: the active labels; a true label outside them, in any case, counts as ``unknown``.
    """
    for clip in clips:
        try:
            samples = read_audio(clip.path, SAMPLE_RATE)
        except AudioError as error:
            yield error
            continue
        yield Outcome(clip.path, true_label(clip.label, active), *judge(samples))


def true_label(label: str, active: Sequence[str]) -> str:
    """Return the active label that a folder means: its own name, or the only one that differs in case alone."""
    known = {*active, SILENCE}
    if label in known:
        return label
    alike = [name for name in known if name.casefold() == label.casefold()]
    return alike[0] if len(alike) == 1 else UNKNOWN


@dataclass(frozen=True)
class Evaluation:
    """The figures of a whole test set."""

    outcomes: Sequence[Outcome]

    @property
    def correct(self) -> int:
        """Clips named rightly."""
        return sum(outcome.is_right for outcome in self.outcomes)

    @property
    def accuracy(self) -> float:
        """Share of clips named rightly."""
        return self.correct / len(self.outcomes)

    def interval(self) -> tuple[float, float]:
        """Return the 95 % Wilson interval of the accuracy."""
        return wilson_interval(self.correct, len(self.outcomes))

    def figures(self) -> Json:
        """Return the accuracy, its interval as ``low`` and ``high``, and the counts that they rest on."""
        low, high = self.interval()
        clips = len(self.outcomes)
        return {"accuracy": self.accuracy, "low": low, "high": high, "clips": clips, "correct": self.correct}

    def confusion(self) -> dict[str, dict[str, int]]:
        """Return how often each true label was answered by each label; what never happened is left out."""
        counts: dict[str, Counter[str]] = {}
        for outcome in self.outcomes:
            counts.setdefault(outcome.truth, Counter())[outcome.predicted] += 1
        return {truth: dict(sorted(row.items())) for truth, row in sorted(counts.items())}

    def per_label(self) -> dict[str, Json]:
        """Return precision, recall, F1 and support of each label that occurs or was answered.

        A figure that nothing bears out, such as the precision of a label never answered, is 0.
        """
        truths = Counter(outcome.truth for outcome in self.outcomes)
        answers = Counter(outcome.predicted for outcome in self.outcomes)
        hits = Counter(outcome.truth for outcome in self.outcomes if outcome.is_right)
        return {
            label: {
                "precision": hits[label] / answers[label] if answers[label] else 0.0,
                "recall": hits[label] / truths[label] if truths[label] else 0.0,
                "f1": 2 * hits[label] / (truths[label] + answers[label]),
                "support": truths[label],
            }
            for label in sorted({*truths, *answers})
        }

    def confusions(self) -> list[tuple[str, str, int]]:
        """Return every wrong answer that was given: true label, answer, how often; the commonest first."""
        wrong = Counter((outcome.truth, outcome.predicted) for outcome in self.outcomes if not outcome.is_right)
        return sorted(((truth, answer, count) for (truth, answer), count in wrong.items()), key=_commonest)

    def latency(self) -> Json:
        """Return median and 95th percentile from the end of a word to its answer, in milliseconds of sound."""
        times = [outcome.latency_ms for outcome in self.outcomes if outcome.latency_ms is not None]
        if not times:
            return {"clips": 0}
        median, slow = np.percentile(times, [50, 95]).tolist()
        return {"median": median, "p95": slow, "clips": len(times)}


def _commonest(confusion: tuple[str, str, int]) -> tuple[int, str, str]:
    truth, answer, count = confusion
    return -count, truth, answer

"""What a voice profile is worth on real audio: speakers and words that the network never heard.

Everything goes down the app's own path: recordings through the pipeline, :func:`app.personal.adaptation.adapt`, and the
final predictions of a model with the profile on top. Takes to learn from are drawn at random; all others are measured.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.audio.memory import ArraySource
from app.engine.decider import Decider
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.profile import VoiceProfile
from app.engine.speech_detector import Silero
from app.errors import UsageError
from app.files import write_text_atomically
from app.personal.adaptation import adapt
from app.personal.hearing import Hearing
from app.personal.memory import load_memory
from app.personal.own_takes import OwnTake, hear_source
from app.personal.statistics import mcnemar, wilson_interval
from app.settings import EngineSettings
from app.types import Embeddings, Json, Probabilities
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary
from training.classes import NOISE, SPEECH
from training.held_out import CUSTOM_WORDS, DIGITS_CORPUS
from training.prepare import Prepared, Row

TAKES = 5
REPEATS = 3
"""Draws of the takes to learn from; figures are pooled over them."""
MOST_CUSTOM = 150
"""Clips of each custom word."""
OTHERS = 1_500
"""Validation clips of other voices and words, to tell what is forgotten and falsely accepted."""


@dataclass
class Tally:
    """Right before and after, over clips; better and worse are clips that changed."""

    clips: int = 0
    before: int = 0
    after: int = 0
    better: int = 0
    worse: int = 0

    def add(self, before: bool, after: bool) -> None:
        """Count one clip."""
        self.clips += 1
        self.before += before
        self.after += after
        self.better += after and not before
        self.worse += before and not after

    def figures(self) -> Json:
        """Return counts, shares and their 95 % Wilson intervals."""
        rows = {}
        for name, right in (("before", self.before), ("after", self.after)):
            low, high = wilson_interval(right, self.clips)
            rows[name] = {"correct": right, "accuracy": right / self.clips, "low": low, "high": high}
        return {
            "clips": self.clips,
            **rows,
            "better": self.better,
            "worse": self.worse,
            "p": mcnemar(self.better, self.worse),
        }


@dataclass
class Findings:
    """One network, adapted to one voice and to new words."""

    voice: Tally = field(default_factory=Tally)
    """Takes of the held-out speaker that the profile was not fitted on."""
    words: dict[str, Tally] = field(default_factory=dict)
    """Custom words, each take of another speaker."""
    others: Tally = field(default_factory=Tally)
    """Other voices: every label of the model, after the profile for the voice alone."""
    others_words: Tally = field(default_factory=Tally)
    """The same clips after the profile for the custom words alone."""
    accepted: int = 0
    """Of these, clips that were taken for a custom word."""

    def figures(self) -> Json:
        """Return all figures."""
        return {
            "voice": self.voice.figures(),
            "words": {word: tally.figures() for word, tally in self.words.items()},
            "others": self.others.figures(),
            "others_words": self.others_words.figures(),
            "accepted": self.accepted,
        }


class Ear:
    """Hears clips of prepared corpora with one model, down the app's own path."""

    def __init__(self, model: Model, prepared: Prepared) -> None:
        self.model, self._prepared, self._detector = model, prepared, Silero()

    def take(self, row: Row, label: str) -> OwnTake:
        """Return one clip as an own take."""
        samples = self._prepared.samples(row).astype(np.float32) / 32768.0
        pipeline = Pipeline(self.model, self._detector, EngineSettings())
        return hear_source(ArraySource(samples), Path(row.path), label, self.model, pipeline)

    def before(self, hearing: Hearing) -> str:
        """Return the answer of the model alone."""
        return _answer(hearing, _alone, self.model.own_labels, self.model)

    def after(self, hearing: Hearing, profile: VoiceProfile) -> str:
        """Return the answer with a voice profile on top."""
        return _answer(hearing, profile.head, profile.labels, self.model)


def study(model: Model, prepared: Prepared, speaker: str) -> Findings:
    """Adapt ``model`` to ``speaker`` with five takes per digit, and apart from that to the custom words.

    Args:
        prepared: every corpus; ``speaker`` is one of the digits corpus, whom the network never heard.
    """
    ear, memory, findings = Ear(model, prepared), load_memory(model), Findings()
    own = _hear(ear, _rows_of(prepared, speaker))
    custom = _hear(ear, _custom_rows(prepared))
    others = _hear(ear, _other_rows(prepared), model.own_labels)
    for repeat in range(REPEATS):
        learnt, rest = _draw(own, repeat)
        profile = adapt(model, memory, learnt, speaker).profile
        for take in rest:
            findings.voice.add(ear.before(take.hearing) == take.label, ear.after(take.hearing, profile) == take.label)
        for take in others:
            findings.others.add(ear.before(take.hearing) == take.label, ear.after(take.hearing, profile) == take.label)
        learnt, rest = _draw(custom, repeat)
        profile = adapt(model, memory, learnt, "words").profile
        for take in rest:
            tally = findings.words.setdefault(take.label, Tally())
            tally.add(ear.before(take.hearing) == take.label, ear.after(take.hearing, profile) == take.label)
        for take in others:
            answer = ear.after(take.hearing, profile)
            findings.others_words.add(ear.before(take.hearing) == take.label, answer == take.label)
            findings.accepted += answer in CUSTOM_WORDS
    return findings


def run_studies(models: Mapping[str, Path], prepared: Prepared, into: Path) -> str:
    """Study each model with the speaker that it never heard, write ``study.json``, and return the table.

    Args:
        models: the model for each speaker.
    """
    figures = {}
    for speaker, path in models.items():
        print(f"{speaker}: {path}", file=sys.stderr)
        figures[speaker] = {"model": str(path), **study(Model(path), prepared, speaker).figures()}
        write_text_atomically(into, json.dumps(figures, indent=1) + "\n")
    return table(figures)


def table(figures: Mapping[str, Json]) -> str:
    """Return the findings as Markdown tables."""
    lines = ["| speaker | clips | before | after | errors |", "|---|--:|---|---|---|"]
    for speaker, found in figures.items():
        lines.append(f"| {speaker} | {_row(found['voice'])} |")
    lines += [f"| **together** | {_row(_sum([found['voice'] for found in figures.values()]))} |", ""]
    lines += ["| custom word | clips | recall before | recall after | missed |", "|---|--:|---|---|---|"]
    for word in CUSTOM_WORDS:
        parts = [found["words"][word] for found in figures.values() if word in found["words"]]
        lines.append(f"| `{word}` | {_row(_sum(parts))} |")
    lines += ["", "| other voices | clips | before | after | errors |", "|---|--:|---|---|---|"]
    for name, title in (("others", "profile for the voice"), ("others_words", "profile for the custom words")):
        lines.append(f"| {title} | {_row(_sum([found[name] for found in figures.values()]))} |")
    accepted = sum(found["accepted"] for found in figures.values())
    clips = sum(found["others_words"]["clips"] for found in figures.values())
    lines += ["", f"Taken for a custom word: {accepted} of {clips:,} clips of other words, noise and silence."]
    return "\n".join(lines)


def _sum(parts: Sequence[Json]) -> Json:
    tally = Tally()
    for part in parts:
        tally.clips += part["clips"]
        tally.before += part["before"]["correct"]
        tally.after += part["after"]["correct"]
        tally.better += part["better"]
        tally.worse += part["worse"]
    return tally.figures()


def _row(found: Json) -> str:
    cells = [f"{found['clips']:,}"]
    for name in ("before", "after"):
        part = found[name]
        cells.append(f"{part['accuracy']:.1%} ({part['low']:.1%} to {part['high']:.1%})")
    errors = [found["clips"] - found[name]["correct"] for name in ("before", "after")]
    return " | ".join([*cells, f"{errors[0]} → {errors[1]}"])


def _rows_of(prepared: Prepared, speaker: str) -> list[Row]:
    rows = [row for row in prepared.rows if row.corpus == DIGITS_CORPUS and row.speaker == speaker]
    if not rows:
        raise UsageError(
            f"{speaker!r} is no speaker of {DIGITS_CORPUS}; it is jackson, jason, nicolas, theo or yweweler"
        )
    return rows


def _custom_rows(prepared: Prepared) -> list[Row]:
    """Return clips of the custom words, as many of each at most as say enough."""
    generator = np.random.default_rng(1)
    found = []
    for word in CUSTOM_WORDS:
        rows = [row for row in prepared.rows if row.name == word]
        found += [rows[place] for place in generator.permutation(len(rows))[:MOST_CUSTOM]]
    return found


def _other_rows(prepared: Prepared) -> list[Row]:
    """Return validation clips of other voices: real words of every kind, without the custom ones, and noise."""
    kept = [
        row
        for row in prepared.select("validation")
        if row.corpus not in (DIGITS_CORPUS, "continuous-speech", "other-phrases")
        and row.name not in (*CUSTOM_WORDS, SPEECH)
    ]
    return [kept[place] for place in np.random.default_rng(2).permutation(len(kept))[:OTHERS]]


def _hear(ear: Ear, rows: Sequence[Row], labels: Sequence[str] | None = None) -> list[OwnTake]:
    """Return the clips as takes; with ``labels``, what is none of them is ``unknown``, and noise is ``silence``."""
    takes = []
    for row in rows:
        label = SILENCE if row.name == NOISE else row.name
        takes.append(ear.take(row, label if labels is None or label in labels else UNKNOWN))
    return takes


def _draw(takes: Sequence[OwnTake], seed: int) -> tuple[list[OwnTake], list[OwnTake]]:
    """Return five takes of every label, and all the others."""
    generator = np.random.default_rng(seed)
    learnt: list[OwnTake] = []
    for label in sorted({take.label for take in takes}):
        mine = [take for take in takes if take.label == label]
        learnt += [mine[place] for place in generator.permutation(len(mine))[:TAKES]]
    chosen = {id(take) for take in learnt}
    return learnt, [take for take in takes if id(take) not in chosen]


def _alone(probabilities: Probabilities, embeddings: Embeddings) -> Probabilities:  # noqa: ARG001  (a head's arguments)
    return probabilities


def _answer(hearing: Hearing, head: object, labels: Sequence[str], model: Model) -> str:
    decider = Decider(Vocabulary.parse("all", labels), model.card.default_threshold)
    return hearing.again(head, decider).decision.label  # type: ignore[arg-type]

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

from app.engine.decider import Decider
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.errors import UsageError
from app.files import write_text_atomically
from app.personal.adaptation import Adaptation, adapt
from app.personal.evaluation import LabelledClip
from app.personal.hearing import Answer
from app.personal.memory import load_memory
from app.personal.own_takes import OwnTake, hear_takes
from app.settings import EngineSettings
from app.types import Embeddings, Json, Probabilities
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary
from training.adaptation_table import Tally, table
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
class Findings:
    """One network, adapted to one voice and to new words."""

    voice: Tally = field(default_factory=Tally)
    """Takes of the held-out speaker that the profile was not fitted on."""
    words: dict[str, Tally] = field(default_factory=dict)
    """Custom words, nearly every take of another speaker."""
    others: Tally = field(default_factory=Tally)
    """Other voices: every label of the model, after the profile for the voice alone."""
    others_words: Tally = field(default_factory=Tally)
    """The same clips after the profile for the custom words alone."""
    accepted: int = 0
    """Of these, clips that were taken for a custom word."""
    refused: int = 0
    """Profiles for the voice that the app refused to keep, out of :data:`REPEATS`: the model stays as it was."""
    refused_words: int = 0
    """The same of those for the custom words."""

    def figures(self) -> Json:
        """Return all figures."""
        return {
            "voice": self.voice.figures(),
            "words": {word: tally.figures() for word, tally in self.words.items()},
            "others": self.others.figures(),
            "others_words": self.others_words.figures(),
            "accepted": self.accepted,
            "refused": self.refused,
            "refused_words": self.refused_words,
        }


class Ear:
    """Hears recordings with one model, down the app's own path, and asks again with a profile on top."""

    def __init__(self, model: Model) -> None:
        self.model, self._detector = model, Silero()

    def hear(self, rows: Sequence[Row], labels: Sequence[str] | None = None) -> list[OwnTake]:
        """Return recordings as takes, whole as they are on disk; one that cannot be read is left out.

        With ``labels``, what is none of them is ``unknown``; noise is ``silence``.
        """
        clips = []
        for row in rows:
            label = SILENCE if row.name == NOISE else row.name
            clips.append(LabelledClip(Path(row.path), label if labels is None or label in labels else UNKNOWN))
        takes = hear_takes(clips, self.model, lambda: Pipeline(self.model, self._detector, EngineSettings()))
        return [take for take in takes if isinstance(take, OwnTake)]

    def answers(self, take: OwnTake, adaptation: Adaptation) -> tuple[str, str]:
        """Return what the model alone says, and what the app says after adapting, without a profile that it refuses."""
        profile = adaptation.profile
        before = self._answer(take, _alone, self.model.own_labels)
        refused = bool(adaptation.objections())
        return before, before if refused else self._answer(take, profile.head, profile.labels)

    def _answer(self, take: OwnTake, head: Answer, labels: Sequence[str]) -> str:
        decider = Decider(Vocabulary.parse("all", labels), self.model.card.default_threshold)
        return take.hearing.again(head, decider).decision.label


def study(model: Model, prepared: Prepared, speaker: str) -> Findings:
    """Adapt ``model`` to ``speaker`` with five takes per digit, and apart from that to the custom words.

    Args:
        prepared: every corpus; ``speaker`` is one of the digits corpus, whom the network never heard.
    """
    ear, memory, findings = Ear(model), load_memory(model), Findings()
    own, custom = ear.hear(_rows_of(prepared, speaker)), ear.hear(_custom_rows(prepared))
    others = ear.hear(_other_rows(prepared), model.own_labels)
    for repeat in range(REPEATS):
        learnt, rest = _draw(own, repeat)
        adaptation = adapt(model, memory, learnt, speaker)
        findings.refused += bool(adaptation.objections())
        for tally, part in ((findings.voice, rest), (findings.others, others)):
            for take in part:
                tally.add(take.label, *ear.answers(take, adaptation))
        learnt, rest = _draw(custom, repeat)
        adaptation = adapt(model, memory, learnt, "words")
        findings.refused_words += bool(adaptation.objections())
        for take in rest:
            findings.words.setdefault(take.label, Tally()).add(take.label, *ear.answers(take, adaptation))
        for take in others:
            answers = ear.answers(take, adaptation)
            findings.others_words.add(take.label, *answers)
            findings.accepted += answers[1] in CUSTOM_WORDS
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

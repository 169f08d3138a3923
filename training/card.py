"""What a model card says: measured by the app's own evaluation, on clips that the network did not learn from."""

import json
from collections import Counter
from pathlib import Path

import numpy as np

from app.audio.memory import ArraySource
from app.engine.model import Model, ModelCard
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import final_predictions
from app.personal.evaluation import Evaluation, Outcome, find_labelled, judge_clips, raw_judge, streaming_judge
from app.personal.statistics import rate_interval
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Json
from app.vocabulary import SILENCE, UNKNOWN
from training.classes import SPEECH
from training.prepare import Prepared
from training.validation_folders import write_folders

PARTS = {
    "speech-commands": "real",
    "speech-commands-resynth": "resynthesised",
    "noise": "silence",
    "free-spoken-digits": "digits of an unheard speaker, another corpus",
}
"""What the clips of a corpus are called on a card; any other goes by its own name."""

APART = ("free-spoken-digits",)
"""Corpora that are not counted into the sum over all labels: another vocabulary by another protocol."""

PAIRS = 8
"""The commonest confusions that a card names."""


def measure(path: Path, divided: Prepared, folders: Path) -> Json:
    """Return the figures of an exported model on the validation clips of ``divided``, laid out below ``folders``.

    ``validation`` is down the path of ``sayso evaluate``, ``validation_raw`` that of ``sayso evaluate --raw``.
    """
    write_folders(divided, "validation", folders)
    model, settings = Model(path), EngineSettings()
    figures: Json = {}
    for name, make in (("validation", streaming_judge), ("validation_raw", raw_judge)):
        judge = make(model, settings)
        outcomes: dict[str, list[Outcome]] = {}
        for folder in sorted(folders.iterdir()):
            judged = judge_clips(find_labelled(folder), judge, model.labels)
            outcomes[folder.name] = [outcome for outcome in judged if isinstance(outcome, Outcome)]
        figures[name] = _parts(outcomes, len(model.labels))
        figures[f"{name}_confusions"] = _confusions([outcome for part in outcomes.values() for outcome in part])
    if any(row.corpus == "continuous-speech" for row in divided.select("validation", SPEECH)):
        figures["false_accepts"] = false_accepts(model, divided)
    return figures


def _parts(outcomes: dict[str, list[Outcome]], labels: int) -> Json:
    parts = {PARTS.get(corpus, corpus): Evaluation(judged).figures() for corpus, judged in outcomes.items()}
    together = [outcome for corpus, judged in outcomes.items() if corpus not in APART for outcome in judged]
    if together and len(outcomes) > 1:
        parts[f"all {labels} labels"] = Evaluation(together).figures()
    return parts


def _confusions(outcomes: list[Outcome]) -> list[list[str | int]]:
    """Return the commonest wrong answers: true label, answer, clips, clips of that label."""
    support = Counter(outcome.truth for outcome in outcomes)
    wrong = Counter((outcome.truth, outcome.predicted) for outcome in outcomes if outcome.truth != outcome.predicted)
    return [[truth, answer, count, support[truth]] for (truth, answer), count in wrong.most_common(PAIRS)]


def false_accepts(model: Model, divided: Prepared) -> Json:
    """Count words heard in running speech that has none standing alone: sentences of readers that no network heard.

    The interval of the rate is the exact Poisson one (Garwood 1936).
    """
    rows = [row for row in divided.select("validation", SPEECH) if row.corpus == "continuous-speech"]
    samples = np.concatenate([divided.samples(row) for row in rows]).astype(np.float32) / 32768.0
    finals = final_predictions(ArraySource(samples), Pipeline(model, Silero(), EngineSettings()))
    count = sum(final.label not in (UNKNOWN, SILENCE) for final in finals)
    hours = len(samples) / SAMPLE_RATE / 3600
    low, high = rate_interval(count, hours)
    return {"count": count, "hours": hours, "per_hour": count / hours, "low": low, "high": high}


def describe(card: ModelCard) -> str:
    """Return the card for people, in Markdown."""
    metrics = card.metrics
    return "\n".join(
        [
            f"# {card.title}",
            "",
            f"Answers {', '.join(f'`{label}`' for label in card.labels)} for one second of sound at 16 kHz.",
            "",
            "| | |",
            "|---|---|",
            f"| network | {card.network} |",
            f"| parameters | {metrics['parameters']:,} |",
            f"| multiply-adds | {metrics['multiply_adds'] / 1e6:.1f} million per window, front end apart |",
            f"| front end | {json.dumps(card.front_end)} |",
            f"| trained on | {card.training_data} |",
            f"| made | {card.created}, from commit {card.git_commit[:12]} |",
            f"| threshold | {card.default_threshold:g} |",
            f"| licence | {card.license} for the model; the corpora's own are in the README of this folder |",
            "",
            *_use(card),
            *_figures(metrics),
            *_weaknesses(metrics),
            *_repeat(metrics),
        ]
    )


def _use(card: ModelCard) -> list[str]:
    closed = {UNKNOWN, SILENCE} - set(card.labels)
    caution = [
        "It has learnt no other words and no noise: it names every sound by one of its labels, and only the gate and",
        "the threshold keep the rest out. It is here to be compared, not to be relied on.",
        "",
    ]
    return [
        "## Intended use",
        "",
        "Single words that stand alone, spoken to a microphone within arm's reach, on the user's own machine. Not for",
        "running speech, and not where a wrong answer harms anyone.",
        "",
        *(caution if closed else []),
    ]


def _figures(metrics: Json) -> list[str]:
    rows = (
        f"| {part} | {_cell(metrics['validation'][part])} | {_cell(metrics['validation_raw'][part])} |"
        for part in metrics["validation"]
    )
    return [
        "## How well it hears",
        "",
        "Each figure is the share of validation clips named rightly, with its 95 % Wilson interval. *As used* is what",
        "`sayso evaluate` says: gate, utterance, threshold. *Raw* is what `sayso evaluate --raw` says: the clip in one",
        "window, straight to the model, as published figures are made.",
        "",
        "| clips | as used | raw |",
        "|---|---|---|",
        *rows,
        "",
        *_false_accept_lines(metrics),
        "Most often confused (raw): " + "; ".join(map(_pair, metrics["validation_raw_confusions"])) + ".",
        "",
    ]


def _weaknesses(metrics: Json) -> list[str]:
    shared = "real" in metrics["validation"]
    digits = "- Digits, `on` and `off` were learnt almost only from audio without sound above 4 kHz, and measured so."
    return [
        "## What is not proven",
        "",
        "- The validation part chose the checkpoint, the temperature and the offset of `unknown`, and samples of it",
        "  were looked at while the gate was set: expect a little less on speakers that chose nothing.",
        *([digits] if shared else []),
        "- Accents are those of the corpora; children and far microphones are hardly among them.",
        *(["- The false accepts are of one reader, in a quiet room."] if "false_accepts" in metrics else []),
        "",
    ]


def _repeat(metrics: Json) -> list[str]:
    commands = metrics.get("commands", [])
    return ["## How to repeat it", "", "```", *commands, "```", ""] if commands else []


def _cell(figures: Json) -> str:
    interval = f"{figures['low']:.1%} to {figures['high']:.1%}"
    return f"**{figures['accuracy']:.1%}**, {figures['correct']} of {figures['clips']} ({interval})"


def _pair(confusion: list[str | int]) -> str:
    truth, answer, count, support = confusion
    return f"`{truth}` as `{answer}` ({count} of {support})"


def _false_accept_lines(metrics: Json) -> list[str]:
    if "false_accepts" not in metrics:
        return []
    figures = metrics["false_accepts"]
    line = (
        f"False accepts: {figures['count']} in {figures['hours']:.2f} h of running speech by a reader that the network "
        f"never heard, so {figures['per_hour']:.1f} per hour (95 % interval {figures['low']:.1f} to "
        f"{figures['high']:.1f})."
    )
    return [line, ""]

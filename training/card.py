"""What a model card says: measured by the app's own evaluation, on speakers that no network heard."""

import json
from pathlib import Path

import numpy as np
from scipy.stats import chi2

from app.audio.memory import ArraySource
from app.engine.model import Model, ModelCard
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import final_predictions
from app.personal.evaluation import Evaluation, Outcome, find_labelled, judge_clips, raw_judge, streaming_judge
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Json
from app.vocabulary import SILENCE, UNKNOWN
from training.classes import SPEECH
from training.prepare import Prepared

PARTS = {
    "real": ("speech-commands",),
    "resynthesised": ("speech-commands-resynth",),
    "silence": ("noise",),
    "all 22 labels": ("speech-commands", "speech-commands-resynth", "noise"),
    "digits of an unheard speaker, another corpus": ("free-spoken-digits",),
}
"""What is measured, and the validation folders that it is measured on."""


def measure(path: Path, folders: Path, prepared: Prepared) -> Json:
    """Return the figures of an exported model.

    ``validation`` is down the path of ``sayso evaluate``, ``validation_raw`` that of ``sayso evaluate --raw``.
    """
    model, settings = Model(path), EngineSettings()
    figures: Json = {}
    for name, make in (("validation", streaming_judge), ("validation_raw", raw_judge)):
        judge = make(model, settings)
        outcomes: dict[str, list[Outcome]] = {}
        for folder in sorted(folders.iterdir()):
            judged = judge_clips(find_labelled(folder), judge, model.labels)
            outcomes[folder.name] = [outcome for outcome in judged if isinstance(outcome, Outcome)]
        figures[name] = {
            part: Evaluation([outcome for corpus in corpora for outcome in outcomes[corpus]]).figures()
            for part, corpora in PARTS.items()
            if all(corpus in outcomes for corpus in corpora)
        }
    figures["false_accepts"] = false_accepts(model, prepared)
    return figures


def false_accepts(model: Model, prepared: Prepared) -> Json:
    """Count words heard in running speech that has none standing alone: sentences of readers that no network heard.

    The interval of the rate is the exact Poisson one (Garwood 1936).
    """
    rows = [row for row in prepared.select("validation", SPEECH) if row["corpus"] == "continuous-speech"]
    samples = np.concatenate([prepared.samples(row) for row in rows]).astype(np.float32) / 32768.0
    finals = final_predictions(ArraySource(samples), Pipeline(model, Silero(), EngineSettings()))
    count = sum(final.label not in (UNKNOWN, SILENCE) for final in finals)
    hours = len(samples) / SAMPLE_RATE / 3600
    low = chi2.ppf(0.025, 2 * count) / 2 / hours if count else 0.0
    high = chi2.ppf(0.975, 2 * count + 2) / 2 / hours
    return {"count": count, "hours": hours, "per_hour": count / hours, "low": float(low), "high": float(high)}


def describe(card: ModelCard) -> str:
    """Return the card for people, in Markdown."""
    metrics = card.metrics
    lines = [
        f"# {card.title}",
        "",
        f"Answers {', '.join(f'`{label}`' for label in card.labels)} for one second of sound at 16 kHz.",
        "",
        "| | |",
        "|---|---|",
        f"| network | {card.network} |",
        f"| parameters | {metrics['parameters']:,} |",
        f"| front end | {json.dumps(card.front_end)} |",
        f"| trained on | {card.training_data} |",
        f"| made | {card.created}, from commit {card.git_commit[:12]} |",
        f"| threshold | {card.default_threshold:g} |",
        f"| licence | {card.license} |",
        "",
        "## How well it hears",
        "",
        "Speakers of the validation part are in no training data: the official Speech Commands split is by speaker.",
        "Each figure is the share of clips named rightly, with its 95 % Wilson interval. *As used* is what",
        "`sayso evaluate` says: gate, utterance, threshold. *Raw* is what `sayso evaluate --raw` says: the clip in one",
        "window, straight to the model, as published figures are made.",
        "",
        "| clips | as used | raw |",
        "|---|---|---|",
        *(
            f"| {part} | {_cell(metrics['validation'][part])} | {_cell(metrics['validation_raw'][part])} |"
            for part in metrics["validation"]
        ),
        "",
        _false_accept_line(metrics["false_accepts"]),
        "",
        "## What is not proven",
        "",
        "- The validation part chose the checkpoint, the temperature and the offset of `unknown`, and samples of it",
        "  were looked at while the gate was set: expect a little less on speakers that chose nothing.",
        "- Digits, `on` and `off` were learnt almost only from audio without sound above 4 kHz, and are measured so.",
        "- Accents are those of the corpora; children and far microphones are hardly among them.",
        "- The false accepts are of one reader, in a quiet room.",
        "",
    ]
    return "\n".join(lines)


def _cell(figures: Json) -> str:
    interval = f"{figures['low']:.1%} to {figures['high']:.1%}"
    return f"**{figures['accuracy']:.1%}**, {figures['correct']} of {figures['clips']} ({interval})"


def _false_accept_line(figures: Json) -> str:
    return (
        f"False accepts: {figures['count']} in {figures['hours']:.2f} h of running speech by a reader that the network "
        f"never heard, so {figures['per_hour']:.1f} per hour (95 % interval {figures['low']:.1f} to "
        f"{figures['high']:.1f})."
    )

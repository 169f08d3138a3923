"""What a finished run says of itself: every validation clip, and the figures that ``compare`` and ``plot`` read."""

import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from app.files import write_atomically, write_text_atomically
from app.personal.evaluation import wilson_interval
from app.types import Json
from training.calibration import Calibration, calibrate
from training.classes import SPEECH
from training.evaluate import ValidationSet, logits_of
from training.networks.size import count_multiply_adds, count_parameters
from training.prepare import Prepared
from training.run import load_run

FIELDS = ("path", "corpus", "speaker", "label", "predicted", "confidence", "calibrated")


@dataclass(frozen=True)
class Judged:
    """One validation clip and what the network made of it."""

    path: str
    corpus: str
    speaker: str
    label: str
    predicted: str
    """What the exported model answers, after calibration."""
    confidence: float
    """Probability of ``predicted`` before calibration."""
    calibrated: float
    """Probability of ``predicted`` after it."""


def write_report(folder: Path, front_end: nn.Module, divided: Prepared, data: ValidationSet) -> None:
    """Write ``predictions.csv`` and ``metrics.json`` of the best checkpoint of the run in ``folder``.

    Words and windows of noise are counted; running speech is measured as false accepts per hour instead, by the card.
    """
    config, classes, network, step = load_run(folder)
    logits = logits_of(front_end, network, data.waves, torch.device("cpu"))
    calibration = calibrate(logits, data.targets, classes)
    judged = judge(logits, data, calibration)
    sizes = count_parameters(network), count_multiply_adds(network, front_end.shape)
    facts = {
        "step": step,
        "recipe": config.recipe,
        "corpora": sorted(divided.audio),
        "split": config.split,
        "folds": 0,
        "fold": config.fold,
        "labels": list(classes.labels),
        "training_clips": sum(row.name in classes.names for row in divided.select("training")),
        "parameters": sizes[0],
        "multiply_adds": sizes[1],
        "temperature": calibration.temperature,
    }
    write_predictions(folder / "predictions.csv", judged)
    write_metrics(folder / "metrics.json", facts, judged)


def judge(logits: Tensor, data: ValidationSet, calibration: Calibration) -> list[Judged]:
    """Return what logits ``(n, classes)`` say of each clip, running speech apart."""
    classes = data.classes
    plain, fitted = Calibration().probabilities(logits, classes), calibration.probabilities(logits, classes)
    calibrated, best = fitted.max(1)
    confidence = plain.gather(1, best[:, None])[:, 0]
    answers = zip(data.rows, best.tolist(), confidence.tolist(), calibrated.tolist(), strict=True)
    return [
        Judged(row.path, row.corpus, row.speaker, classes.label_of(row.name), classes.labels[i], plain_, fitted_)
        for row, i, plain_, fitted_ in answers
        if row.name != SPEECH
    ]


def write_predictions(path: Path, judged: Sequence[Judged]) -> None:
    """Write one row per clip, as CSV."""

    def write(temporary: Path) -> None:
        with temporary.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(FIELDS)
            for clip in judged:
                numbers = f"{clip.confidence:.5f}", f"{clip.calibrated:.5f}"
                writer.writerow([clip.path, clip.corpus, clip.speaker, clip.label, clip.predicted, *numbers])

    write_atomically(path, write)


def write_metrics(path: Path, facts: Json, judged: Sequence[Judged], **more: Any) -> None:
    """Write ``facts`` with the accuracy over ``judged``, its 95 % Wilson interval, and each speaker's share."""
    right = sum(clip.label == clip.predicted for clip in judged)
    low, high = wilson_interval(right, len(judged))
    speakers: dict[str, dict[str, int]] = defaultdict(lambda: {"clips": 0, "correct": 0})
    for clip in judged:
        speakers[clip.speaker]["clips"] += 1
        speakers[clip.speaker]["correct"] += clip.label == clip.predicted
    counts = {"clips": len(judged), "correct": right, "accuracy": right / len(judged), "low": low, "high": high}
    write_text_atomically(path, json.dumps({**facts, **counts, **more, "speakers": speakers}, indent=2) + "\n")


def read_predictions(path: Path) -> list[Judged]:
    """Read what :func:`write_predictions` wrote."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = ("confidence", "calibrated")
    return [Judged(**row | {name: float(row[name]) for name in numbers}) for row in rows]  # type: ignore[arg-type]

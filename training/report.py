"""What a finished run says of itself: every validation clip, and the figures that ``compare`` and ``plot`` read."""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from app.files import write_text_atomically
from app.personal.statistics import wilson_interval
from app.types import Json
from training.calibration import Calibration, calibrate
from training.classes import SPEECH
from training.evaluate import ValidationSet, logits_of
from training.networks.size import count_multiply_adds, count_parameters
from training.predictions import Answer, write_predictions
from training.prepare import Prepared
from training.run import load_run


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
    write_predictions(folder, judged)
    write_metrics(folder / "metrics.json", facts, judged)


def judge(logits: Tensor, data: ValidationSet, calibration: Calibration) -> list[Answer]:
    """Return what logits ``(n, classes)`` say of each clip, running speech apart."""
    classes = data.classes
    plain, fitted = Calibration().probabilities(logits, classes), calibration.probabilities(logits, classes)
    calibrated, best = fitted.max(1)
    confidence = plain.gather(1, best[:, None])[:, 0]
    answers = zip(data.rows, best.tolist(), confidence.tolist(), calibrated.tolist(), strict=True)
    return [
        Answer(classes.label_of(row.name), classes.labels[i], plain_, fitted_, row.path, row.corpus, row.speaker)
        for row, i, plain_, fitted_ in answers
        if row.name != SPEECH
    ]


def write_metrics(path: Path, facts: Json, judged: Sequence[Answer], **more: Any) -> None:
    """Write ``facts`` with the accuracy over ``judged``, its 95 % Wilson interval, and each speaker's share."""
    right = sum(clip.right for clip in judged)
    low, high = wilson_interval(right, len(judged))
    speakers: dict[str, dict[str, int]] = defaultdict(lambda: {"clips": 0, "correct": 0})
    for clip in judged:
        speakers[clip.speaker]["clips"] += 1
        speakers[clip.speaker]["correct"] += clip.right
    counts = {"clips": len(judged), "correct": right, "accuracy": right / len(judged), "low": low, "high": high}
    write_text_atomically(path, json.dumps({**facts, **counts, **more, "speakers": speakers}, indent=2) + "\n")

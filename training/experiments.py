"""More than one training: folds, a sweep over learning rates, and the search for a good one."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tqdm import tqdm

from app.files import write_atomically
from training.batches import TrainingBatches
from training.config import TrainConfig
from training.predictions import read_predictions, write_predictions
from training.prepare import Prepared
from training.recipes import find_recipe
from training.report import write_metrics
from training.run import Run
from training.schedule import rising_rates, smoothed, suggested_rate
from training.splits import divide
from training.train import classes_for, train

HOPELESS = 4.0
"""The search for a rate ends when the smoothed loss is this many times the lowest one."""


def train_folds(prepared: Prepared, config: TrainConfig, folder: Path, device: torch.device) -> None:
    """Train one run per fold in ``folder/fold-1`` and so on, and pool their validation clips in ``folder``.

    A fold that is finished is not trained again; each clip is judged by a network that did not learn from it.
    """
    folds = [folder / f"fold-{number}" for number in range(1, config.folds + 1)]
    for number, fold in enumerate(folds, 1):
        if not (fold / "metrics.json").exists():
            train(prepared, replace(config, fold=number), fold, device)
    judged = [clip for fold in folds for clip in read_predictions(fold)]
    metrics = [json.loads((fold / "metrics.json").read_text()) for fold in folds]
    accuracies = [figures["accuracy"] for figures in metrics]
    facts = {
        **metrics[0],
        "folds": config.folds,
        "training_clips": min(figures["training_clips"] for figures in metrics),
    }
    replace(config, fold=1).save(folder / "config.json")
    write_predictions(folder, judged)
    write_metrics(folder / "metrics.json", facts, judged, fold_accuracies=accuracies)


def sweep(prepared: Prepared, config: TrainConfig, rates: Sequence[float], folder: Path, device: torch.device) -> None:
    """Train one run per learning rate, in ``folder/lr-0.001`` and so on."""
    for rate in rates:
        run = folder / f"lr-{rate:g}"
        if not (run / "metrics.json").exists():
            train(prepared, replace(config, learning_rate=rate), run, device)


def find_rate(prepared: Prepared, config: TrainConfig, folder: Path, device: torch.device, steps: int = 200) -> float:
    """Raise the learning rate step by step until the loss runs away, and return a good one.

    ``folder/lr-finder.csv`` gets the loss at each rate.
    """
    divided = Prepared(prepared.audio, divide(prepared.rows, config))
    classes = classes_for(divided, config)
    front_end = find_recipe(config.recipe).front_end().to(device)
    batches = TrainingBatches(divided, classes, config, front_end, device).from_step(0)
    run = Run(replace(config, schedule="constant", warmup_steps=0), classes, device)
    rates, losses = rising_rates(steps), []
    for rate in tqdm(rates, "search for a rate", leave=False, disable=None):
        run.config = replace(run.config, learning_rate=rate)
        losses.append(float(run.learn(next(batches))))
        means = smoothed(losses)
        if not means[-1] < HOPELESS * min(means):
            break
    best = suggested_rate(rates, [loss for loss in losses if loss < float("inf")])
    folder.mkdir(parents=True, exist_ok=True)
    _write_search(folder / "lr-finder.csv", rates, losses)
    print(f"learning rate {best:.2g}; the losses are in {folder / 'lr-finder.csv'}", file=sys.stderr)
    return best


def _write_search(path: Path, rates: Sequence[float], losses: Sequence[float]) -> None:
    def write(temporary: Path) -> None:
        with temporary.open("w", newline="") as file:
            csv.writer(file).writerows([("learning_rate", "loss"), *zip(rates, losses, strict=False)])

    write_atomically(path, write)

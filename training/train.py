"""The training loop: read it from top to bottom."""

import csv
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from app.errors import UsageError
from app.files import write_text_atomically
from training import evaluate
from training.batches import TrainingBatches
from training.classes import Classes
from training.config import TrainConfig
from training.networks.size import count_parameters
from training.prepare import Prepared
from training.recipes import find_recipe
from training.report import write_report
from training.run import LAST, Run
from training.schedule import learning_rate_at
from training.splits import divide, lonely_labels

FIRST_COLUMNS = ("step", "loss", "learning_rate", "seconds", "accuracy")


def train(
    prepared: Prepared, config: TrainConfig, folder: Path, device: torch.device, tensorboard: bool = False
) -> Run:
    """Train until all steps are done or early stopping ends it, from the last checkpoint in ``folder`` if there is one.

    The folder gets ``config.json``, ``commit.txt``, ``log.csv``, ``last.pt`` (to resume from), ``best.pt`` (by the
    validation accuracy of the averaged weights), and at the end ``predictions.csv`` and ``metrics.json`` of the best
    checkpoint. Validation data is not augmented.

    Raises:
        UsageError: ``folder`` holds a run with other choices, there is nothing to learn or to validate on, or the loss
            ran away.
    """
    divided = Prepared(prepared.audio, divide(prepared.rows, config))
    classes = classes_for(divided, config)
    run = _begin(config, classes, folder, device)
    front_end = find_recipe(config.recipe).front_end().to(device)
    validation = evaluate.validation_set(divided, classes)
    batches = TrainingBatches(divided, classes, config, front_end, device)
    steps = config.checkpoint_steps
    with _progress(run, folder) as bar, _board(folder, tensorboard) as board:
        began, drawn, losses = time.monotonic(), batches.from_step(run.step), []
        while not run.finished:
            losses.append(run.learn(next(drawn)))
            bar.update()
            if run.step % steps == 0 or run.step >= config.steps:
                loss, losses = float(torch.stack(losses).mean()), []
                if not math.isfinite(loss):
                    raise UsageError(f"{folder}: the loss is {loss} at step {run.step}; try a lower --learning-rate")
                scores = evaluate.measure(front_end, run.average, validation, device)
                _log(run, folder, loss, time.monotonic() - began, scores)
                board(run.step, {"loss": loss, "learning rate": learning_rate_at(run.step, config), **scores})
                bar.set_postfix(loss=f"{loss:.3f}", accuracy=f"{scores['accuracy']:.2%}")
                run.keep(folder, scores["accuracy"])
    write_report(folder, front_end.cpu(), divided, validation)
    return run


def classes_for(divided: Prepared, config: TrainConfig) -> Classes:
    """Return the classes of a run, and say which words cannot be both learnt and measured.

    Raises:
        UsageError: nothing is to be learnt, or nothing to validate on.
    """
    found = [row.name for row in divided.select("training")]
    if config.only_words:
        found = [name for name in found if name in config.words] if config.words else _words(found)
    classes = Classes.of(found, config.words)
    for name, reason in lonely_labels([row for row in divided.rows if row.name in classes.words]).items():
        print(f"label {name!r}: {reason}; record more, of more speakers", file=sys.stderr)
    if not any(row.name in classes.words for row in divided.select("validation")):
        raise UsageError(f"no clip to validate on in {', '.join(sorted(divided.audio))}; choose --split clip, or folds")
    return classes


def _words(found: list[str]) -> list[str]:
    return [name for name in found if not name.startswith("_")]


def _begin(config: TrainConfig, classes: Classes, folder: Path, device: torch.device) -> Run:
    if (folder / "config.json").exists() and TrainConfig.load(folder / "config.json") != config:
        raise UsageError(f"{folder}: holds a run with other choices; name another folder, or repeat its choices")
    run = Run(config, classes, device)
    if (folder / LAST).exists():
        run.resume(folder / LAST)
        _forget_rows_after(folder / "log.csv", run.step)
    elif config.start_from:
        run.start_from(Path(config.start_from))
    folder.mkdir(parents=True, exist_ok=True)
    config.save(folder / "config.json")
    write_text_atomically(folder / "commit.txt", git_commit() + "\n")
    return run


def _log(run: Run, folder: Path, loss: float, seconds: float, scores: dict[str, float]) -> None:
    """Append one row to ``log.csv``, and show it."""
    columns = [*FIRST_COLUMNS, *(name for name in scores if name not in FIRST_COLUMNS)]
    row = [run.step, f"{loss:.4f}", f"{learning_rate_at(run.step, run.config):.6f}", f"{seconds:.0f}"]
    row += [f"{scores[name]:.4f}" for name in columns[4:]]
    path = folder / "log.csv"
    new = not path.exists()
    with path.open("a", newline="") as file:
        csv.writer(file).writerows([columns, row] if new else [row])
    tqdm.write(", ".join(f"{name} {value}" for name, value in zip(columns, row, strict=True)), file=sys.stderr)
    sys.stderr.flush()


def _forget_rows_after(path: Path, step: int) -> None:
    """Drop what was logged after the checkpoint that a killed run goes on from."""
    if not path.exists():
        return
    head, *rows = path.read_text().splitlines()
    kept = [row for row in rows if row.split(",")[0].isdigit() and int(row.split(",")[0]) <= step]
    write_text_atomically(path, "\n".join([head, *kept]) + "\n")


@contextmanager
def _progress(run: Run, folder: Path) -> Iterator[Any]:
    """Show a bar with the time left, where standard error is a terminal."""
    size = count_parameters(run.network)
    print(f"{folder}: {size:,} parameters, step {run.step} of {run.config.steps}", file=sys.stderr)
    with tqdm(total=run.config.steps, initial=run.step, desc=folder.name, unit="step", disable=None) as bar:
        yield bar


@contextmanager
def _board(folder: Path, wanted: bool) -> Iterator[Any]:
    """Give a function that shows numbers in TensorBoard, or none."""
    if not wanted:
        yield _no_board
        return
    from torch.utils.tensorboard import SummaryWriter

    with SummaryWriter(str(folder / "tensorboard")) as writer:
        yield lambda step, numbers: [writer.add_scalar(name, value, step) for name, value in numbers.items()]


def _no_board(step: int, numbers: dict[str, float]) -> None:
    """Show nothing."""


def git_commit() -> str:
    """Return the commit that the code is at, or ``unknown`` outside a checkout."""
    answer = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"

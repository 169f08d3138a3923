"""Read what a training run left in its folder: figures, log, predictions; and the runs inside it."""

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.errors import UsageError

Numbers = npt.NDArray[np.float64]

METRICS, CONFIG, LOG, PREDICTIONS = "metrics.json", "config.json", "log.csv", "predictions.csv"
FINDER, ONNX = "lr-finder.csv", "model.onnx"
FOLD, SWEEP = "fold-", "lr-"
"""How the folders of the runs inside a k-fold run and inside a learning-rate sweep begin."""


@dataclass(frozen=True)
class Tally:
    """How many clips there were, and how many of them were named rightly."""

    clips: int
    correct: int

    @property
    def accuracy(self) -> float:
        """Share of clips named rightly."""
        return self.correct / self.clips


@dataclass(frozen=True)
class Metrics:
    """The figures of a run's best checkpoint on its validation clips; of a k-fold run, pooled over the folds."""

    run: Path
    recipe: str
    corpora: tuple[str, ...]
    split: str
    """What the validation clips share with those trained on: ``clip``, ``speaker`` or ``official``."""
    folds: int
    labels: tuple[str, ...]
    training_clips: int
    tally: Tally
    low: float
    """Lower end of the 95 % Wilson interval of the accuracy; ``high`` is the upper one."""
    high: float
    speakers: Mapping[str, Tally]
    parameters: int
    multiply_adds: int


@dataclass(frozen=True)
class Log:
    """One number per validation in each array, accuracy from 0 to 1."""

    step: Numbers
    loss: Numbers
    accuracy: Numbers


def read_metrics(run: Path) -> Metrics:
    """Return the figures of ``run``.

    Raises:
        UsageError: they are missing or damaged.
    """
    path = run / METRICS
    figures = _read_json(path)
    try:
        metrics = _metrics(run, figures)
    except KeyError as error:
        raise UsageError(f"{path}: lacks {error.args[0]!r}; evaluate the run again") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UsageError(f"{path}: is damaged ({error}); evaluate the run again") from error
    tallies = (metrics.tally, *metrics.speakers.values())
    if any(not 0 <= tally.correct <= tally.clips or not tally.clips for tally in tallies):
        raise UsageError(f"{path}: counts no clips, or more right than there are; evaluate the run again")
    return metrics


def _metrics(run: Path, figures: Mapping[str, Any]) -> Metrics:
    return Metrics(
        run=run,
        recipe=str(figures["recipe"]),
        corpora=_texts(figures["corpora"]),
        split=str(figures["split"]),
        folds=int(figures["folds"] or 0),
        labels=_texts(figures["labels"]),
        training_clips=int(figures["training_clips"]),
        tally=_tally(figures),
        low=_finite(figures["low"]),
        high=_finite(figures["high"]),
        speakers={name: _tally(counts) for name, counts in figures["speakers"].items()},
        parameters=int(figures["parameters"]),
        multiply_adds=int(figures["multiply_adds"]),
    )


def _tally(counts: Mapping[str, Any]) -> Tally:
    return Tally(int(counts["clips"]), int(counts["correct"]))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(map(str, value))


def read_learning_rate(run: Path) -> float:
    """Return the learning rate that ``run`` was trained at, from its configuration.

    Raises:
        UsageError: the configuration is missing or damaged, or holds no positive learning rate.
    """
    path = run / CONFIG
    value = _read_json(path).get("learning_rate")
    if not isinstance(value, int | float) or not 0 < value < math.inf:
        raise UsageError(f"{path}: learning_rate is {value!r}, not a positive number; train the run again")
    return float(value)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(_read_text(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: is damaged ({error}); train or evaluate the run again") from error
    if not isinstance(value, dict):
        raise UsageError(f"{path}: is damaged (no JSON object); train or evaluate the run again")
    return value


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; train or evaluate the run first") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error}); check the folder") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is damaged (no UTF-8 text); train or evaluate the run again") from error


def read_log(run: Path) -> Log:
    """Return the validations of ``run`` in order.

    Raises:
        UsageError: the log is missing, damaged or without a single row.
    """
    return Log(*_columns(run / LOG, "step", "loss", "accuracy"))


def read_finder(run: Path) -> tuple[Numbers, ...]:
    """Return the learning rates that the finder went through, and the loss at each.

    Raises:
        UsageError: its file is missing, damaged or without a single row.
    """
    return _columns(run / FINDER, "learning_rate", "loss")


def _columns(path: Path, *names: str) -> tuple[Numbers, ...]:
    """Read columns of numbers; a last line that a killed run left unfinished is passed over."""
    rows = list(read_rows(path, *names))
    numbers: list[list[float]] = []
    for i, row in enumerate(rows):
        try:
            numbers.append([float(row[name]) for name in names])
        except (TypeError, ValueError) as error:
            if i + 1 < len(rows):
                raise UsageError(f"{path}: line {i + 2} is damaged; train the run again") from error
    if not numbers:
        raise UsageError(f"{path}: holds no rows yet; let the run reach its first validation")
    return tuple(np.array(numbers).T)


def read_rows(path: Path, *needed: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file that has the columns ``needed``.

    Raises:
        UsageError: it is missing, damaged, or lacks one.
    """
    reader = csv.DictReader(_read_text(path).splitlines())
    try:
        if missing := [name for name in needed if name not in (reader.fieldnames or ())]:
            raise UsageError(f"{path}: lacks the column {missing[0]!r}; train or evaluate the run again")
        yield from reader
    except csv.Error as error:
        raise UsageError(f"{path}: is damaged ({error}); train or evaluate the run again") from error


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no figure")
    return float(value)


def runs_inside(run: Path, prefix: str) -> list[Path]:
    """Return the folders of ``run`` whose names are ``prefix`` and a number, by that number."""
    numbered = [(_number(path.name, prefix), path) for path in run.glob(f"{prefix}*") if path.is_dir()]
    return [path for number, path in sorted(numbered) if math.isfinite(number)]


def _number(name: str, prefix: str) -> float:
    try:
        return float(name.removeprefix(prefix))
    except ValueError:
        return math.nan

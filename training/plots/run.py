"""Every picture that a run's files allow."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from matplotlib.figure import Figure

from app.errors import UsageError
from training.plots.activations import Example, draw_activations
from training.plots.clips import SPLITS, Rows, draw_clip_lengths, draw_label_counts
from training.plots.confusion import draw_confusion
from training.plots.confusion_flow import draw_confusion_flow
from training.plots.learning import Search, Trial, draw_learning_curves, draw_learning_rate
from training.plots.reliability import draw_reliability
from training.plots.style import save
from training.predictions import Answer, read_predictions
from training.run_folder import (
    FINDER,
    FOLD,
    SWEEP,
    Log,
    read_finder,
    read_learning_rate,
    read_log,
    read_metrics,
    runs_inside,
)

Read = TypeVar("Read")


def plot_run(
    run: Path, into: Path, *, rows: Rows = (), others: Sequence[Path] = (), example: Example | None = None
) -> list[Path]:
    """Draw what the files of ``run`` allow into the folder ``into``, and return the pictures' paths.

    What cannot be drawn is said on standard error, in one line with the reason.

    Args:
        run: folder of a run, of a k-fold run, or of a learning-rate sweep.
        rows: the clips that it learnt from and was validated on.
        others: runs whose learning curves are drawn beside its own.
        example: its network, and a clip to watch it with.

    Raises:
        UsageError: there is no such run, or a picture cannot be written.
    """
    if not run.is_dir():
        raise UsageError(f"{run}: no such run; name the folder of one, such as runs/NAME")
    written = []
    pictures: dict[str, Callable[[], Figure]] = {
        "label-counts": lambda: draw_label_counts(_needed(rows, "label counts")),
        "clip-lengths": lambda: draw_clip_lengths(_needed(rows, "clip lengths")),
        "learning-curves": lambda: draw_learning_curves(_logs([run, *others])),
        "learning-rate": lambda: _learning_rate(run),
        "confusion": lambda: draw_confusion(*_answers(run)),
        "confusion-flow": lambda: draw_confusion_flow(*_answers(run)),
        "activations": lambda: _activations(run, example),
        "reliability": lambda: draw_reliability(read_predictions(run)),
    }
    for name, draw in pictures.items():
        try:
            figure = draw()
        except UsageError as error:
            print(f"no {name}.png: {error}", file=sys.stderr)
        else:
            written.append(save(figure, into / f"{name}.png"))
    return written


def _needed(rows: Rows, what: str) -> Rows:
    used = [row for row in rows if row.split in SPLITS]
    if not used:
        raise UsageError(f"no clips to train on or validate with, so no {what}; prepare the corpora first")
    return used


def _logs(runs: Sequence[Path]) -> dict[str, Log]:
    """Return the log of each run, or of the runs inside it, by its name; two of one name by their folders too."""
    folders = [folder for run in runs for folder in (runs_inside(run, FOLD) or runs_inside(run, SWEEP) or [run])]
    names = [folder.name for folder in folders]
    titles = {folder: folder.name if names.count(folder.name) == 1 else str(folder) for folder in folders}
    return {titles[folder]: log for folder, log in _those_that_can_be_read(folders, read_log)}


def _those_that_can_be_read(runs: Sequence[Path], read: Callable[[Path], Read]) -> list[tuple[Path, Read]]:
    """Read each run, and say which cannot be read; if none can, that is the error."""
    found = []
    for run in runs:
        try:
            found.append((run, read(run)))
        except UsageError as error:
            if len(runs) == 1:
                raise
            print(f"left out: {error}", file=sys.stderr)
    if runs and not found:
        raise UsageError(f"{runs[0].parent}: none of its {len(runs)} runs can be read; train them again")
    return found


def _learning_rate(run: Path) -> Figure:
    """Draw the runs of a sweep, the search for a rate, or both."""
    trials = [trial for _, trial in _those_that_can_be_read(runs_inside(run, SWEEP), _trial)]
    search = _search(run) if (run / FINDER).exists() else None
    if not trials and search is None:
        raise UsageError(f"{run}: is no learning-rate sweep, and holds no {FINDER}; train it over several rates first")
    return draw_learning_rate(trials, search)


def _trial(run: Path) -> Trial:
    metrics = read_metrics(run)
    return Trial(read_learning_rate(run), metrics.tally.accuracy, metrics.low, metrics.high)


def _search(run: Path) -> Search:
    rate, loss = read_finder(run)
    known = np.isfinite(loss) & (rate > 0)
    if not known.any():
        raise UsageError(f"{run / FINDER}: holds no finite loss; search again from a lower rate")
    return Search(rate[known], loss[known])


def _answers(run: Path) -> tuple[list[Answer], tuple[str, ...]]:
    return read_predictions(run), read_metrics(run).labels


def _activations(run: Path, example: Example | None) -> Figure:
    if example is None:
        raise UsageError(f"{run}: no network and clip to watch; train the run to its first checkpoint")
    return draw_activations(example)

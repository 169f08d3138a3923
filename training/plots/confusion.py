"""Which labels are taken for which: a heat map in which the errors stand out, and the right answers step back."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

from training.plots.style import FADED, INK, PALE, new_figure, readable, styled
from training.predictions import Answer

Counts = npt.NDArray[np.int64]
SCALE = "viridis_r"
CELL_IN, SMALLEST_IN = 0.215, 2.2
"""Height of a row in inches, in which a count of three digits fits, and of all rows where there are few."""


def confusion_counts(answers: Sequence[Answer], labels: Sequence[str]) -> tuple[list[str], Counts]:
    """Return the labels that occur, and how often each true one (row) was answered by each (column).

    Args:
        labels: the order to keep; labels beyond them follow, sorted.
    """
    seen = {answer.label for answer in answers} | {answer.predicted for answer in answers}
    names = [label for label in labels if label in seen]
    names += sorted(seen - set(names))
    counts = np.zeros((len(names), len(names)), np.int64)
    place = {name: i for i, name in enumerate(names)}
    for answer in answers:
        counts[place[answer.label], place[answer.predicted]] += 1
    return names, counts


def draw_confusion(answers: Sequence[Answer], labels: Sequence[str]) -> Figure:
    """Draw the confusion of true labels (rows) and answers (columns), with the counts in the cells.

    Errors are coloured by their share of the true label's clips, on a logarithmic scale; right answers are grey.
    """
    names, counts = confusion_counts(answers, labels)
    with styled(names):
        wrong = int(counts.sum() - np.trace(counts))
        longest = max(len(readable(name)) for name in names)
        height = 1.25 + 0.07 * longest + max(CELL_IN * len(names), SMALLEST_IN)
        figure = new_figure(height, _title(names, counts), "Right answers are grey.")
        axes = figure.subplots()
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        errors = np.where(np.eye(len(names), dtype=bool), 0.0, shares)
        if wrong:
            _colour_errors(figure, axes, errors)
        axes.imshow(np.where(np.eye(len(names)), 1.0, np.nan), cmap=ListedColormap([PALE]))
        _write_counts(axes, counts, errors)
        _label_axes(axes, names, counts)
    return figure


def _title(names: Sequence[str], counts: Counts) -> str:
    clips, wrong = counts.sum(), counts.sum() - np.trace(counts)
    title = f"{wrong:,} of {clips:,} clips are misheard"
    if wrong:
        row, column = np.unravel_index((counts * (1 - np.eye(len(names), dtype=int))).argmax(), counts.shape)
        title += f", most often {readable(names[row])} as {readable(names[column])}"
    return title


def _norm(errors: npt.NDArray[np.float64]) -> LogNorm:
    """Span the errors that there are, by a factor of ten at least."""
    most = errors.max()
    return LogNorm(min(errors[errors > 0].min(), most / 10), most)


def _colour_errors(figure: Figure, axes: Axes, errors: npt.NDArray[np.float64]) -> None:
    shown = np.ma.masked_equal(errors, 0.0)
    axes.imshow(shown, cmap=SCALE, norm=_norm(errors))
    scale = ScalarMappable(_norm(errors), SCALE)
    bar = figure.colorbar(scale, ax=axes, location="bottom", shrink=0.6, aspect=40, pad=0.02, format=_percent)
    bar.ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    bar.ax.minorticks_off()
    bar.set_label("errors in % of the clips of the true label")
    bar.outline.set_visible(False)


def _percent(share: float, _: object = None) -> str:
    return f"{100 * share:.2g}"


def _write_counts(axes: Axes, counts: Counts, errors: npt.NDArray[np.float64]) -> None:
    norm = _norm(errors) if errors.any() else None
    size = 6.5 if counts.max() < 1000 else 5.5
    for row, column in np.argwhere(counts):
        dark = norm is not None and row != column and norm(errors[row, column]) > 0.45
        colour = FADED if row == column else "white" if dark else INK
        axes.text(column, row, f"{counts[row, column]}", ha="center", va="center", fontsize=size, color=colour)


def _label_axes(axes: Axes, names: Sequence[str], counts: Counts) -> None:
    shown, places = [readable(name) for name in names], range(len(names))
    axes.set_xticks(places, shown, rotation=90)
    axes.set_yticks(places, shown)
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.set(xlabel="answer", ylabel="true label", xlim=(-0.5, len(names) - 0.5), ylim=(len(names) - 0.5, -0.5))
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(len(names) + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(names) + 1) - 0.5, minor=True)
    axes.tick_params(which="minor", length=0)
    axes.grid(which="minor", color=PALE, linewidth=0.4)
    recall = axes.secondary_yaxis("right")
    recall.set_yticks(places, [_recall(counts, row) for row in places], color=FADED)
    recall.tick_params(length=0)
    recall.set_ylabel("right, in % of the true label's clips", color=FADED, labelpad=8)
    recall.spines[:].set_visible(False)


def _recall(counts: Counts, row: int) -> str:
    clips = counts[row].sum()
    return f"{100 * counts[row, row] / clips:.1f}" if clips else "–"

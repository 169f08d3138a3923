"""What there is to learn from: how many clips of each label, and how long they are."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.types import SAMPLE_RATE
from training.plots.style import FADED, colours, explain, new_figure, plain_log_scale, readable, styled, thousands


class Clip(Protocol):
    """What is told here of a clip of the prepared cache."""

    @property
    def name(self) -> str:
        """Its class."""

    @property
    def corpus(self) -> str:
        """Where it comes from."""

    @property
    def split(self) -> str:
        """What it is for."""

    @property
    def frames(self) -> int:
        """Its length in samples at 16 kHz."""


Rows = Sequence[Clip]
SPLITS = ("training", "validation")
Seconds = npt.NDArray[np.float64]
MOST_LABELS = 60
BINS = 60
SHORTEST_S = 0.05
"""Shorter clips, which are mishaps, stand with those of this length, so that the axis need not begin with them."""


def draw_label_counts(rows: Rows) -> Figure:
    """Draw how many clips each label has, training beside validation, stacked by corpus.

    Args:
        rows: at least one of them in training or validation.
    """
    rows = [row for row in rows if row.split in SPLITS]
    by_label = Counter(row.name for row in rows)
    names = [name for name, _ in by_label.most_common(MOST_LABELS)]
    corpora = _by_size(rows)
    with styled([*names, *corpora]):
        counts = [len([row for row in rows if row.split == split]) for split in SPLITS]
        figure = new_figure(
            1.5 + 0.165 * len(names),
            f"{counts[0]:,} clips to train on, {counts[1]:,} to validate with, {_number(len(by_label), 'label')}",
        )
        panels = figure.subplots(1, 2, sharey=True, width_ratios=(3, 2))
        for axes, split in zip(panels, SPLITS, strict=True):
            _stack(axes, [row for row in rows if row.split == split], names, corpora)
            axes.set(title=split, xlabel="clips")
        panels[0].set_yticks(range(len(names)), [readable(name.strip("_")) for name in names], fontsize=7.5)
        panels[0].set(ylim=(len(names) - 0.4, -0.6), ylabel="label")
        note = f"the {MOST_LABELS} most frequent of {len(by_label)} labels; corpus:"
        explain(figure, panels[0].containers, corpora, note if len(names) < len(by_label) else "corpus:")
    return figure


def _stack(axes: Axes, rows: Rows, names: Sequence[str], corpora: Sequence[str]) -> None:
    """Draw one bar per label and corpus that has any, each where the one before ends."""
    ends = np.zeros(len(names))
    for corpus, colour in zip(corpora, colours(len(corpora)), strict=True):
        counts = Counter(row.name for row in rows if row.corpus == corpus)
        widths = np.array([counts[name] for name in names], float)
        axes.barh(range(len(names)), widths, left=ends, color=colour, height=0.78, label=corpus)
        ends += widths
    axes.grid(axis="x")
    axes.tick_params(left=False)
    axes.locator_params(axis="x", nbins=5)
    thousands(axes)


def draw_clip_lengths(rows: Rows) -> Figure:
    """Draw a histogram of the clips' lengths in seconds for each corpus, all on one logarithmic axis.

    Args:
        rows: at least one.
    """
    corpora = _by_size(rows)
    lengths = [np.array([row.frames for row in rows if row.corpus == c]) / SAMPLE_RATE for c in corpora]
    every = np.concatenate(lengths)
    ends = np.clip((every.min(), every.max()), SHORTEST_S, None)
    edges = np.geomspace(ends[0] * 0.97, ends[1] * 1.03, BINS)
    with styled(corpora):
        title = f"Clips last {_seconds(every.min())} to {_seconds(every.max())}, {_at_one_second(every)}"
        figure = new_figure(1.2 + 0.72 * len(corpora), title, _note(int(np.sum(every < SHORTEST_S))))
        panels = figure.subplots(len(corpora), 1, sharex=True, squeeze=False)[:, 0]
        for axes, corpus, values, colour in zip(panels, corpora, lengths, colours(len(corpora)), strict=True):
            counts = axes.hist(values.clip(SHORTEST_S), bins=edges, color=colour)[0]
            plain_log_scale(axes, "y", most=4)
            axes.set(ylim=(0.7, 2 * counts.max()))
            axes.set_title(readable(corpus, 40), pad=3)
            described = f"{_number(len(values), 'clip')}, median {_seconds(float(np.median(values)))}"
            axes.set_title(described, loc="right", pad=3, color=FADED, fontsize=7.5)
            axes.grid(axis="y")
        _label_lengths(figure, list(panels))
    return figure


def _label_lengths(figure: Figure, panels: Sequence[Axes]) -> None:
    plain_log_scale(panels[-1], "x", (1, 2, 5))
    panels[-1].set(xlabel="length in seconds")
    figure.supylabel("clips", fontsize=8)


def _by_size(rows: Rows) -> list[str]:
    return [corpus for corpus, _ in Counter(row.corpus for row in rows).most_common()]


def _note(short: int) -> str:
    note = "Both axes are logarithmic."
    return note + f" The first bar holds {_number(short, 'clip')} shorter than {SHORTEST_S:g} s." * (short > 0)


def _at_one_second(every: Seconds) -> str:
    return f"{100 * np.mean(every == 1.0):.0f} % of them exactly one second"


def _seconds(value: float) -> str:
    if value < 0.1:
        return f"{1000 * value:.2g} ms"
    return f"{value:.2g} s" if value < 10 else f"{value:.0f} s"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")

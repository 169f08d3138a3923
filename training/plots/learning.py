"""How runs learnt: loss and accuracy against steps, and what the learning rate did to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from training.plots.style import (
    BLUE,
    FADED,
    VERMILION,
    colours,
    explain,
    new_figure,
    plain_log_scale,
    readable,
    styled,
    thousands,
)
from training.run_folder import Log, Numbers
from training.schedule import smoothed, suggested_rate


@dataclass(frozen=True)
class Trial:
    """What one learning rate led to: the best accuracy, and the ends of its 95 % interval."""

    learning_rate: float
    accuracy: float
    low: float
    high: float


@dataclass(frozen=True)
class Search:
    """Learning rates that rose step by step, and the finite losses at them."""

    rate: Numbers
    loss: Numbers

    @property
    def suggested(self) -> float:
        """The rate that the search suggests."""
        return suggested_rate(list(self.rate), list(self.loss))


def draw_learning_curves(logs: Mapping[str, Log]) -> Figure:
    """Draw training loss and validation accuracy against steps, one line per run, the best validation marked.

    Args:
        logs: at least one, by the name that the run shall have.
    """
    with styled(logs):
        best = max(logs, key=lambda name: logs[name].accuracy.max())
        top = logs[best].accuracy.max()
        title = f"{readable(best, 40)} reaches {100 * top:.2f} % at step {_best_step(logs[best]):,.0f}"
        figure = new_figure(4.6 + 0.09 * len(logs), title)
        above, below = figure.subplots(2, 1, sharex=True)
        for (name, log), colour in zip(logs.items(), colours(len(logs)), strict=True):
            mark = "o" if len(log.step) == 1 else ""
            above.plot(log.step, log.loss, color=colour, marker=mark, label=readable(name))
            below.plot(log.step, 100 * log.accuracy, color=colour, marker=mark)
            below.plot(_best_step(log), 100 * log.accuracy.max(), "o", color=colour, markeredgecolor="white", ms=7)
        above.set(ylabel="training loss")
        below.set(ylabel="validation accuracy in %", xlabel="step")
        for axes in (above, below):
            axes.grid()
        thousands(below)
        explain(figure, above.lines, list(logs), "run; the dot is its best checkpoint:")
    return figure


def _best_step(log: Log) -> float:
    return float(log.step[log.accuracy.argmax()])


def draw_learning_rate(trials: Sequence[Trial], search: Search | None) -> Figure:
    """Draw the accuracy that each learning rate led to, the loss of the search for one, or both; logarithmic axis.

    Args:
        trials: runs of a sweep; may be none if there is a search.
        search: what the finder wrote, with at least one finite loss.
    """
    with styled():
        panels = bool(trials) + (search is not None)
        figure = new_figure(0.9 + 2.3 * panels, _learning_rate_title(trials, search))
        axes = figure.subplots(panels, 1, sharex=True, squeeze=False)[:, 0]
        if trials:
            _draw_trials(axes[0], trials)
        if search is not None:
            _draw_search(axes[-1], search)
        plain_log_scale(axes[-1], "x")
        axes[-1].set(xlabel="learning rate")
    return figure


def _learning_rate_title(trials: Sequence[Trial], search: Search | None) -> str:
    if trials:
        best = max(trials, key=lambda trial: trial.accuracy)
        return f"A learning rate of {best.learning_rate:g} does best: {100 * best.accuracy:.2f} %"
    assert search is not None
    return f"The search suggests a learning rate of {search.suggested:.2g}"


def _draw_trials(axes: Axes, trials: Sequence[Trial]) -> None:
    trials = sorted(trials, key=lambda trial: trial.learning_rate)
    rates = [trial.learning_rate for trial in trials]
    accuracy = np.array([100 * trial.accuracy for trial in trials])
    ends = 100 * np.array([[trial.low for trial in trials], [trial.high for trial in trials]])
    axes.errorbar(rates, accuracy, np.abs(ends - accuracy), fmt="o-", color=BLUE, ecolor=FADED, capsize=3)
    best = int(accuracy.argmax())
    axes.plot(rates[best], accuracy[best], "o", color=VERMILION, ms=9, zorder=5)
    axes.grid()
    axes.set(ylabel="validation accuracy in %", title="accuracy after training, with its 95 % interval")


def _draw_search(axes: Axes, search: Search) -> None:
    means = np.array(smoothed(list(search.loss)))
    axes.plot(search.rate, search.loss, color="#BDBDBD", linewidth=0.8, label="each step")
    axes.plot(search.rate, means, color=BLUE, linewidth=2, label="running mean")
    axes.axvline(search.suggested, color=VERMILION, linestyle="--", label=f"suggested: {search.suggested:.2g}")
    axes.set_ylim(means.min() - 0.1 * (means[0] - means.min()) - 0.01, max(1.15 * means[0], means.min()) + 0.01)
    axes.grid()
    axes.legend(loc="lower left")
    axes.set(ylabel="training loss", title="search: the rate rises from step to step")

"""Whether a confidence of 90 % is right nine times in ten, before and after calibration."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from app.personal.statistics import wilson_interval
from training.plots.style import BLUE, FADED, INK, PALE, VERMILION, explain, new_figure, plain_log_scale, styled
from training.predictions import Answer

BINS, FEW = 15, 10

Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Reliability:
    """Clips sorted into bins of equal width by their confidence; one number per bin, NaN means in empty bins."""

    counts: npt.NDArray[np.int64]
    confidence: Shares
    """Mean confidence."""
    accuracy: Shares

    @property
    def error(self) -> float:
        """The expected calibration error: how far accuracy and confidence are apart, on average over the clips."""
        held = self.counts > 0
        apart = np.abs(self.accuracy - self.confidence)[held]
        return float((apart * self.counts[held]).sum() / self.counts.sum())


def reliability(confidence: Shares, right: npt.NDArray[np.bool_], bins: int = BINS) -> Reliability:
    """Sort confidences in [0, 1] into ``bins`` open below and closed above (Guo et al. 2017, arXiv:1706.04599)."""
    place = np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)
    counts = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(place, values, bins) / counts for values in (confidence, right.astype(float))]
    return Reliability(counts, *means)


def draw_reliability(answers: Sequence[Answer]) -> Figure:
    """Draw accuracy against confidence before and after calibration, and below how many clips each bin holds.

    Args:
        answers: at least one.
    """
    right = np.array([answer.right for answer in answers])
    before = reliability(np.array([answer.confidence for answer in answers]), right)
    after = reliability(np.array([answer.calibrated for answer in answers]), right)
    with styled():
        title = f"Calibration error {_points(before)} points before, {_points(after)} after the temperature is fitted"
        note = (
            f"Expected calibration error (ECE) over {BINS} bins of {len(answers):,} clips. Whiskers: 95 % Wilson "
            f"intervals; pale bars hold fewer than {FEW} clips. One that ends on the diagonal is to be believed."
        )
        figure = new_figure(4.7, title)
        panels = figure.subplots(2, 2, sharex=True, sharey="row", height_ratios=(3, 1))
        for column, (name, result) in enumerate((("before", before), ("after", after))):
            _draw_bins(panels[0, column], result)
            panels[0, column].set_title(f"{name} calibration: ECE {_points(result)} points")
            _draw_counts(panels[1, column], result)
        handles = [Patch(color=BLUE), *panels[0, 0].lines[-2:]]
        explain(figure, handles, ["accuracy", "mean confidence", "perfect calibration"], note)
        panels[0, 0].set_ylabel("accuracy in %")
        panels[1, 0].set_ylabel("clips (log scale)")
    return figure


def _points(result: Reliability) -> str:
    return f"{100 * result.error:.1f}"


def _edges() -> Shares:
    return 100 * np.arange(BINS) / BINS


def _draw_bins(axes: Axes, result: Reliability) -> None:
    held = result.counts > 0
    left, middle = _edges()[held], _edges()[held] + 50 / BINS
    accuracy, confidence = 100 * result.accuracy[held], 100 * result.confidence[held]
    bars = axes.bar(left, accuracy, 100 / BINS, align="edge", color=BLUE, edgecolor="white")
    for bar, count in zip(bars, result.counts[held], strict=True):
        bar.set_alpha(0.3 if count < FEW else 1.0)
    correct = np.round(result.accuracy[held] * result.counts[held]).astype(int)
    ends = (
        100 * np.array([wilson_interval(int(c), int(n)) for c, n in zip(correct, result.counts[held], strict=True)]).T
    )
    axes.errorbar(middle, accuracy, np.abs(ends - accuracy), fmt="none", ecolor=FADED, elinewidth=1, capsize=2)
    axes.plot(confidence, confidence, "_", color=VERMILION, ms=9, mew=2.5)
    axes.plot([0, 100], [0, 100], "--", color=INK, linewidth=0.8)
    axes.set(xlim=(0, 100), ylim=(0, 102))
    axes.grid()


def _draw_counts(axes: Axes, result: Reliability) -> None:
    axes.bar(_edges(), result.counts, 100 / BINS, align="edge", color=PALE, edgecolor=FADED, linewidth=0.5)
    for left, count in zip(_edges(), result.counts, strict=True):
        if count:
            axes.text(left + 50 / BINS, count, f"{count}", ha="center", va="bottom", fontsize=5.5, color=INK)
    plain_log_scale(axes, "y")
    axes.set(ylim=(0.7, 6 * result.counts.max()), xlabel="confidence in %")

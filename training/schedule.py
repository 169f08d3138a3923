"""Learning rates: the schedules that published systems used, and the search for a good rate."""

import math
from collections.abc import Sequence

from training.config import TrainConfig

RISING_SHARE, FIRST_DIVISOR, LAST_DIVISOR = 0.3, 25.0, 1e4
"""Of the one-cycle schedule, as Smith and Topin 2018 (arXiv:1708.07120) and PyTorch have them."""


def learning_rate_at(step: int, config: TrainConfig) -> float:
    """Return the rate of ``step``, from 0: a pure function, so that a resumed run needs no other state."""
    if config.schedule == "one-cycle":
        return _one_cycle(step / max(1, config.steps - 1), config.learning_rate)
    if step < config.warmup_steps:
        return config.learning_rate * (step + 1) / config.warmup_steps
    if config.schedule == "constant":
        return config.learning_rate
    done = (step - config.warmup_steps) / max(1, config.steps - config.warmup_steps)
    return _cosine(config.learning_rate, 0.0, done)


def _one_cycle(done: float, highest: float) -> float:
    first = highest / FIRST_DIVISOR
    if done < RISING_SHARE:
        return _cosine(first, highest, done / RISING_SHARE)
    return _cosine(highest, first / LAST_DIVISOR, (done - RISING_SHARE) / (1 - RISING_SHARE))


def _cosine(begin: float, end: float, done: float) -> float:
    """Go from ``begin`` to ``end`` along half a cosine (Loshchilov and Hutter 2017, arXiv:1608.03983)."""
    return end + (begin - end) * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


def rising_rates(count: int, lowest: float = 1e-6, highest: float = 1.0) -> list[float]:
    """Return ``count`` rates that rise by a constant factor, for the range test of Smith 2017 (arXiv:1506.01186)."""
    return [lowest * (highest / lowest) ** (i / (count - 1)) for i in range(count)]


def smoothed(losses: Sequence[float], keep: float = 0.9) -> list[float]:
    """Return the running mean of ``losses``, without the bias of its beginning."""
    mean, means = 0.0, []
    for i, loss in enumerate(losses):
        mean = keep * mean + (1 - keep) * loss
        means.append(mean / (1 - keep ** (i + 1)))
    return means


def suggested_rate(rates: Sequence[float], losses: Sequence[float]) -> float:
    """Return a tenth of the rate at which the smoothed loss is lowest: the edge of what still learns, with room."""
    means = smoothed(losses)
    return rates[means.index(min(means))] / 10

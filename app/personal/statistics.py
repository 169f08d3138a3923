"""Intervals and tests for counts: what a figure can be trusted to say."""

from math import inf

CERTAINTY = 0.95
"""Of every interval and bound."""


def wilson_interval(correct: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of ``correct`` out of ``total``, which is at least 1 (Wilson 1927)."""
    from scipy.stats import binomtest  # takes a second to import

    interval = binomtest(correct, total).proportion_ci(CERTAINTY, method="wilson")
    return float(interval.low), float(interval.high)


def rate_interval(count: int, hours: float) -> tuple[float, float]:
    """Return the exact 95 % Poisson interval of a rate per hour, two-sided (Garwood 1936)."""
    if hours <= 0:
        return 0.0, inf
    tail = (1 - CERTAINTY) / 2
    low = _mean_with(count, tail) if count else 0.0
    return low / hours, _mean_with(count + 1, 1 - tail) / hours


def rate_bound(count: int, hours: float) -> float:
    """Return what a rate per hour is below with 95 % certainty: 3/``hours`` where nothing happened."""
    return _mean_with(count + 1, CERTAINTY) / hours if hours > 0 else inf


def hours_to_claim(rate: float) -> float:
    """Return how many hours without a single event show that their rate is below ``rate`` per hour."""
    return rate_bound(0, 1.0) / rate if rate > 0 else inf


def _mean_with(count: int, probability: float) -> float:
    """Return the mean of a Poisson process whose ``count``-th event has come with this probability."""
    from scipy.special import gammaincinv

    return float(gammaincinv(count, probability))


def rate_text(rate: float) -> str:
    """Return a rate with two digits that count, but never with an exponent."""
    return f"{rate:.2g}" if rate < 100 else f"{rate:.0f}"


def mcnemar(first_alone: int, second_alone: int) -> float:
    """Return how likely so uneven a split is between two equally good models: McNemar's exact test, two-sided.

    Args:
        first_alone: clips that only the first of the two names rightly.
        second_alone: clips that only the second names rightly.
    """
    from scipy.stats import binomtest

    disagreements = first_alone + second_alone
    return float(binomtest(first_alone, disagreements).pvalue) if disagreements else 1.0


def verdict(better: int, worse: int) -> str:
    """Say in plain words whether a change that made ``better`` clips right and ``worse`` clips wrong is real."""
    counts = f"better on {clips(better)}, worse on {worse}"
    if not better + worse:
        return "the same on every clip"
    chance = mcnemar(better, worse)
    if chance < 0.01:
        return f"{counts}: real (chance alone does this {_share(chance)})"
    if chance < 0.05:
        return f"{counts}: probably real (chance alone does this {_share(chance)})"
    if better + worse < 6:  # not even 5 to 0 is below 5 %
        return f"{counts}: too few differences to tell"
    return f"{counts}: may well be chance (which does this {_share(chance)})"


def clips(count: int) -> str:
    """Return ``count`` clips in words."""
    return f"{count} clip" if count == 1 else f"{count} clips"


def _share(chance: float) -> str:
    return f"in {chance:.0%} of cases" if chance >= 0.01 else "in fewer than 1 % of cases"

import numpy as np
import pytest
from scipy.stats import binom, poisson

from app.personal.statistics import hours_to_claim, mcnemar, rate_bound, rate_interval, verdict


@pytest.mark.parametrize(("count", "hours"), [(0, 0.5), (1, 2.0), (7, 1.0), (40, 13.0)])
def test_a_rate_at_either_end_of_its_interval_makes_the_count_a_one_in_forty_event(count: int, hours: float) -> None:
    low, high = rate_interval(count, hours)
    assert poisson.cdf(count, high * hours) == pytest.approx(0.025, abs=1e-6)
    assert low == 0 if count == 0 else poisson.sf(count - 1, low * hours) == pytest.approx(0.025, abs=1e-6)


@pytest.mark.parametrize("hours", [0.1, 1.0, 24.0])
def test_nothing_in_some_hours_bounds_the_rate_below_three_by_the_hours(hours: float) -> None:
    assert rate_bound(0, hours) == pytest.approx(3 / hours, rel=0.01)


def test_no_background_at_all_bounds_nothing() -> None:
    assert rate_bound(0, 0.0) == rate_interval(0, 0.0)[1] == np.inf


@pytest.mark.parametrize("rate", [0.1, 1.0, 5.0])
def test_the_hours_to_claim_a_rate_are_just_enough_for_it(rate: float) -> None:
    assert rate_bound(0, hours_to_claim(rate)) == pytest.approx(rate)


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 7), (3, 3), (20, 5), (0, 12)])
def test_mcnemars_p_is_the_share_of_fair_coins_at_least_as_uneven(first: int, second: int) -> None:
    total = first + second
    as_rare = [k for k in range(total + 1) if binom.pmf(k, total, 0.5) <= binom.pmf(first, total, 0.5) * (1 + 1e-9)]
    assert mcnemar(first, second) == pytest.approx(sum(binom.pmf(k, total, 0.5) for k in as_rare))


def test_models_that_never_differ_are_surely_as_good() -> None:
    assert mcnemar(0, 0) == 1.0
    assert verdict(0, 0) == "the same on every clip"


@pytest.mark.parametrize(
    ("better", "worse", "says"),
    [
        (5, 0, "better on 5 clips, worse on 0: too few differences to tell"),
        (8, 1, "better on 8 clips, worse on 1: probably real"),
        (7, 4, "better on 7 clips, worse on 4: may well be chance"),
        (30, 2, "better on 30 clips, worse on 2: real"),
        (1, 0, "better on 1 clip, worse on 0: too few differences to tell"),
    ],
)
def test_a_verdict_says_in_words_how_real_a_difference_is(better: int, worse: int, says: str) -> None:
    assert verdict(better, worse).startswith(says)

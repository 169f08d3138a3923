from itertools import pairwise

import pytest
import torch

from training.config import TrainConfig
from training.schedule import learning_rate_at, rising_rates, smoothed, suggested_rate


def rates(schedule: str, steps: int = 100, warmup: int = 10) -> list[float]:
    config = TrainConfig(schedule=schedule, steps=steps, warmup_steps=warmup, learning_rate=1.0)
    return [learning_rate_at(step, config) for step in range(steps)]


def test_the_cosine_warms_up_and_ends_at_zero() -> None:
    cosine = rates("cosine")
    assert cosine[0] == pytest.approx(0.1)
    assert max(cosine) == cosine[9] == cosine[10] == 1.0
    assert all(a >= b for a, b in pairwise(cosine[10:]))
    assert cosine[-1] < 0.001


def test_a_constant_rate_stays_after_its_warm_up() -> None:
    assert rates("constant")[9:] == [1.0] * 91
    assert rates("constant", warmup=0) == [1.0] * 100


@pytest.mark.parametrize("steps", [40, 101, 1_000])
def test_one_cycle_is_that_of_torch(steps: int) -> None:
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    reference = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=1.0, total_steps=steps)
    expected = []
    for _ in range(steps):
        expected.append(reference.get_last_lr()[0])
        optimiser.step()
        if len(expected) < steps:
            reference.step()
    ours = rates("one-cycle", steps)
    shift = 0.3 * steps - 1 - 0.3 * (steps - 1)  # torch counts the rise from one step earlier
    assert ours == pytest.approx(expected, abs=6 * abs(shift) / steps + 1e-6)
    assert max(ours) == pytest.approx(1.0, abs=0.01)
    assert ours[-1] == pytest.approx(1 / 25 / 1e4)


def test_the_search_finds_a_tenth_of_the_rate_where_the_loss_is_lowest() -> None:
    tried = rising_rates(200)
    assert tried[0] == pytest.approx(1e-6)
    assert tried[-1] == pytest.approx(1.0)
    losses = [2.0 - min(rate, 0.01) * 100 + 500 * max(0.0, rate - 0.02) ** 2 for rate in tried]
    assert 0.001 < suggested_rate(tried, losses) < 0.006


def test_smoothing_keeps_a_constant_and_a_mean() -> None:
    assert smoothed([3.0] * 20) == pytest.approx([3.0] * 20)
    assert smoothed([0.0, 1.0] * 200)[-1] == pytest.approx(0.5, abs=0.1)

from collections import Counter

import numpy as np
import pytest
import torch

from training.batches import MOST_DRAWN, TrainingBatches, clip_weights
from training.classes import CLASSES
from training.config import TrainConfig
from training.prepare import Prepared

CONFIG = TrainConfig(batch=16)


def test_a_batch_is_a_function_of_the_seed_and_the_step_alone(prepared: Prepared) -> None:
    first, second = TrainingBatches(prepared, CONFIG), TrainingBatches(prepared, CONFIG, first_step=3)
    for _ in range(3):
        first.draw(0)
    assert torch.equal(first.draw(3).features, next(iter(second)).features)
    assert not torch.equal(first.draw(3).features, first.draw(4).features)
    assert not torch.equal(
        first.draw(3).features, TrainingBatches(prepared, TrainConfig(batch=16, seed=2)).draw(3).features
    )


def test_a_batch_has_features_and_classes(prepared: Prepared) -> None:
    batch = TrainingBatches(prepared, CONFIG).draw(0)
    assert batch.features.shape == (16, 52, 98)
    assert torch.isfinite(batch.features).all()
    assert batch.targets.min() >= 0
    assert batch.targets.max() < len(CLASSES)


def test_only_training_speakers_are_drawn(prepared: Prepared) -> None:
    batches = TrainingBatches(prepared, CONFIG)
    assert {row["split"] for row in batches.rows} == {"training"}


def rows(counts: dict[tuple[str, str], int]) -> list[dict[str, str]]:
    return [{"name": name, "corpus": corpus} for (name, corpus), count in counts.items() for _ in range(count)]


def test_each_word_has_the_same_mass_however_many_clips_it_has() -> None:
    made = rows({("yes", "a"): 300, ("no", "a"): 10, ("tree", "a"): 50, ("_speech_", "b"): 7})
    mass = Counter[str]()
    for row, weight in zip(made, clip_weights(made, CONFIG), strict=True):
        mass[row["name"]] += weight
    assert mass["yes"] == pytest.approx(1.0)
    assert mass["no"] == pytest.approx(1.0)
    assert mass["tree"] == pytest.approx(CONFIG.other_word_mass)
    assert mass["_speech_"] == pytest.approx(CONFIG.speech_mass)


def test_real_and_resynthesised_clips_of_a_word_balance() -> None:
    weights = clip_weights(rows({("yes", "real"): 100, ("yes", "resynth"): 300}), CONFIG)
    assert weights[:100].sum() == pytest.approx(weights[100:].sum())


def test_a_handful_of_real_clips_is_not_drawn_for_ever() -> None:
    weights = clip_weights(rows({("on", "real"): 5, ("on", "resynth"): 995}), CONFIG)
    assert weights.max() / weights.mean() <= 2 * MOST_DRAWN
    assert weights[:5].sum() < 0.05
    assert np.isclose(weights.sum(), 1.0)

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch

from app.personal.evaluation import centre
from training.batches import MOST_DRAWN, DeviceMemory, MemoryMap, TrainingBatches, clip_weights
from training.classes import Classes
from training.config import GENTLE, PLAIN, TrainConfig
from training.front_ends.log_mel import LogMel, LogMelConfig
from training.prepare import Prepared, Row

CONFIG = TrainConfig(batch=16)
CPU = torch.device("cpu")


def batches(prepared: Prepared, classes: Classes, config: TrainConfig = CONFIG) -> TrainingBatches:
    return TrainingBatches(prepared, classes, config, LogMel(LogMelConfig()), CPU)


def test_a_batch_is_a_function_of_the_seed_and_the_step_alone(prepared: Prepared, classes: Classes) -> None:
    first, second = batches(prepared, classes), batches(prepared, classes)
    second.first_step = 3
    for _ in range(3):
        first.draw(0)
    assert torch.equal(first.draw(3).features, next(iter(second)).features)
    assert not torch.equal(first.draw(3).features, first.draw(4).features)
    other = batches(prepared, classes, replace(CONFIG, seed=2))
    assert not torch.equal(first.draw(3).features, other.draw(3).features)


@pytest.mark.parametrize("augment", [CONFIG.augment, GENTLE, PLAIN])
def test_a_batch_has_features_and_classes(prepared: Prepared, classes: Classes, augment: object) -> None:
    batch = batches(prepared, classes, replace(CONFIG, augment=augment)).draw(0)
    assert batch.features.shape == (16, 52, 98)
    assert torch.isfinite(batch.features).all()
    assert batch.targets.min() >= 0
    assert batch.targets.max() < len(classes.names)


def test_plain_clips_are_the_validation_view_of_them(prepared: Prepared, classes: Classes) -> None:
    drawn = batches(prepared, classes, replace(CONFIG, augment=PLAIN))
    words = [i for i, target in enumerate(drawn.draw(0).targets.tolist()) if classes.names[target] in classes.words]
    known = [centre(prepared.samples(row), 16_000) / 32768.0 for row in drawn.rows]
    assert words
    for wave in drawn.waves(0)[words]:
        assert min(np.abs(wave.numpy() - clip).max() for clip in known) < 1e-4


def test_only_training_clips_of_the_classes_are_drawn(prepared: Prepared) -> None:
    few = batches(prepared, Classes(("yes", "no"), ("yes", "no")))
    assert {row.split for row in few.rows} == {"training"}
    assert {row.name for row in few.rows} == {"yes", "no"}


def test_without_recorded_noise_white_noise_is_mixed_in(prepared: Prepared) -> None:
    quiet = replace(CONFIG, augment=PLAIN)
    noisy = replace(CONFIG, augment=replace(PLAIN, noise_probability=1.0, snr_db=(0.0, 0.0)))
    two = Classes(("yes", "no"), ("yes", "no"))
    assert (
        batches(prepared, two, noisy).waves(0).square().mean()
        > 1.5 * batches(prepared, two, quiet).waves(0).square().mean()
    )


def test_a_gpu_would_cut_the_same_pieces_as_the_disk(prepared: Prepared) -> None:
    rows = prepared.select("training")
    clips = torch.tensor([0, 5, len(rows) - 1])
    frames = torch.tensor([min(rows[i].frames, 9_000) for i in clips.tolist()])
    offsets = torch.tensor([rows[i].frames for i in clips.tolist()]) - frames
    disk, memory = MemoryMap(prepared, rows), DeviceMemory(prepared, rows, CPU)
    assert torch.equal(disk.cut(clips, offsets, frames, 12_000), memory.cut(clips, offsets, frames, 12_000))


def rows_of(counts: dict[tuple[str, str], int]) -> list[Row]:
    return [Row("", name, "", corpus, "training", 0, 1) for (name, corpus), n in counts.items() for _ in range(n)]


def weights_of(rows: Sequence[Row], config: TrainConfig = CONFIG) -> np.ndarray:
    return clip_weights(
        rows, Classes.of((row.name for row in rows), [r.name for r in rows if r.name in ("yes", "no", "on")]), config
    )


def test_each_word_has_the_same_mass_however_many_clips_it_has() -> None:
    made = rows_of({("yes", "a"): 300, ("no", "a"): 10, ("tree", "a"): 50, ("_speech_", "b"): 7})
    mass = Counter[str]()
    for row, weight in zip(made, weights_of(made), strict=True):
        mass[row.name] += weight
    assert mass["yes"] == pytest.approx(1.0)
    assert mass["no"] == pytest.approx(1.0)
    assert mass["tree"] == pytest.approx(CONFIG.other_word_mass)
    assert mass["_speech_"] == pytest.approx(CONFIG.speech_mass)
    assert set(weights_of(made, replace(CONFIG, balanced=False))) == {1.0}


def test_real_and_resynthesised_clips_of_a_word_balance() -> None:
    weights = weights_of(rows_of({("yes", "real"): 100, ("yes", "resynth"): 300, ("no", "real"): 1}))
    assert weights[:100].sum() == pytest.approx(weights[100:400].sum())


def test_a_handful_of_real_clips_is_not_drawn_for_ever() -> None:
    weights = weights_of(rows_of({("on", "real"): 5, ("on", "resynth"): 995, ("no", "real"): 1}))[:1_000]
    assert weights.max() / weights.mean() <= 2 * MOST_DRAWN
    assert weights[:5].sum() < 0.05
    assert np.isclose(weights.sum(), 1.0)

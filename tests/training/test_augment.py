from dataclasses import replace

import numpy as np
import pytest
import torch

from training import augment
from training.config import AugmentConfig, FrontEndConfig

PLAIN = AugmentConfig(speed=(1.0, 1.0), shift_s=0.0)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def clips(batch: int = 8, frames: int = 9_000) -> tuple[torch.Tensor, torch.Tensor]:
    made = torch.zeros(batch, 16_000)
    made[:, :frames] = torch.randn(batch, frames, generator=generator(9)) * 0.1
    return made, torch.full((batch,), frames)


def test_unmoved_clips_stand_in_the_middle_untouched() -> None:
    made, frames = clips()
    placed = augment.place(made, frames, 16_000, PLAIN, generator())
    torch.testing.assert_close(placed[:, 3_500:12_499], made[:, :8_999])
    assert not placed[:, :3_500].any()
    assert not placed[:, 12_500:].any()


def test_a_shift_moves_clips_no_further_than_allowed() -> None:
    made, frames = clips(64)
    placed = augment.place(made, frames, 16_000, replace(PLAIN, shift_s=0.1), generator())
    first = placed.abs().gt(0).float().argmax(dim=1)
    assert first.min() >= 3_500 - 1_600
    assert first.max() <= 3_500 + 1_601
    assert first.float().std() > 500


def test_a_faster_clip_is_shorter_and_higher() -> None:
    time = torch.arange(16_000) / 16_000
    made = torch.sin(2 * torch.pi * 1_000 * time)[None]
    config = replace(PLAIN, speed=(1.25, 1.25))
    placed = augment.place(made, torch.tensor([16_000]), 16_000, config, generator())
    sounding = placed[0].nonzero()
    assert sounding[-1] - sounding[0] == pytest.approx(16_000 / 1.25, abs=10)
    spectrum = torch.fft.rfft(placed[0]).abs()
    assert spectrum.argmax() == pytest.approx(1_250, abs=3)


@pytest.mark.parametrize("snr_db", [0.0, 10.0, 20.0])
def test_noise_is_mixed_in_at_the_ratio_that_was_asked_for(snr_db: float) -> None:
    config = replace(PLAIN, snr_db=(snr_db, snr_db), noise_probability=1.0, gain_db=(0.0, 0.0))
    wave = torch.randn(4, 16_000, generator=generator(1)) * 0.05
    noise = torch.randn(4, 16_000, generator=generator(2)) * 0.3
    mixed = augment.add_noise(wave, noise, config, generator())
    added = (mixed - wave).square().mean(1).sqrt()
    measured = 20 * torch.log10(wave.square().mean(1).sqrt() / added)
    np.testing.assert_allclose(measured, snr_db, atol=0.7)


def test_samples_stay_within_full_scale() -> None:
    config = replace(PLAIN, gain_db=(40.0, 40.0))
    mixed = augment.add_noise(torch.randn(4, 16_000), torch.randn(4, 16_000), config, generator())
    assert mixed.abs().max() <= 1.0


def test_a_room_adds_a_tail_and_keeps_the_direct_sound() -> None:
    wave = torch.zeros(4, 16_000)
    wave[:, 4_000] = 1.0
    heard = augment.reverberate(wave, AugmentConfig(), generator())
    torch.testing.assert_close(heard[:, 4_000], torch.ones(4), atol=1e-4, rtol=0)
    assert heard[:, :4_000].abs().max() < 1e-4
    assert (heard[:, 4_001:8_000].square().sum(1) > 0.02).all()


def test_a_narrow_channel_loses_the_bands_above_its_cutoff() -> None:
    config = replace(PLAIN, narrow_probability=1.0, equaliser_db=0.0)
    centres = augment.band_centres(FrontEndConfig())
    coloured = augment.colour(torch.ones(64, 10, 52), centres, config, generator())
    assert (coloured[:, :, centres < 2_900] > 0.99).all()
    assert (coloured[:, :, centres > 7_050] < 0.5).float().mean() > 0.95


def test_masks_hide_no_more_than_allowed() -> None:
    features = torch.randn(32, 52, 98, generator=generator(3))
    masked = augment.mask(features, AugmentConfig(), generator())
    changed = masked != features
    assert changed.any(dim=2).sum(dim=1).max() <= 52
    assert changed.all(dim=1).sum(dim=1).max() <= 24
    assert changed.all(dim=2).sum(dim=1).max() <= 8
    assert changed.any(dim=(1, 2)).float().mean() > 0.9


def test_the_same_generator_draws_the_same_audio() -> None:
    made, frames = clips()
    first, second, other = (augment.place(made, frames, 16_000, AugmentConfig(), generator(seed)) for seed in (1, 1, 2))
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_tones_sound_within_the_window_and_each_is_another() -> None:
    made = augment.tones(32, 16_000, generator())
    assert torch.isfinite(made).all()
    assert (made.square().mean(1).sqrt() > 0.005).all()
    assert made.abs().max() < 0.6
    assert not made[:, :700].any()
    spectra = torch.fft.rfft(made).abs()
    assert len(spectra.argmax(dim=1).unique()) > 25
    assert augment.tones(0, 16_000, generator()).shape == (0, 16_000)

from dataclasses import replace

import numpy as np
import pytest
import torch

from training import augment
from training.config import PLAIN, AugmentConfig


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


@pytest.mark.parametrize("snr_db", [-2.0, 0.0, 10.0, 20.0, 40.0])
@pytest.mark.parametrize("pause", [0, 9_000])
def test_noise_is_mixed_in_at_the_ratio_that_was_asked_for(snr_db: float, pause: int) -> None:
    config = replace(PLAIN, snr_db=(snr_db, snr_db), noise_probability=1.0)
    wave = torch.randn(4, 16_000, generator=generator(1)) * 0.02
    wave[:, :pause] = 0.0
    noise = torch.randn(4, 16_000, generator=generator(2)) * 0.3
    added = (augment.add_noise(wave, noise, config, generator()) - wave).square().mean(1).sqrt()
    measured = 20 * torch.log10(augment.loud_level(wave)[:, 0] / added)
    np.testing.assert_allclose(measured, snr_db, atol=0.1)


def test_ratios_gains_and_speeds_are_spread_evenly_over_their_ranges() -> None:
    config = replace(PLAIN, snr_db=(0.0, 30.0), noise_probability=1.0)
    wave = torch.randn(512, 16_000, generator=generator(1)) * 0.02
    added = (augment.add_noise(wave, torch.randn(512, 16_000), config, generator()) - wave).square().mean(1).sqrt()
    ratios = 20 * torch.log10(augment.loud_level(wave)[:, 0] / added)
    assert ratios.mean() == pytest.approx(15.0, abs=1.5)
    assert ratios.std() == pytest.approx(30 / 12**0.5, abs=1.0)
    assert -0.2 < ratios.min() < 1.0
    assert 29.0 < ratios.max() < 30.2


def test_noise_is_mixed_into_the_share_of_clips_that_was_asked_for() -> None:
    config = replace(PLAIN, snr_db=(0.0, 0.0), noise_probability=0.6)
    wave = torch.randn(1_000, 1_600, generator=generator(1)) * 0.02
    mixed = augment.add_noise(wave, torch.randn(1_000, 1_600), config, generator())
    assert (mixed != wave).any(dim=1).float().mean() == pytest.approx(0.6, abs=0.05)


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


def spectrum_db(waves: torch.Tensor) -> torch.Tensor:
    return 20 * torch.log10(torch.fft.rfft(waves).abs() + 1e-9)


def impulses(count: int) -> torch.Tensor:
    waves = torch.zeros(count, 16_000)
    waves[:, 8_000] = 1.0
    return waves


def test_a_narrow_channel_loses_what_is_above_its_cutoff() -> None:
    config = replace(PLAIN, narrow_probability=1.0)
    heard = spectrum_db(augment.colour(impulses(64), config, generator()))  # one bin per hertz
    assert heard[:, 100:2_900].abs().max() < 1.0
    assert (heard[:, 7_900] < -5.0).all()
    assert heard[:, 7_900].median() < -50.0
    half_lost = (heard < -40.0).float().argmax(dim=1)
    assert ((half_lost > 3_900) & (half_lost < 5_200)).float().mean() > 0.4  # telephones are the commonest


def test_an_uneven_channel_is_smooth_and_as_uneven_as_was_asked_for() -> None:
    config = replace(PLAIN, equaliser_probability=1.0, equaliser_db=4.0)
    heard = spectrum_db(augment.colour(impulses(256), config, generator()))[:, 50:7_500]
    assert heard.std(dim=0).mean() == pytest.approx(3.4, abs=0.6)  # between its knots a response varies less
    assert heard.diff(dim=1).abs().max() < 0.3
    assert torch.equal(augment.colour(impulses(8), PLAIN, generator()), impulses(8))


def test_a_codec_leaves_the_signal_and_noise_of_its_shape() -> None:
    config = replace(PLAIN, codec_snr_db=(12.0, 12.0))
    time = torch.arange(16_000) / 16_000
    wave = (0.1 * torch.sin(2 * torch.pi * 500 * time) + 0.1 * torch.randn(16_000, generator=generator(1))).repeat(8, 1)
    wave = augment.colour(wave, replace(PLAIN, narrow_probability=1.0), generator())
    error = augment.transcode(wave, config, generator()) - wave
    ratio = 10 * torch.log10(wave.square().mean(1) / error.square().mean(1))
    assert ratio.mean() == pytest.approx(12.0, abs=1.0)
    loud, faint = spectrum_db(error)[:, 500:3_000].mean(), spectrum_db(error)[:, 7_500:].mean()
    assert loud - faint > 30.0
    assert augment.transcode(wave[:0], config, generator()).shape == (0, 16_000)


@pytest.mark.parametrize("shape", [(52, 98), (1, 64, 64), (2, 257, 101)])
def test_masks_hide_no_more_than_allowed(shape: tuple[int, ...]) -> None:
    config = AugmentConfig(time_masks=2, time_mask_share=0.12, band_masks=1, band_mask_share=0.16)
    features = torch.randn(32, *shape, generator=generator(3))
    changed = augment.mask(features, config, generator()) != features
    for channel in changed.reshape(32, -1, *shape[-2:]).unbind(1):
        assert channel.all(dim=1).sum(dim=1).max() <= 2 * round(0.12 * shape[-1])
        assert channel.all(dim=2).sum(dim=1).max() <= round(0.16 * shape[-2])
        assert channel.any(dim=(1, 2)).float().mean() > 0.9


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

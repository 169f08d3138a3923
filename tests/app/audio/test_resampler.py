import numpy as np
import pytest
import soxr

from app.audio.resampler import Resampler
from tests.fakes import blocks


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("size", [1, 441, 4_096])
def test_a_stream_resampled_in_blocks_equals_the_whole_resampled_at_once(rate: int, size: int) -> None:
    samples = np.random.default_rng(rate).standard_normal(rate // 5).astype(np.float32)
    resampler = Resampler(rate, 16_000)
    pieces = [resampler.push(block) for block in blocks(samples, size)]
    streamed = np.concatenate([*pieces, resampler.finish()])
    np.testing.assert_array_equal(streamed, soxr.resample(samples, rate, 16_000))


def test_samples_at_the_right_rate_pass_untouched() -> None:
    samples = np.linspace(-1, 1, 100, dtype=np.float32)
    resampler = Resampler(16_000, 16_000)
    assert resampler.push(samples) is samples
    assert len(resampler.finish()) == 0


def test_what_16_khz_cannot_carry_is_removed_rather_than_folded_down() -> None:
    time = np.arange(48_000) / 48_000
    whistle = np.sin(2 * np.pi * 12_000 * time).astype(np.float32)
    heard = Resampler(48_000, 16_000).push(whistle)[1_000:-1_000]
    assert np.abs(heard).max() < 1e-3

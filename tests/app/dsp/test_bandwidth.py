"""True bandwidth: found within a tenth, and full where there is no edge."""

import numpy as np
import pytest
import soxr

from app.audio.files import read_audio
from app.dsp.bandwidth import HIGHEST_HZ, true_bandwidth
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from tests.fakes import hush

SPEECH = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)[: 10 * SAMPLE_RATE] + hush(10, -70)


def limited(samples: Samples, limit_hz: float) -> Samples:
    """Return ``samples`` without what lies above ``limit_hz``, the last 4 % of it falling off."""
    spectrum, frequencies = np.fft.rfft(samples), np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    keep = np.clip((limit_hz - frequencies) / (0.04 * limit_hz) + 1, 0, 1)
    return np.fft.irfft(spectrum * keep, len(samples)).astype(np.float32)


def in_16_bits(samples: Samples) -> Samples:
    return (np.round(samples * 32_767) / 32_767).astype(np.float32)


@pytest.mark.parametrize("limit_hz", [3_400, 4_000, 5_500, 7_000, 8_000])
@pytest.mark.parametrize("gain_db", [0, -10, -20])
def test_a_limit_is_found_within_a_tenth(limit_hz: float, gain_db: float) -> None:
    heard = in_16_bits(limited(SPEECH, limit_hz) * 10 ** (gain_db / 20))
    assert true_bandwidth(heard) == pytest.approx(limit_hz, rel=0.1)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_headset_at_8_kilohertz_is_seen_through_its_resampling(rate: int) -> None:
    headset = in_16_bits(soxr.resample(SPEECH, SAMPLE_RATE, 8_000))
    device = in_16_bits(soxr.resample(headset, 8_000, rate))
    assert true_bandwidth(soxr.resample(device, rate, SAMPLE_RATE)) == pytest.approx(4_000, rel=0.1)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_full_device_is_full_after_its_resampling(rate: int) -> None:
    device = soxr.resample(SPEECH, SAMPLE_RATE, rate)
    assert true_bandwidth(soxr.resample(device, rate, SAMPLE_RATE)) == HIGHEST_HZ


def test_an_edge_is_found_although_noise_was_added_after_it() -> None:
    assert true_bandwidth(limited(SPEECH, 4_000) + hush(10, -70, seed=1)) == pytest.approx(4_000, rel=0.1)


def test_noise_that_drowns_the_highs_of_speech_is_no_edge() -> None:
    assert true_bandwidth(SPEECH + hush(10, -40, seed=1)) == HIGHEST_HZ


@pytest.mark.parametrize("level_db", [-90, -60, -20])
def test_noise_alone_is_as_wide_as_it_is(level_db: float) -> None:
    noise = hush(10, level_db)
    assert true_bandwidth(noise) == HIGHEST_HZ
    assert true_bandwidth(limited(noise, 3_400)) == pytest.approx(3_400, rel=0.1)


def test_zeros_and_nothing_have_no_bandwidth() -> None:
    assert true_bandwidth(np.zeros(SAMPLE_RATE, np.float32)) is None
    assert true_bandwidth(np.zeros(0, np.float32)) is None

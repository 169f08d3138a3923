import numpy as np
import pytest
import soxr

from app.audio.live_resampler import LiveResampler
from tests.fakes import blocks

RATES = [8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000]


def noise(count: int, seed: int = 0) -> np.ndarray:
    return (0.1 * np.random.default_rng(seed).standard_normal(count)).astype(np.float32)


def sine(frequency: float, rate: int, seconds: float = 1.0) -> np.ndarray:
    return np.sin(2 * np.pi * frequency * np.arange(int(seconds * rate)) / rate).astype(np.float32)


def level_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(samples.astype(np.float64) ** 2) + 1e-20))


@pytest.mark.parametrize("rate", RATES)
def test_what_comes_out_does_not_depend_on_how_the_stream_was_cut(rate: int) -> None:
    samples = noise(rate // 2)
    whole = LiveResampler(rate, 16_000).push(samples)
    for size in (1, 160, 333, 4_096):
        resampler = LiveResampler(rate, 16_000)
        pieces = [resampler.push(block) for block in blocks(samples, size)]
        assert np.concatenate(pieces).tobytes() == whole.tobytes()


@pytest.mark.parametrize("rate", RATES)
def test_sound_that_both_carry_is_what_soxr_makes_of_it(rate: int) -> None:
    narrow = soxr.resample(noise(4_000), 8_000 if rate > 11_025 else 4_000, rate, quality="VHQ")
    expected = soxr.resample(narrow, rate, 16_000, quality="VHQ")
    heard = LiveResampler(rate, 16_000).push(narrow)
    inside = slice(1_000, len(heard) - 1_000)
    assert level_db(heard[inside] - expected[inside]) < level_db(expected[inside]) - 70


@pytest.mark.parametrize("rate", RATES)
def test_all_but_four_milliseconds_are_handed_over_at_once(rate: int) -> None:
    resampler = LiveResampler(rate, 16_000)
    fed = given = 0
    for block in blocks(noise(rate), rate // 100):
        fed += len(block)
        given += len(resampler.push(block))
        held_back_s = fed / rate - given / 16_000
        assert held_back_s == pytest.approx(resampler.delay / rate, abs=1 / 16_000)
        assert held_back_s < (0.0022 if rate > 16_000 else 0.0044)


@pytest.mark.parametrize("rate", [32_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("frequency", [8_500, 12_000, 15_000])
def test_what_16_khz_cannot_carry_is_removed_rather_than_folded_down(rate: int, frequency: int) -> None:
    heard = LiveResampler(rate, 16_000).push(sine(frequency, rate))
    assert level_db(heard[500:]) < -80


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("frequency", [50, 440, 3_000, 7_000])
def test_a_tone_keeps_its_moment_and_its_level(rate: int, frequency: int) -> None:
    heard = LiveResampler(rate, 16_000).push(sine(frequency, rate))
    np.testing.assert_allclose(heard[500:], sine(frequency, 16_000)[500 : len(heard)], atol=3e-4)


def test_a_constant_stays_what_it_is() -> None:
    heard = LiveResampler(44_100, 16_000).push(np.full(44_100, 0.5, np.float32))
    np.testing.assert_allclose(heard[500:], 0.5, atol=1e-6)


def test_a_day_of_sound_does_not_drift() -> None:
    resampler = LiveResampler(44_100, 16_000)
    day = 86_400
    resampler._done, resampler._begin = day * 16_000, day * 44_100 - resampler.delay
    resampler._kept = np.zeros(resampler.delay, np.float32)
    heard = resampler.push(sine(440, 44_100))
    np.testing.assert_allclose(heard[500:], sine(440, 16_000)[500 : len(heard)], atol=3e-4)

import librosa
import numpy as np
import pytest

from app.dsp.spectrogram import BIN_HZ, BINS, CENTRE, FRAME, HIGHEST_HZ, HOP, Spectrogram
from app.types import SAMPLE_RATE
from tests.fakes import blocks, tone


def noise(count: int, seed: int = 0) -> np.ndarray:
    return (0.1 * np.random.default_rng(seed).standard_normal(count)).astype(np.float32)


@pytest.mark.parametrize("seed", range(3))
def test_columns_equal_librosa(seed: int) -> None:
    samples = noise(SAMPLE_RATE // 2, seed)
    padded = np.concatenate([np.zeros(FRAME - HOP, np.float32), samples])
    power = np.abs(librosa.stft(padded, n_fft=FRAME, hop_length=HOP, center=False)) ** 2
    expected = 10 * np.log10(power * (2 / np.hanning(FRAME + 1)[:-1].sum()) ** 2)
    np.testing.assert_allclose(Spectrogram().push(samples), expected.T, atol=0.02)


@pytest.mark.parametrize("size", [1, 7, 128, 160, 333, 512, 4096])
def test_columns_do_not_depend_on_how_the_stream_was_cut(size: int) -> None:
    samples = noise(6_000)
    spectrogram = Spectrogram()
    columns = np.concatenate([spectrogram.push(block) for block in blocks(samples, size)])
    np.testing.assert_allclose(columns, Spectrogram().push(samples), atol=1e-3)


def test_there_is_one_column_for_every_hop() -> None:
    spectrogram = Spectrogram()
    assert [len(spectrogram.push(noise(count))) for count in (100, 27, 1, 128, 256)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("frequency", [200, 1_000, 4_000, 7_000])
def test_a_full_scale_sine_peaks_near_zero_decibels_in_the_bin_of_its_frequency(frequency: int) -> None:
    column = Spectrogram().push(tone(0.2, level_db=-3.01, frequency=frequency))[-1]
    assert len(column) == BINS
    assert abs(column.max()) < 1.5
    assert abs(column.argmax() * BIN_HZ - frequency) <= BIN_HZ / 2


def test_a_column_holds_nothing_later_than_its_own_hop() -> None:
    samples = np.zeros(10 * HOP, np.float32)
    samples[5 * HOP :] = noise(5 * HOP)
    levels = Spectrogram().push(samples).max(axis=1)
    assert (levels[:5] == -120).all()
    assert levels[5] > -60


def test_after_a_reset_nothing_of_before_is_seen() -> None:
    spectrogram = Spectrogram()
    spectrogram.push(noise(1_000))
    spectrogram.reset()
    assert (spectrogram.push(np.zeros(HOP * 3, np.float32)) == -120).all()


def test_a_click_is_loudest_in_the_column_whose_middle_is_nearest() -> None:
    samples = np.zeros(20 * HOP, np.float32)
    samples[10 * HOP] = 1.0
    loudest = int(Spectrogram().push(samples).max(axis=1).argmax())
    assert abs(loudest * HOP + CENTRE - 10 * HOP) <= HOP // 2


RATES = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]


@pytest.mark.parametrize("rate", RATES)
def test_columns_reach_up_to_the_bandwidth_of_the_sound(rate: int) -> None:
    spectrogram = Spectrogram(rate)
    highest_hz = (spectrogram.bins - 1) * spectrogram.bin_hz
    assert highest_hz == pytest.approx(min(rate / 2, HIGHEST_HZ), abs=spectrogram.bin_hz)
    assert spectrogram.bin_hz == pytest.approx(BIN_HZ, rel=0.05)


@pytest.mark.parametrize("rate", RATES)
def test_columns_of_any_rate_keep_time_with_the_stream_for_a_day(rate: int) -> None:
    spectrogram = Spectrogram(rate)
    for column in (0, 1, 2, 3, 124, 86_400 * 125 - 1):
        assert abs(spectrogram.end_of(column) / rate - (column + 1) * HOP / SAMPLE_RATE) <= 0.5 / rate


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
@pytest.mark.parametrize("size", [1, 333, 4096])
def test_columns_of_any_rate_do_not_depend_on_the_cutting(rate: int, size: int) -> None:
    samples = noise(rate // 4)
    spectrogram = Spectrogram(rate)
    columns = np.concatenate([spectrogram.push(block) for block in blocks(samples, size)])
    np.testing.assert_allclose(columns, Spectrogram(rate).push(samples), atol=1e-3)


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("frequency", [440, 7_000, 15_000, 20_000])
def test_a_tone_has_the_same_place_and_level_at_any_rate(rate: int, frequency: int) -> None:
    sine = np.sin(2 * np.pi * frequency * np.arange(rate // 5) / rate).astype(np.float32)
    spectrogram = Spectrogram(rate)
    column = spectrogram.push(sine)[-1]
    assert abs(column.max()) < 1.5
    assert abs(column.argmax() * spectrogram.bin_hz - frequency) <= spectrogram.bin_hz / 2


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
@pytest.mark.parametrize("hop", [10, 60, 110])
def test_a_click_is_in_the_same_column_at_any_rate(rate: int, hop: int) -> None:
    loudest = set()
    for one_rate in (SAMPLE_RATE, rate):
        samples = np.zeros(one_rate, np.float32)
        samples[round((hop + 0.25) * HOP / SAMPLE_RATE * one_rate)] = 1.0
        loudest.add(int(Spectrogram(one_rate).push(samples).max(axis=1).argmax()))
    assert len(loudest) == 1

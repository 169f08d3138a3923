"""Offset, flat tops and zeros."""

import numpy as np
import pytest
import soxr

from app.audio.files import read_audio
from app.dsp.defects import clipped_share, dc_offset, find_zeros, peak_db
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from tests.fakes import hush, tone

SPEECH = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)[: 10 * SAMPLE_RATE] + hush(10, -70)
PEAK = float(np.abs(SPEECH).max())


def clipped(samples: Samples, share_of_peak: float) -> Samples:
    top = share_of_peak * float(np.abs(samples).max())
    return np.clip(samples, -top, top)


@pytest.mark.parametrize("gain_db", [0, -6, -12])
@pytest.mark.parametrize("share_of_peak", [0.7, 0.5, 0.3])
def test_flat_tops_are_counted_at_any_height(share_of_peak: float, gain_db: float) -> None:
    heard = clipped(SPEECH, share_of_peak)
    truly = float((np.abs(SPEECH) >= share_of_peak * PEAK).mean())
    found = clipped_share((heard * 10 ** (gain_db / 20)).astype(np.float32))
    assert truly * 0.9 <= found <= truly * 1.5


def test_more_clipping_is_a_larger_share() -> None:
    shares = [clipped_share(clipped(SPEECH, top)) for top in (1.0, 0.7, 0.5, 0.3, 0.1)]
    assert shares == sorted(shares)
    assert shares[0] < 1e-4


@pytest.mark.parametrize("gain", [1.5, 3.0])
def test_clipping_at_the_end_of_the_scale_is_seen_through_resampling_from_48_kilohertz(gain: float) -> None:
    device = np.clip(soxr.resample(SPEECH, SAMPLE_RATE, 48_000) * gain / PEAK, -1, 1)
    share = float((np.abs(device) == 1).mean())
    assert 0.3 * share <= clipped_share(soxr.resample(device, 48_000, SAMPLE_RATE)) <= 1.5 * share


@pytest.mark.parametrize("offset", [-0.2, 0.0, 0.2])
def test_clipping_on_one_side_alone_is_found_whatever_the_offset(offset: float) -> None:
    heard = np.minimum(SPEECH, np.float32(0.3 * SPEECH.max())) + np.float32(offset)
    assert clipped_share(heard) > 1e-3


def test_the_end_of_the_scale_is_clipping() -> None:
    loud = np.clip(SPEECH / PEAK * 4, -1, 1)
    assert clipped_share(loud) == pytest.approx((np.abs(loud) >= 0.999).mean(), rel=0.3)


@pytest.mark.parametrize("frequency", [50.0, 440.0, 3_001.0])
@pytest.mark.parametrize("level_db", [-40, -6])
def test_a_pure_tone_is_not_clipped(frequency: float, level_db: float) -> None:
    assert clipped_share(tone(10, level_db, frequency)) < 2e-4


@pytest.mark.parametrize("level_db", [-95, -90, -80, -60, -30])
def test_the_steps_of_16_bits_are_no_flat_tops(level_db: float) -> None:
    steps = np.round(hush(10, level_db) * 32_767) / 32_767
    assert clipped_share(steps.astype(np.float32)) < 2e-4


@pytest.mark.parametrize("offset", [-0.3, -0.01, 0.0, 0.002, 0.3])
def test_an_offset_is_measured(offset: float) -> None:
    assert dc_offset(SPEECH + np.float32(offset)) == pytest.approx(offset, abs=1e-3)


def test_a_peak_is_in_decibels_of_full_scale() -> None:
    assert peak_db(np.array([0.1, -0.5], np.float32)) == pytest.approx(-6.02, abs=0.01)
    assert peak_db(np.zeros(4, np.float32)) == -np.inf


def with_holes(samples: Samples, starts_s: list[float], length_ms: float) -> Samples:
    heard, rate = samples.copy(), len(samples) // 10
    for start_s in starts_s:
        start = int(start_s * rate)
        heard[start : start + int(rate * length_ms / 1000)] = 0
    return heard


@pytest.mark.parametrize("length_ms", [10, 20, 60, 200])
@pytest.mark.parametrize("starts_s", [[3.0], [0.5, 2.2, 7.7]])
def test_lost_buffers_are_counted(starts_s: list[float], length_ms: float) -> None:
    found = find_zeros(with_holes(SPEECH, starts_s, length_ms))
    assert found.holes == len(starts_s)
    assert found.share == pytest.approx(len(starts_s) * length_ms / 10_000, rel=0.02)


def test_lost_buffers_are_counted_after_resampling_too() -> None:
    device = with_holes(soxr.resample(SPEECH, SAMPLE_RATE, 48_000), [1.0, 4.0], 60)
    assert find_zeros(soxr.resample(device, 48_000, SAMPLE_RATE)).holes == 2


def test_a_switch_that_silences_pauses_makes_zeros_but_no_holes() -> None:
    found = find_zeros(with_holes(SPEECH, [2.0, 6.0], 1_000))
    assert (found.holes, round(found.share, 2)) == (0, 0.2)


def test_sound_has_no_zeros_that_last() -> None:
    assert find_zeros(SPEECH).share == 0
    assert find_zeros(np.zeros(16_000, np.float32)).share == 1
    assert find_zeros(np.zeros(0, np.float32)).share == 0


@pytest.mark.parametrize("level_db", [-110, -98, -90])
def test_a_room_quieter_than_16_bits_has_no_holes(level_db: float) -> None:
    steps = np.round(hush(10, level_db) * 32_767) / 32_767
    assert find_zeros(steps.astype(np.float32)).holes == 0

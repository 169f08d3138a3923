import numpy as np
from scipy.signal import butter, sosfilt

from app.dsp.high_pass import HighPass
from tests.fakes import blocks, hush, tone


def filtered(samples: np.ndarray) -> np.ndarray:
    high_pass = HighPass(512)
    return np.concatenate([high_pass.push(block) for block in blocks(samples, 512)])


def test_blocks_are_filtered_as_scipy_filters_the_whole() -> None:
    samples = hush(512 * 40 / 16_000, level_db=-10) + np.float32(0.3)
    expected = sosfilt(butter(4, 100, "highpass", fs=16_000, output="sos"), samples)
    np.testing.assert_allclose(filtered(samples), expected, atol=1e-5)


def test_dc_and_hum_are_removed_and_a_voice_is_not() -> None:
    hum, voice = tone(0.96, frequency=50), tone(0.96, frequency=200)
    assert np.abs(filtered(np.full(15_360, 0.5, np.float32))[8_000:]).max() < 1e-3
    assert np.abs(filtered(hum)[8_000:]).max() < 0.07 * np.abs(hum).max()
    assert np.abs(filtered(voice)[8_000:]).max() > 0.95 * np.abs(voice).max()


def test_after_a_reset_nothing_of_before_is_heard() -> None:
    high_pass = HighPass(512)
    high_pass.push(np.full(512, 0.5, np.float32))
    high_pass.reset()
    assert not high_pass.push(np.zeros(512, np.float32)).any()

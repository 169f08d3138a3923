import numpy as np
import pytest

from app.dsp.display import Display
from app.dsp.spectrogram import HOP, Spectrogram
from app.events import Columns
from tests.fakes import blocks

STEP = 512


def noise(count: int) -> np.ndarray:
    return (0.1 * np.random.default_rng(0).standard_normal(count)).astype(np.float32)


def show(display: Display, own: np.ndarray, rate: int, size: int, steps: int) -> list[Columns]:
    """Push ``own`` in blocks of ``size``, and take each step as soon as all of its sound is there, or at the end."""
    step, shown, pushed = np.zeros(STEP, np.float32), [], 0
    for block in blocks(own, size):
        display.push(block, rate)
        pushed += len(block)
        while len(shown) < steps and pushed / rate >= (len(shown) + 1) * STEP / 16_000 + 0.001:
            shown.append(display.columns(len(shown) * STEP, step))
    while len(shown) < steps:
        shown.append(display.columns(len(shown) * STEP, step))
    return shown


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_every_step_has_the_columns_of_its_own_sound_bit_for_bit(rate: int) -> None:
    own = noise(rate // 2)
    whole = Spectrogram(rate).push(own)
    runs = [show(Display(), own, rate, size, 15) for size in (1, 160, 333, 4096, rate)]
    for shown in runs:
        assert [columns.values.shape for columns in shown] == [(STEP // HOP, whole.shape[1])] * 15
        assert [columns.values.tobytes() for columns in shown] == [columns.values.tobytes() for columns in runs[0]]
        np.testing.assert_allclose(np.concatenate([columns.values for columns in shown]), whole[:60], atol=1e-3)
        assert shown[0].bin_hz == Spectrogram(rate).bin_hz


def test_what_the_sound_lacks_at_the_end_is_silence() -> None:
    display = Display()
    display.push(noise(300), 48_000)
    assert display.columns(0, np.zeros(STEP, np.float32)).values[-1].max() > -120
    assert (display.columns(STEP, np.zeros(STEP, np.float32)).values[-1] == -120).all()


def test_after_a_reset_what_was_shown_is_not_seen_again() -> None:
    display = Display()
    display.push(np.concatenate([noise(1536), np.zeros(1536, np.float32)]), 48_000)
    display.columns(0, np.zeros(STEP, np.float32))
    display.reset()
    assert (display.columns(STEP, np.zeros(STEP, np.float32)).values == -120).all()

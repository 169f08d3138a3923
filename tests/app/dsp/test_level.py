import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dsp.level import QUIETEST_DB, frame_levels, peak_level, to_decibels
from tests.fakes import tone


@pytest.mark.parametrize("level_db", [0.0, -20.0, -60.0, -90.0])
def test_the_level_of_a_tone_is_its_root_mean_square(level_db: float) -> None:
    levels = frame_levels(tone(1.0, level_db, frequency=1_000), 160)
    np.testing.assert_allclose(levels, level_db, atol=0.01)


def test_digital_silence_has_the_quietest_level_and_not_minus_infinity() -> None:
    assert frame_levels(np.zeros(256, np.float32), 128).tolist() == [QUIETEST_DB, QUIETEST_DB]
    assert peak_level(np.zeros(10, np.float32)) == QUIETEST_DB
    assert peak_level(np.zeros(0, np.float32)) == QUIETEST_DB


def test_full_scale_has_a_peak_of_zero_decibels() -> None:
    assert peak_level(np.array([0.1, -1.0, 0.3], np.float32)) == 0.0


@given(st.lists(st.floats(0, 1e6), min_size=2))
def test_more_power_is_never_a_lower_level(powers: list[float]) -> None:
    levels = to_decibels(np.sort(np.array(powers)))
    assert (np.diff(levels) >= 0).all()

"""How loud the speech is, and the room."""

import numpy as np
import pytest

from app.dsp.loudness import above_rumble, measure_loudness
from app.types import SAMPLE_RATE, Samples
from tests.fakes import hush, tone

SPEAKS = np.zeros(10 * SAMPLE_RATE, bool)
SPEAKS[2 * SAMPLE_RATE : 5 * SAMPLE_RATE] = True


def words(level_db: float, floor_db: float) -> Samples:
    return np.where(SPEAKS, tone(10, level_db), 0).astype(np.float32) + hush(10, floor_db)


@pytest.mark.parametrize("level_db", [-50, -30, -10])
@pytest.mark.parametrize("floor_db", [-90, -70])
def test_speech_and_room_are_told_apart(level_db: float, floor_db: float) -> None:
    found = measure_loudness(words(level_db, floor_db), SPEAKS)
    assert found.speech_db == pytest.approx(level_db, abs=0.5)
    assert found.floor_db == pytest.approx(floor_db, abs=1.0)
    assert found.speech_samples == 3 * SAMPLE_RATE


def test_levels_move_with_the_gain() -> None:
    loud = measure_loudness(words(-20, -60), SPEAKS)
    soft = measure_loudness(words(-20, -60) * np.float32(0.1), SPEAKS)
    assert loud.speech_db is not None
    assert soft.speech_db == pytest.approx(loud.speech_db - 20, abs=0.01)
    assert soft.floor_db == pytest.approx(loud.floor_db - 20, abs=0.01)


def test_pauses_between_syllables_do_not_make_speech_softer() -> None:
    syllables = words(-20, -80)
    syllables[3 * SAMPLE_RATE : 4 * SAMPLE_RATE] = 0
    assert measure_loudness(syllables, SPEAKS).speech_db == pytest.approx(-20, abs=0.5)


def test_offset_and_rumble_are_neither_speech_nor_room() -> None:
    dirty = words(-20, -70) + np.float32(0.1) + tone(10, -30, frequency=50)
    found = measure_loudness(dirty, SPEAKS)
    assert found.speech_db == pytest.approx(-20, abs=0.5)
    assert found.floor_db == pytest.approx(-70, abs=1.0)


def test_zeros_are_no_quiet_room() -> None:
    gated = words(-20, -60)
    gated[6 * SAMPLE_RATE :] = 0
    assert measure_loudness(gated, SPEAKS).floor_db == pytest.approx(-60, abs=1.0)


def test_nobody_speaks() -> None:
    found = measure_loudness(hush(10, -60), np.zeros(10 * SAMPLE_RATE, bool))
    assert (found.speech_db, found.speech_samples) == (None, 0)
    assert measure_loudness(np.zeros(16_000, np.float32), np.zeros(16_000, bool)).floor_db == -120


@pytest.mark.parametrize(("frequency", "change_db"), [(30, -60), (50, -60), (100, 0), (1_000, 0)])
def test_what_lies_below_a_voice_is_taken_away(frequency: float, change_db: float) -> None:
    sound = tone(4, -20, frequency)
    passed = above_rumble(sound)
    left_db = 10 * np.log10(np.mean(passed**2) / np.mean(sound**2) + 1e-9)
    assert left_db == pytest.approx(0, abs=0.2) if change_db == 0 else left_db < change_db

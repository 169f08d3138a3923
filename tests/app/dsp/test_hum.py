"""Mains hum is found, a voice is not taken for it."""

import numpy as np
import pytest

from app.audio.files import read_audio
from app.dsp.hum import find_hum
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from tests.fakes import hush

SPEECH = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)[: 10 * SAMPLE_RATE]
SPEECH_DB = -20.0
"""About; the words of the demo."""

TIME = np.arange(10 * SAMPLE_RATE) / SAMPLE_RATE


def hum(mains_hz: float, level_db: float, shares: tuple[float, ...] = (1.0, 0.5, 0.4, 0.2)) -> Samples:
    """Return hum whose root mean square is ``level_db``."""
    lines = [share * np.sin(2 * np.pi * mains_hz * (i + 1) * TIME + i) for i, share in enumerate(shares)]
    sound = np.sum(lines, axis=0)
    return (sound / sound.std() * 10 ** (level_db / 20)).astype(np.float32)


def voice(pitch_hz: float) -> Samples:
    """Return syllables of a pitch that glides by 4 %, rich in harmonics, with pauses between them."""
    pitch = pitch_hz * (1 + 0.04 * np.sin(2 * np.pi * 0.7 * TIME))
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    sound = np.sum([np.sin(k * phase) / k for k in range(1, 20)], axis=0)
    return (0.1 * sound * (np.sin(2 * np.pi * 1.1 * TIME) > 0)).astype(np.float32)


@pytest.mark.parametrize("mains_hz", [50, 60])
@pytest.mark.parametrize("under_db", [10, 20, 30, 40])
def test_hum_under_speech_is_found_with_its_frequency_and_level(mains_hz: int, under_db: int) -> None:
    found = find_hum(SPEECH + hum(mains_hz, SPEECH_DB - under_db))
    assert found is not None
    assert found.mains_hz == mains_hz
    assert found.level_db == pytest.approx(SPEECH_DB - under_db, abs=2.0)


@pytest.mark.parametrize("mains_hz", [49.9, 50.1, 59.95, 60.05])
def test_the_mains_may_drift(mains_hz: float) -> None:
    found = find_hum(SPEECH + hum(mains_hz, SPEECH_DB - 30))
    assert found is not None
    assert found.mains_hz == round(mains_hz, -1)


@pytest.mark.parametrize("mains_hz", [50, 60])
def test_hum_of_a_rectifier_without_the_fundamental_is_found(mains_hz: int) -> None:
    found = find_hum(hush(10) + hum(mains_hz, -50, shares=(0.0, 1.0, 0.0, 0.6)))
    assert found is not None
    assert found.mains_hz == mains_hz


@pytest.mark.parametrize("pitch_hz", [85, 100, 110, 120, 150])
def test_a_low_voice_is_no_hum(pitch_hz: float) -> None:
    assert find_hum(voice(pitch_hz) + hush(10)) is None


def test_speech_with_the_noise_of_a_room_has_at_most_a_trace_of_hum() -> None:
    found = find_hum(SPEECH)
    assert found is None or found.level_db < SPEECH_DB - 45


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_hum(seed: int) -> None:
    assert find_hum(hush(10, -40, seed)) is None


@pytest.mark.parametrize("frequency", [43.0, 55.0, 70.0, 440.0])
def test_a_steady_tone_that_is_no_multiple_of_the_mains_is_no_hum(frequency: float) -> None:
    assert find_hum((0.01 * np.sin(2 * np.pi * frequency * TIME)).astype(np.float32) + hush(10)) is None


def test_the_level_moves_with_the_gain() -> None:
    sound = SPEECH + hum(50, -50)
    loud, soft = find_hum(sound), find_hum(sound * np.float32(0.1))
    assert loud is not None
    assert soft is not None
    assert loud.level_db - soft.level_db == pytest.approx(20, abs=0.1)


def test_hum_is_found_between_the_pauses_of_a_microphone_that_switches_itself_off() -> None:
    sound = SPEECH + hum(50, SPEECH_DB - 20)
    for start_s in (1, 4, 7):
        sound[start_s * SAMPLE_RATE : (start_s + 1) * SAMPLE_RATE] = 0
    found = find_hum(sound)
    assert found is not None
    assert found.level_db == pytest.approx(SPEECH_DB - 20, abs=6.0)


def test_nothing_and_zeros_hold_no_hum() -> None:
    assert find_hum(np.zeros(0, np.float32)) is None
    assert find_hum(np.zeros(SAMPLE_RATE * 3, np.float32)) is None

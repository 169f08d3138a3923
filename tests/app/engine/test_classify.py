import numpy as np
import pytest

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.engine.classify import Classification, classify
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import Samples
from tests.fakes import hush

FOUR_IN_THE_DEMO = slice(int(2.25 * 16_000), int(3.05 * 16_000))


@pytest.fixture(scope="module")
def four() -> Samples:
    return read_audio(assets_folder() / "demo.wav", 16_000)[FOUR_IN_THE_DEMO]


def name(samples: Samples, model: Model, silero: Silero) -> Classification:
    return classify(ArraySource(samples), Pipeline(model, silero, EngineSettings()))


def impulse() -> Samples:
    return np.array([0.9, -0.9, 0.5], np.float32)


def burst() -> Samples:
    noise = np.random.default_rng(1).standard_normal(200) * np.exp(-np.arange(200) / 50)
    return np.clip(noise * 0.8, -1, 1).astype(np.float32)


def knock() -> Samples:
    time = np.arange(1_600)
    return (0.8 * np.sin(2 * np.pi * 120 * time / 16_000) * np.exp(-time / 300)).astype(np.float32)


@pytest.mark.parametrize("gain_db", [0, -20, -30])
@pytest.mark.parametrize("click", [impulse, burst, knock])
def test_the_word_is_found_and_not_the_click(four, click, gain_db: int, model: Model, silero: Silero) -> None:
    samples = hush(4.0, level_db=-78)
    samples[3_200 : 3_200 + len(click())] += click()
    samples[40_000 : 40_000 + len(four)] += four * np.float32(10 ** (gain_db / 20))
    found = name(samples, model, silero)
    assert found.decision.label == "four"
    assert 2.4 * 16_000 < found.start < found.end < 3.4 * 16_000


def test_a_click_louder_than_the_word_wins_nothing(four: Samples, model: Model, silero: Silero) -> None:
    samples = hush(4.0, level_db=-85)
    samples[3_200 : 3_200 + len(burst())] += burst()
    samples[35_200 : 35_200 + len(four)] += four * np.float32(10 ** (-26 / 20))
    found = name(samples, model, silero)
    assert found.decision.label == "four"
    assert found.start > 2 * 16_000


@pytest.mark.parametrize("make", [impulse, burst, knock])
def test_a_click_alone_is_no_word(make, model: Model, silero: Silero) -> None:
    samples = hush(2.0, level_db=-70)
    samples[8_000 : 8_000 + len(make())] += make()
    assert name(samples, model, silero).decision.label in ("silence", "unknown")


def test_a_recording_in_which_nobody_speaks_is_silence(model: Model, silero: Silero) -> None:
    found = name(hush(2.0), model, silero)
    assert (found.decision.label, found.decision.confidence) == ("silence", 1.0)
    assert (found.start, found.end) == (0, 2 * 16_000)
    assert sum(found.decision.probabilities.values()) == 1.0


def test_digital_silence_is_silence(model: Model, silero: Silero) -> None:
    assert name(np.zeros(16_000, np.float32), model, silero).decision.label == "silence"


def test_a_recording_shorter_than_a_step_is_silence(model: Model, silero: Silero) -> None:
    assert name(np.zeros(5, np.float32), model, silero).decision.label == "silence"


def test_a_word_without_any_margin_is_named(four: Samples, model: Model, silero: Silero) -> None:
    loud = np.flatnonzero(np.abs(four) > 0.01)
    assert name(four[loud[0] : loud[-1]], model, silero).decision.label == "four"

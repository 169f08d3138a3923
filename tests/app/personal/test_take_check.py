import numpy as np
import pytest

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import stream
from app.events import Utterance
from app.personal.capture import MARGIN, capture
from app.personal.take_check import FAULTS, check, measure
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import Samples
from tests.app.personal.takes import WORD, spoken, utterance
from tests.fakes import hush


def flaws(samples: Samples, word: tuple[int, int] = WORD, reason: str = "", lost: bool = False) -> list[str]:
    return [fault.flaw for fault in check(samples, word, reason, lost)]


def clipped(samples: Samples, gain: float) -> Samples:
    return np.clip(samples * np.float32(gain), -1.0, 1.0)


def test_a_clear_word_is_kept() -> None:
    assert flaws(spoken()) == []


@pytest.mark.parametrize(
    ("samples", "word", "flaw"),
    [
        (spoken(level_db=-60, room_db=-100), WORD, "quiet"),
        (np.zeros(16_000, np.float32), WORD, "quiet"),
        (clipped(spoken(), 12), WORD, "clipped"),
        (spoken(room_db=-26), WORD, "noisy"),
        (spoken(seconds=0.06), (4_800, 5_760), "short"),
        (spoken(seconds=1.3), (4_800, 25_600), "long"),
        (spoken()[8_000:], (0, 4_800), "cut off"),
        (spoken()[:8_000], (4_800, 8_000), "cut off"),
    ],
)
def test_what_makes_no_good_take_is_told_with_a_remedy(samples: Samples, word: tuple[int, int], flaw: str) -> None:
    assert flaws(samples, word) == [flaw]
    (fault,) = check(samples, word)
    assert fault.sentence.endswith(".")
    assert fault.remedy.endswith(".")


@pytest.mark.parametrize(
    ("reason", "flaw"), [("too long", "long"), ("running speech", "running"), ("below threshold", "")]
)
def test_what_the_engine_takes_for_no_word_alone_is_no_take(reason: str, flaw: str) -> None:
    assert flaws(spoken(), reason=reason) == ([flaw] if flaw else [])


def test_a_take_with_samples_lost_on_the_way_is_said_again() -> None:
    assert flaws(spoken(), lost=True) == ["lost"]


def test_the_fault_that_explains_most_comes_first() -> None:
    loud_and_cut = clipped(spoken(), 12)[8_000:]
    assert flaws(loud_and_cut, (0, 4_800)) == ["cut off", "clipped"]
    assert len({fault.flaw for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("gain_db", [-20, -10, 6])
def test_levels_move_with_the_gain_and_the_ratio_does_not(gain_db: float) -> None:
    quiet, loud = measure(spoken(), WORD), measure(spoken() * np.float32(10 ** (gain_db / 20)), WORD)
    assert quiet.level_db is not None
    assert loud.level_db == pytest.approx(quiet.level_db + gain_db, abs=0.11)
    assert loud.snr_db == pytest.approx(quiet.snr_db, abs=0.11)


@pytest.mark.parametrize("room_db", [-60.0, -45.0, -35.0])
def test_the_ratio_of_speech_to_room_is_measured_on_the_room_beside_the_word(room_db: float) -> None:
    assert measure(spoken(room_db=room_db), WORD).snr_db == pytest.approx(-20 - room_db, abs=2)


def test_a_microphone_that_sends_zeros_between_words_is_not_noisy() -> None:
    samples = spoken(room_db=-50)
    samples[: WORD[0]] = 0
    samples[WORD[1] :] = 0
    assert flaws(samples) == []


def test_noise_up_to_the_edge_is_no_word_that_was_cut_off() -> None:
    samples = spoken(room_db=-29)[3_000:]
    assert flaws(samples, (0, len(samples) - 4_800)) in ([], ["noisy"])


@pytest.mark.parametrize("start", [0, 1_000_000])
def test_a_take_is_the_word_with_a_margin_on_either_side(start: int) -> None:
    samples = np.arange(32_000, dtype=np.float32)
    found = capture(utterance(samples, start, (12_000, 20_000)))
    assert found.samples.tolist() == samples[12_000 - MARGIN : 20_000 + MARGIN].tolist()
    assert found.word == (MARGIN, MARGIN + 8_000)


def test_a_margin_ends_where_the_utterance_does() -> None:
    found = capture(utterance(hush(1.0), 500, (1_000, 15_900)))
    assert (len(found.samples), found.word) == (16_000, (1_000, 15_900))
    beyond = capture(utterance(hush(1.0), 500, (-300, 17_000)))
    assert (len(beyond.samples), beyond.word) == (16_000, (0, 16_000))


def test_every_word_of_the_demo_makes_a_good_take_and_is_answered_as_it_was_heard(model: Model, silero: Silero) -> None:
    def hear(samples: Samples) -> list[Utterance]:
        events = stream(ArraySource(samples), Pipeline(model, silero, EngineSettings()))
        return [event for event in events if isinstance(event, Utterance)]

    words = hear(read_audio(assets_folder() / "demo.wav", 16_000))
    assert len(words) == 15
    for word in words:
        take = capture(word)
        assert check(take.samples, take.word, word.prediction.reason) == ()
        assert [again.prediction.label for again in hear(take.samples)] == [word.prediction.label]

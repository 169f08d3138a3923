import numpy as np
import pytest

from app.engine.gate import Gate, Span
from app.engine.level_gate import STEP
from app.settings import GateSettings
from app.types import Samples
from tests.fakes import ToneDetector, fade, hush, tone

SETTINGS = GateSettings()


class Ear:
    """Feeds a gate and notes what it did."""

    def __init__(self, settings: GateSettings = SETTINGS) -> None:
        self.detector = ToneDetector()
        self.gate = Gate(settings, self.detector)
        self.at = 0
        self.opened: list[int] = []
        self.closed: list[int] = []
        self.spans: list[Span] = []

    def hear(self, samples: Samples) -> "Ear":
        samples = samples[: len(samples) // STEP * STEP]
        for step in samples.reshape(-1, STEP):
            was_open, span = self.gate.is_open, self.gate.span
            self.gate.push(step, self.at)
            self.at += STEP
            if self.gate.is_open and not was_open:
                self.opened.append(self.at)
            if was_open and not self.gate.is_open:
                self.closed.append(self.at)
                assert span
                self.spans.append(span)
        return self


def word(seconds: float = 0.512, level_db: float = -20.0) -> Samples:
    return fade(tone(seconds, level_db)) + hush(seconds)


def test_a_quiet_room_never_wakes_the_detector() -> None:
    ear = Ear().hear(hush(60, level_db=-75))
    assert ear.detector.asked == 0
    assert not ear.opened


def test_steady_noise_lets_the_detector_sleep_again_once_it_is_the_floor() -> None:
    ear = Ear().hear(hush(8, level_db=-45))
    asked = ear.detector.asked
    ear.hear(hush(20, level_db=-45, seed=1))
    assert ear.detector.asked - asked < 0.05 * 20 * 16_000 / STEP
    assert abs(ear.gate.floor_db + 45) < 3


def test_a_word_opens_the_gate_and_its_end_closes_it_once() -> None:
    ear = Ear().hear(hush(1.024)).hear(word()).hear(hush(1.024))
    assert len(ear.opened) == len(ear.closed) == 1
    assert ear.closed[0] >= ear.spans[0].end + SETTINGS.hang_over


def test_the_ends_of_a_word_are_found_to_a_few_milliseconds() -> None:
    ear = Ear().hear(hush(1.024)).hear(word()).hear(hush(1.024))
    span = ear.spans[0]
    assert abs(span.start - 1.024 * 16_000) <= 256
    assert abs(span.end - 1.536 * 16_000) <= 256


def test_a_faint_beginning_belongs_to_the_word() -> None:
    hiss = hush(0.16, level_db=-45)
    ear = Ear().hear(hush(1.024)).hear(np.concatenate([hiss, word(), hush(1.024)]))
    assert abs(ear.spans[0].start - 1.024 * 16_000) <= 512


def test_a_closure_inside_a_word_does_not_end_it() -> None:
    ear = Ear().hear(hush(1.024)).hear(np.concatenate([word(0.3), hush(0.1), word(0.1), hush(1.0)]))
    assert len(ear.spans) == 1


def test_a_pause_between_words_does_end_them() -> None:
    ear = Ear().hear(hush(1.024))
    for _ in range(3):
        ear.hear(np.concatenate([word(0.384), hush(0.512)]))
    assert len(ear.spans) == 3
    assert all(a.end < b.start for a, b in zip(ear.spans, ear.spans[1:], strict=False))


def test_sound_that_is_no_speech_never_opens() -> None:
    ear = Ear().hear(hush(1.024)).hear(fade(hush(0.512, level_db=-20))).hear(hush(1.024))
    assert ear.detector.asked > 0
    assert not ear.opened


def test_the_floor_does_not_learn_the_speech() -> None:
    ear = Ear().hear(hush(2.048, level_db=-70))
    before = ear.gate.floor_db
    ear.hear(word(3.2))
    assert abs(ear.gate.floor_db - before) < 1.0


def test_the_floor_falls_fast_and_rises_slowly() -> None:
    ear = Ear().hear(hush(8, level_db=-45))
    ear.hear(hush(0.32, level_db=-65, seed=2))
    assert ear.gate.floor_db < -60


@pytest.mark.parametrize("level_db", [-20.0, -30.0])
def test_a_held_gate_stays_open_through_silence(level_db: float) -> None:
    ear = Ear().hear(hush(1.024))
    ear.gate.hold()
    ear.hear(np.concatenate([hush(0.512), word(0.384, level_db), hush(1.024), word(0.384, level_db), hush(1.024)]))
    assert ear.gate.is_open
    assert ear.gate.span is not None
    ear.gate.close(ear.at)
    assert not ear.gate.is_open


def test_a_gate_that_may_not_open_follows_the_floor_all_the_same() -> None:
    gate = Gate(SETTINGS, ToneDetector())
    for i, step in enumerate(np.concatenate([hush(4.096, -50), word(2.048)]).reshape(-1, STEP)):
        gate.push(step, i * STEP, may_open=False)
        assert not gate.is_open
    assert gate.floor_db > -68


def test_a_reset_forgets_the_room() -> None:
    ear = Ear().hear(hush(8, level_db=-45))
    ear.gate.reset()
    assert ear.gate.floor_db < -70


def test_a_quiet_word_is_raised_for_the_detector() -> None:
    ear = Ear().hear(hush(1.024, level_db=-90)).hear(tone(0.512, level_db=-55)).hear(hush(1.024, level_db=-90))
    assert len(ear.spans) == 1


@pytest.mark.parametrize("offset", [0.02, 0.1])
def test_a_dc_offset_hides_no_word(offset: float) -> None:
    ear = Ear().hear(np.concatenate([hush(3), word(0.4, -30), hush(1)]) + np.float32(offset))
    assert len(ear.spans) == 1
    assert abs(ear.spans[0].start - 3 * 16_000) < 512


@pytest.mark.parametrize("level_db", [-26.0, -20.0])
def test_mains_hum_hides_no_word(level_db: float) -> None:
    sound = np.concatenate([hush(4), word(0.4, -20), hush(1)])
    ear = Ear().hear(sound + tone(len(sound) / 16_000, level_db, frequency=50))
    assert any(abs(span.start - 4 * 16_000) < 1_024 for span in ear.spans)


def test_a_detector_that_rings_on_does_not_join_two_words() -> None:
    class Lingering(ToneDetector):
        def push(self, chunk: Samples) -> float:
            self.left = 6 if super().push(chunk) > 0.5 else getattr(self, "left", 0) - 1
            return 0.6 if self.left > 0 else 0.05

    ear = Ear()
    ear.detector = ear.gate._detector = Lingering()
    ear.hear(np.concatenate([hush(1.024), word(0.384), hush(0.32), word(0.384), hush(1.024)]))
    assert len(ear.spans) == 2


class Ringing(ToneDetector):
    """Grows quiet slowly after a word, as a recurrent network does in noise; never surer than ``most``."""

    def __init__(self, most: float = 0.9) -> None:
        super().__init__()
        self.most, self.left = most, 0.05

    def push(self, chunk: Samples) -> float:
        self.left = max(self.most if super().push(chunk) > 0.5 else 0.75 * self.left, 0.05)
        return self.left


def rattle(seconds: float, level_db: float = -40.0) -> Samples:
    """Return noise that comes and goes: the floor of the gate stays in its pauses."""
    noise = hush(seconds, level_db)
    swells = np.sin(2 * np.pi * 8 * np.arange(len(noise)) / 16_000) > 0
    return (noise * np.where(swells, 1.0, 0.05)).astype(np.float32)


def in_noise(*sounds: Samples) -> Samples:
    sound = np.concatenate([hush(4.096), *sounds])
    return sound + rattle(len(sound) / 16_000)[: len(sound)]


def test_in_noise_a_word_ends_with_its_sound_and_not_when_the_detector_forgets_it() -> None:
    def latest(before: Samples) -> int:
        ear = Ear()
        ear.detector = ear.gate._detector = Ringing()
        sound = np.concatenate([before, fade(tone(0.512)) + rattle(0.512), rattle(1.024)])
        return ear.hear(sound).closed[0] - len(before) - int(0.512 * 16_000)

    known, unknown = latest(rattle(4.096)), latest(hush(4.096))
    assert known < 0.8 * unknown
    assert known < 0.32 * 16_000


@pytest.mark.parametrize("most", [0.3, 0.6, 0.95])
def test_in_noise_a_voice_that_the_detector_doubts_is_heard_to_its_end(most: float) -> None:
    ear = Ear()
    ear.detector = ear.gate._detector = Ringing(most)
    ear.hear(in_noise(fade(tone(0.512)), hush(1.024)))
    assert len(ear.spans) == 1
    assert abs(ear.spans[0].end - 4.608 * 16_000) < 0.08 * 16_000


def test_a_detector_that_lingers_in_noise_does_not_open_again_where_nothing_sounds_above_it() -> None:
    class Lingering(ToneDetector):
        def push(self, chunk: Samples) -> float:
            self.left = 40 if super().push(chunk) > 0.5 else getattr(self, "left", 0) - 1
            return 0.95 if self.left == 40 else 0.5 if self.left > 0 else 0.05

    ear = Ear()
    ear.detector = ear.gate._detector = Lingering()
    ear.hear(in_noise(fade(tone(0.512)), hush(0.512), fade(tone(0.512)), hush(1.024)))
    assert len(ear.spans) == 2
    assert all(0.4 < (span.end - span.start) / 16_000 < 0.7 for span in ear.spans)


def test_the_word_before_is_not_taken_for_the_noise_of_the_room() -> None:
    fading_out = fade(np.concatenate([tone(0.192, -24), tone(0.192, -36)]))
    far, near = Ear(), Ear()
    for ear, pause in ((far, 1.024), (near, 0.32)):
        ear.hear(np.concatenate([hush(1.024), fade(tone(0.384, -12)), hush(pause), fading_out, hush(1.024)]))
    lengths = [[span.end - span.start for span in ear.spans] for ear in (far, near)]
    assert lengths[0] == pytest.approx(lengths[1], abs=256)


def test_other_settings_hold_for_levels_too_and_the_floor_stays() -> None:
    ear = Ear().hear(hush(4, level_db=-50))
    before = ear.gate.floor_db
    ear.gate.configure(GateSettings(quietest_db=-10.0))
    assert ear.gate.floor_db == before
    ear.hear(np.concatenate([word(0.4, -20), hush(1)]))
    assert not ear.opened

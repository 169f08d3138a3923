"""What the world does to a running engine: nothing heard is lost, nothing counted is wrong."""

from dataclasses import replace

import numpy as np
import pytest

from app.audio.files import read_audio
from app.audio.memory import ArraySource, Paced
from app.audio.microphone import MicrophoneSource
from app.audio.source import Block, Source
from app.dsp.spectrogram import HOP
from app.engine.build import build_pipeline
from app.engine.pipeline import Pipeline
from app.engine.stream import final_predictions, stream
from app.events import Columns, Event, Level, Overflow, Prediction, Speech, Utterance
from app.gui.picture.sound_record import SoundRecord
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples
from tests.app.audio.test_silent_microphone import FakeTime
from tests.fakes import FakeSoundSystem

BEYOND = 2**31 + 512 * 1000
"""Samples of a stream that has run for a day and a half: more than a 32-bit number holds."""


@pytest.fixture(scope="module")
def demo() -> Samples:
    return read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)[: 8 * SAMPLE_RATE]


def late(count: int) -> Pipeline:
    """Return a pipeline that has heard so many samples of silence."""
    pipeline = build_pipeline(EngineSettings(), display=False)
    pipeline._ring._written = pipeline._done = pipeline._closed = count
    return pipeline


def moved(event: Event, by: int) -> Event:
    """Return an event as it would be so much later."""
    if isinstance(event, Level | Speech):
        return replace(event, at=event.at + by)
    assert isinstance(event, Prediction)
    return replace(event, start=event.start + by, end=event.end + by, at=event.at + by)


def test_a_day_and_a_half_into_a_stream_everything_is_as_at_its_beginning(demo: Samples):
    early, much_later = (pipeline.push(demo) + pipeline.finish() for pipeline in (late(0), late(BEYOND)))
    plain = [event for event in early if not isinstance(event, Utterance)]
    assert [moved(event, BEYOND) for event in plain] == [e for e in much_later if not isinstance(e, Utterance)]
    utterances = [[event for event in events if isinstance(event, Utterance)] for events in (early, much_later)]
    assert len(utterances[0]) >= 4
    for one, other in zip(*utterances, strict=True):
        assert other.start == one.start + BEYOND
        assert np.array_equal(one.samples, other.samples)


def test_the_picture_keeps_its_place_beyond_two_to_the_thirty_one():
    record = SoundRecord()
    values = np.random.default_rng(0).uniform(-90, -10, (4, record.bins)).astype(np.float32)
    samples = np.linspace(-1, 1, 4 * HOP, dtype=np.float32)
    record.take(Columns(BEYOND, values, record.bin_hz, samples))
    first = BEYOND // HOP
    np.testing.assert_allclose(record.levels(first, first + 4), values, atol=0.006)
    np.testing.assert_allclose(record.sound(BEYOND, BEYOND + 4 * HOP), samples, atol=1e-4)


class StutteringSystem:
    """Speaks into a microphone whenever its reader waits, with whatever the test does in between."""

    def __init__(self, samples: Samples, block: int = 160) -> None:
        self.sound, self.time = FakeSoundSystem(), FakeTime()
        self.waits, self._blocks = 0, [samples[at : at + block] for at in range(0, len(samples), block)]
        self.microphone = MicrophoneSource(sound=self.sound, sleep=self._sleep, clock=self.time.read)

    def _sleep(self, seconds: float) -> None:
        self.time.sleep(seconds)
        self.waits += 1
        if self._blocks:
            self.hear(self._blocks)
        else:
            self.microphone.close()

    def hear(self, blocks: list[Samples]) -> None:
        self.sound.streams[-1].hear(blocks.pop(0))

    def finals(self) -> list[Prediction]:
        events = stream(self.microphone, build_pipeline(EngineSettings(), display=False))
        self.events = list(events)
        return [event for event in self.events if isinstance(event, Prediction) and event.final]


class StallingSystem(StutteringSystem):
    """The callback comes late by half a second again and again, and then all at once."""

    def hear(self, blocks: list[Samples]) -> None:
        if self.waits % 100 == 0:
            for _ in range(min(100, len(blocks))):
                super().hear(blocks)


class LateReader(Paced):
    """Is asked for samples half a second too late three times, as by an engine that was busy."""

    def __init__(self, samples: Samples) -> None:
        self.time, self.reads, self.late_s = FakeTime(), 0, []
        super().__init__(ArraySource(samples), clock=self.time.read, sleep=self.time.sleep)

    def read(self) -> Block | None:
        self.reads += 1
        if self.reads in (40, 80, 120):
            self.time.sleep(0.5)
        block = super().read()
        if block is not None and block.spoken_s is not None:
            self.late_s.append(self.time.now_s - block.spoken_s)
        return block


class StormySystem(StutteringSystem):
    """Every callback says that samples were lost."""

    def hear(self, blocks: list[Samples]) -> None:
        self.sound.streams[-1].hear(blocks.pop(0), overflow=True)


class JumpySystem(StutteringSystem):
    """The machine sleeps for an hour in the middle of a stream; later its clock is set back by two."""

    def hear(self, blocks: list[Samples]) -> None:
        if self.waits == 300:
            self.time.sleep(3600.0)
        if self.waits == 500:
            self.time.now_s -= 7200.0
        super().hear(blocks)


def finals_of(source: Source) -> list[Prediction]:
    return final_predictions(source, build_pipeline(EngineSettings(), display=False))


def labels(finals: list[Prediction]) -> list[tuple[str, int]]:
    return [(final.label, final.start) for final in finals]


def test_a_callback_that_stalls_for_half_a_second_loses_nothing(demo: Samples):
    assert labels(StallingSystem(demo).finals()) == labels(StutteringSystem(demo).finals())


def test_a_reader_that_stalls_loses_nothing_and_catches_up(demo: Samples):
    late = LateReader(demo)
    finals = finals_of(late)
    assert labels(finals) == labels(finals_of(ArraySource(demo)))
    assert len(finals) >= 4
    assert max(late.late_s) == pytest.approx(0.5, abs=0.1)
    assert late.late_s[-1] < 0.05


def test_an_hour_of_sleep_and_a_clock_that_jumps_move_no_word(demo: Samples):
    assert labels(JumpySystem(demo).finals()) == labels(StutteringSystem(demo).finals())


def test_a_storm_of_overflows_is_counted_and_the_words_are_still_named(demo: Samples):
    stormy = StormySystem(demo)
    assert labels(stormy.finals()) == labels(StutteringSystem(demo).finals())
    counted = [event.total for event in stormy.events if isinstance(event, Overflow)]
    assert counted == sorted(set(counted))
    assert counted[-1] == len(demo) // 160
    assert len(counted) <= counted[-1]


def test_a_microphone_that_comes_back_at_another_rate_is_heard_as_before(demo: Samples):
    import soxr

    heard = []
    for rate in (48_000, 44_100):
        system = StutteringSystem(soxr.resample(demo, SAMPLE_RATE, rate), rate // 100)
        system.sound.rate, system.sound.only_own_rate = float(rate), True
        system.microphone = MicrophoneSource(sound=system.sound, sleep=system._sleep, clock=system.time.read)
        heard.append([label for label, _ in labels(system.finals())])
    assert heard[0] == heard[1]
    assert len(heard[0]) >= 4

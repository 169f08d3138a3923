import threading
from collections.abc import Callable

import numpy as np
import pytest

from app.audio.memory import ArraySource, Paced
from app.audio.source import Block
from app.engine.commands import Configure
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.runner import DENSE_KEPT, Engine
from app.errors import AudioError
from app.events import Ended, Event, Level, Notice, Prediction, Problem, Ready, Timing
from app.settings import EngineSettings
from app.types import Samples
from tests.fakes import ToneDetector, hush, tone, write_tiny_model

SPOKEN = np.concatenate([hush(1), tone(0.4), hush(1)])


@pytest.fixture
def build(tmp_path) -> Callable[[], Pipeline]:
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    return lambda: Pipeline(model, ToneDetector(), EngineSettings())


class Waiting(ArraySource):
    """Hands its samples over, then waits like a microphone until it is closed."""

    def __init__(self, samples: Samples) -> None:
        super().__init__(samples)
        self.drained, self._end = threading.Event(), threading.Event()

    def read(self) -> Block | None:
        if (block := super().read()) is not None:
            return block
        self.drained.set()
        self._end.wait(30)
        return None

    def close(self) -> None:
        super().close()
        self._end.set()


def run_to_the_end(engine: Engine) -> list[Event]:
    engine.start()
    engine._thread.join(30)
    assert not engine.running
    return engine.drain().events


def test_an_engine_delivers_every_sparse_event_in_order(build: Callable[[], Pipeline]) -> None:
    events = run_to_the_end(Engine(lambda: ArraySource(SPOKEN), build))
    assert isinstance(events[0], Ready)
    assert isinstance(events[-1], Ended)
    assert sum(isinstance(e, Prediction) and e.final for e in events) == 1
    assert not any(isinstance(e, Level) for e in events)


def test_a_reader_that_looks_late_misses_old_levels_but_no_prediction(build: Callable[[], Pipeline]) -> None:
    engine = Engine(lambda: ArraySource(np.tile(SPOKEN, 20)), build)
    engine.start()
    engine._thread.join(30)
    drained = engine.drain()
    assert len(drained.dense) == DENSE_KEPT
    assert drained.dense[-1].at >= 20 * len(SPOKEN)
    assert sum(isinstance(e, Prediction) and e.final for e in drained.events) == 20
    assert engine.drain().dense == engine.drain().events == []


def test_a_source_that_cannot_be_opened_is_a_problem_and_not_a_crash(build: Callable[[], Pipeline]) -> None:
    def fail() -> ArraySource:
        raise AudioError("clip.wav: no such file; check the name")

    assert run_to_the_end(Engine(fail, build)) == [Problem("clip.wav: no such file; check the name")]


def test_an_unexpected_failure_is_reported_with_its_details(build: Callable[[], Pipeline]) -> None:
    class Broken(ArraySource):
        def read(self) -> Block | None:
            raise ZeroDivisionError("of course")

    problem = run_to_the_end(Engine(lambda: Broken(SPOKEN), build))[-1]
    assert isinstance(problem, Problem)
    assert "ZeroDivisionError('of course')" in problem.message
    assert "Traceback" in problem.details


def test_stopping_closes_the_source_and_ends_the_thread(build: Callable[[], Pipeline]) -> None:
    source = Waiting(SPOKEN)
    engine = Engine(lambda: source, build)
    engine.start()
    assert source.drained.wait(30)
    engine.stop()
    engine.stop()
    assert not engine.running
    assert isinstance(engine.drain().events[-1], Ended)


def test_an_engine_stopped_before_its_source_is_open_still_ends(build: Callable[[], Pipeline]) -> None:
    opening, go_on = threading.Event(), threading.Event()

    def slowly() -> ArraySource:
        opening.set()
        go_on.wait(30)
        return Waiting(SPOKEN)

    engine = Engine(slowly, build)
    engine.start()
    assert opening.wait(30)
    stopper = threading.Thread(target=engine.stop)
    stopper.start()
    go_on.set()
    stopper.join(30)
    assert not engine.running


def test_an_engine_that_was_never_started_can_be_stopped(build: Callable[[], Pipeline]) -> None:
    engine = Engine(lambda: ArraySource(SPOKEN), build)
    engine.stop()
    assert not engine.running
    assert engine.drain().events == []


def test_commands_sent_to_an_engine_are_obeyed(build: Callable[[], Pipeline]) -> None:
    engine = Engine(lambda: ArraySource(SPOKEN), build)
    engine.send(Configure(EngineSettings(vocabulary="banana")))
    assert any(isinstance(e, Notice) and "banana" in e.message for e in run_to_the_end(engine))


def test_where_sound_comes_in_real_time_a_timing_goes_before_each_final_prediction(
    build: Callable[[], Pipeline],
) -> None:
    now = [100.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    paced = Paced(ArraySource(SPOKEN), clock=lambda: now[0], sleep=sleep)
    events = run_to_the_end(Engine(lambda: paced, build, clock=lambda: now[0]))
    (place,) = [i for i, event in enumerate(events) if isinstance(event, Prediction) and event.final]
    timing, final = events[place - 1 : place + 1]
    assert isinstance(timing, Timing)
    assert isinstance(final, Prediction)
    assert timing.at == final.at
    assert timing.spoken_s == pytest.approx(100.0 + final.at / 16_000)
    assert 0 <= timing.read_s - timing.spoken_s <= 0.0201
    assert timing.told_s == timing.read_s
    assert sum(isinstance(event, Timing) for event in events) == 1


def test_what_is_played_faster_than_it_was_spoken_is_not_timed(build: Callable[[], Pipeline]) -> None:
    assert not any(isinstance(e, Timing) for e in run_to_the_end(Engine(lambda: ArraySource(SPOKEN), build)))

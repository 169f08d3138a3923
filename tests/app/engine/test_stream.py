from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.memory import ArraySource
from app.audio.source import Block
from app.engine.commands import Configure, Hold
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.errors import DeviceError
from app.events import Ended, Event, Notice, Overflow, Prediction, Ready
from app.settings import EngineSettings
from tests.fakes import ToneDetector, hush, tone, write_tiny_model

SPOKEN = np.concatenate([hush(1), tone(0.4), hush(1)])


@pytest.fixture
def pipeline(tmp_path) -> Pipeline:
    return Pipeline(Model(write_tiny_model(tmp_path / "tiny.onnx")), ToneDetector(), EngineSettings())


def collect(running: Iterator[Event], events: list[Event]) -> None:
    """Keep what came before an error, too."""
    for event in running:
        events.append(event)  # noqa: PERF402


class Troubled(ArraySource):
    """Loses samples, has something to say, and breaks off at the end."""

    closed = False

    def read(self) -> Block | None:
        block = super().read()
        if block is None:
            raise DeviceError("Headset: the microphone is gone")
        self.overflows += 1
        return block

    def take_notices(self) -> list[str]:
        return ["mind the gap"] if self.overflows == 2 else []

    def close(self) -> None:
        self.closed = True


def test_a_stream_begins_ready_and_ends_where_the_source_does(pipeline: Pipeline) -> None:
    events = list(stream(ArraySource(SPOKEN), pipeline))
    assert events[0] == Ready("samples", "tiny 1.0", ("one", "two", "stop", "unknown", "silence"), live=False)
    assert isinstance(events[-1], Ended)
    assert sum(isinstance(e, Prediction) and e.final for e in events) == 1


def test_losses_and_notices_are_passed_on(pipeline: Pipeline) -> None:
    events: list[Event] = []
    with pytest.raises(DeviceError):
        collect(stream(Troubled(SPOKEN[: 3 * 4096]), pipeline), events)
    assert [e.total for e in events if isinstance(e, Overflow)] == [1, 2, 3]
    assert [e.message for e in events if isinstance(e, Notice)] == ["mind the gap"]


def test_a_source_that_fails_in_mid_word_still_gets_its_answer_and_is_closed(pipeline: Pipeline) -> None:
    source = Troubled(np.concatenate([hush(1), tone(0.4)]))
    heard: list[Event] = []
    with pytest.raises(DeviceError, match="the microphone is gone"):
        collect(stream(source, pipeline), heard)
    assert sum(isinstance(e, Prediction) and e.final for e in heard) == 1
    assert source.closed


def test_commands_are_obeyed_between_blocks(pipeline: Pipeline) -> None:
    waiting = [[], [Hold(True)], [], [], [Hold(False)]]
    events = list(stream(ArraySource(hush(2)), pipeline, lambda: waiting.pop(0) if waiting else []))
    (final,) = [e for e in events if isinstance(e, Prediction) and e.final]
    assert final.at == 4 * 4096


def test_a_bad_wish_is_answered_and_the_stream_goes_on(pipeline: Pipeline) -> None:
    waiting = [[Configure(EngineSettings(vocabulary="banana"))]]
    events = list(stream(ArraySource(SPOKEN), pipeline, lambda: waiting.pop(0) if waiting else []))
    assert ["unknown label 'banana'" in e.message for e in events if isinstance(e, Notice)] == [True]
    assert isinstance(events[-1], Ended)


def test_whoever_stops_listening_closes_the_source(pipeline: Pipeline) -> None:
    source = Troubled(SPOKEN)
    running = stream(source, pipeline)
    next(running)
    next(running)
    running.close()
    assert source.closed

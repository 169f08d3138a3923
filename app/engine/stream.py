"""A stream of events out of a source and a pipeline: the engine, as a generator."""

from collections.abc import Callable, Iterator

from app.audio.source import Source
from app.engine.commands import Command
from app.engine.pipeline import Pipeline
from app.errors import SaysoError, UsageError
from app.events import Ended, Event, Notice, Overflow, Prediction, Ready


def stream(source: Source, pipeline: Pipeline, commands: Callable[[], list[Command]] = list) -> Iterator[Event]:
    """Yield everything that happens in ``source``: :class:`Ready` first, :class:`Ended` last.

    Args:
        source: what to listen to; it is closed at the end, or when the generator is.
        pipeline: a fresh one.
        commands: returns what the outside asked for since the last call; asked once per block.

    Raises:
        AudioError, DeviceError: the source failed; the utterance that was open got its final answer before.
        ModelError: the model failed.
    """
    overflows = 0
    try:
        yield Ready(source.name, pipeline.model.card.title, pipeline.labels, source.live, pipeline.model.profile)
        yield pipeline.models
        yield from (Notice(remark, pipeline.at) for remark in pipeline.remarks)
        while (block := source.read()) is not None:
            for command in commands():
                yield from _apply(pipeline, command)
            yield from pipeline.push(block.samples, block.own, block.own_rate)
            if source.overflows > overflows:
                overflows = source.overflows
                yield Overflow(overflows, pipeline.at)
            yield from (Notice(message, pipeline.at) for message in source.take_notices())
        yield from pipeline.finish()
    except SaysoError:
        yield from pipeline.finish()
        raise
    finally:
        source.close()
    yield Ended(pipeline.at)


def final_predictions(source: Source, pipeline: Pipeline) -> list[Prediction]:
    """Listen to ``source`` to its end, and return the final prediction of each utterance. Raises as :func:`stream`."""
    return [event for event in stream(source, pipeline) if isinstance(event, Prediction) and event.final]


def _apply(pipeline: Pipeline, command: Command) -> Iterator[Event]:
    """Obey, or say why not: a bad wish never ends the stream."""
    try:
        yield from pipeline.apply(command)
    except UsageError as error:
        yield Notice(str(error), pipeline.at)

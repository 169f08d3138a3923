"""The engine in a thread of its own, for those who cannot wait: commands in, two mailboxes out."""

import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TypeVar

from app.audio.arrival import Watched
from app.audio.source import Source
from app.engine.commands import Command
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.errors import DeviceError, SaysoError
from app.events import Columns, Dense, Event, Level, Prediction, Problem

T = TypeVar("T")

PATIENCE_S = 3.0
"""A source that hangs while it is opened may keep whoever stops the engine this long; its thread closes it later."""

DENSE_KEPT = 1024
"""Dense events that wait for a slow reader: 16 s of columns and levels."""


@dataclass(frozen=True)
class Drained:
    """What happened since the last look."""

    dense: list[Dense]
    """Columns and levels, oldest first; the oldest may be missing when the reader was slow."""
    events: list[Event]
    """All the rest, complete and in order."""


class Engine:
    """Runs a stream on a thread.

    Args:
        open_source: opens what to listen to; called on the engine's thread, so it may take its time.
        build_pipeline: loads the model; called on the engine's thread too.
        clock: seconds that never go back, the same as the source's.

    Whatever fails arrives as a :class:`Problem`, the last event. Where sound comes in real time, a :class:`Timing` goes
    before each final prediction. An engine is started once.
    """

    def __init__(
        self,
        open_source: Callable[[], Source],
        build_pipeline: Callable[[], Pipeline],
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._open_source, self._build_pipeline, self._clock = open_source, build_pipeline, clock
        # NB: appending to and popping from a deque are atomic, so the mailboxes need no lock.
        self._dense: deque[Dense] = deque(maxlen=DENSE_KEPT)
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._commands: SimpleQueue[Command] = SimpleQueue()
        self._stopping = threading.Event()
        self._source: Watched | None = None
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    @property
    def running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Start to listen; returns at once."""
        self._thread.start()

    def send(self, command: Command) -> None:
        """Ask for something; it happens with the next block."""
        self._commands.put(command)

    def drain(self) -> Drained:
        """Return what happened since the last call. For one reader."""
        return Drained(_take_all(self._dense), _empty(self._events))

    def stop(self) -> None:
        """Close the source and wait for the thread to end. May be called twice, or before the start."""
        self._stopping.set()
        # NB: the thread publishes _source before it looks at _stopping, and we set _stopping before we look at
        # _source, so one of us closes it.
        if self._source is not None:
            self._source.close()
        if self._thread.ident is not None:
            self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        try:
            pipeline = self._build_pipeline()
            if self._stopping.is_set():
                return
            self._source = source = Watched(self._open_source(), self._clock)
            if self._stopping.is_set():
                source.close()
            for event in stream(source, pipeline, lambda: _empty(self._commands)):
                self._deliver(event, source)
        except SaysoError as error:
            self._events.put(Problem(str(error), may_pass=isinstance(error, DeviceError)))
        except Exception as error:  # noqa: BLE001  (the engine thread's end: nothing may be lost in silence)
            self._events.put(Problem(f"Sayso failed: {error!r}; please report it", traceback.format_exc()))

    def _deliver(self, event: Event, source: Watched) -> None:
        if isinstance(event, Columns | Level):
            self._dense.append(event)
            return
        if isinstance(event, Prediction) and event.final and (timing := source.timing(event.at)) is not None:
            self._events.put(timing)
        self._events.put(event)


def _take_all(mailbox: deque[Dense]) -> list[Dense]:
    taken: list[Dense] = []
    while mailbox:
        taken.append(mailbox.popleft())
    return taken


def _empty(queue: "SimpleQueue[T]") -> list[T]:
    taken: list[T] = []
    while True:
        try:
            taken.append(queue.get_nowait())
        except Empty:
            return taken

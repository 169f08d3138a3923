"""One run of the microphone doctor, on a thread: it takes ten seconds, and nobody else waits for it."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from app.audio.source import Source
from app.engine.findings import Report
from app.errors import SaysoError

if TYPE_CHECKING:
    from app.engine.doctor import Progress  # brings ONNX Runtime, which the window does not wait for

PATIENCE_S = 3.0
"""Seconds that closing waits for the sound system."""


@dataclass(frozen=True)
class Failure:
    """The examination ended without a report."""

    message: str
    """One line with what is wrong and what to do."""
    details: str = ""
    """Traceback of an unexpected error, empty for an expected one."""


class Examination:
    """Runs the doctor on a thread, once.

    Args:
        open_source: opens what to examine; called on the thread, so it may take its time.
        examine: listens to it, closes it, and yields a report last; called on the thread too.
    """

    def __init__(
        self, open_source: Callable[[], Source], examine: Callable[[Source], Iterator[Progress | Report]]
    ) -> None:
        self._open_source, self._examine = open_source, examine
        self._news: SimpleQueue[Progress | Report | Failure] = SimpleQueue()
        self._stopping = threading.Event()
        self._source: Source | None = None
        self._thread = threading.Thread(target=self._run, name="doctor", daemon=True)

    def start(self) -> None:
        """Begin to listen; returns at once."""
        self._thread.start()

    def take(self) -> list[Progress | Report | Failure]:
        """Return what happened since the last call; a :class:`Report` or a :class:`Failure` comes last of all."""
        news: list[Progress | Report | Failure] = []
        while True:
            try:
                news.append(self._news.get_nowait())
            except Empty:
                return news

    def stop(self) -> None:
        """Close the source and wait for the thread to end. May be called twice, or before the start."""
        self._stopping.set()
        # NB: the thread publishes _source before it looks at _stopping, and we set _stopping before we look at
        # _source, so one of us closes it.
        if self._source is not None:
            self._source.close()
        self.wait()

    def wait(self) -> None:
        """Wait for the thread to end; one that hangs in the sound system is left, and closes its source by itself."""
        if self._thread.ident is not None:
            self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        try:
            self._source = self._open_source()
            if self._stopping.is_set():
                self._source.close()
            for news in self._examine(self._source):
                self._news.put(news)
        except SaysoError as error:
            self._news.put(Failure(str(error)))
        except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
            self._news.put(Failure(f"The check failed: {error!r}; please report it", traceback.format_exc()))

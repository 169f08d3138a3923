"""Work off the GUI's thread: what comes of it arrives on that thread, and nobody waits for it but at the very end."""

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import SaysoError, first_line

LOOK_MS = 33
"""Between two looks at what came of the work."""

PATIENCE_S = 3.0
"""Whoever ends a job for good waits this long at most for a step that takes its time, or a sound system that hangs."""

Tell = Callable[[Any], None]
"""Tells how far the work is; raises :class:`CalledOff` where nobody wants it any more."""

Work = Callable[[Tell], Any]
"""Does it, and returns what came of it. Raises ``SaysoError``."""


class CalledOff(Exception):  # noqa: N818  (no error: the user wants no more of it)
    """Raised inside the work when it should end."""


@dataclass(frozen=True)
class _Done:
    result: Any


@dataclass(frozen=True)
class _Failed:
    complaint: str
    details: str = ""


class BackgroundJob(QObject):
    """Does one piece of work at a time on a thread.

    Args:
        name: of the thread.
        parent: owns this.
    """

    told = Signal(object)
    """What the work told since the last look, a list, oldest first."""
    ended = Signal()
    """Nothing goes on any more, for whatever reason; comes before the reason."""
    done = Signal(object)
    """What the work returned."""
    failed = Signal(str, str)
    """Why nothing came of it, in one line; and the traceback of an error that nobody expected, or nothing."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._news: SimpleQueue[Any] | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_running(self) -> bool:
        """Whether something was started whose end nobody has heard of."""
        return self._news is not None

    def start(self, work: Work, what: str = "this failed") -> None:
        """Begin, in place of what goes on; ``what`` is said in front of an error that nobody expected."""
        self.cancel()
        # NB: queue and event are all that the thread shares with ours, and each run has its own of both.
        self._news, self._stopping = SimpleQueue(), threading.Event()
        run = partial(_run, work, what, self._news, self._stopping, self._thread)
        self._thread = threading.Thread(target=run, name=self._name, daemon=True)
        self._thread.start()
        self._timer.start()

    def cancel(self) -> None:
        """Let go of what goes on, without waiting: its thread ends with the next step, and nobody hears of it."""
        self._stopping.set()
        self._end()

    def stop(self) -> None:
        """Let go, and wait for the thread, but not for ever.

        NB: a thread that is left behind shares nothing with anyone but its queue, and dies with the process.
        """
        self.cancel()
        self.wait(PATIENCE_S)

    def wait(self, timeout_s: float | None = None) -> None:
        """Wait for the thread to end."""
        if self._thread is not None:
            self._thread.join(timeout_s)
            if not self._thread.is_alive():
                self._thread = None

    def look(self) -> None:
        """Hand on what happened since the last look; whoever hears of a step may let go of the rest."""
        if (news := self._news) is None:
            return
        steps, outcome = _taken(news)
        if steps:
            self.told.emit(steps)
        if outcome is None or self._news is not news:
            return
        self.wait()  # there is nothing left that the thread does
        self._end()
        if isinstance(outcome, _Done):
            self.done.emit(outcome.result)
        else:
            self.failed.emit(outcome.complaint, outcome.details)

    def _end(self) -> None:
        if self._news is not None:
            self._news = None
            self._timer.stop()
            self.ended.emit()


def _taken(news: SimpleQueue[Any]) -> tuple[list[Any], _Done | _Failed | None]:
    """Return the steps in a queue, and how the work ended, if it did."""
    steps: list[Any] = []
    while True:
        try:
            entry = news.get_nowait()
        except Empty:
            return steps, None
        if isinstance(entry, _Done | _Failed):
            return steps, entry
        steps.append(entry)


def _run(
    work: Work, what: str, news: SimpleQueue[Any], stopping: threading.Event, before: threading.Thread | None
) -> None:
    if before is not None:
        before.join(PATIENCE_S)  # so that two of a kind do not share the machine
    if stopping.is_set():
        return

    def tell(step: Any) -> None:
        if stopping.is_set():
            raise CalledOff
        news.put(step)

    try:
        news.put(_Done(work(tell)))
    except CalledOff:
        return
    except SaysoError as error:
        news.put(_Failed(str(error)))
    except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
        news.put(_Failed(f"{what} ({first_line(error)}); please report it", traceback.format_exc()))

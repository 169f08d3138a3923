"""Work that takes its time, on a thread of its own, which tells how far it is and can be called off."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from app.errors import SaysoError, first_line

Step = TypeVar("Step")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Done(Generic[Result]):
    """The work is done: the last news of all."""

    result: Result


@dataclass(frozen=True)
class Failed:
    """The work ended without a result: the last news of all."""

    complaint: str
    """One line about why."""


class CalledOff(Exception):  # noqa: N818  (no error: the user wants no more of it)
    """Raised inside the work when it should end."""


Work = Callable[[Callable[[Step], None]], Result]
"""Does it, and tells each step, which may raise :class:`CalledOff`. Raises ``SaysoError``."""


class BackgroundJob(Generic[Step, Result]):
    """Does one piece of work at a time.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._news: SimpleQueue[Step | Done[Result] | Failed] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether something was started whose end nobody has heard of."""
        return self._thread is not None

    def start(self, work: Work[Step, Result]) -> None:
        """Begin, in place of what goes on."""
        self.stop()
        # NB: queue and event are all that the thread shares with ours, and each run has its own of both.
        self._news, self._stopping = SimpleQueue(), threading.Event()
        arguments = (work, self._news, self._stopping)
        self._thread = threading.Thread(target=self._run, args=arguments, name=self._name, daemon=True)
        self._thread.start()

    def take(self) -> list[Step | Done[Result] | Failed]:
        """Return what happened since the last call; after its last news the thread is over."""
        news: list[Step | Done[Result] | Failed] = []
        while True:
            try:
                news.append(self._news.get_nowait())
            except Empty:
                break
        if news and isinstance(news[-1], Done | Failed):
            self.wait()
        return news

    def stop(self) -> None:
        """Call the work off and wait for the thread to end, which takes until the next step."""
        self._stopping.set()
        self.wait()
        self._news = SimpleQueue()

    def wait(self) -> None:
        """Wait for the thread to end."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    @staticmethod
    def _run(
        work: Work[Step, Result], news: "SimpleQueue[Step | Done[Result] | Failed]", stopping: threading.Event
    ) -> None:
        def tell(step: Step) -> None:
            if stopping.is_set():
                raise CalledOff
            news.put(step)

        try:
            news.put(Done(work(tell)))
        except CalledOff:
            return
        except SaysoError as error:
            news.put(Failed(str(error)))
        except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
            news.put(Failed(f"this failed: {first_line(error)}; please report it"))

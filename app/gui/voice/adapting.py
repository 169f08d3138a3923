"""Making a voice profile without making anyone wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Literal

from app.errors import SaysoError, first_line

if TYPE_CHECKING:
    from app.engine.model import Model  # these bring ONNX Runtime and scipy, which the window does not wait for
    from app.personal.adaptation import Adaptation
    from app.personal.evaluation import LabelledClip

PATIENCE_S = 5.0
"""Fitting one head may keep whoever closes the window this long; the thread ends by itself later."""


@dataclass(frozen=True)
class Order:
    """What a profile is to be made of."""

    model: Path
    clips: Sequence[LabelledClip]
    name: str


@dataclass(frozen=True)
class Step:
    """How far it is."""

    part: Literal["hearing", "fitting"]
    done: int
    of: int
    attempt: int = 1
    """How often that was begun: what forgets too much is fitted again, more gently."""


@dataclass(frozen=True)
class Made:
    """A profile, not kept yet."""

    adaptation: Adaptation
    unreadable: Sequence[str] = ()
    """One line about each take that could not be read."""


@dataclass(frozen=True)
class Failed:
    """No profile, and why, in one line."""

    message: str


News = Step | Made | Failed
MakeProfile = Callable[[Order, Callable[[Step], None]], Made]
"""Makes a profile, telling each step; what the telling raises ends it. Raises ``SaysoError``."""


class Cancelled(Exception):  # noqa: N818  (no error: somebody wished it)
    """Nobody wants the profile any more."""


def make_profile(load: Callable[[Path], Model], order: Order, tell: Callable[[Step], None]) -> Made:
    """Make a profile of real takes on a real model, which ``load`` returns."""
    from app.engine.pipeline import Pipeline
    from app.engine.speech_detector import Silero
    from app.errors import AudioError
    from app.personal.adaptation import FOLDS, adapt
    from app.personal.memory import load_memory
    from app.personal.own_takes import OwnTake, enough_takes, hear_takes
    from app.settings import EngineSettings

    model = load(order.model)
    memory, detector = load_memory(model), Silero()
    takes: list[OwnTake] = []
    unreadable = []
    for done, take in enumerate(hear_takes(order.clips, model, lambda: Pipeline(model, detector, EngineSettings()))):
        tell(Step("hearing", done + 1, len(order.clips)))
        if isinstance(take, AudioError):
            unreadable.append(str(take))
        else:
            takes.append(take)
    enough, _ = enough_takes(takes)
    attempt = 0

    def tell_fitted(fitted: int) -> None:
        nonlocal attempt
        attempt += fitted == 0
        tell(Step("fitting", fitted, FOLDS + 1, attempt))

    return Made(adapt(model, memory, enough, order.name, tell_fitted), unreadable)


class Adapting:
    """Makes one profile at a time on a thread.

    Args:
        make: makes it, and may take its time.
    """

    def __init__(self, make: MakeProfile) -> None:
        self._make = make
        self._news: SimpleQueue[News] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, order: Order) -> None:
        """Begin to make a profile, in place of the one before; its thread waits for the one of that."""
        self._stopping.set()
        # NB: queue and event are all that this thread shares with ours, and each order has its own of both.
        self._news, self._stopping = SimpleQueue(), threading.Event()
        run = partial(self._run, order, self._news, self._stopping, self._thread)
        self._thread = threading.Thread(target=run, name="voice profile", daemon=True)
        self._thread.start()

    def take(self) -> list[News]:
        """Return what happened since the last call; nothing once it was cancelled."""
        news: list[News] = []
        while not self._stopping.is_set():
            try:
                news.append(self._news.get_nowait())
            except Empty:
                break
        return news

    def cancel(self) -> None:
        """Let go of what goes on, without waiting for its thread."""
        self._stopping.set()

    def stop(self) -> None:
        """Cancel, and wait for the thread to end."""
        self._stopping.set()
        self.wait(PATIENCE_S)

    def wait(self, timeout_s: float | None = None) -> None:
        """Wait for the thread to end."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(timeout_s)

    def _run(
        self, order: Order, news: SimpleQueue[News], stopping: threading.Event, before: threading.Thread | None
    ) -> None:
        if before is not None:
            before.join()

        def tell(step: Step) -> None:
            if stopping.is_set():
                raise Cancelled
            news.put(step)

        try:
            news.put(self._make(order, tell))
        except Cancelled:
            return
        except SaysoError as error:
            news.put(Failed(str(error)))
        except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
            news.put(Failed(f"the profile cannot be made ({first_line(error)}); please report it"))

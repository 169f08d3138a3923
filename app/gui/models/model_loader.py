"""Loading models without making anyone wait."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from app.engine.model_files import what_is_not_proven
from app.errors import SaysoError

if TYPE_CHECKING:
    from app.engine.model import Model  # brings ONNX Runtime, which the window does not wait for


@dataclass(frozen=True)
class Reading:
    """What came of loading a model."""

    path: Path
    model: Model | None = None
    complaint: str = ""
    """One line about why there is no model."""
    size_bytes: int = 0
    not_proven: tuple[str, ...] = ()
    """What the card beside the file says of the model's limits."""


class ModelLoader:
    """Loads one model after the other on a thread, which ends when there is nothing left to load.

    Args:
        load: loads a model, and may take its time; raises ``ModelError``.
    """

    def __init__(self, load: Callable[[Path], Model]) -> None:
        self._load = load
        self._waiting: deque[Path] = deque()
        self._readings: SimpleQueue[Reading] = SimpleQueue()
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether there is something still to be loaded or to be taken."""
        return self._thread is not None

    def ask(self, path: Path, first: bool = False) -> None:
        """Load a model soon; with ``first``, before those that wait."""
        # NB: appending to and popping from a deque are atomic. The thread may end between our append and our look at
        # it; then `take` finds what waits, and starts another one.
        (self._waiting.appendleft if first else self._waiting.append)(path)
        self._go_on()

    def take(self) -> list[Reading]:
        """Return what was loaded since the last call."""
        readings: list[Reading] = []
        while True:
            try:
                readings.append(self._readings.get_nowait())
            except Empty:
                break
        if self._thread is not None and not self._thread.is_alive() and self._readings.empty():
            self.wait()
            if self._waiting:
                self._go_on()
        return readings

    def stop(self) -> None:
        """Forget what waits, and wait for the thread to end."""
        self._waiting.clear()
        self.wait()

    def wait(self) -> None:
        """Wait for the thread to end."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _go_on(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="model loader", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                path = self._waiting.popleft()
            except IndexError:
                return
            self._readings.put(self._read(path))

    def _read(self, path: Path) -> Reading:
        try:
            model = self._load(path)
            size = path.stat().st_size if path.exists() else 0
        except SaysoError as error:
            return Reading(path, complaint=str(error))
        except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
            return Reading(path, complaint=f"{path}: cannot be loaded ({error!r}); please report it")
        return Reading(path, model, size_bytes=size, not_proven=tuple(what_is_not_proven(path)))

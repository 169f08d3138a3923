"""Loading models without making anyone wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.engine.model_files import what_is_not_proven
from app.gui.background_job import BackgroundJob, Tell

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


class ModelLoader(QObject):
    """Loads one model after the other.

    Args:
        load: loads a model, and may take its time; raises ``ModelError``.
        parent: owns this.
    """

    loaded = Signal(object)
    """A :class:`Reading`."""

    def __init__(self, load: Callable[[Path], Model], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._waiting: deque[Path] = deque()
        self._path = Path()
        self.job = BackgroundJob("model loader", self)
        self.job.done.connect(self._hand_on)
        self.job.failed.connect(lambda complaint, _: self._hand_on(Reading(self._path, complaint=complaint)))

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be loaded."""
        return self.job.is_running or bool(self._waiting)

    def ask(self, path: Path, first: bool = False) -> None:
        """Load a model soon; with ``first``, before those that wait."""
        (self._waiting.appendleft if first else self._waiting.append)(path)
        self._go_on()

    def stop(self) -> None:
        """Forget what waits, and wait for the thread to end."""
        self._waiting.clear()
        self.job.stop()

    def _go_on(self) -> None:
        if self._waiting and not self.job.is_running:
            self._path = self._waiting.popleft()
            self.job.start(partial(self._read, self._path), f"{self._path}: cannot be loaded")

    def _hand_on(self, reading: Reading) -> None:
        self._go_on()
        self.loaded.emit(reading)

    def _read(self, path: Path, _: Tell) -> Reading:
        model = self._load(path)
        size = path.stat().st_size if path.exists() else 0
        return Reading(path, model, size_bytes=size, not_proven=tuple(what_is_not_proven(path)))

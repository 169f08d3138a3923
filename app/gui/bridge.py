"""The bridge between the window and the engine: at most one engine, and nothing of a former one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.engine.commands import Command
from app.gui.listening.inputs import InputChoice
from app.settings import EngineSettings

if TYPE_CHECKING:
    from app.engine.runner import Drained  # brings ONNX Runtime, which the window does not wait for


class RunningEngine(Protocol):
    """What the window needs of :class:`app.engine.runner.Engine`."""

    def start(self) -> None:
        """Start to listen; return at once."""

    def send(self, command: Command) -> None:
        """Ask for something."""

    def drain(self) -> Drained:
        """Return what happened since the last call."""

    def stop(self) -> None:
        """Stop listening and wait for the thread to end."""


MakeEngine = Callable[[InputChoice, EngineSettings], RunningEngine]


class Bridge:
    """Starts and stops engines, and drains the one that runs."""

    def __init__(self, make_engine: MakeEngine) -> None:
        self._make_engine = make_engine
        self._engine: RunningEngine | None = None
        self.tap: Callable[[Drained], None] = lambda _: None
        """Called with what happened, dense events too, before the window shows it."""

    def start(self, choice: InputChoice, settings: EngineSettings) -> None:
        """Listen to ``choice``, in place of what was listened to."""
        self.stop()
        self._engine = self._make_engine(choice, settings)
        self._engine.start()

    def stop(self) -> None:
        """Stop listening; what was not drained yet is forgotten."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.stop()

    def send(self, command: Command) -> None:
        """Hand a command to the engine, if there is one; settings reach the next one anyway."""
        if self._engine is not None:
            self._engine.send(command)

    def drain(self) -> Drained | None:
        """Return what happened since the last call; ``None`` when nothing is listened to."""
        if self._engine is None:
            return None
        drained = self._engine.drain()
        self.tap(drained)
        return drained

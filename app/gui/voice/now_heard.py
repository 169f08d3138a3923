"""What is listened to just now, for whoever begins to listen in the middle of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.events import Columns, Level, Ready

if TYPE_CHECKING:
    from app.engine.runner import Drained  # brings ONNX Runtime, which the window does not wait for


class NowHeard(QObject):
    """Hands on what the engine says, but columns, and remembers where the stream is."""

    happened = Signal(object)
    """An event of the stream; the levels of a batch come before its sparse events."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ready: Ready | None = None
        self.level: Level | None = None
        """The latest."""

    def forget(self) -> None:
        """Another stream begins, whose indices count from 0."""
        self.ready = self.level = None

    def hear(self, drained: Drained) -> None:
        """Take what the engine says."""
        for event in (*drained.dense, *drained.events):
            if isinstance(event, Columns):
                continue
            if isinstance(event, Level):
                self.level = event
            elif isinstance(event, Ready):
                self.ready = event
            self.happened.emit(event)

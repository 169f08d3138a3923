"""Looking for words in recordings without making anyone wait."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.gui.background_job import BackgroundJob, Tell
from app.personal.recordings import FoundWord

FindWords = Callable[[Path], Iterator[FoundWord]]
"""Yields the words in a recording. Raises ``SaysoError``."""


def find_in(recording: Path) -> Iterator[FoundWord]:
    """Yield the words in a recording, as the default model's pipeline divides them."""
    from app.engine.build import build_pipeline
    from app.personal.recordings import find_words
    from app.settings import EngineSettings

    return find_words(recording, build_pipeline(EngineSettings(), display=False))


class WordFinder(QObject):
    """Looks through recordings, one after the other.

    Args:
        find: finds the words.
        parent: owns this.
    """

    found = Signal(object)
    """More words, a list of :class:`FoundWord`."""
    searched = Signal(str)
    """A recording was looked through; carries why it could not be, or not to its end, in one line, or nothing."""

    def __init__(self, find: FindWords = find_in, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._waiting: deque[Path] = deque()
        self.job = BackgroundJob("word finder", self)
        self.job.told.connect(self.found)
        self.job.done.connect(lambda _: self._end(""))
        self.job.failed.connect(lambda complaint, _: self._end(complaint))

    def start(self, recordings: Sequence[Path]) -> None:
        """Look through these, in place of what is looked through."""
        self._waiting = deque(recordings)
        self._go_on()

    def cancel(self) -> None:
        """Look no further."""
        self._waiting.clear()
        self.job.cancel()

    def _go_on(self) -> None:
        if self._waiting:
            recording = self._waiting.popleft()
            self.job.start(partial(self._search, recording), f"{recording}: cannot be looked through")

    def _end(self, complaint: str) -> None:
        self._go_on()
        self.searched.emit(complaint)

    def _search(self, recording: Path, tell: Tell) -> None:
        for word in self._find(recording):
            tell(word)

"""Looking for words in recordings without making anyone wait."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from app.errors import SaysoError, first_line
from app.personal.recordings import FoundWord

FindWords = Callable[[Path], Iterator[FoundWord]]
"""Yields the words in a recording. Raises ``SaysoError``."""

PATIENCE_S = 2.0
"""A long recording may keep whoever stops the search this long; the thread ends by itself later."""


def find_in(recording: Path) -> Iterator[FoundWord]:
    """Yield the words in a recording, as the default model's pipeline divides them."""
    from app.engine.build import build_pipeline
    from app.personal.recordings import find_words
    from app.settings import EngineSettings

    return find_words(recording, build_pipeline(EngineSettings(), display=False))


@dataclass(frozen=True)
class Searched:
    """A recording was looked through."""

    recording: Path
    words: int
    complaint: str = ""
    """One line about why it could not be, or not to its end."""


class WordFinder:
    """Looks through recordings, one after the other, on a thread.

    Args:
        find: finds the words.
    """

    def __init__(self, find: FindWords = find_in) -> None:
        self._find = find
        self._news: SimpleQueue[FoundWord | Searched] = SimpleQueue()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether recordings are looked through, or there is news to take."""
        return (self._thread is not None and self._thread.is_alive()) or not self._news.empty()

    def start(self, recordings: Sequence[Path]) -> None:
        """Look through these, in place of what was looked through."""
        self.stop()
        # NB: queue and event are all that this thread shares with ours, and each search has its own of both.
        self._news, self._stopping = SimpleQueue(), threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(recordings, self._news, self._stopping), name="word finder", daemon=True
        )
        self._thread.start()

    def take(self) -> list[FoundWord | Searched]:
        """Return what was found since the last call."""
        news: list[FoundWord | Searched] = []
        while True:
            try:
                news.append(self._news.get_nowait())
            except Empty:
                return news

    def stop(self) -> None:
        """Look no further."""
        self._stopping.set()
        self.wait(PATIENCE_S)

    def wait(self, timeout_s: float | None = None) -> None:
        """Wait for the thread to end."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(timeout_s)

    def _run(
        self, recordings: Sequence[Path], news: SimpleQueue[FoundWord | Searched], stopping: threading.Event
    ) -> None:
        for recording in recordings:
            words, complaint = 0, ""
            try:
                for word in self._find(recording):
                    if stopping.is_set():
                        return
                    words += 1
                    news.put(word)
            except SaysoError as error:
                complaint = str(error)
            except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
                complaint = f"{recording}: cannot be looked through ({first_line(error)}); please report it"
            news.put(Searched(recording, words, complaint))

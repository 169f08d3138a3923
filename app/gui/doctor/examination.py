"""One run of the microphone doctor: it takes ten seconds, and hangs where a microphone does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.audio.source import Source
from app.engine.findings import Report
from app.gui.background_job import CalledOff, Tell

if TYPE_CHECKING:
    from app.engine.doctor import Progress  # brings ONNX Runtime, which the window does not wait for


class Examination:
    """Work for a :class:`app.gui.background_job.BackgroundJob`, once.

    Args:
        open_source: opens what to examine; called on the thread, so it may take its time.
        examine: listens to it, closes it, and yields a report last; called on the thread too.
    """

    def __init__(
        self, open_source: Callable[[], Source], examine: Callable[[Source], Iterator[Progress | Report]]
    ) -> None:
        self._open_source, self._examine = open_source, examine
        self._source: Source | None = None
        self._closed = False

    def __call__(self, tell: Tell) -> Report:
        """Listen, and return the report. Raises ``SaysoError``."""
        self._source = self._open_source()
        if self._closed:
            self._source.close()
        for news in self._examine(self._source):
            if isinstance(news, Report):
                return news
            tell(news)
        raise CalledOff  # it was closed

    def close(self) -> None:
        """Close the source, so that nothing hangs in it. May be called from another thread, and twice."""
        self._closed = True
        # NB: the thread publishes _source before it looks at _closed, and we set _closed before we look at _source, so
        # one of us closes it.
        if self._source is not None:
            self._source.close()

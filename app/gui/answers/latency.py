"""How long a person waits: from the last sample of a word to its name on the screen, and where the time goes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal

from app.events import Event, Prediction, Timing
from app.types import to_seconds

if TYPE_CHECKING:
    from app.gui.controller import Controller
    from app.gui.window import Window

KEPT = 1000
"""Predictions that the figures are taken over: the last ones of the stream."""


@dataclass(frozen=True)
class LatencyParts:
    """Where the time went between the end of a word, or the release of push-to-talk, and its name on the screen."""

    input_ms: float
    """From the sound in the air to the engine: the device, and waiting in the ring. After a release: waiting for the
    next block."""
    decision_ms: float
    """Sound that was heard after the word until it was sure to be over; none after a release."""
    computing_ms: float
    """What the engine took for the answer."""
    window_ms: float
    """Waiting for the window to look, and painting."""

    @property
    def total_ms(self) -> float:
        """All of it."""
        return self.input_ms + self.decision_ms + self.computing_ms + self.window_ms


@dataclass(frozen=True)
class LatencySummary:
    """What was measured in this stream."""

    count: int
    median_ms: float
    slow_ms: float
    """95 of 100 predictions were at least this fast."""
    parts: LatencyParts
    """The median of each part by itself: their sum is only about the median of the whole."""


def summary_of(measured: list[LatencyParts]) -> LatencySummary:
    """Return median and 95th percentile, the latter rounded up to one that was measured; at least one is needed."""
    totals = [parts.total_ms for parts in measured]
    rows = [(p.input_ms, p.decision_ms, p.computing_ms, p.window_ms) for p in measured]
    return LatencySummary(
        count=len(measured),
        median_ms=float(np.median(totals)),
        slow_ms=float(np.percentile(totals, 95, method="inverted_cdf")),
        parts=LatencyParts(*(float(part) for part in np.median(rows, axis=0))),
    )


class LatencyInspector(QObject):
    """Measures each final prediction, once its name is painted.

    What was never painted, because nobody saw the window or the next word came in the same instant, is not measured;
    neither is a recording that is played faster than it was spoken: the engine gives no :class:`Timing` then.

    Args:
        window: paints the predictions, says when push-to-talk is let go, and shows the figures.
        controller: says what happened.
        clock: the same as the engine's, seconds that never go back.
    """

    measured = Signal(object, object)
    """A final :class:`Prediction` was painted, with its :class:`LatencyParts`."""
    _drawing = Signal(object, object, object)

    def __init__(
        self, window: Window, controller: Controller, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._all: deque[LatencyParts] = deque(maxlen=KEPT)
        self._timing: Timing | None = None
        self._released_s: float | None = None
        self._shown: tuple[Prediction, Timing, float | None] | None = None  # not painted yet
        self._drawing.connect(self._painted, Qt.ConnectionType.QueuedConnection)  # once all in it is painted, too
        window.prediction.installEventFilter(self)
        window.hold.changed.connect(self._note_hold)
        controller.began.connect(self._forget)
        controller.happened.connect(self._take)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """See when the prediction is painted, or hidden; let everything pass."""
        if event.type() == QEvent.Type.Paint and self._shown is not None:
            shown, self._shown = self._shown, None
            self._drawing.emit(*shown)
        elif event.type() == QEvent.Type.Hide:
            self._shown = None
        return False

    def _forget(self) -> None:
        """Another stream begins: nothing was measured."""
        self._all.clear()
        self._timing = self._released_s = self._shown = None
        self._window.status.show_latency(None)

    def _note_hold(self, held: bool) -> None:
        self._released_s = None if held else self._clock()

    def _take(self, event: Event) -> None:
        if isinstance(event, Timing):
            self._timing = event
        elif isinstance(event, Prediction) and event.final:
            self._wait_for_paint(event)

    def _wait_for_paint(self, prediction: Prediction) -> None:
        timing, self._timing = self._timing, None
        released_s, self._released_s = self._released_s, None
        self._shown = None
        if timing is not None and timing.at == prediction.at and self._window.is_seen:
            self._shown = prediction, timing, released_s
            self._window.prediction.update()  # the same word again may look the same, and would not be painted

    def _painted(self, prediction: Prediction, timing: Timing, released_s: float | None) -> None:
        parts = parts_of(prediction, timing, released_s, self._clock())
        self._all.append(parts)
        self._window.status.show_latency(summary_of(list(self._all)))
        self.measured.emit(prediction, parts)


def parts_of(prediction: Prediction, timing: Timing, released_s: float | None, painted_s: float) -> LatencyParts:
    """Return where the time went; after a release of push-to-talk, counted from there.

    Args:
        prediction: the answer.
        timing: what the engine's thread noted about it.
        released_s: when push-to-talk was let go; ``None`` if it was not.
        painted_s: when the answer was painted.
    """
    if released_s is not None and released_s <= timing.told_s:
        since_s, decision = min(released_s, timing.read_s), 0.0
    else:
        since_s, decision = timing.spoken_s, to_seconds(prediction.at - prediction.end)
    return LatencyParts(
        input_ms=1000 * (timing.read_s - since_s),
        decision_ms=1000 * decision,
        computing_ms=1000 * (timing.told_s - timing.read_s),
        window_ms=1000 * (painted_s - timing.told_s),
    )

"""Which stretch of the stream is in view: it follows the present, or stands still."""

from app.gui.picture.recent import KEPT_S
from app.types import SAMPLE_RATE

SHORTEST_S, LONGEST_S = 1.0, 60.0

SPANS_S = (1.0, 2.0, 3.0, 6.0, 10.0, 15.0, 30.0, 60.0)
"""Spans that are offered by name."""


class Timeline:
    """A span of the stream and its right edge, in samples.

    While it is live, the right edge is where the playhead stands; otherwise it stays until it is moved, even when the
    sound in it becomes too old to be kept: what was paused to be looked at may not slip away.
    """

    def __init__(self, span_s: float = 6.0) -> None:
        self.span = span_s * SAMPLE_RATE
        self.clear()

    @property
    def span_s(self) -> float:
        """Seconds from the left edge to the right."""
        return self.span / SAMPLE_RATE

    @property
    def left(self) -> float:
        """Sample index at the left edge; negative in the first seconds of a stream."""
        return self.right - self.span

    def clear(self) -> None:
        """Follow a new stream from its beginning."""
        self.live = True
        self.right = self._now = 0.0

    def follow(self, now: float) -> None:
        """The stream has come to sample ``now``."""
        self._now = now
        if self.live:
            self.right = now

    def pause(self) -> None:
        """Stand still."""
        self.live = False

    def resume(self) -> None:
        """Follow the present again."""
        self.live = True
        self._settle()

    def move(self, samples: float) -> None:
        """Go back (negative) or forth; whoever reaches the present follows it."""
        wanted = self.right + samples
        self.live = samples > 0 and wanted >= self._now
        self.right = wanted
        self._settle()

    def zoom(self, factor: float, anchor: float = 1.0) -> None:
        """Show ``factor`` times as much time.

        Args:
            factor: more than 1 shows more.
            anchor: share of the width, from the left, at which the picture stands still; live, it is the right edge.
        """
        anchor = 1.0 if self.live else anchor
        fixed = self.left + anchor * self.span
        self.set_span(self.span_s * factor)
        self.right = fixed + (1 - anchor) * self.span
        self._settle()

    def set_span(self, span_s: float) -> None:
        """Show ``span_s`` seconds up to the same right edge, within the limits."""
        self.span = min(max(span_s, SHORTEST_S), LONGEST_S) * SAMPLE_RATE
        self._settle()

    def show(self, left: float, right: float) -> None:
        """Stand still on a stretch of the stream."""
        self.live = False
        self.set_span((right - left) / SAMPLE_RATE)
        self.right = (left + right + self.span) / 2
        self._settle()

    def show_oldest(self) -> None:
        """Go back as far as sound is kept."""
        self.live = False
        self.right = self._oldest + self.span
        self._settle()

    @property
    def _oldest(self) -> float:
        return max(0.0, self._now - KEPT_S * SAMPLE_RATE)

    def _settle(self) -> None:
        """Stay where there is sound, after the user moved."""
        self.right = self._now if self.live else min(max(self.right, self._oldest + self.span), self._now)

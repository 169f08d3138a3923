"""Steady scrolling over data that arrives in bursts."""

from app.dsp.spectrogram import HOP
from app.types import SAMPLE_RATE

COLUMNS_PER_SECOND = SAMPLE_RATE / HOP


class Playhead:
    """Where the right edge of the picture stands in the stream, in columns.

    It moves at the speed of the stream, and is pulled gently to a little behind the newest column, so that blocks that
    come early or late do not show as jerks. It never passes the newest column, and it jumps when it is far away.

    Args:
        delay: columns to stay behind the newest.
        jump: columns of error from which on it jumps.
        pull: share of the error that is made good in a second.
    """

    def __init__(self, delay: float = 6.0, jump: float = 125.0, pull: float = 2.0) -> None:
        self._delay, self._jump, self._pull = delay, jump, pull
        self.position = 0.0

    def clear(self) -> None:
        """Go back to the beginning."""
        self.position = 0.0

    def advance(self, newest: float, elapsed_s: float) -> float:
        """Return the new position, ``elapsed_s`` after the last call; ``newest`` columns are known by now."""
        target = newest - self._delay
        if abs(target - self.position) > self._jump:
            self.position = max(0.0, target)
        else:
            moved = self.position + elapsed_s * COLUMNS_PER_SECOND
            self.position = moved + (target - moved) * min(1.0, elapsed_s * self._pull)
        self.position = max(0.0, min(self.position, newest))
        return self.position

"""When sound was in the air, and when the engine got it: a source with a watch in its hand."""

from collections.abc import Callable

from app.audio.relay import Relay
from app.audio.source import Block, Source
from app.events import Timing
from app.types import SAMPLE_RATE


class Watched(Relay):
    """Hands over another source's blocks, and remembers when the newest of them came.

    Args:
        source: what to watch.
        clock: seconds that never go back, the same as the source's.
    """

    def __init__(self, source: Source, clock: Callable[[], float]) -> None:
        super().__init__(source)
        self._clock = clock
        self._heard = 0  # samples handed over
        self._spoken_s: float | None = None  # when the last of them was in the air
        self._read_s = 0.0

    def read(self) -> Block | None:
        """Return the other source's next block."""
        block = super().read()
        if block is not None:
            self._read_s, self._spoken_s = self._clock(), block.spoken_s
            self._heard += len(block.samples)
        return block

    def timing(self, at: int) -> Timing | None:
        """Return when the sample ``at`` was spoken and came, and the time now; ``None`` where that is not real time.

        Right for a sample of the newest block, or one soon before.
        """
        if self._spoken_s is None:
            return None
        return Timing(at, self._spoken_s - (self._heard - at) / SAMPLE_RATE, self._read_s, self._clock())

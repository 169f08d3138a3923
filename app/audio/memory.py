"""Sources that need no device: samples in memory, and recordings."""

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.audio.files import stream_blocks
from app.audio.relay import Relay
from app.audio.source import Block, Source
from app.types import SAMPLE_RATE, Samples

BLOCK = 320
"""Samples that a sliced or a paced source hands over at most: 20 ms, as a microphone does."""


class ArraySource:
    """Hands over samples that are in memory."""

    live = False
    overflows = 0

    def __init__(self, samples: Samples, block: int = 4096, name: str = "samples") -> None:
        self.name = name
        self._samples, self._block, self._at = samples, block, 0

    def read(self) -> Block | None:
        """Return the next block, or ``None`` at the end."""
        samples = self._samples[self._at : self._at + self._block]
        self._at += len(samples)
        return Block(samples) if len(samples) else None

    def take_notices(self) -> list[str]:
        """Return nothing: memory is never noisy."""
        return []

    def close(self) -> None:
        """Skip to the end."""
        self._at = len(self._samples)


class FileSource:
    """Hands over a recording of any length, as it is read.

    A file that cannot be opened is refused at once, not at the first read. With ``repeat`` it begins again at its end,
    for ever.
    """

    live = False
    overflows = 0

    def __init__(self, path: Path | str, name: str = "", repeat: bool = False) -> None:
        self.path = Path(path)
        self.name = name or self.path.name
        self._repeat = repeat
        self._blocks = self._open()
        self._first: Block | None = next(self._blocks)
        self._closed = False
        self._lock = threading.Lock()  # a file must not be closed while another thread reads a block of it

    def _open(self) -> Generator[Block, None, None]:
        return stream_blocks(self.path)

    def read(self) -> Block | None:
        """Return the next block, or ``None`` at the end. Raises ``AudioError`` when the rest is damaged."""
        with self._lock:
            return None if self._closed else self._next()

    def _next(self) -> Block | None:
        block, self._first = self._first, None
        if block is None:
            block = next(self._blocks, None)
        if block is None and self._repeat:
            self._blocks = self._open()
            block = next(self._blocks)
        return block

    def take_notices(self) -> list[str]:
        """Return nothing: a file either reads or fails."""
        return []

    def close(self) -> None:
        """End the stream, and close the file."""
        with self._lock:
            self._closed = True
            self._first = None
            self._blocks.close()


class Sliced(Relay):
    """Hands over another source's samples in slices of at most 20 ms, so that commands come between them in time.

    What the other source hands over at its own rate comes with the first slice.
    """

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._pending: Block | None = None
        self._closed = False

    def read(self) -> Block | None:
        """Return the next slice, or ``None`` at the end."""
        if self._pending is None:
            self._pending = super().read()
        if self._pending is None or self._closed:
            return None
        block, self._pending = cut_off(self._pending, BLOCK)
        return block

    def close(self) -> None:
        """End both streams."""
        self._closed = True
        super().close()


class Paced(Sliced):
    """Hands over another source's samples no faster than they would be spoken.

    Args:
        source: what to pace.
        speed: how many times faster; only at 1 is it told when the samples were in the air.
        clock: seconds that never go back.
        sleep: waits for some seconds.
    """

    def __init__(
        self,
        source: Source,
        speed: float = 1.0,
        *,
        clock: Callable[[], float] = time.perf_counter,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        super().__init__(source)
        self._speed, self._clock, self._sleep = speed, clock, sleep
        self._began: float | None = None
        self._given = 0

    def read(self) -> Block | None:
        """Return the next slice, once it is due."""
        block = super().read()
        if block is not None:
            spoken_s = self._wait_until_spoken(len(block.samples))
            block = replace(block, spoken_s=spoken_s if self._speed == 1 else None)
        return None if self._closed else block

    def _wait_until_spoken(self, count: int) -> float:
        """Wait until so many more samples were spoken, and return when that was."""
        if self._began is None:
            self._began = self._clock()
        self._given += count
        spoken_s = self._began + self._given / (self._speed * SAMPLE_RATE)
        ahead = spoken_s - self._clock()
        if ahead > 0:
            self._sleep(ahead)
        return spoken_s


def cut_off(block: Block, count: int) -> tuple[Block, Block | None]:
    """Return a block's first ``count`` samples, with all that it has at its own rate, and the rest, if there is any."""
    samples, rest = block.samples[:count], block.samples[count:]
    if not len(rest):
        return block, None
    own = block.samples if block.own is None else block.own
    spoken_s = None if block.spoken_s is None else block.spoken_s - len(rest) / SAMPLE_RATE
    first = replace(block, samples=samples, own=own, spoken_s=spoken_s)
    return first, replace(block, samples=rest, own=np.empty(0, np.float32))

"""A ring buffer between one writer and readers that address samples by index."""

from dataclasses import dataclass

import numpy as np

from app.types import Samples


@dataclass(frozen=True, eq=False)
class Reading:
    """Samples from a ring, and how many before them were lost because the reader came too late."""

    samples: Samples
    lost: int


class RingBuffer:
    """Holds the last ``capacity`` samples of a stream.

    One thread writes; others may read at the same time without a lock.

    NB: safe without a lock because only the writer changes ``written``, it does so after the samples are in place, and
    a reader looks at ``written`` again after copying: samples that the writer may have reached meanwhile are counted as
    lost and never returned. Reading and writing one Python integer attribute is atomic.
    """

    def __init__(self, capacity: int) -> None:
        self._samples = np.zeros(capacity, np.float32)
        self._written = 0

    @property
    def capacity(self) -> int:
        """Samples held at most."""
        return len(self._samples)

    @property
    def written(self) -> int:
        """Samples written since the beginning: the index of the next one."""
        return self._written

    def write(self, block: Samples) -> None:
        """Append ``block``, shape ``(n,)``: it is copied, nothing is allocated, nothing waits."""
        skipped = max(0, len(block) - self.capacity)
        block = block[skipped:]
        at = (self._written + skipped) % self.capacity
        first = min(len(block), self.capacity - at)
        # NB: a block longer than half the ring could be torn under a reader's eyes; read() leaves that margin.
        self._samples[at : at + first] = block[:first]
        self._samples[: len(block) - first] = block[first:]
        self._written += skipped + len(block)

    def read(self, start: int, stop: int, margin: int = 0) -> Reading:
        """Return the samples from index ``start`` up to ``stop``, or what is left of them.

        Args:
            start: index of the first sample wanted, at least 0.
            stop: index after the last, at most ``written``.
            margin: samples that a writer on another thread may be writing now: the oldest ``margin`` samples count as
                lost.

        Raises:
            IndexError: ``stop`` lies in the future.
        """
        if stop > self._written:
            raise IndexError(f"sample {stop} is not written yet: {self._written} are")
        begin = max(start, self._oldest(margin))
        copied = self._copy(begin, stop)
        # NB: the writer may have come round while we copied; what it reached since is not ours any more.
        torn = min(max(0, self._oldest(margin) - begin), len(copied))
        return Reading(copied[torn:], lost=min(begin, stop) - start + torn)

    def _oldest(self, margin: int) -> int:
        return max(0, self._written - self.capacity + margin)

    def _copy(self, start: int, stop: int) -> Samples:
        if start >= stop:
            return np.empty(0, np.float32)
        at, end = start % self.capacity, (stop - 1) % self.capacity + 1
        if at < end:
            return self._samples[at:end].copy()
        return np.concatenate([self._samples[at:], self._samples[:end]])

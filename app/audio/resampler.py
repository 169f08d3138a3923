"""Streaming resampling, the same for any cutting into blocks."""

import numpy as np
import soxr

from app.types import Samples


class Resampler:
    """Turns samples at one rate into samples at another, block by block.

    The output of all blocks together, :meth:`finish` included, equals that of resampling the whole at once, however the
    input was cut.
    """

    def __init__(self, rate_in: int, rate_out: int) -> None:
        self._stream = None if rate_in == rate_out else soxr.ResampleStream(rate_in, rate_out, 1, dtype="float32")

    def push(self, samples: Samples) -> Samples:
        """Return what ``samples`` completes; may be empty while the filter fills."""
        if self._stream is None:
            return samples
        return np.asarray(self._stream.resample_chunk(samples), np.float32)

    def finish(self) -> Samples:
        """Return what is still in the filter, at the end of the stream."""
        if self._stream is None:
            return np.empty(0, np.float32)
        return np.asarray(self._stream.resample_chunk(np.empty(0, np.float32), last=True), np.float32)

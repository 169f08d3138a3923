"""Resampling of live sound, with a delay that is short and always the same."""

import math

import numpy as np
import numpy.typing as npt

from app.types import Samples

CUT_OFF = 0.975
"""Half the loudness is left here, as a share of the highest frequency that the lower of the two rates can carry."""

TRANSITION = 0.15
"""From where everything passes to where nothing does, as such a share. At 16 kHz: 7.2 to 8.4 kHz; what folds down from
above 8 kHz stays above 7.6 kHz, where the models listen no more."""

ATTENUATION_DB = 80.0
"""Of what does not pass: below the noise of 13 bits, and of any room."""


class LiveResampler:
    """Turns samples at one rate into samples at another, block by block, as soon as they can be known.

    A filter of Kaiser's (windowed sinc, Kaiser 1974), polyphase, linear in phase, of the same length at every output
    sample. It holds back 2 ms of 48 kHz sound, where soxr, which filters in long stretches, holds back 21 ms on
    average and 37 at most; recordings, which do not wait for anyone, go through soxr. The output does not depend on how
    the input was cut: sample *n* belongs to the moment ``n / rate_out``.
    """

    def __init__(self, rate_in: int, rate_out: int) -> None:
        common = math.gcd(rate_in, rate_out)
        self._up, self._down = rate_out // common, rate_in // common
        highest = CUT_OFF * min(1.0, rate_out / rate_in)  # as a share of half the rate of the input
        width = TRANSITION * min(1.0, rate_out / rate_in)
        taps = (ATTENUATION_DB - 7.95) / (2.285 * math.pi * width)  # Kaiser's formula
        self._half = math.ceil(taps / 2)
        self._filters = self._design(highest)
        self._done = 0  # output samples
        self._begin = -self._half  # index of the first input sample that is kept
        self._kept = np.zeros(self._half, np.float32)

    @property
    def delay(self) -> int:
        """How many samples of the input are held back."""
        return self._half

    def _design(self, highest: float) -> npt.NDArray[np.float32]:
        """Return a filter for each place between two input samples, ``(up, taps)``; a constant stays as it is."""
        shifts = np.arange(self._up)[:, None] / self._up
        places = np.arange(-self._half, self._half + 1) - shifts  # input samples from the output's moment
        beta = 0.1102 * (ATTENUATION_DB - 8.7)
        window = np.i0(beta * np.sqrt(np.clip(1 - (places / (self._half + 1)) ** 2, 0, None)))
        filters = np.sinc(highest * places) * window
        normal: npt.NDArray[np.float32] = (filters / filters.sum(axis=1, keepdims=True)).astype(np.float32)
        return normal

    def push(self, samples: Samples) -> Samples:
        """Return what ``samples`` completes; may be empty."""
        stream = np.concatenate([self._kept, samples])
        begin, known = self._begin, self._begin + len(stream)
        end = ((known - self._half) * self._up - 1) // self._down + 1  # the first output whose filter goes beyond
        numbers = np.arange(self._done, max(self._done, end), dtype=np.int64)
        places, phases = np.divmod(numbers * self._down, self._up)
        self._done += len(numbers)
        self._begin = self._done * self._down // self._up - self._half
        self._kept = stream[self._begin - begin :]
        if not len(numbers):
            return np.empty(0, np.float32)
        taps = self._filters.shape[1]
        frames = np.lib.stride_tricks.sliding_window_view(stream, taps)[places - self._half - begin]
        resampled: Samples = np.einsum("nt,nt->n", frames, self._filters[phases])
        return resampled

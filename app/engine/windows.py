"""Which samples the model sees: one window, placed around a word."""

import numpy as np

from app.engine.gate import Span
from app.types import Samples

SHIFTS = (0, 640, 1280)
"""A final answer averages windows that end this many samples earlier: 0, 40 and 80 ms."""


def final_ends(span: Span, now: int, length: int) -> list[int]:
    """Return where the windows of a final answer end: around the middle of the word, as far as samples are there.

    Args:
        span: where the word lies.
        now: index after the last sample there is.
        length: samples of a window.
    """
    middle = (span.start + span.end) // 2
    latest = min(now, middle + length // 2)
    earliest = min(latest, span.end)
    return sorted({max(earliest, latest - shift) for shift in SHIFTS})


def cut(history: Samples, first: int, ends: list[int], length: int) -> Samples:
    """Return windows ``(len(ends), length)`` out of ``history``, whose first sample has index ``first``.

    What lies before ``history`` is zero.
    """
    windows = np.zeros((len(ends), length), np.float32)
    for window, end in zip(windows, ends, strict=True):
        begin = max(first, end - length)
        if end > begin:
            window[length - (end - begin) :] = history[begin - first : end - first]
    return windows

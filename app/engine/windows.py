"""Which samples the model sees: one window, placed around a word."""

import numpy as np

from app.engine.gate import Span
from app.events import Utterance
from app.types import SAMPLE_RATE, Samples

SHIFTS = (0, 640, 1280)
"""A final answer averages windows that end this many samples earlier: 0, 40 and 80 ms."""

MOST_OFF_CENTRE = int(0.1 * SAMPLE_RATE)
"""A word is at most this far behind the middle of its latest window: it was learnt there."""


def final_ends(span: Span, now: int, length: int) -> list[int]:
    """Return where the windows of a final answer end: around the middle of the word, as far as samples are there.

    Where a stream ends, or push-to-talk is released, right after the word, windows reach beyond ``now``: silence there,
    rather than a word at the very end of its window.

    Args:
        span: where the word lies.
        now: index after the last sample there is.
        length: samples of a window.
    """
    centred = (span.start + span.end + length) // 2
    latest = max(min(now, centred), centred - MOST_OFF_CENTRE)
    earliest = min(latest, span.end)
    return sorted({max(earliest, latest - shift) for shift in SHIFTS})


def cut(history: Samples, first: int, ends: list[int], length: int) -> Samples:
    """Return windows ``(len(ends), length)`` out of ``history``, whose first sample has index ``first``.

    What lies before and after ``history`` is zero.
    """
    windows = np.zeros((len(ends), length), np.float32)
    for window, end in zip(windows, ends, strict=True):
        begin, stop = max(first, end - length), min(end, first + len(history))
        if stop > begin:
            window[begin - (end - length) : stop - (end - length)] = history[begin - first : stop - first]
    return windows


def final_windows(utterance: Utterance, length: int) -> Samples:
    """Return the windows ``(n, length)`` that the final answer about ``utterance`` rests on, cut once more."""
    word = utterance.prediction
    return cut(utterance.samples, utterance.start, final_ends(Span(word.start, word.end), word.at, length), length)

"""Time along the bottom: the position in the stream, as in the history."""

import math

from app.types import SAMPLE_RATE

STEPS_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0)


def clock(seconds: float, digits: int) -> str:
    """Return a position in the stream as minutes and seconds."""
    tenths = round(seconds * 10**digits)
    minutes, rest = divmod(tenths, 60 * 10**digits)
    width = 3 + digits if digits else 2
    return f"{minutes}:{rest / 10**digits:0{width}.{digits}f}"


def ticks(left: float, span: float, width_px: float, apart_px: float) -> list[tuple[float, str]]:
    """Return pixel and text of each mark, at round times at least ``apart_px`` apart, none before the stream.

    Args:
        left: sample index at the left edge.
        span: samples from the left edge to the right.
        width_px: the same in pixels.
        apart_px: room that a text needs.
    """
    left_s, span_s = left / SAMPLE_RATE, span / SAMPLE_RATE
    step = next((step for step in STEPS_S if step / span_s * width_px >= apart_px), STEPS_S[-1])
    digits = 1 if step < 1 else 0
    first, last = max(0, math.ceil(left_s / step)), math.floor((left_s + span_s) / step)
    return [((n * step - left_s) / span_s * width_px, clock(n * step, digits)) for n in range(first, last + 1)]

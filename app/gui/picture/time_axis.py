"""Time along the bottom: the position in the stream, as in the history."""

import math
from collections.abc import Callable

from app.gui.picture.plot_view import Mark, PlotAxis

STEPS_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0)

ROOM = 2.0
"""From one text to the next, in widths of a text."""


def clock(seconds: float, digits: int) -> str:
    """Return a position in the stream as minutes and seconds."""
    tenths = round(seconds * 10**digits)
    minutes, rest = divmod(tenths, 60 * 10**digits)
    width = 3 + digits if digits else 2
    return f"{minutes}:{rest / 10**digits:0{width}.{digits}f}"


def ticks(left_s: float, right_s: float, width_px: float, room_px: Callable[[str], float]) -> list[Mark]:
    """Return second and text of each mark, at round times that leave room for their texts, none before the stream."""

    def fits(step: float) -> bool:
        return step / (right_s - left_s) * width_px >= room_px(clock(right_s, _digits(step)))

    step = next(filter(fits, STEPS_S), STEPS_S[-1])
    first, last = max(0, math.ceil(left_s / step)), math.floor(right_s / step)
    return [(number * step, clock(number * step, _digits(step))) for number in range(first, last + 1)]


def _digits(step: float) -> int:
    return 1 if step < 1 else 0


class TimeAxis(PlotAxis):
    """Seconds of the stream, written as minutes and seconds."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return round times that are apart."""
        return ticks(low, high, length_px, lambda text: ROOM * self.width_of(text))

"""Digits that are spoken one after the other, read as a number."""

from app.events import Prediction
from app.types import SAMPLE_RATE
from app.vocabulary import DIGITS, SILENCE, UNKNOWN

LONGEST_PAUSE = 5 * SAMPLE_RATE
"""Samples; a digit that comes later begins a new number."""

MOST_DIGITS = 100
"""The oldest are dropped then: nobody reads out more."""


class DigitRun:
    """The number that was said last. It stays until the first digit of another one."""

    def __init__(self) -> None:
        self.number = ""
        self._ended_at = 0
        self._is_over = True

    def take(self, prediction: Prediction) -> None:
        """Go on with a final prediction: a digit is added, another word ends the number, and no word is skipped."""
        if prediction.label in (UNKNOWN, SILENCE):
            return
        if prediction.label not in DIGITS:
            self._is_over = True
            return
        if self._is_over or prediction.start - self._ended_at > LONGEST_PAUSE:
            self.number = ""
        self.number = (self.number + str(DIGITS.index(prediction.label)))[-MOST_DIGITS:]
        self._ended_at, self._is_over = prediction.end, False

    def end(self) -> None:
        """Let the next digit begin a new number, as where another stream begins."""
        self._is_over = True

    def clear(self) -> None:
        """Forget the number."""
        self.number, self._is_over = "", True

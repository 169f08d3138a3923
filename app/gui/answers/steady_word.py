"""The word to show while someone speaks: provisional answers change their mind, eyes do not follow that fast."""

from app.events import Prediction
from app.types import SAMPLE_RATE
from app.vocabulary import SILENCE, UNKNOWN

HOLD = int(0.15 * SAMPLE_RATE)
"""Samples that another word must have been likelier for before it takes the place of the one on show."""


class SteadyWord:
    """Holds a word until another one lasts. What is no word never takes its place while the utterance goes on."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Another utterance begins: there is no word yet."""
        self.word = ""
        self._rival, self._since = "", 0

    def take(self, prediction: Prediction) -> str:
        """Return the word to show after one more provisional prediction, or nothing."""
        label = prediction.label
        if label in (UNKNOWN, SILENCE, self.word):
            self._rival = ""
        elif not self.word:
            self.word = label
        elif label != self._rival:
            self._rival, self._since = label, prediction.at
        elif prediction.at - self._since >= HOLD:
            self.word, self._rival = label, ""
        return self.word

"""Does a word stand alone? Running speech sets off any closed vocabulary of short words; so it is told apart first."""

from app.engine.decider import RUNNING_SPEECH, TOO_LONG, TOO_SHORT
from app.engine.gate import Span
from app.settings import EngineSettings

SURELY_SPEECH = 0.65
"""Mean probability of speech in what is too long, from which it was running speech: of 1,136 stretches of LibriSpeech
99 % have 0.73 or more, of what noise drew out 90 % have 0.55 or less. After mere noise, a word counts at once."""


class Isolation:
    """Follows how long utterances are, and what they come after."""

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        self.reset()

    def reset(self) -> None:
        """Forget what was heard so far."""
        self._running_until: int | None = None
        self.begin()

    def begin(self) -> None:
        """An utterance begins."""
        self._steps, self._speech = 0, 0.0

    def push(self, probability: float) -> None:
        """Take how surely one more step of the open utterance is speech."""
        self._steps += 1
        self._speech += probability

    def why_not(self, span: Span) -> str:
        """Return why ``span`` is no word that stands alone, so far as is known; nothing if it may be one."""
        length = span.end - span.start
        if length > self.settings.longest_word:
            return TOO_LONG
        if length < self.settings.shortest_word:
            return TOO_SHORT
        last = self._running_until
        return RUNNING_SPEECH if last is not None and span.start - last < self.settings.running_gap else ""

    def end(self, span: Span, reason: str) -> None:
        """An utterance ended for ``reason``: what comes soon after running speech goes on with it."""
        is_speech = self._speech >= SURELY_SPEECH * max(self._steps, 1)
        if reason == RUNNING_SPEECH or (reason == TOO_LONG and is_speech):
            self._running_until = span.end

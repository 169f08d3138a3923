"""While the window plays a word, the microphone hears it too: that must not be answered."""

from app.events import Event, Prediction, SecondOpinion, Speech, Timing, Utterance
from app.types import SAMPLE_RATE

TAIL = int(0.4 * SAMPLE_RATE)
"""Samples; what was played may still be on its way through the sound card and the room."""


class Deafness:
    """Tells which events belong to an utterance that began while something was played.

    An utterance that began before goes on to its end, so that none is left open on show.
    """

    def __init__(self) -> None:
        self._begin: int | None = None
        self._end: int | None = None
        self._ignoring = False
        self.diverted = False
        """Whether words go elsewhere from the next utterance on, as takes do: the window does not answer them."""

    def begin(self, at: int) -> None:
        """Something is played from sample index ``at`` of the stream on."""
        self._begin, self._end = at, None

    def end(self, at: int) -> None:
        """Nothing is played any more."""
        self._end = at + TAIL

    def forget(self) -> None:
        """Hear everything from here on: another stream begins, or someone holds the gate open."""
        self._begin = None
        self._ignoring = False

    def ignores(self, event: Event) -> bool:
        """Return whether ``event`` is about what was played; for events in their order."""
        if isinstance(event, Speech) and event.is_open:
            self._ignoring = self.diverted or self._covers(event.at)
        return self._ignoring and isinstance(event, Speech | Prediction | Timing | SecondOpinion | Utterance)

    def _covers(self, at: int) -> bool:
        return self._begin is not None and at >= self._begin and (self._end is None or at < self._end)

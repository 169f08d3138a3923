"""What was understood, where it was said: spans of the stream with the word."""

from dataclasses import dataclass

from app.events import Prediction, Speech
from app.gui.answers.probability_bars import percent
from app.gui.picture.recent import KEPT_S
from app.types import SAMPLE_RATE
from app.vocabulary import SILENCE, UNKNOWN


@dataclass(frozen=True)
class WordSpan:
    """One utterance, so far or for good."""

    start: int
    """Sample index where it begins."""
    end: int | None
    """Sample index where it ends; ``None`` while it goes on."""
    label: str = "…"
    confidence: float = 0.0
    final: bool = False

    @property
    def is_word(self) -> bool:
        """Whether a word was understood."""
        return self.final and self.label not in (UNKNOWN, SILENCE)

    @property
    def share(self) -> str:
        """Return how sure a word is once it is for good."""
        return percent(self.confidence) if self.is_word else ""


class WordSpans:
    """The utterances of the last two minutes, oldest first."""

    def __init__(self) -> None:
        self.spans: list[WordSpan] = []

    def clear(self) -> None:
        """A new stream begins."""
        self.spans = []

    def take(self, event: Speech | Prediction) -> None:
        """Open, name or close an utterance."""
        if isinstance(event, Prediction):
            span = WordSpan(event.start, event.end, event.label, event.confidence, event.final)
            self._put(span)
        elif event.is_open:
            self._put(WordSpan(event.at, None))
            self.spans = [span for span in self.spans if span.start > event.at - KEPT_S * SAMPLE_RATE]

    def between(self, left: float, right: float) -> list[WordSpan]:
        """Return the utterances of which something lies between two sample indices."""
        return [span for span in self.spans if span.start < right and (span.end is None or span.end > left)]

    def _put(self, span: WordSpan) -> None:
        """Add an utterance, in place of what was known of it so far."""
        if self.spans and not self.spans[-1].final:
            self.spans.pop()
        self.spans.append(span)

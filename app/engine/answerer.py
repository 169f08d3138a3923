"""One model and what it makes of an utterance: for now while it goes on, for good when it ends."""

from collections.abc import Callable

from app.engine.decider import Decider, Decision
from app.engine.gate import Span
from app.engine.model import Model
from app.engine.windows import cut, final_ends
from app.events import Prediction
from app.settings import EngineSettings
from app.types import Samples
from app.vocabulary import Vocabulary

History = Callable[[int], tuple[Samples, int]]
"""Returns the samples of the utterance from an index on, as far as they are there, and the index of the first."""


class Answerer:
    """Asks a model about windows of one utterance after another.

    Args:
        model: answers what a window holds.
        vocabulary: which of its words count.
        settings: the threshold; ``None`` there takes the model's own.
    """

    def __init__(self, model: Model, vocabulary: Vocabulary, settings: EngineSettings) -> None:
        self.model = model
        threshold = model.card.default_threshold if settings.threshold is None else settings.threshold
        self._decider = Decider(vocabulary, threshold)

    @property
    def labels(self) -> tuple[str, ...]:
        """The active labels."""
        return self._decider.vocabulary.labels

    def begin(self) -> None:
        """Forget the utterance before."""
        self._decider.begin()

    def follow(self, history: History, now: int) -> Decision:
        """Answer for now, about the window that ends at ``now``. Raises ``ModelError``."""
        samples, first = history(now - self._window)
        return self._decider.provisional(self.model.predict(cut(samples, first, [now], self._window))[0])

    def answer(self, history: History, span: Span, at: int, speech: float, anywhere: bool) -> Decision:
        """Answer for good.

        Args:
            history: gives the utterance's samples.
            span: where the word lies.
            at: index after the last sample there is.
            speech: the highest probability of speech in it.
            anywhere: the word may be anywhere in it, as in a long stretch that push-to-talk held.

        Raises:
            ModelError: the model fails on these samples.
        """
        ends = final_ends(span, at, self._window)
        samples, first = history(ends[0] - self._window)
        posteriors = self.model.predict(cut(samples, first, ends, self._window))
        return self._decider.final_anywhere(posteriors) if anywhere else self._decider.final(posteriors, speech)

    def refuse(self, reason: str) -> Decision:
        """Answer ``unknown`` without asking: this is no word that stands alone."""
        return self._decider.not_isolated(reason)

    def first_seen(self, span: Span, at: int) -> int:
        """Return the index of the first sample that :meth:`answer` looks at."""
        return final_ends(span, at, self._window)[0] - self._window

    def prediction(self, decision: Decision, span: Span, now: int, final: bool, speech: float) -> Prediction:
        """Return ``decision`` about the word at ``span`` as an event of sample ``now``."""
        return Prediction(
            final=final,
            label=decision.label,
            confidence=decision.confidence,
            probabilities=decision.probabilities,
            start=span.start,
            end=min(span.end, now),
            at=now,
            reason=decision.reason,
            profile=self.model.profile,
            speech=speech,
        )

    @property
    def _window(self) -> int:
        return self.model.card.window_samples

"""A second model beside the first: the same utterances, an answer of its own."""

from contextlib import suppress

from app.engine.answerer import Answerer, History
from app.engine.decider import Decision
from app.engine.gate import Span
from app.engine.model import Model
from app.errors import ModelError
from app.events import Prediction, SecondOpinion
from app.settings import EngineSettings
from app.vocabulary import Vocabulary


class Companion:
    """Asks a model once per utterance, about windows around the same word as the first model's.

    While push-to-talk holds the gate open it is asked as often as the first model, since the word may be anywhere in
    what is held; otherwise a provisional prediction costs nothing more than before.

    Args:
        model: the second one.
        settings: as the first model's; of a vocabulary it takes what it knows, all of its words where it knows none.

    Raises:
        UsageError: the model knows no word.
    """

    def __init__(self, model: Model, settings: EngineSettings) -> None:
        self.model = model
        self.configure(settings)

    @property
    def title(self) -> str:
        """Name and version of the model."""
        return self.model.card.title

    def configure(self, settings: EngineSettings) -> None:
        """Use other settings from the next answer on."""
        self._answerer = Answerer(self.model, Vocabulary.known(settings.vocabulary, self.model.labels), settings)

    def follow(self, history: History, now: int) -> None:
        """Hear the window that ends at ``now``, for :meth:`answer` to choose from; whether it fails, that will tell."""
        with suppress(ModelError):
            self._answerer.follow(history, now)

    def answer(self, history: History, final: Prediction, anywhere: bool) -> SecondOpinion:
        """Return what the model makes of the utterance that ``final`` answers.

        Args:
            history: gives the utterance's samples.
            final: the first model's answer.
            anywhere: the word may be anywhere in it, as in a long stretch that push-to-talk held.

        Raises:
            ModelError: the model fails on these samples.
        """
        decision = self._answerer.answer(history, Span(final.start, final.end), final.at, final.speech, anywhere)
        self._answerer.begin()  # what was followed belongs to this utterance
        return self._opinion(decision, final)

    def _opinion(self, decision: Decision, final: Prediction) -> SecondOpinion:
        return SecondOpinion(
            model=self.title,
            label=decision.label,
            confidence=decision.confidence,
            probabilities=decision.probabilities,
            start=final.start,
            end=final.end,
            at=final.at,
            agrees=decision.label == final.label,
            reason=decision.reason,
        )

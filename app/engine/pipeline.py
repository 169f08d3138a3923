"""The pipeline: blocks of samples in, events out. No thread, no clock, no Qt.

Whatever the blocks, the pipeline works in steps of 512 samples counted from the beginning of the stream, so events do
not depend on how the stream was cut.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from app.audio.ring import RingBuffer
from app.dsp.display import Display
from app.dsp.level import peak_level
from app.engine.answerer import Answerer
from app.engine.commands import Command, Compare, Configure, Hold, Reset, Use
from app.engine.companion import Companion
from app.engine.decider import NOT_ISOLATED, Decision
from app.engine.gate import Gate, Span
from app.engine.isolation import Isolation
from app.engine.level_gate import STEP
from app.engine.model import Model
from app.engine.speech_detector import SpeechDetector
from app.errors import ModelError
from app.events import Event, ModelsInUse, Notice, Prediction, Speech, Utterance
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples
from app.vocabulary import Vocabulary, vocabulary_that_fits

MEMORY_SAMPLES = 30 * SAMPLE_RATE
"""An utterance keeps at most its last thirty seconds."""

STEPS_PER_PROVISIONAL = 3
"""While the gate is open the model is asked every 96 ms."""


class Pipeline:
    """Everything between samples and events.

    Args:
        model: answers what a window holds.
        detector: answers whether a chunk is speech.
        settings: vocabulary, threshold, gate.
        display: makes the columns; without one there are none.

    Raises:
        UsageError: the vocabulary names a word that the model does not know.
    """

    def __init__(
        self,
        model: Model,
        detector: SpeechDetector,
        settings: EngineSettings,
        display: Display | None = None,
    ) -> None:
        self.model = model
        self.remarks: tuple[str, ...] = ()  # what the user should know as soon as the stream begins
        self._successor: Model | None = None  # answers once the open utterance is over
        self._companion: Companion | None = None
        self._ring = RingBuffer(MEMORY_SAMPLES + 2 * SAMPLE_RATE)  # a push writes a second before it reads
        self._gate = Gate(settings.gate, detector)
        self._isolation = Isolation(settings)
        self._display = display
        self._padding = 0  # samples of silence after the end of the stream
        self._done = 0  # samples that whole steps have taken
        self._closed = 0  # where the utterance before this one ended
        self._open = self._held = False
        self._opened = 0
        self._steps_open = 0
        self._span: Span | None = None
        self.configure(settings)

    @property
    def labels(self) -> tuple[str, ...]:
        """The active labels."""
        return self._answerer.labels

    @property
    def at(self) -> int:
        """Samples heard so far."""
        return self._ring.written - self._padding

    @property
    def models(self) -> ModelsInUse:
        """Which models answer now."""
        companion = self._companion.title if self._companion else ""
        card = self.model.card
        return ModelsInUse(card.title, card.path, self.model.labels, companion, self.at, self.model.profile)

    def configure(self, settings: EngineSettings) -> None:
        """Use other settings from the next step on. Raises ``UsageError``, and keeps the old ones then."""
        self._answerer = Answerer(self.model, Vocabulary.parse(settings.vocabulary, self.model.labels), settings)
        self._settings = settings
        self._isolation.settings = settings
        self._gate.configure(settings.gate)
        if self._companion:
            self._companion.configure(settings)

    def push(self, samples: Samples, own: Samples | None = None, own_rate: int = SAMPLE_RATE) -> list[Event]:
        """Take the next samples, shape ``(n,)`` for any n, and return what happened in the steps that they complete.

        ``own`` is the same sound at its own rate, for the eye; it may run ahead. ``None`` where that is ``samples``.
        """
        if self._display:
            self._display.push(samples if own is None else own, own_rate)
        return self._take(samples)

    def _take(self, block: Samples) -> list[Event]:
        events: list[Event] = []
        for start in range(0, len(block), SAMPLE_RATE):
            self._ring.write(block[start : start + SAMPLE_RATE])
            while self._ring.written - self._done >= STEP:
                events += self._step(self._ring.read(self._done, self._done + STEP).samples)
        return events

    def finish(self) -> list[Event]:
        """End the stream: silence completes the last step, and an open utterance gets its final answer."""
        length = self._ring.written
        self._padding = -length % STEP
        events = self._take(np.zeros(self._padding, np.float32))
        return events + self._close(length)

    def apply(self, command: Command) -> list[Event]:
        """Do what the outside asks, at the sample heard last."""
        if isinstance(command, Hold) and command.held:
            return self._press()
        if isinstance(command, Use):
            return self._use(command.model)
        if isinstance(command, Compare):
            self._companion = Companion(command.model, self._settings) if command.model else None
            return [self.models]
        if isinstance(command, Configure):  # what is refused may not end the utterance that is open
            Vocabulary.parse(command.settings.vocabulary, (self._successor or self.model).labels)
        events = self._close(self.at)
        if isinstance(command, Configure):
            self.configure(command.settings)
        elif isinstance(command, Reset):
            self._gate.reset()
            if self._display:
                self._display.reset()
            self._isolation.reset()
            self._closed = self.at
        return events

    def _use(self, model: Model) -> list[Event]:
        """Let another model answer; an utterance that is open is the old one's, whole. Raises ``UsageError``."""
        Vocabulary.parse("all", model.labels)
        self._successor = model if self._open else None
        if self._open:
            return []
        self.model = model
        vocabulary, remark = vocabulary_that_fits(self._settings.vocabulary, model.labels, model.card.title)
        self.configure(replace(self._settings, vocabulary=vocabulary))
        return [self.models, *([Notice(remark, self.at)] if remark else [])]

    def _step(self, step: Samples) -> list[Event]:
        at, now = self._done, self._done + STEP
        self._done = now
        self._gate.push(step, at, may_open=self._held or not self._settings.push_to_talk)
        events: list[Event] = [self._gate.level(now, peak_level(step))]
        if self._display:
            events.append(self._display.columns(at, step))
        self._span = self._gate.span or self._span
        if self._gate.is_open and not self._open:
            events.append(self._begin(self._span.start if self._span else at))
        if self._open and not self._gate.is_open:
            events += self._end(now)
        elif self._open:
            events += self._provisional(now)
        return events

    def _press(self) -> list[Event]:
        """Hold the gate open from here on; an utterance that is open already goes on."""
        self._held = True
        self._gate.hold()
        return [] if self._open else [self._begin(self.at)]

    def _begin(self, at: int) -> Event:
        self._answerer.begin()
        self._isolation.begin()
        self._open, self._opened, self._steps_open = True, at, 0
        return Speech(True, at)

    def _close(self, now: int) -> list[Event]:
        """Close the gate if it is open, whatever it hears."""
        self._gate.close(now)
        return self._end(now) if self._open else []

    def _provisional(self, now: int) -> list[Event]:
        self._steps_open += 1
        self._isolation.push(self._gate.probability)
        if self._span is None or self._steps_open % STEPS_PER_PROVISIONAL or self._why_not_isolated(self._span):
            return []
        history = partial(self._history, now)
        decision = self._answerer.follow(history, now)
        if self._companion and self._held:
            self._companion.follow(history, now)
        return [self._answerer.prediction(decision, self._span, now, final=False, speech=self._speech)]

    def _end(self, now: int) -> list[Event]:
        """Answer for good, and hand the utterance over."""
        span = self._span or Span(self._opened, now)
        span = Span(span.start, min(span.end, now))
        prediction = self._answerer.prediction(self._final(span, now), span, now, final=True, speech=self._speech)
        wanted = min(self._opened - self._settings.gate.pre_roll, self._answerer.first_seen(span, now))
        history, first = self._history(now, wanted)
        second = self._second_opinion(prediction)
        self._open = self._held = False
        self._span, self._closed = None, now
        after = self._use(self._successor) if self._successor else []
        return [Speech(False, now), prediction, *second, Utterance(first, history, prediction), *after]

    def _second_opinion(self, final: Prediction) -> list[Event]:
        """Ask the companion about the same word; one that fails is let go rather than the stream."""
        if self._companion is None or final.reason in NOT_ISOLATED:
            return []
        anywhere = self._may_be_anywhere(Span(final.start, final.end))
        try:
            return [self._companion.answer(partial(self._history, final.at), final, anywhere)]
        except ModelError as error:
            self._companion = None
            return [Notice(f"{error}; it is compared no longer", final.at), self.models]

    def _final(self, span: Span, now: int) -> Decision:
        if reason := self._why_not_isolated(span):
            self._isolation.end(span, reason)
            return self._answerer.refuse(reason)
        return self._answerer.answer(partial(self._history, now), span, now, self._speech, self._may_be_anywhere(span))

    @property
    def _speech(self) -> float:
        return 1.0 if self._held else self._gate.surest

    def _may_be_anywhere(self, span: Span) -> bool:
        return self._held and span.end - span.start > self._settings.longest_word

    def _why_not_isolated(self, span: Span) -> str:
        """Return why this is no word that stands alone, or nothing; who holds the gate open means a word."""
        return "" if self._held else self._isolation.why_not(span)

    def _history(self, now: int, wanted: int) -> tuple[Samples, int]:
        """Return samples from ``wanted`` to ``now``, and the index of the first.

        What belongs to the utterance before, or is too long ago, is left out.
        """
        first = max(wanted, self._closed, now - MEMORY_SAMPLES)
        return self._ring.read(first, now).samples, first

"""Recording a test set, as a machine of a few states: no Qt, no thread, no clock.

Events of the engine drive it, so that window and terminal share it; time is what the events say, in samples.
"""

import math
from collections import Counter
from dataclasses import replace

from app.errors import SaysoError
from app.events import Event, Level, Overflow, Ready, Speech, Utterance
from app.personal.capture import capture
from app.personal.recording_plan import Plan
from app.personal.recording_state import UNHURRIED, Outcome, Pace, Progress, State
from app.personal.take import Origin, Take
from app.personal.take_check import check
from app.personal.test_set import TestSet
from app.types import SAMPLE_RATE

EARLY = SAMPLE_RATE // 4
"""A word that begins this little before the countdown ends is whole all the same: the engine hears all the time."""


class Recorder:
    """Asks for one label after the other, and keeps what is worth keeping.

    It begins paused: :meth:`resume` starts it. What counts as done is what the set holds by this speaker, so that a
    recorder made another day goes on where this one was stopped.

    Args:
        takes: where takes are kept.
        plan: what to say.
        origin: the speaker's alias, and the device where :class:`~app.events.Ready` does not tell.
        pace: how long each state lasts.
    """

    def __init__(self, takes: TestSet, plan: Plan, origin: Origin, pace: Pace = UNHURRIED) -> None:
        self.takes, self.plan, self.pace = takes, plan, pace
        self.state = State.PAUSED
        self.outcome: Outcome | None = None
        """What became of the last utterance; ``None`` before the first, and after a change by hand."""
        self.hearing = False
        """Whether somebody is speaking just now."""
        self._origin = origin
        self._queue = plan.remaining(self._counts())
        self._kept: list[Take] = []
        self._device = origin.device
        self._now = self._since = 0
        self._lost_at = -1
        if not self._queue:
            self.state = State.FINISHED

    @property
    def label(self) -> str:
        """What to say now; empty when all is said."""
        return self._queue[0] if self._queue else ""

    @property
    def countdown(self) -> int:
        """The number to show while counting down; 0 at any other time."""
        if self.state is not State.COUNTDOWN:
            return 0
        return max(self.pace.beats - (self._now - self._since) // max(self.pace.beat, 1), 1)

    @property
    def overdue(self) -> bool:
        """Whether nothing was heard for so long that the microphone, or the speaker, should be asked."""
        return self.state is State.LISTENING and not self.hearing and self._now - self._since >= self.pace.patience

    @property
    def last(self) -> Take | None:
        """The take that :meth:`redo` and :meth:`delete` are about: the last that was kept and is still there."""
        there = {take.id for take in self.takes.takes}
        return next((take for take in reversed(self._kept) if take.id in there), None)

    @property
    def progress(self) -> Progress:
        """How far the recording is."""
        counts = self._counts()
        per_label = {label: min(counts[label], self.plan.takes) for label in self.plan.labels}
        done = sum(per_label.values())
        return Progress(done, self.plan.total, max(self.plan.total - done - len(self._queue), 0), per_label)

    def push(self, event: Event) -> bool:
        """Take the engine's next event; return whether anything that is shown changed.

        Raises:
            TakeError: the take could not be kept (a full disk, say). The recorder is paused, and asks for the same
                label again when it is resumed.
        """
        before = self._shown()
        if isinstance(event, Ready):
            self._begin_stream(event)
        elif isinstance(event, Level):
            self._now = max(self._now, event.at)
        elif isinstance(event, Speech):
            self.hearing = event.is_open
        elif isinstance(event, Overflow):
            self._lost_at = event.at
        elif isinstance(event, Utterance):
            self._take(event)
        self._advance()
        return self._shown() != before

    def resume(self) -> None:
        """Start, or go on after a pause, with the current label."""
        if self.state is State.PAUSED:
            self._ask()

    def pause(self) -> None:
        """Record nothing until :meth:`resume`; what is being said is lost."""
        if self.state is not State.FINISHED:
            self._enter(State.PAUSED)

    def stop(self) -> None:
        """End here; what was kept stays, and another recorder goes on from it."""
        self._enter(State.FINISHED)

    def skip(self) -> None:
        """Pass the current prompt over, until another day."""
        if self._queue and self.state is not State.FINISHED:
            self._queue.pop(0)
            self._go_on()

    def redo(self) -> Take | None:
        """Throw the last take away, ask for its label again, now, and return it. Raises ``TakeError``."""
        if (take := self._discard()) is not None:
            self._queue.insert(0, take.label)
            self._go_on()
        return take

    def delete(self) -> Take | None:
        """Throw the last take away, ask for its label again, at the end, and return it. Raises ``TakeError``."""
        if (take := self._discard()) is not None:
            self._queue.append(take.label)
            self._go_on()
        return take

    def undo(self) -> Take | None:
        """Take back the last change to the set: a take that was kept goes, one that was thrown away is back.

        Returns the take, or ``None`` where nothing is left to take back. Raises ``TakeError``.
        """
        take = self.takes.undo()
        if take is None:
            return None
        is_back = any(take.id == other.id for other in self.takes.takes)
        if is_back and take.label in self._queue:
            self._queue.reverse()
            self._queue.remove(take.label)
            self._queue.reverse()
        elif not is_back and take.label in self.plan.labels:
            self._queue.insert(0, take.label)
        self._go_on()
        return take

    def _counts(self) -> Counter[str]:
        return Counter(take.label for take in self.takes.takes if take.speaker == self._origin.speaker)

    def _shown(self) -> tuple[object, ...]:
        return self.state, self._queue[:1], len(self._queue), self.countdown, self.overdue, self.hearing, self.outcome

    def _enter(self, state: State) -> None:
        self.state, self._since = state, self._now

    def _ask(self) -> None:
        """Show the next label, if there is one."""
        self._enter(State.PROMPT if self._queue else State.FINISHED)
        self._advance()

    def _go_on(self) -> None:
        """Show what is to be said now that something was thrown away or passed over."""
        self.outcome = None
        if self.state is not State.PAUSED or not self._queue:
            self._ask()

    def _begin_stream(self, ready: Ready) -> None:
        """Begin to count samples again; what was being said is asked for again."""
        self._now, self._since, self._lost_at, self.hearing = 0, 0, -1, False
        self._device = self._origin.device or ready.source
        if self.state not in (State.PAUSED, State.FINISHED):
            self._ask()

    def _advance(self) -> None:
        """Go on to the next state where this one has lasted long enough."""
        while self._now - self._since >= self._lasts():
            if self.state is State.PROMPT:
                self._enter(State.COUNTDOWN)
            elif self.state is State.COUNTDOWN:
                self._enter(State.LISTENING)
            else:
                self._enter(State.PROMPT if self._queue else State.FINISHED)

    def _lasts(self) -> float:
        """Return how long this state lasts, in samples; some last until something happens."""
        if self.state is State.CHECKED:
            return self.pace.kept if self.outcome and self.outcome.take else self.pace.refused
        return {State.PROMPT: self.pace.prompt, State.COUNTDOWN: self.pace.beats * self.pace.beat}.get(
            self.state, math.inf
        )

    def _take(self, utterance: Utterance) -> None:
        """Keep an utterance, or say why not; one that began before its prompt was done is not meant."""
        prediction = utterance.prediction
        if self.state is not State.LISTENING or prediction.start < self._since - EARLY:
            return
        label = self._queue[0]
        found = capture(utterance)
        faults = check(found.samples, found.word, prediction.reason, lost=self._lost_at > utterance.start)
        take = None
        if not faults:
            origin = replace(self._origin, device=self._device, trim=found.word)
            try:
                take = self.takes.add(label, found.samples, origin)
            except SaysoError:
                self.pause()
                raise
            self._kept.append(take)
            self._queue.pop(0)
        self.outcome = Outcome(label, take, faults, prediction.label)
        self._enter(State.CHECKED)

    def _discard(self) -> Take | None:
        """Remove the last take, and return it."""
        if (take := self.last) is not None:
            self.takes.remove(take)
        return take

"""What a terminal says about a recorder, and how keys command it."""

from collections.abc import Callable

from app.cli.output import complain, print_json, say
from app.engine.commands import Command
from app.personal.manifest import take_to_json
from app.personal.recorder import Recorder
from app.personal.recording_state import Outcome, State
from app.personal.take import Take
from app.personal.take_check import Fault
from app.types import Json


class Session:
    """Turns keys into wishes to a recorder, and what comes of them into lines on standard output.

    Args:
        recorder: what is driven.
        json: print objects rather than text.
    """

    def __init__(self, recorder: Recorder, json: bool) -> None:
        self.recorder, self._json = recorder, json
        self._told: Outcome | None = None
        self._asked: tuple[object, ...] = ()
        self._obeyed = False
        self._kept = self._refused = 0

    def obey(self, keys: str) -> list[Command]:
        """Do what the keys ask. There is never anything for the engine to do."""
        for key in keys:
            self._do(key)
            self._obeyed = True
        return []

    def take_obeyed(self) -> bool:
        """Return whether a key was pressed since the last call."""
        obeyed, self._obeyed = self._obeyed, False
        return obeyed

    def report(self) -> None:
        """Print what became of the last utterance, and, for programs, what is to be said now; once each."""
        recorder = self.recorder
        if recorder.outcome is not None and recorder.outcome is not self._told:
            self._tell(recorder.outcome)
        self._told = recorder.outcome
        progress = recorder.progress
        asked = (recorder.label, progress.done, progress.skipped, self._refused)
        if self._json and asked != self._asked and recorder.state in (State.PROMPT, State.COUNTDOWN, State.LISTENING):
            self._asked = asked
            number = progress.per_label[recorder.label] + 1
            print_json({"event": "prompt", "label": recorder.label, "number": number, "takes": recorder.plan.takes})

    def sum_up(self) -> None:
        """Print what was reached, last of all."""
        progress, folder = self.recorder.progress, str(self.recorder.takes.folder)
        if self._json:
            figures = {"kept": self._kept, "refused": self._refused, "done": progress.done, "total": progress.total}
            print_json({"event": "end", **figures, "folder": folder})
            return
        say(f"{self._kept} kept, {self._refused} refused; {folder} has {progress.done} of {progress.total} takes")
        if progress.done < progress.total:
            complain("the same command goes on from here, any day")

    def _do(self, key: str) -> None:
        recorder = self.recorder
        actions: dict[str, Callable[[], Take | None]] = {"r": recorder.redo, "d": recorder.delete, "u": recorder.undo}
        wishes = {"s": recorder.skip, "q": recorder.stop}
        if key in actions:
            if (take := actions[key]()) is not None:
                self._tell_change(take)
        elif key in wishes:
            wishes[key]()
        elif key in "p ":
            (recorder.resume if recorder.state is State.PAUSED else recorder.pause)()

    def _tell(self, outcome: Outcome) -> None:
        if outcome.take is None:
            self._refused += 1
        else:
            self._kept += 1
        if self._json:
            print_json(outcome_json(outcome))
        elif outcome.take is None:
            say(f"{outcome.label:12} again: {reasons(outcome.faults)}")
        else:
            number = self.recorder.progress.per_label[outcome.label]
            say(f"{outcome.label:12} {number} of {self.recorder.plan.takes}  {quality(outcome.take)}")

    def _tell_change(self, take: Take) -> None:
        """Say whether a take that was changed by key is gone or back."""
        is_back = any(take.id == other.id for other in self.recorder.takes.takes)
        if self._json:
            print_json({"event": "restored" if is_back else "removed", "label": take.label, "file": take.file})
        else:
            say(f"{take.label:12} {'is back' if is_back else 'removed'}")


def outcome_json(outcome: Outcome) -> Json:
    """Return what became of an utterance, for programs."""
    return {
        "event": "take",
        "kept": outcome.take is not None,
        "label": outcome.label,
        "heard": outcome.heard,
        "faults": [faults_json(fault) for fault in outcome.faults],
        "take": None if outcome.take is None else take_to_json(outcome.take),
    }


def faults_json(fault: Fault) -> Json:
    """Return a reason to say the word again, for programs."""
    return {"flaw": fault.flaw, "sentence": fault.sentence, "remedy": fault.remedy}


def reasons(faults: tuple[Fault, ...]) -> str:
    """Return the fault that explains most, and what to do about it."""
    return f"{faults[0].sentence} {faults[0].remedy}"


def quality(take: Take) -> str:
    """Return how loud a take is, and how far over the room."""
    level = "silent" if take.level_db is None else f"{take.level_db:.0f} dBFS".replace("-", "−")
    return level if take.snr_db is None else f"{level}, {take.snr_db:.0f} dB over the room"

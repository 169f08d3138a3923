"""``sayso record --from``: the words in recordings that are there already, each with a label by hand."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.cli.options import model_path
from app.cli.output import OK, USAGE, complain, one_line, print_json, say
from app.cli.record_session import faults_json, quality, reasons
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.errors import AudioError, UsageError
from app.personal.label_folder import clean_label
from app.personal.manifest import take_to_json
from app.personal.recordings import FoundWord, find_words
from app.personal.take import Origin, Take
from app.personal.test_set import TestSet
from app.settings import EngineSettings
from app.types import Json, to_seconds
from app.vocabulary import SILENCE, UNKNOWN

LEAVE_OUT = "-"
"""What is typed for a word that is not to be kept."""


class NoMoreLabels(Exception):  # noqa: N818  (an end, no error)
    """Nobody answers any more."""


@dataclass
class Tally:
    """What became of the words so far."""

    kept: int = 0
    left_out: int = 0


def keep_words(options: argparse.Namespace, labels: Sequence[str]) -> int:
    """Keep the words in ``options.recordings``; a recording that cannot be read does not stop the others."""
    name = _namer(options.ask, labels)
    model, detector = Model(model_path(options)), Silero()
    takes = TestSet(options.into, create=True)
    if takes.complaint:
        complain(takes.complaint)
    keeper = Keeper(takes, options, name)
    status = OK
    for recording in options.recordings:
        try:
            before = keeper.tally.kept + keeper.tally.left_out
            for found in find_words(recording, Pipeline(model, detector, EngineSettings())):
                keeper.consider(found)
            if keeper.tally.kept + keeper.tally.left_out == before:
                complain(f"{recording}: nobody is heard speaking in it")
        except AudioError as error:
            status = USAGE
            complain(f"error: {error}")
        except (NoMoreLabels, KeyboardInterrupt):
            break
    keeper.sum_up()
    return status


class Keeper:
    """Keeps one found word after the other, or says why not."""

    def __init__(self, takes: TestSet, options: argparse.Namespace, name: Callable[[FoundWord], str | None]) -> None:
        self._takes, self._name = takes, name
        self._speaker, self._unchecked, self._json = options.speaker, options.unchecked, options.json
        self.tally = Tally()

    def consider(self, found: FoundWord) -> None:
        """Keep a word unless it is kept already, is no good, or nobody gives it a label."""
        if (there := found.take_in(self._takes)) is not None:
            self._leave_out(found, f"is in the set already, as {there.label!r}")
        elif found.faults and not self._unchecked:
            self._leave_out(found, reasons(found.faults))
        elif (label := self._name(found)) is None:
            self._leave_out(found, "left out")
        else:
            origin = Origin(self._speaker, found.recording.name, found.word)
            self._tell(found, self._takes.add(label, found.samples, origin))

    def sum_up(self) -> None:
        """Print what was reached, last of all."""
        if self._json:
            counts = {"kept": self.tally.kept, "left_out": self.tally.left_out, "takes": len(self._takes.takes)}
            print_json({"event": "end", **counts, "folder": str(self._takes.folder)})
        else:
            say(f"{self.tally.kept} kept, {self.tally.left_out} left out; "
                f"{self._takes.folder} has {len(self._takes.takes)} takes")  # fmt: skip

    def _tell(self, found: FoundWord, take: Take) -> None:
        self.tally.kept += 1
        if self._json:
            print_json({**_json(found), "kept": True, "label": take.label, "reason": "", "take": take_to_json(take)})
        else:
            say(f"{_place(found)}  {take.label}  {quality(take)}")

    def _leave_out(self, found: FoundWord, reason: str) -> None:
        self.tally.left_out += 1
        if self._json:
            print_json({**_json(found), "kept": False, "label": None, "reason": reason, "take": None})
        else:
            say(f"{_place(found)}  not kept: {reason}")


def _namer(ask: bool, labels: Sequence[str]) -> Callable[[FoundWord], str | None]:
    """Return what gives a found word its label; ``None`` leaves it out."""
    if ask:
        if labels:
            raise UsageError("--ask asks for every label; leave --label out, or leave --ask out")
        return _ask
    cleaned = {clean_label(label) for label in labels}
    if len(cleaned) != 1:
        raise UsageError(f"--from keeps all words under one label, not {len(cleaned)}; name one --label, or add --ask")
    (label,) = cleaned
    return lambda _: label


def _ask(found: FoundWord) -> str | None:
    """Ask for a label until one is typed that can be used. Raises ``NoMoreLabels`` at the end of the input."""
    guess = found.prediction.label if found.prediction.label not in (UNKNOWN, SILENCE) else ""
    choice = f"Return for {guess!r}, {LEAVE_OUT} to leave it out" if guess else "Return to leave it out"
    while True:
        complain(f"{_place(found)}: which word? ({choice})")
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            raise NoMoreLabels
        typed = line.strip() or guess
        if typed in ("", LEAVE_OUT):
            return None
        try:
            return clean_label(typed)
        except UsageError as error:
            complain(str(error))


def _place(found: FoundWord) -> str:
    start, end = (to_seconds(at) for at in (found.prediction.start, found.prediction.end))
    return one_line(f"{found.recording.name} {start:.2f} to {end:.2f} s")


def _json(found: FoundWord) -> Json:
    return {
        "event": "word",
        "path": str(found.recording),
        "start_s": round(to_seconds(found.prediction.start), 3),
        "end_s": round(to_seconds(found.prediction.end), 3),
        "heard": found.prediction.label,
        "faults": [faults_json(fault) for fault in found.faults],
    }

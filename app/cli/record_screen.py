"""The prompt in a terminal: the word, large enough to read from a chair, and what to do now."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from app.cli.output import complain, one_line
from app.cli.record_session import quality, reasons
from app.personal.recorder import Recorder
from app.personal.recording_state import State

KEYS = "R again   S skip   D delete   U undo   Space pause   Q quit"

NOTHING_HEARD = "nothing is heard: speak louder, or let `sayso doctor` check the microphone"

BOLD, INVERSE, PLAIN = "\x1b[1m", "\x1b[7m", "\x1b[0m"


class Screen(Protocol):
    """Shows what is to be said."""

    def show(self, recorder: Recorder) -> None:
        """Show the recorder as it is now."""

    def clear(self) -> None:
        """Make room for a line of another kind."""


class Lines:
    """One line per prompt, for what is no terminal: a pipe, a log."""

    def __init__(self) -> None:
        self._shown: tuple[object, ...] = ()

    def show(self, recorder: Recorder) -> None:
        """Print the label once it is time to say it, and again whenever it is asked for again."""
        line = f"say {recorder.label!r} ({_number(recorder)})"
        if recorder.overdue:
            line = NOTHING_HEARD
        shown = (line, recorder.outcome)
        if recorder.state is State.LISTENING and recorder.pace.prompt and shown != self._shown:
            self._shown = shown
            complain(line)

    def clear(self) -> None:
        """Do nothing: lines stay."""


class Banner:
    """A few lines at the bottom of a terminal, drawn again in place."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        self._height = 0

    def show(self, recorder: Recorder) -> None:
        """Draw the word and what to do now."""
        width = shutil.get_terminal_size().columns - 1
        rule = "─" * width
        word = one_line(_word(recorder))
        spaced = " ".join(word)
        large = (spaced if len(spaced) <= width else word)[:width].center(width).rstrip()
        rows = ["", rule, "", f"{BOLD}{large}{PLAIN}", "", rule, _status(recorder)[:width].center(width).rstrip()]
        if recorder.state is State.LISTENING and not recorder.overdue:
            rows[-1] = f"{INVERSE}{rows[-1].ljust(width)}{PLAIN}"
        rows += [_totals(recorder)[:width].center(width).rstrip(), KEYS[:width].center(width).rstrip()]
        self.clear()
        self._write("\n".join(rows) + "\n")
        self._height = len(rows)

    def clear(self) -> None:
        """Wipe what was drawn, so that a line may be printed where it was."""
        if self._height:
            self._write(f"\x1b[{self._height}A\x1b[J")
            self._height = 0

    def _write(self, text: str) -> None:
        try:
            self._terminal.write(text)
            self._terminal.flush()
        except OSError:  # the terminal was closed; the recording need not end for it
            self._height = 0


@contextmanager
def open_screen() -> Iterator[Screen]:
    """Yield a banner on standard error if that is a terminal which can draw one, else lines; wipe it afterwards."""
    if sys.stderr is None or not sys.stderr.isatty() or not _can_draw():
        yield Lines()
        return
    banner = Banner(sys.stderr)
    try:
        yield banner
    finally:
        banner.clear()


def _can_draw() -> bool:
    """Return whether the terminal obeys escape sequences; the old console of Windows does not."""
    return "WT_SESSION" in os.environ if sys.platform == "win32" else os.environ.get("TERM", "dumb") != "dumb"


def _word(recorder: Recorder) -> str:
    """Return the word to say, or the one that was said while it is told what became of it."""
    outcome = recorder.outcome
    return outcome.label if recorder.state is State.CHECKED and outcome is not None else recorder.label


def _number(recorder: Recorder) -> str:
    return f"{recorder.progress.per_label.get(recorder.label, 0) + 1} of {recorder.plan.takes}"


def _totals(recorder: Recorder) -> str:
    progress = recorder.progress
    skipped = f", {progress.skipped} skipped" if progress.skipped else ""
    return f"{progress.done} of {progress.total} takes{skipped}"


def _status(recorder: Recorder) -> str:
    outcome = recorder.outcome
    if recorder.state is State.CHECKED and outcome is not None:
        return reasons(outcome.faults) if outcome.take is None else f"kept: {quality(outcome.take)}"
    if recorder.state is State.LISTENING:
        return NOTHING_HEARD if recorder.overdue else "I hear you" if recorder.hearing else "say it now"
    return {
        State.PROMPT: "get ready",
        State.COUNTDOWN: str(recorder.countdown),
        State.PAUSED: "paused: Space goes on",
        State.FINISHED: "done",
    }[recorder.state]

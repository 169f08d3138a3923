"""``sayso listen --exec``: run the user's own commands when their words are heard, without a shell."""

import os
import stat
import subprocess
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shortly
from typing import Any, Protocol

from app.cli.options import TOKEN_VARIABLE
from app.errors import UsageError
from app.events import Prediction
from app.files import open_bounded
from app.types import SAMPLE_RATE, is_number
from app.vocabulary import SILENCE, UNKNOWN

LEAST_GAP_S = 1.0
"""Seconds of the stream between two runs of one word's command, unless the file asks for more or fewer."""

MOST_AT_ONCE = 4
"""Commands that may run at the same time; more are not started."""

LARGEST_BYTES = 2**20
"""Of the file; people write some lines."""

KEYS = {"allow", "commands", "least_gap_s"}


@dataclass(frozen=True)
class ActionList:
    """What to run for which label."""

    commands: Mapping[str, tuple[str, ...]]
    """Program and arguments by label, passed on as they stand: nothing heard becomes a part of them."""
    least_gap: int
    """Samples between two runs of the same command."""


class Process(Protocol):
    """A command that was started."""

    def poll(self) -> int | None:
        """Return its exit status once it has ended."""


def start_process(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """Start a program without a shell, deaf and mute: its words would mix with ours. Raises ``OSError``."""
    nowhere = subprocess.DEVNULL
    alone = os.name == "posix"  # Control-C is meant for Sayso, not for what it started
    return subprocess.Popen(
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, env=environment, start_new_session=alone
    )


class Actions:
    """Runs the command of each final prediction that has one.

    The label and its confidence are told in the environment, as ``SAYSO_LABEL`` and ``SAYSO_CONFIDENCE``.

    Args:
        actions: what to run.
        complain: told, in one line, what could not be run.
        start: starts a program, in place of :func:`start_process`.
    """

    def __init__(
        self,
        actions: ActionList,
        complain: Callable[[str], None],
        start: Callable[[Sequence[str], Mapping[str, str]], Process] | None = None,
    ) -> None:
        self._actions, self._complain, self._start = actions, complain, start or start_process
        self._running: list[Process] = []
        self._last: dict[str, int] = {}

    def obey(self, prediction: Prediction) -> bool:
        """Run what ``prediction`` asks for, if it is final and its turn has come; return whether it was run."""
        command = self._actions.commands.get(prediction.label) if prediction.final else None
        if command is None or not self._is_due(prediction):
            return False
        self._running = [process for process in self._running if process.poll() is None]
        if len(self._running) >= MOST_AT_ONCE:
            self._complain(f"{prediction.label}: not run, {MOST_AT_ONCE} commands are running already")
            return False
        told = {"SAYSO_LABEL": prediction.label, "SAYSO_CONFIDENCE": f"{prediction.confidence:.4f}"}
        try:
            known = {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}
            self._running.append(self._start(command, {**known, **told}))
        except (OSError, ValueError) as error:
            self._complain(f"{command[0]}: cannot be run ({error}); mend the command of {prediction.label!r}")
            return False
        self._last[prediction.label] = prediction.at
        return True

    def _is_due(self, prediction: Prediction) -> bool:
        last = self._last.get(prediction.label)
        return last is None or prediction.at - last >= self._actions.least_gap


def read_actions(path: Path) -> ActionList:
    """Read a TOML file: ``allow``, the programs that may run, and ``[commands]``, a list of arguments by label.

    Raises:
        UsageError: the file is missing, may be changed by other users, or names a program that it does not allow.
    """
    try:
        with open_bounded(path, LARGEST_BYTES) as file:
            if others_may_change(os.fstat(file.fileno())):
                raise UsageError(f"{path}: other users may change it, and so what runs as you; type: chmod go-w {path}")
            content = tomllib.load(file)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the name and the permissions") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: is no TOML ({error}); mend it there") from error
    if strange := sorted(set(content) - KEYS):
        raise UsageError(f"{path}: knows no {strange[0]!r}; it may hold {', '.join(sorted(KEYS))}")
    allowed = _texts(path, "allow", content.get("allow", []))
    commands = content.get("commands", {})
    if not isinstance(commands, dict) or not commands:
        raise UsageError(f'{path}: has no [commands]; add a line such as  yes = ["{_an_example(allowed)}"]')
    return ActionList(
        {label: _command(path, label, command, allowed) for label, command in commands.items()}, _gap(path, content)
    )


def others_may_change(found: os.stat_result) -> bool:
    """Return whether somebody but us and the system may write to a file; a group of our own is us."""
    if os.name != "posix":
        return False
    of_others = found.st_mode & stat.S_IWOTH or (found.st_mode & stat.S_IWGRP and found.st_gid != os.getgid())
    return bool(of_others) or found.st_uid not in (0, os.getuid())


def _command(path: Path, label: str, command: object, allowed: Sequence[str]) -> tuple[str, ...]:
    if label in (UNKNOWN, SILENCE):
        raise UsageError(f"{path}: {label} is no word that could be meant; take its command out")
    words = _texts(path, f"the command of {label!r}", command)
    if not words:
        raise UsageError(f"{path}: the command of {label!r} is empty; name a program")
    if words[0] not in allowed:
        raise UsageError(f"{path}: {words[0]!r} is not under `allow`; add its full path there if it may run")
    if not Path(words[0]).is_absolute():
        raise UsageError(f"{path}: {words[0]!r} is no full path, another program could take its place; write it out")
    if not os.access(words[0], os.X_OK):
        raise UsageError(f"{path}: {words[0]!r} is no program that can be run; check its name and its permissions")
    return tuple(words)


def _texts(path: Path, name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) and "\0" not in text for text in value):
        raise UsageError(f'{path}: {name} is no list of texts; write it as ["…", "…"], nothing goes to a shell')
    return value


def _gap(path: Path, content: Mapping[str, Any]) -> int:
    seconds = content.get("least_gap_s", LEAST_GAP_S)
    if not is_number(seconds) or not 0.1 <= seconds <= 3600:
        raise UsageError(f"{path}: least_gap_s is {_shown(seconds)}, not a number of seconds from 0.1 to 3600")
    return round(seconds * SAMPLE_RATE)


def _shown(value: object) -> str:
    try:
        return shortly(value)
    except ValueError:  # hexadecimal numbers may have more digits than Python turns into decimal ones
        return "beyond all numbers"


def _an_example(allowed: Sequence[str]) -> str:
    return allowed[0] if allowed else "/usr/bin/true"

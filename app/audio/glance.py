"""The inputs that are plugged in at this moment, seen by a process of its own.

PortAudio freezes its list when it is initialised, and may not be initialised again while a stream is open: whoever
listens can see what is new with another process's eyes only. One that hangs with the sound system is ended.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

from app.audio.devices import InputDevice
from app.errors import DeviceError, first_line
from app.resources import PACKAGE


def _command() -> tuple[str, ...]:
    """Return how to run ourselves: a bundle is its own command, anything else a module of this Python."""
    ourselves = () if getattr(sys, "frozen", False) else ("-m", "app")
    return (sys.executable, *ourselves, "devices", "--json")


PATIENCE_S = 5.0
UNKNOWN_INDEX = -1
"""Another process's indices mean nothing here."""


def glance(command: Sequence[str] | None = None) -> list[InputDevice]:
    """Return every input, the default first; takes a fifth of a second, and as much of a processor.

    Args:
        command: prints one JSON object per input, in place of ``sayso devices --json``.

    Raises:
        DeviceError: there is no answer, or none that makes sense.
    """
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # else Windows opens a console for an instant
    try:
        done = subprocess.run(
            command or _command(), capture_output=True, text=True, timeout=PATIENCE_S, check=True, creationflags=hidden,
            cwd=PACKAGE.parent,  # Python looks for modules in the current folder first, and that may be anyone's
        )  # fmt: skip
        return [InputDevice(**json.loads(line), index=UNKNOWN_INDEX) for line in done.stdout.splitlines()]
    except (OSError, subprocess.SubprocessError, ValueError, TypeError) as error:
        raise DeviceError(f"the inputs cannot be listed ({first_line(error)}); choose Rescan inputs") from error

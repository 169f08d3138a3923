"""What commands print: results on standard output, everything else on standard error; one line each, never a traceback.

Light to import: the command line needs it before it knows which command to load.
"""

import io
import json
import math
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from app.errors import UsageError

OK, MISSED, USAGE = 0, 1, 2
"""Exit statuses: done; a stated bar was missed; the request or its input was wrong."""


def escape_what_cannot_be_shown() -> None:
    """Let standard output show the number of a character that its encoding lacks, rather than fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def say(line: object = "") -> None:
    """Print one line on standard output at once, so that a reader behind a pipe sees it now.

    Raises:
        UsageError: standard output is closed or full.
        BrokenPipeError: its reader has enough.
    """
    _write(one_line(line) + "\n")


def print_json(content: Mapping[str, object]) -> None:
    """Print one object on one line at once: pure ASCII, and ``null`` for what is no finite number.

    Raises what :func:`say` raises.
    """
    _write(json.dumps(_finite(content), allow_nan=False) + "\n")


def complain(message: object, speaker: str = "sayso") -> None:
    """Print one line on standard error; where that is closed or full, nobody listens, and work goes on."""
    if sys.stderr is None:
        return
    try:
        print(f"{speaker}: {one_line(message)}", file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr)


def one_line(message: object) -> str:
    """Return ``message`` on one line, control characters shown rather than obeyed."""
    return "".join(c if c.isprintable() else _escape(c) for c in str(message))


def flush() -> None:
    """Print what is still held back. Raises what :func:`say` raises."""
    if sys.stdout is not None:
        _write("")


def discard(stream: TextIO) -> None:
    """Send what ``stream`` still holds nowhere: Python would try, and fail, once more at its end."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _write(text: str) -> None:
    if sys.stdout is None:
        raise UsageError("standard output is closed; send it to a file, or to the null device")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard(sys.stdout)
        reason = error.strerror or error
        raise UsageError(f"standard output cannot be written ({reason}); free the disk or send it elsewhere") from error


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _finite(value: object) -> object:
    """Return ``value`` with ``None`` in place of what JSON cannot say: NaN and infinity."""
    if isinstance(value, Mapping):
        return {key: _finite(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value

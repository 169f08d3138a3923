"""Single keys from a terminal, without Return; whole characters from a pipe.

Nothing waits on another thread: keys are looked for between two blocks of sound. So a pipe gives the same result every
time, and a terminal is put back by whoever changed it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

END = "q"
"""The end of the input, Control-D in a terminal included, counts as this key."""


class Keys(Protocol):
    """Hands over what was typed."""

    def pressed(self, wait: bool = False) -> str:
        """Return the keys since the last call in lower case, :data:`END` at the end of the input; may be empty.

        With ``wait`` there is at least one, however long it takes.
        """


class TypedKeys:
    """Keys from a file descriptor: a terminal, a pipe, a file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def pressed(self, wait: bool = False) -> str:
        """Return what was typed since the last call."""
        import select

        if not wait and not select.select([self._descriptor], [], [], 0)[0]:
            return ""
        try:
            typed = os.read(self._descriptor, 1024)
        except OSError:  # a terminal that was closed
            typed = b""
        return typed.decode("utf-8", "replace").lower().replace("\x04", END) if typed else END


class KeysOfText:
    """Keys that are all known beforehand: a script's, or none."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()

    def pressed(self, wait: bool = False) -> str:  # noqa: ARG002  (it never has to wait)
        """Return all keys at the first call, the end at each later one."""
        text, self._text = self._text, ""
        return text or END


class ConsoleKeys:
    """Keys from a Windows console."""

    def pressed(self, wait: bool = False) -> str:
        """Return what was typed since the last call."""
        import msvcrt

        typed = ""
        while (wait and not typed) or msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
            typed += msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
        return typed.lower().replace("\x04", END)


def has_terminal() -> bool:
    """Return whether somebody types, rather than a script."""
    return _standard_input() is not None and sys.stdin.isatty()


@contextmanager
def open_keys() -> Iterator[Keys]:
    """Yield the keys of standard input; one that is closed has ended.

    A terminal is put into a mode that hands over keys at once, and put back afterwards, whatever happens. On Windows a
    pipe is read to its end at once, since there it cannot be asked whether it holds anything.
    """
    descriptor = _standard_input()
    if descriptor is None:
        yield KeysOfText("")
    elif sys.platform == "win32":
        yield ConsoleKeys() if has_terminal() else KeysOfText(sys.stdin.read())
    elif has_terminal():
        with _key_by_key(descriptor):
            yield TypedKeys(descriptor)
    else:
        yield TypedKeys(descriptor)


def _standard_input() -> int | None:
    """Return the descriptor of standard input, ``None`` where it is closed."""
    try:
        return None if sys.stdin is None else sys.stdin.fileno()
    except (OSError, ValueError):
        return None


@contextmanager
def _key_by_key(terminal: int) -> Iterator[None]:
    import termios
    import tty

    try:
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)
    except termios.error:  # it was closed meanwhile: reading tells
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

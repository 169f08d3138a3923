"""Single keys from a terminal, without Return; whole characters from a pipe."""

import sys
from collections.abc import Callable


def read_keys(press: Callable[[str], object]) -> None:
    """Hand every key to ``press``, in lower case, until the input ends; its end counts as ``q``.

    A terminal is put into a mode that hands over keys at once, and put back afterwards.
    """
    if sys.platform == "win32":
        _read_windows(press)
    elif sys.stdin.isatty():
        _read_terminal(press)
    else:
        _read_characters(press)


def _read_characters(press: Callable[[str], object]) -> None:
    while character := sys.stdin.read(1):
        press(character.lower())
    press("q")


def _read_terminal(press: Callable[[str], object]) -> None:
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        _read_until_q(press, lambda: sys.stdin.read(1))
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _read_windows(press: Callable[[str], object]) -> None:
    import msvcrt

    _read_until_q(press, msvcrt.getwch)  # type: ignore[attr-defined, unused-ignore]


def _read_until_q(press: Callable[[str], object], read: Callable[[], str]) -> None:
    while (character := read().lower()) not in ("q", ""):
        press(character)
    press("q")

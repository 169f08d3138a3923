"""Keys from a terminal, a pipe, a file, or nowhere."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.keys import END, open_keys

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a console has no terminal modes to put back")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Put a terminal in place of standard input; what is written to the descriptor was typed."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs) as typed_into:
        monkeypatch.setattr(sys, "stdin", typed_into)
        yield ours
    os.close(ours)


def modes() -> list[object]:
    import termios

    return termios.tcgetattr(sys.stdin.fileno())


def test_a_terminal_hands_over_each_key_without_return(terminal: int) -> None:
    with open_keys() as keys:
        assert keys.pressed() == ""
        os.write(terminal, b"R")
        assert keys.pressed(wait=True) == "r"
        os.write(terminal, b"\x04")
        assert keys.pressed(wait=True) == END


@pytest.mark.parametrize("leaving", [None, KeyboardInterrupt, RuntimeError])
def test_a_terminal_is_put_back_however_listening_ends(terminal: int, leaving: type[BaseException] | None) -> None:
    before = modes()
    try:
        with open_keys():
            assert modes() != before
            if leaving:
                raise leaving
    except (KeyboardInterrupt, RuntimeError):
        pass
    assert modes() == before


def test_keys_in_a_pipe_come_together_and_its_end_counts_as_q(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as pipe:
        monkeypatch.setattr(sys, "stdin", pipe)
        with open_keys() as keys:
            assert keys.pressed() == ""
            os.write(writing, b"Rr")
            assert keys.pressed() == "rr"
            os.close(writing)
            assert keys.pressed(wait=True) == END


@pytest.mark.parametrize("closed", ["never opened", "closed later"])
def test_closed_standard_input_counts_as_q(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    with (tmp_path / "none").open("w") as file:
        pass
    monkeypatch.setattr(sys, "stdin", None if closed == "never opened" else file)
    with open_keys() as keys:
        assert keys.pressed(wait=True) == END

"""``sayso``: choose the sub-command, and turn every expected error into one line and exit status 2."""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # several threads make short products slower; numpy reads this when imported

from app import __version__
from app.cli.output import OK, USAGE, complain, discard, escape_what_cannot_be_shown, flush
from app.errors import SaysoError

COMMANDS = {
    "gui": "open the window (also without any command)",
    "listen": "print what is heard, one line per prediction",
    "classify": "find the word in each recording and name it",
    "record": "record your own words as a test set, or take them out of recordings",
    "evaluate": "tell how well a model knows a folder <label>/*.wav",
    "tune": "choose a threshold: recall against false accepts per hour of your own room",
    "adapt": "make a voice profile from five takes per word, new words too",
    "profiles": "list, export, import and delete voice profiles",
    "devices": "list the inputs",
    "doctor": "check the microphone in ten seconds, and name the cure",
    "models": "list the models and their cards",
    "bench": "measure speed, latency and memory on this machine",
    "licences": "list the terms of everything that runs in Sayso",
}


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage text in front of it."""

    def error(self, message: str) -> NoReturn:
        """Print one line and end with exit status 2."""
        complain(f"error: {message}; see {self.prog} --help", speaker=self.prog)
        raise SystemExit(USAGE)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End, once all help is printed."""
        flush()
        super().exit(status, message)


def build_parser(only: str) -> argparse.ArgumentParser:
    """Return the parser. Of the sub-commands, only ``only`` is imported: importing all would cost everyone's start."""
    parser = OneLineParser(prog="sayso", description="Spots spoken words, live, on your own machine.")
    parser.add_argument("--version", action="version", version=f"sayso {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=OneLineParser)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name == only:
            module = importlib.import_module(f"app.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``sayso`` with ``arguments``, those of the process by default, and return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words = ["gui", *words]
    try:
        return _run(words)
    except SaysoError as error:
        complain(f"error: {error}")
    except KeyboardInterrupt:
        return OK
    except BrokenPipeError:  # the reader, such as `head`, has enough
        discard(sys.stdout)
        return OK
    except OSError as error:
        thing = f"{error.filename}: " if error.filename else ""
        complain(f"error: {thing}{error.strerror or error}; check that it is there, and its permissions")
    return USAGE


def _run(words: Sequence[str]) -> int:
    escape_what_cannot_be_shown()
    with _interrupts_that_kill():
        options = build_parser(words[0]).parse_args(words)
    status: int = options.run(options)
    flush()
    return status


@contextmanager
def _interrupts_that_kill() -> Iterator[None]:
    """Let Control-C end the process at once, for as long as there is nothing to put in order.

    While modules are imported, half of what could catch a ``KeyboardInterrupt`` is not there yet, and some of them make
    another error of it.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # ignored, as for a job in the background
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)

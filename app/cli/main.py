"""``sayso``: choose the sub-command, and turn every expected error into one line and exit status 2."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # several threads make short products slower; numpy reads this when imported

from app import __version__
from app.errors import SaysoError

COMMANDS = {
    "gui": "open the window (also without any command)",
    "listen": "print what is heard, one line per prediction",
    "classify": "find the word in each recording and name it",
    "evaluate": "tell how well a model knows a folder <label>/*.wav",
    "devices": "list the inputs",
    "models": "list the models and their cards",
    "bench": "measure speed, latency and memory on this machine",
}

OK, USAGE = 0, 2


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage text in front of it."""

    def error(self, message: str) -> NoReturn:
        """Print one line and end with exit status 2."""
        self.exit(USAGE, f"{self.prog}: error: {message}; see {self.prog} --help\n")


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
    options = build_parser(words[0]).parse_args(words)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except SaysoError as error:
        line = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(error))
        print(f"sayso: error: {line}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return OK
    except BrokenPipeError:  # the reader, such as `head`, has enough: tell Python not to flush into the closed pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return status

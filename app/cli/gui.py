"""``sayso gui``: the window."""

import argparse

from app.audio.opening import DEMO, MICROPHONE, open_source
from app.cli.options import duration


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso gui``."""
    parser.add_argument("--source", metavar="mic|demo|FILE", help="what to listen to (default: the microphone)")
    parser.add_argument("--exit-after", type=duration, metavar="S", help="close by itself after so many seconds")


def run(options: argparse.Namespace) -> int:
    """Open the window and return when it is closed.

    A recording that cannot be read is refused here, in the terminal where it was named, before any window opens.
    """
    from app.gui.application import run_window

    if options.source not in (None, MICROPHONE, DEMO):
        open_source(options.source).close()
    return run_window(options.source, options.exit_after)

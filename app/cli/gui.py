"""``sayso gui``: the window."""

import argparse
from pathlib import Path

from app.audio.opening import DEMO, MICROPHONE, open_source
from app.cli.options import duration
from app.engine.model_files import named_model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso gui``."""
    parser.add_argument("--source", metavar="mic|demo|FILE", help="what to listen to (default: the microphone)")
    parser.add_argument(
        "--model", metavar="M", help="a model's name or file, for this time (default: that of last time)"
    )
    parser.add_argument("--exit-after", type=duration, metavar="S", help="close by itself after so many seconds")


def run(options: argparse.Namespace) -> int:
    """Open the window and return when it is closed.

    A recording or a model that cannot be used is refused here, in the terminal where it was named, before any window
    opens.
    """
    from app.gui.application import run_window

    if options.source not in (None, MICROPHONE, DEMO):
        open_source(options.source).close()
    if options.model is not None:
        require_model(named_model(options.model))
    return run_window(options.source, options.exit_after, model=options.model)


def require_model(path: Path) -> None:
    """Do nothing if the window can use the model; the half second that it takes is spent only on who names one.

    Raises:
        ModelError: it is no model, or breaks the contract.
    """
    from app.engine.model import Model

    Model(path)

"""``sayso gui``: the window."""

import argparse
from pathlib import Path

from app.audio.opening import DEMO, MICROPHONE, open_source
from app.cli.options import chosen_profile, duration
from app.engine.model_files import named_model
from app.engine.profile import VoiceProfile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso gui``."""
    parser.add_argument("--source", metavar="mic|demo|FILE", help="what to listen to (default: the microphone)")
    parser.add_argument(
        "--model", metavar="M", help="a model's name or file, for this time (default: that of last time)"
    )
    parser.add_argument(
        "--profile", metavar="NAME", help="a voice profile on top of the model, for this time; see `sayso profiles`"
    )
    parser.add_argument("--exit-after", type=duration, metavar="S", help="close by itself after so many seconds")


def run(options: argparse.Namespace) -> int:
    """Open the window and return when it is closed.

    A recording, a model or a voice profile that cannot be used is refused here, in the terminal where it was named,
    before any window opens.
    """
    from app.gui.application import run_window

    if options.source not in (None, MICROPHONE, DEMO):
        open_source(options.source).close()
    profile = chosen_profile(options)
    if options.model is not None:
        require_model(named_model(options.model), profile)
    return run_window(options.source, options.exit_after, model=options.model, profile=options.profile)


def require_model(path: Path, profile: VoiceProfile | None = None) -> None:
    """Do nothing if the window can use the model; the half second that it takes is spent only on who names one.

    Raises:
        ModelError: it is no model, or breaks the contract.
        ProfileError: the voice profile was made on another one.
    """
    from app.engine.adapted import load_model

    load_model(path, profile)

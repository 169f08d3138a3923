"""Arguments that several sub-commands share, and how they are parsed."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.engine.model_files import default_model_path, named_model
from app.engine.profile import VoiceProfile
from app.personal.profiles import Profiles
from app.settings import EngineSettings

if TYPE_CHECKING:
    from app.engine.model import Model

TOKEN_VARIABLE = "SAYSO_TOKEN"
"""Environment variable with a token for ``--serve`` that stays the same from run to run; what is run never sees it."""


def add_engine_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what changes the answers: model, vocabulary, threshold."""
    parser.add_argument("--model", metavar="M", help="a model's name, the first word in `sayso models`, or a file")
    parser.add_argument(
        "--vocabulary", metavar="WORDS", default="all", help="digits, commands, all, or words divided by commas"
    )
    parser.add_argument(
        "--threshold", type=probability, metavar="P", help="a less confident answer is unknown (default: the model's)"
    )


def add_profile_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--profile``."""
    parser.add_argument("--profile", metavar="NAME", help="a voice profile on top of the model; see `sayso profiles`")


def chosen_profile(options: argparse.Namespace) -> VoiceProfile | None:
    """Return the voice profile that ``--profile`` names, if it does. Raises ``ProfileError`` if it cannot be used."""
    return None if options.profile is None else Profiles().load(options.profile)


def chosen_model(options: argparse.Namespace) -> "Model":
    """Return the model that ``--model`` names, with the voice profile of ``--profile`` on top.

    Raises:
        ModelError, ProfileError: one of them cannot be used, or they do not belong together.
    """
    from app.engine.adapted import load_model  # takes ONNX Runtime, which most of a start-up is spent on

    return load_model(model_path(options), chosen_profile(options))


def add_json_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON object per line and nothing else")


def engine_settings(options: argparse.Namespace) -> EngineSettings:
    """Return the settings that the arguments ask for."""
    return EngineSettings(vocabulary=options.vocabulary, threshold=options.threshold)


def model_path(options: argparse.Namespace) -> Path:
    """Return the model that ``--model`` names, the default one without it."""
    return default_model_path() if options.model is None else named_model(options.model)


def probability(text: str) -> float:
    """Parse a number from 0 to 1."""
    return _number(text, 0.0, 1.0, "a number from 0 to 1")


def port(text: str) -> int:
    """Parse the number of a TCP port; 0 takes any that is free."""
    value = _number(text, 0, 65_535, "the number of a port, 0 to 65535")
    if value != int(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a port, 0 to 65535")
    return int(value)


def count(text: str) -> int:
    """Parse a whole number from 1 to a million."""
    value = _number(text, 1, 1e6, "a whole number from 1 on")
    if value != int(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(value)


def hours(text: str) -> float:
    """Parse a positive number of hours, up to a year."""
    return _number(text, 1e-3, 8_784.0, "a number of hours")


def duration(text: str) -> float:
    """Parse a positive number of seconds, up to a day."""
    return _number(text, 1e-3, 86_400.0, "a number of seconds")


def _number(text: str, low: float, high: float, kind: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not {kind}")
    return value

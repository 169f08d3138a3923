"""Arguments that several sub-commands share, and how they are parsed."""

import argparse
import json
import sys
from pathlib import Path

from app.engine.model import default_model_path
from app.resources import models_folder
from app.settings import EngineSettings
from app.types import Json

OK, MISSED, USAGE = 0, 1, 2
"""Exit statuses: done; a stated bar was missed; the request or its input was wrong."""


def add_engine_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what changes the answers: model, vocabulary, threshold."""
    parser.add_argument("--model", metavar="M", help="a model's name in `sayso models`, or an ONNX file")
    parser.add_argument(
        "--vocabulary", metavar="WORDS", default="all", help="digits, commands, all, or words divided by commas"
    )
    parser.add_argument(
        "--threshold", type=probability, metavar="P", help="a less confident answer is unknown (default: the model's)"
    )


def add_json_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON object per line and nothing else")


def engine_settings(options: argparse.Namespace) -> EngineSettings:
    """Return the settings that the arguments ask for."""
    return EngineSettings(vocabulary=options.vocabulary, threshold=options.threshold)


def model_path(options: argparse.Namespace) -> Path:
    """Return the model that ``--model`` names: one that ships with Sayso, or a file."""
    if options.model is None:
        return default_model_path()
    shipped = models_folder() / f"{options.model}.onnx"
    return shipped if shipped.is_file() else Path(options.model)


def print_json(content: Json) -> None:
    """Print one object on one line at once, so that a reader behind a pipe sees it now."""
    print(json.dumps(content, ensure_ascii=False), flush=True)


def complain(message: str) -> None:
    """Print one line on standard error."""
    print(f"sayso: {one_line(message)}", file=sys.stderr, flush=True)


def one_line(message: object) -> str:
    """Return ``message`` on one line, control characters shown rather than obeyed."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(message))


def probability(text: str) -> float:
    """Parse a number from 0 to 1."""
    return _number(text, 0.0, 1.0, "a number from 0 to 1")


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

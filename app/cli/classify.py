"""``sayso classify``: find the word in each recording and name it."""

import argparse

from app.audio.memory import FileSource
from app.cli.options import (
    add_engine_arguments,
    add_json_argument,
    add_profile_argument,
    chosen_model,
    engine_settings,
)
from app.cli.output import OK, USAGE, complain, print_json, say
from app.engine.classify import Classification, classify
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.errors import AudioError
from app.types import Json, to_seconds
from app.vocabulary import Vocabulary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso classify``."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a recording: WAV, FLAC, Ogg, MP3 and others")
    add_engine_arguments(parser)
    add_profile_argument(parser)
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Name every file; one that cannot be read does not stop the others."""
    settings = engine_settings(options)
    model, detector = chosen_model(options), Silero()
    Vocabulary.parse(settings.vocabulary, model.labels)  # refuse a bad vocabulary before the first file
    status = OK
    for file in options.files:
        try:
            found = classify(FileSource(file), Pipeline(model, detector, settings))
        except AudioError as error:
            status = USAGE
            complain(f"error: {error}")
            if options.json:
                print_json({"path": file, "error": str(error)})
            continue
        if options.json:
            print_json(_to_json(file, found, model))
        else:
            _print_text(file, found)
    return status


def _to_json(file: str, found: Classification, model: Model) -> Json:
    answer = {
        "path": file,
        "label": found.decision.label,
        "confidence": round(found.decision.confidence, 4),
        "probabilities": {label: round(p, 4) for label, p in found.decision.probabilities.items()},
        "start_s": round(to_seconds(found.start), 3),
        "end_s": round(to_seconds(found.end), 3),
        "model": model.card.title,
    }
    return {**answer, "profile": model.profile} if model.profile else answer


def _print_text(file: str, found: Classification) -> None:
    decision = found.decision
    where = f"{to_seconds(found.start):.2f} to {to_seconds(found.end):.2f} s"
    reason = f", {decision.reason}" if decision.reason else ""
    say(f"{file}: {decision.label}  {decision.confidence:.0%}  ({where}{reason})")

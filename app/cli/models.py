"""``sayso models``: the models found, with their cards."""

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.options import add_json_argument
from app.cli.output import OK, USAGE, complain, print_json, say
from app.engine.model import Model, ModelCard
from app.engine.model_files import find_models
from app.errors import ModelError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso models``."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="models to show, not the shipped ones")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the card of each model, a shipped one after the name that ``--model`` takes.

    One that breaks the contract does not stop the others.
    """
    status = OK
    for path in options.files or find_models():
        try:
            card = Model(path).card
        except ModelError as error:
            status = USAGE
            complain(f"error: {error}")
            if options.json:
                print_json({"path": str(path), "error": str(error)})
            continue
        if options.json:
            print_json({**asdict(card), "labels": list(card.labels)})
        else:
            name = "" if options.files else f"{path.stem}   "
            for line in (f"{name}{card.title}   {card.path}", *_describe(card), ""):
                say(line)
    return status


def _describe(card: ModelCard) -> list[str]:
    return [
        f"  answers {', '.join(card.labels)}",
        f"  sees {card.window_samples / card.sample_rate:.2f} s, threshold {card.default_threshold:g}",
        f"  network: {card.network}",
        f"  trained on: {card.training_data}",
        *(f"  {name}: {_figure(value)}" for name, value in card.metrics.items() if not isinstance(value, list)),
        f"  made {card.created}, licence {card.license}",
    ]


def _figure(value: object) -> str:
    """Return a figure of a card in one line; of accuracies, the share and the clips it rests on."""
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{name} {_share(part)}" for name, part in value.items())


def _share(part: object) -> str:
    """Return an accuracy with its clips, or whatever else a card holds there."""
    if isinstance(part, dict) and isinstance(part.get("accuracy"), float):
        return f"{part['accuracy']:.1%} of {part.get('clips', '?')}"
    return f"{part:.4g}" if isinstance(part, float) else str(part)

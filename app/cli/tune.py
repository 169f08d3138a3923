"""``sayso tune``: which threshold to use, by recall on own takes and false accepts in one's own room."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.cli.options import (
    add_engine_arguments,
    add_json_argument,
    add_profile_argument,
    chosen_model,
    engine_settings,
)
from app.cli.output import OK, USAGE, complain, print_json, say
from app.engine.pipeline import Pipeline
from app.errors import AudioError, UsageError
from app.personal.evaluation import LabelledClip, find_labelled
from app.personal.tuning import (
    Choice,
    Listened,
    Point,
    TakeListened,
    find_background,
    listen_to,
    listen_to_takes,
    pick,
    sweep,
    unthresholded,
)
from app.settings_file import load_settings, save_settings, settings_path
from app.types import SAMPLE_RATE

SHOWN_EVERY = 5
"""Of the thresholds, in the table for people."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso tune``."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="own takes: a folder that holds <label>/*.wav")
    parser.add_argument(
        "--background",
        type=Path,
        nargs="+",
        required=True,
        metavar="FILE",
        help="long recordings of the room without the words, or folders of them",
    )
    parser.add_argument(
        "--budget", type=_budget, default=1.0, metavar="N", help="false accepts per hour at most (default: 1)"
    )
    add_engine_arguments(parser)
    add_profile_argument(parser)
    parser.add_argument("--apply", action="store_true", help="keep the threshold in the settings of the window")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Listen to everything once, then print the curve and what the budget picks."""
    clips, places = find_labelled(options.folder), find_background(options.background)
    fresh = unthresholded(chosen_model(options), engine_settings(options))
    takes, unreadable = _takes(clips, fresh)
    background, more = _background(places, fresh)
    points = sweep(takes, background)
    choice = pick(points, options.budget)
    (_print_json if options.json else _print_text)(points, choice)
    if options.apply:
        _apply(choice.point.threshold)
    return USAGE if unreadable + more else OK


def _takes(clips: Sequence[LabelledClip], fresh: Callable[[], Pipeline]) -> tuple[list[TakeListened], int]:
    takes: list[TakeListened] = []
    errors = 0
    for take in listen_to_takes(clips, fresh, fresh().labels):
        if isinstance(take, AudioError):
            errors += 1
            complain(f"error: {take}")
        else:
            takes.append(take)
    return takes, errors


def _background(places: Sequence[Path], fresh: Callable[[], Pipeline]) -> tuple[list[Listened], int]:
    background: list[Listened] = []
    errors = 0
    for path in places:
        try:
            background.append(listen_to(path, fresh(), partial(_show_progress, path)))
        except AudioError as error:
            errors += 1
            complain(f"error: {error}")
    if not background:
        raise UsageError("none of the background recordings can be read; record or convert them again")
    return background, errors


def _show_progress(path: Path, heard: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        complain(f"{path.name}: {heard // (60 * SAMPLE_RATE)} min heard")


def _apply(threshold: float) -> None:
    """Keep a threshold in the user's settings."""
    loaded = load_settings(settings_path())
    if loaded.complaint:
        complain(loaded.complaint)
    save_settings(replace(loaded.settings, threshold=threshold), settings_path())
    complain(f"threshold {threshold:g} is kept in {settings_path()}; close and open the window if it is open")


def _print_json(points: Sequence[Point], choice: Choice) -> None:
    print_json(
        {
            "choice": {
                **choice.point.figures(),
                "budget": choice.budget,
                "proven": choice.proven,
                "within": choice.within,
                "reasons": choice.reasons(),
            },
            "points": [point.figures() for point in points],
        }
    )


def _print_text(points: Sequence[Point], choice: Choice) -> None:
    first = points[0]
    say(f"{first.takes} takes of words, {first.hours:.2f} h of background")
    say()
    say(f"{'threshold':>9}{'recall':>9}{'95 % interval':>18}{'false accepts':>16}{'per hour':>10}{'surely below':>15}")
    for place, point in enumerate(points):
        if place % SHOWN_EVERY == 0 or point.threshold > 0.99 or point is choice.point:
            _print_point(point, chosen=point is choice.point)
    say()
    say(f"threshold {choice.point.threshold:g} for at most {choice.budget:g} false accepts per hour")
    for reason in choice.reasons():
        say(f"  {reason}")


def _print_point(point: Point, chosen: bool) -> None:
    recall = point.figures()["recall"]
    interval = f"{recall['low']:.1%} to {recall['high']:.1%}"
    counts = f"{point.false_accepts:>16}{point.per_hour:>10.2f}{point.at_most:>15.2f}"
    say(f"{point.threshold:>9g}{point.recall:>9.1%}{interval:>18}{counts}{'  ←' if chosen else ''}")


def _budget(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of false accepts per hour above 0")
    return value

"""``sayso adapt``: make a voice profile from own takes, and show before and after on takes that were held out."""

import argparse
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.cli.options import add_json_argument, model_path
from app.cli.output import MISSED, OK, USAGE, complain, print_json, say
from app.engine.model import Model
from app.engine.model_files import DEFAULT_NAME
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.errors import AudioError, UsageError
from app.personal.adaptation import Adaptation, adapt
from app.personal.evaluation import LabelledClip, find_labelled
from app.personal.memory import load_memory
from app.personal.own_takes import OwnTake, enough_takes, hear_takes
from app.personal.profiles import Profiles, checked_name
from app.settings import EngineSettings
from app.types import Json

NAME = "mine"
"""What a profile is called unless it is given a name."""
NAME_OF_DEFAULT = Path(DEFAULT_NAME).stem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso adapt``."""
    parser.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="own takes: <label>/*.wav, five or more of each word"
    )
    parser.add_argument("--profile", metavar="NAME", default=NAME, help=f"what to call it (default: {NAME})")
    parser.add_argument("--model", metavar="M", help="a model's name, the first word in `sayso models`, or a file")
    parser.add_argument("--force", action="store_true", help="keep it even where it does not help")
    parser.add_argument("--undo", action="store_true", help="take back the last adapting of this profile")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Adapt, show what it is worth, and keep it if it helps; exit with 1 if it was not kept."""
    name = checked_name(options.profile)
    if options.undo:
        return _undo(name, options.json)
    if options.folder is None:
        raise UsageError("no folder of takes is named; `sayso adapt DIR`, or --undo to take the last one back")
    clips = find_labelled(options.folder)
    model = Model(model_path(options))
    memory = load_memory(model)
    takes, unreadable = _hear(clips, model)
    kept, few = enough_takes(takes)
    for line in few:
        complain(f"left out: {line}")
    adaptation = adapt(model, memory, kept, name)
    objections = adaptation.objections()
    keeping = not objections or options.force
    if keeping:
        Profiles().keep(adaptation.profile)
    if options.json:
        print_json(_to_json(adaptation, objections, keeping))
    else:
        _print_text(adaptation, objections, keeping)
    return USAGE if unreadable else OK if keeping else MISSED


def _undo(name: str, as_json: bool) -> int:
    there = Profiles().undo(name)
    if as_json:
        print_json({"profile": name, "undone": True, "exists": there})
    else:
        say(f"profile {name!r}: {'as it was before' if there else 'gone, as before it was made'}")
    return OK


def _hear(clips: Sequence[LabelledClip], model: Model) -> tuple[list[OwnTake], int]:
    detector = Silero()
    fresh: Callable[[], Pipeline] = lambda: Pipeline(model, detector, EngineSettings())  # noqa: E731
    takes: list[OwnTake] = []
    errors = 0
    for done, take in enumerate(hear_takes(clips, model, fresh), start=1):
        if isinstance(take, AudioError):
            errors += 1
            complain(f"error: {take}")
        else:
            takes.append(take)
        if sys.stderr is not None and sys.stderr.isatty():
            print(
                f"\r{done} of {len(clips)} takes", end="\n" if done == len(clips) else "", file=sys.stderr, flush=True
            )
    return takes, errors


def _to_json(adaptation: Adaptation, objections: Sequence[str], kept: bool) -> Json:
    profile = adaptation.profile
    return {
        "profile": profile.name,
        "kept": kept,
        "objections": list(objections),
        **profile.figures,
        "own_takes": dict(profile.takes),
        "temperature": profile.head.temperature,
        "threshold": profile.threshold,
        "model": f"{profile.model.name} {profile.model.version}",
    }


def _print_text(adaptation: Adaptation, objections: Sequence[str], kept: bool) -> None:
    profile, takes, memory = adaptation.profile, adaptation.takes.figures(), adaptation.memory.figures()
    counts = f"{sum(profile.takes.values())} takes of {len(profile.takes)} words"
    new = f", new ones: {', '.join(adaptation.new)}" if adaptation.new else ""
    say(f"{counts}{new}; held out in turn, a fifth at a time")
    say()
    say(f"{'':24}{'before':>28}{'after':>28}")
    for title, rows, clips in (
        ("own takes", takes, takes["before"]["clips"]),
        ("training words", memory, memory["clips"]),
    ):
        say(f"{title:24}{_cell(rows['before'], clips)}{_cell(rows['after'], clips)}")
    say()
    say(f"own takes {adaptation.takes.verdict()}")
    before, after = adaptation.sureness
    say(f"what was said is found {before:.1%} probable before, {after:.1%} after")
    for outcome in [after for _, after in adaptation.takes.worse]:
        say(f"  worse: {outcome.path}: {outcome.truth} heard as {outcome.predicted}")
    for line in objections:
        say(f"  but {line}")
    if kept:
        name, file = shlex.quote(profile.name), profile.model.file
        model = "" if file == NAME_OF_DEFAULT else f" --model {shlex.quote(file)}"
        say(f"kept: sayso listen{model} --profile {name}; sayso adapt --profile {name} --undo takes it back")
    else:
        say("not kept; --force keeps it all the same")


def _cell(figures: Json, clips: int) -> str:
    text = f"{figures['accuracy']:.1%} of {clips} ({figures['low']:.0%} to {figures['high']:.0%})"
    return f"{text:>28}"

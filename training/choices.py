"""The command line's options of a training: one per field of its configuration, and back again."""

import argparse
import json
import shlex
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.errors import UsageError
from app.vocabulary import NAMED
from training.config import AUGMENTATIONS, LOSSES, OPTIMISERS, SCHEDULES, SPLITS, TrainConfig, with_choices
from training.recipes import RECIPES, find_recipe


def defaults_of(recipe: str) -> TrainConfig:
    """Return the configuration that a recipe's published system was trained with, as far as it is known."""
    return with_choices(TrainConfig(recipe=recipe), find_recipe(recipe).habits)


def add_choices(command: argparse.ArgumentParser) -> None:
    """Add the options of a training; what is not given is the recipe's habit."""
    command.add_argument("--run", type=Path, required=True, help="folder of the run; what is in it is gone on with")
    command.add_argument("--recipe", default="tc-resnet", metavar="NAME", help=f"one of {', '.join(RECIPES)}")
    command.add_argument("--device", help="cpu, cuda or cuda:1 (default: a GPU if there is one)")
    _add_data(command.add_argument_group("data"))
    _add_learning(command.add_argument_group("learning (default: the recipe's habit)"))
    _add_teaching(command.add_argument_group("beginning and teachers"))


def _add_data(group: Any) -> None:
    add = group.add_argument
    add(
        "--corpus", dest="corpora", action="append", metavar="NAME", help="a folder below --data, or a path; may repeat"
    )
    add("--noise", action="append", metavar="NAME", help="a folder of recordings without speech, for silence")
    add("--speech", action="append", metavar="NAME", help="a folder of running speech, for unknown")
    add("--words", metavar="WORDS", help="what the model answers: digits, commands, all, or words divided by commas")
    add("--only-words", action=_Flag, help="leave other words, running speech and noise out, as closed-set systems do")
    add("--split", choices=SPLITS, help="official: the corpus's own; speaker: by speaker; clip: by clip, flatters")
    add("--folds", type=int, metavar="N", help="how many parts a split by speaker or clip has")
    add("--fold", type=int, metavar="N", help="which part validates, from 1")
    add("--balanced", action=_Flag, help="draw classes evenly, corpora evenly within each")
    add("--speech-mass", type=float, metavar="X", help="how often running speech is drawn, a word being 1")
    add("--noise-mass", type=float, metavar="X")
    add("--other-word-mass", type=float, metavar="X", help="how often each word that folds into unknown is drawn")
    add("--augment", choices=AUGMENTATIONS, help="how much training audio is varied")


def _add_learning(group: Any) -> None:
    add = group.add_argument
    add("--set", dest="network", action="append", metavar="SIZE=VALUE", help="a size of the network: widths=[24,32]")
    add("--steps", type=int, metavar="N")
    add("--batch", type=int, metavar="N")
    add("--optimiser", choices=OPTIMISERS)
    add("--learning-rate", type=float, metavar="X")
    add("--momentum", type=float, metavar="X", help="of sgd")
    add("--weight-decay", type=float, metavar="X")
    add("--schedule", choices=SCHEDULES)
    add("--warmup-steps", type=int, metavar="N")
    add("--loss", choices=LOSSES)
    add("--label-smoothing", type=float, metavar="X")
    add("--dropout", type=float, metavar="X")
    add("--average", type=float, metavar="X", help="decay of the average of the weights; 0 for none")
    add("--early-stopping", type=int, metavar="N", help="end after N validations without a better one; 0 for never")
    add("--checkpoint-steps", type=int, metavar="N", help="steps from one validation to the next")
    add("--precision", choices=("float32", "bfloat16"), help="bfloat16: twice as fast where the machine has it")
    add("--seed", type=int, metavar="N")


def _add_teaching(group: Any) -> None:
    add = group.add_argument
    add("--start-from", metavar="RUN", help="begin with the weights of a run")
    add("--teacher", dest="teachers", action="append", metavar="RUN", help="learn a run's answers too; may repeat")
    add("--teacher-share", type=float, metavar="X", help="share of the loss that is the teachers'")
    add("--teacher-temperature", type=float, metavar="X")


def config_of(options: argparse.Namespace) -> TrainConfig:
    """Return the configuration that the options ask for.

    Raises:
        UsageError: they contradict each other, or make no sense.
    """
    given = {field.name: getattr(options, field.name, None) for field in fields(TrainConfig)}
    given["words"] = None if given["words"] is None else _words(given["words"])
    given["augment"] = None if given["augment"] is None else AUGMENTATIONS[given["augment"]]
    given["network"] = None if given["network"] is None else dict(map(_size, given["network"]))
    given["corpora"] = _corpora(options)
    given["teachers"] = None if given["teachers"] is None else tuple(given["teachers"])
    return with_choices(defaults_of(options.recipe), given)


def _corpora(options: argparse.Namespace) -> tuple[str, ...] | None:
    folders = [*(options.corpora or ())]
    for kind in ("noise", "speech"):
        folders += [f"{kind}:{name}" for name in getattr(options, kind) or ()]
    return tuple(folders) or None


def _words(text: str) -> tuple[str, ...]:
    if text == "all":
        return ()
    names = [part.strip() for part in text.split(",") if part.strip()]
    words = tuple(word for name in names for word in NAMED.get(name, (name,)))
    if not words:
        raise UsageError(f"--words {text!r} holds no word; use all, digits, commands, or words with commas")
    return words


def _size(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError as error:
        raise UsageError(f"--set {text}: not SIZE=VALUE, such as widths=[24,32,40,48] or stem=8") from error


def history(run: Path) -> list[str]:
    """Return the commands that train ``run`` again, those of its teachers and of what it began with first."""
    config = TrainConfig.load(run / "config.json")
    before = [Path(folder) for folder in (*config.teachers, config.start_from) if folder]
    commands = [command for folder in before for command in history(folder)]
    return [*dict.fromkeys(commands), repeat(config, run)]


def repeat(config: TrainConfig, run: Path) -> str:
    """Return the command that trains with ``config`` again, in ``run``."""
    usual, words = defaults_of(config.recipe), [f"--run {shlex.quote(str(run))} --recipe {config.recipe}"]
    options = {"corpora": "corpus", "teachers": "teacher", "network": "set"}
    for field in fields(TrainConfig):
        value = getattr(config, field.name)
        if value != getattr(usual, field.name):
            option = options.get(field.name, field.name.replace("_", "-"))
            words += [
                f"--{option} {shlex.quote(text)}" if text else f"--{option}" for text in _texts(field.name, value)
            ]
    return " ".join(["python -m training train", *words])


def _texts(name: str, value: Any) -> list[str]:
    """Return ``value`` as it stands on a command line, once for each time its option does."""
    if name == "augment":
        return [next((known for known, config in AUGMENTATIONS.items() if config == value), "unnamed")]
    if name == "network":
        return [f"{size}={json.dumps(number, separators=(',', ':'))}" for size, number in value.items()]
    if name == "words":
        named = [known for known, words in NAMED.items() if words == value]
        return [*named, ",".join(value) or "all"][:1]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return (
        [str(item) for item in value]
        if isinstance(value, tuple)
        else [f"{value:g}" if isinstance(value, float) else str(value)]
    )


class _Flag(argparse.Action):
    """An option that says yes alone, and takes ``no`` to undo a recipe's habit."""

    def __init__(self, option_strings: list[str], dest: str, **others: Any) -> None:
        super().__init__(option_strings, dest, nargs="?", const="yes", choices=("yes", "no"), **others)

    def __call__(self, *given: Any) -> None:
        """Keep the answer as a boolean; argparse gives parser, namespace, value and option."""
        setattr(given[1], self.dest, given[2] == "yes")

"""``python -m training``: fetch, prepare, train, compare, draw, export."""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # augmenting and learning have a process, and a core, each

import torch

from app.errors import SaysoError, first_line
from training import commands
from training.choices import add_choices
from training.recipes import RECIPES

MANUAL = f"""\
Train, compare and export models that spot spoken words.

What you have is a folder of corpora, --data, and a folder per run, --run. A corpus is a public archive that `download`
fetched, or any folder <label>/*.wav: your own words, or another language. What comes out is one ONNX file that
`sayso listen --model` runs, with its card.

  python -m training train --corpus my-words --run runs/mine       learn the words in data/my-words
  python -m training export --run runs/mine --into mine.onnx       write the model, measured, with its card
  sayso listen --model mine.onnx                                   use it

A run that is stopped goes on with the same command. `log.csv` in its folder grows as it learns; the best checkpoint on
validation clips is what is measured and exported. Splits are by speaker unless you say otherwise.

recipes:
{chr(10).join(f"  {name:<12} {recipe.about}" for name, recipe in RECIPES.items())}
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all sub-commands."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=MANUAL, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the corpora (default: data)")
    adding = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    _add_data_commands(adding)
    _add_learning_commands(adding)
    _add_model_commands(adding)
    _add_reporting_commands(adding)
    _add_study_commands(adding)
    return parser


def _add_data_commands(adding: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = adding.add_parser("download", help="fetch public corpora")
    command.add_argument("names", nargs="*", metavar="NAME", help="which archives; see --list")
    command.add_argument("--list", action="store_true", help="name the archives, with their sizes and licences")
    command.add_argument("--keep", action="store_true", help="keep the archives after unpacking them")
    command.set_defaults(run_command=commands.run_download_command)

    command = adding.add_parser("prepare", help="decode corpora once, so that training never waits for the disk")
    command.add_argument("--corpus", dest="corpora", action="append", default=[], metavar="NAME")
    parts = ("validation", "testing")
    command.add_argument("--part", choices=parts, default=parts[0], help="which part to lay out for `sayso evaluate`")
    command.set_defaults(run_command=commands.run_prepare)


def _add_learning_commands(adding: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    usage = "%(prog)s --run RUN [--recipe NAME] [--corpus NAME …] [--words WORDS] [options]"
    command = adding.add_parser("train", usage=usage, help="train a network, or go on with a run that was stopped")
    add_choices(command)
    command.add_argument("--all-folds", action="store_true", help="train one run per fold, and pool what they say")
    command.add_argument("--tensorboard", action="store_true", help="write the run's TensorBoard log too")
    command.set_defaults(run_command=commands.run_train)

    command = adding.add_parser(
        "find-rate", usage=usage, help="search for a learning rate: raise it until the loss runs away"
    )
    add_choices(command)
    command.set_defaults(run_command=commands.run_find_rate)

    usage = usage.replace("--run RUN", "--run RUN --rates R,R,…")
    command = adding.add_parser("sweep", usage=usage, help="train one run per learning rate")
    add_choices(command)
    command.add_argument("--rates", required=True, metavar="R,R,…", help="such as 1e-4,3e-4,1e-3")
    command.set_defaults(run_command=commands.run_sweep)


def _add_model_commands(adding: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = adding.add_parser("evaluate", help="measure the best checkpoint of a run again")
    command.add_argument("--run", type=Path, required=True)
    command.set_defaults(run_command=commands.run_evaluate)

    command = adding.add_parser("export", help="write the best checkpoint of a run as ONNX, with its card")
    command.add_argument("--run", type=Path, required=True)
    command.add_argument("--into", type=Path, required=True, metavar="FILE", help="such as models/default.onnx")
    command.add_argument("--name", help="what the model is called (default: the file's name)")
    command.add_argument("--version", default="1", help="of the model (default: 1)")
    command.add_argument("--threshold", type=float, default=0.6, help="below it an answer is unknown (default: 0.6)")
    command.set_defaults(run_command=commands.run_export)

    command = adding.add_parser("quantise", help="write a model with its network as 8-bit integers")
    command.add_argument("model", type=Path, help="a model that `export` wrote")
    command.add_argument("--run", type=Path, required=True, help="the run that it was exported from")
    command.add_argument("--into", type=Path, required=True, metavar="FILE")
    command.set_defaults(run_command=commands.run_quantise)

    command = adding.add_parser("memory", help="store what a model makes of its training words, for voice profiles")
    command.add_argument("model", type=Path, help="a model that `export` or `quantise` wrote")
    command.add_argument("--run", type=Path, required=True, help="the run that it was exported from")
    command.set_defaults(run_command=commands.run_memory)

    command = adding.add_parser("demo", help="make the demo recording anew (needs flite and espeak-ng)")
    command.add_argument("--into", type=Path, default=Path("assets"))
    command.set_defaults(run_command=commands.run_demo)


def _add_reporting_commands(adding: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = adding.add_parser("compare", help="put runs side by side in one table")
    command.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    command.add_argument("--into", type=Path, metavar="README", help="replace the table in this file")
    command.set_defaults(run_command=commands.run_compare)

    command = adding.add_parser("plot", help="draw a run: clips, learning, confusions, calibration, activations")
    command.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="the first is drawn, the others' curves too")
    command.add_argument("--into", type=Path, metavar="FOLDER", help="default: RUN/plots")
    command.add_argument(
        "--clip", type=Path, metavar="FILE", help="whose activations are drawn (default: one of the demo)"
    )
    command.set_defaults(run_command=commands.run_plot)


def _add_study_commands(adding: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = adding.add_parser("adapt-study", help="measure what a voice profile is worth, on voices never heard")
    command.add_argument("--into", type=Path, default=Path("runs/study"), metavar="FOLDER", help="default: runs/study")
    command.add_argument("--speaker", dest="speakers", action="append", metavar="NAME", help="default: all")
    command.add_argument("--model", type=Path, help="measure this one, which must not have heard the speaker")
    command.add_argument("--steps", type=int, default=2_400, metavar="N", help="where a model is to be trained")
    command.set_defaults(run_command=commands.run_adapt_study)


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command and return its exit status: 0 done, 2 for one line of what is wrong, 130 if interrupted."""
    options = build_parser().parse_args(arguments)
    torch.set_num_threads(1)
    try:
        options.run_command(options)
    except SaysoError as error:
        return _refuse(str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _refuse(
            f"{where}{error.strerror or first_line(error)}; free the disk or choose another folder, and repeat"
        )
    except KeyboardInterrupt:
        print("training: stopped; the same command goes on from the last checkpoint", file=sys.stderr)
        return 130
    return 0


def _refuse(line: str) -> int:
    print(f"training: error: {line}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())

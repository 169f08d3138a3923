"""``python -m training``: prepare, train, evaluate, export; and make the demo."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # augmenting and learning have a process, and a core, each

import torch

from app.errors import SaysoError, UsageError
from training import evaluate
from training.config import GENTLE, TrainConfig
from training.demo import make_demo
from training.export import export, load_run
from training.front_end import LogMel
from training.prepare import Prepared, prepare
from training.train import train
from training.validation_folders import write_validation_folders


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all sub-commands."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Train, measure and export models.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder of the corpora (default: data)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("prepare", help="decode all audio once, and lay out the validation folders")
    command.set_defaults(run_command=run_prepare)

    command = commands.add_parser("train", help="train a network, or go on with a run that was stopped")
    command.add_argument("--run", type=Path, required=True, help="folder of the run")
    command.add_argument("--steps", type=int, default=TrainConfig.steps)
    command.add_argument("--stem", type=int, default=TrainConfig.stem, help="channels of the 2-D stem, 0 for none")
    command.add_argument("--widths", type=_widths, default=TrainConfig.widths, help="such as 64,72,96,128")
    command.add_argument("--learning-rate", type=float, default=TrainConfig.learning_rate)
    command.add_argument("--from", dest="start_from", default="", metavar="RUN", help="begin with the weights of a run")
    command.add_argument("--gentle", action="store_true", help="augment less, to finish a training with")
    command.add_argument("--seed", type=int, default=TrainConfig.seed)
    command.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    command.set_defaults(run_command=run_train)

    command = commands.add_parser("evaluate", help="measure the best checkpoint of a run")
    command.add_argument("--run", type=Path, required=True)
    command.set_defaults(run_command=run_evaluate)

    command = commands.add_parser("export", help="write the best checkpoint of a run as ONNX, with its card")
    command.add_argument("--run", type=Path, required=True)
    command.add_argument("--into", type=Path, default=Path("models/default.onnx"))
    command.add_argument("--name", default="tc-resnet")
    command.add_argument("--version", required=True)
    command.add_argument("--threshold", type=float, default=0.6)
    command.set_defaults(run_command=run_export)

    command = commands.add_parser("demo", help="make the demo recording anew (needs flite and espeak-ng)")
    command.add_argument("--into", type=Path, default=Path("assets"))
    command.set_defaults(run_command=lambda options: make_demo(options.into))
    return parser


def run_prepare(options: argparse.Namespace) -> None:
    """Decode, and say what there is."""
    prepared = prepared_data(options.data)
    counts = write_validation_folders(options.data, options.data / "validation")
    print(f"{len(prepared.rows)} clips; validation: {', '.join(f'{name} {n}' for name, n in sorted(counts.items()))}")


def run_train(options: argparse.Namespace) -> None:
    """Train with the choices of the command line."""
    names = ("steps", "stem", "widths", "seed", "learning_rate", "start_from")
    config = TrainConfig(**{name: getattr(options, name) for name in names})
    if options.gentle:
        config = replace(config, augment=GENTLE)
    train(prepared_data(options.data), config, options.run, torch.device(options.device))


def run_evaluate(options: argparse.Namespace) -> None:
    """Print the validation accuracy of a run."""
    config, network, step = load_run(options.run)
    validation = evaluate.validation_set(prepared_data(options.data))
    scores = evaluate.measure(LogMel(config.front_end), network, validation, torch.device("cpu"))
    print(f"step {step}: " + ", ".join(f"{name} {score:.2%}" for name, score in scores.items()))


def run_export(options: argparse.Namespace) -> None:
    """Export a run."""
    folders = options.data / "validation"
    if not folders.is_dir():
        raise UsageError(f"{folders}: no validation folders; make them first: python -m training prepare")
    prepared = prepared_data(options.data)
    given = {name: getattr(options, name) for name in ("name", "version", "threshold")}
    export(options.run, prepared, folders, options.into, **given)


def prepared_data(data: Path) -> Prepared:
    """Return the decoded corpora below ``data``.

    Raises:
        UsageError: there are none.
    """
    prepared = prepare(data, data / "cache")
    if not prepared.select("training") or not prepared.select("validation"):
        raise UsageError(f"{data}: holds no corpus that Sayso knows; see README, Training, for the folders")
    return prepared


def _widths(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def main() -> int:
    """Run one sub-command and return its exit status."""
    options = build_parser().parse_args()
    torch.set_num_threads(1)
    try:
        options.run_command(options)
    except SaysoError as error:
        print(f"training: error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("training: stopped; the same command goes on from the last checkpoint", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

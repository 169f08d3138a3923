"""``python -m training``: prepare, train, export."""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch

from training.config import TrainConfig
from training.prepare import prepare
from training.train import train


def main() -> int:
    """Run one sub-command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m training")
    parser.add_argument("--data", type=Path, default=Path("data"))
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("train")
    command.add_argument("--run", type=Path, required=True)
    command.add_argument("--steps", type=int, default=TrainConfig.steps)
    command.add_argument("--stem", type=int, default=TrainConfig.stem)
    command.add_argument("--widths", type=lambda t: tuple(map(int, t.split(","))), default=TrainConfig.widths)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    config = TrainConfig(steps=arguments.steps, stem=arguments.stem, widths=arguments.widths)
    train(prepare(arguments.data, arguments.data / "cache"), config, arguments.run, torch.device("cpu"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The training loop: read it from top to bottom."""

import csv
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader

from app.errors import UsageError
from app.files import write_atomically
from training import evaluate
from training.batches import Batch, TrainingBatches
from training.classes import CLASSES
from training.config import TrainConfig
from training.front_end import LogMel
from training.networks.tc_resnet import TcResNet, count_parameters
from training.prepare import Prepared

LOG_FIELDS = ("step", "loss", "learning_rate", "seconds", "accuracy", "real", "resynthesised")


def build_network(config: TrainConfig) -> TcResNet:
    """Return the network of ``config``, freshly initialised from its seed."""
    torch.manual_seed(config.seed)
    return TcResNet(config.front_end.n_mels, len(CLASSES), config.widths, config.kernel, config.stem, config.dropout)


def learning_rate_at(step: int, config: TrainConfig) -> float:
    """Return the rate of ``step``: a linear warm-up, then a cosine to zero (Loshchilov and Hutter 2017)."""
    if step < config.warmup_steps:
        return config.learning_rate * (step + 1) / config.warmup_steps
    done = (step - config.warmup_steps) / max(1, config.steps - config.warmup_steps)
    return config.learning_rate * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


class Run:
    """A network in training, with all that a checkpoint must hold to go on as if never stopped."""

    def __init__(self, config: TrainConfig, folder: Path, device: torch.device) -> None:
        self.config, self.folder, self.device = config, folder, device
        self.network = build_network(config).to(device)
        self.average = deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(
            _parameter_groups(self.network, config.weight_decay), lr=config.learning_rate
        )
        self.step = 0
        self.best = 0.0

    def learn(self, batch: Batch) -> Tensor:
        """Take one step of gradient descent and return the loss.

        Dropout is seeded by the step, so that a resumed run repeats it.
        """
        torch.manual_seed(self.config.seed_at(self.step))
        rate = learning_rate_at(self.step, self.config)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        _, logits = self.network(batch.features.to(self.device))
        loss = F.cross_entropy(logits, batch.targets.to(self.device), label_smoothing=self.config.label_smoothing)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self._update_average()
        return loss.detach()

    def _update_average(self) -> None:
        decay = min(self.config.average, self.step / (self.step + 10))
        with torch.no_grad():
            for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True):
                if mean.dtype.is_floating_point:
                    mean.lerp_(value, 1 - decay)
                else:
                    mean.copy_(value)

    def save(self, name: str) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "config": asdict(self.config),
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "best": self.best,
        }
        write_atomically(self.folder / name, lambda temporary: torch.save(state, temporary))

    def keep(self, scores: dict[str, float]) -> None:
        """Save the state, and as the best one if it is."""
        if scores["accuracy"] > self.best:
            self.best = scores["accuracy"]
            self.save("best.pt")
            (self.folder / "metrics.json").write_text(json.dumps({"step": self.step, **scores}, indent=2) + "\n")
        self.save("last.pt")

    def log(self, loss: float, seconds: float, scores: dict[str, float]) -> None:
        """Append one row to ``log.csv`` and show it."""
        row = [self.step, f"{loss:.4f}", f"{learning_rate_at(self.step, self.config):.6f}", f"{seconds:.0f}"]
        row += [f"{scores[name]:.4f}" for name in LOG_FIELDS[4:]]
        path = self.folder / "log.csv"
        new = not path.exists()
        with path.open("a", newline="") as file:
            csv.writer(file).writerows([LOG_FIELDS, row] if new else [row])
        shown = ", ".join(f"{name} {value}" for name, value in zip(LOG_FIELDS, row, strict=True))
        print(shown, file=sys.stderr, flush=True)

    def start_from(self, run: Path) -> None:
        """Begin with the averaged weights of the best checkpoint of another run of the same network."""
        state: dict[str, Any] = torch.load(run / "best.pt", map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["average"])
        self.average.load_state_dict(state["average"])

    def resume(self, name: str) -> None:
        """Go on from a checkpoint of the same configuration."""
        state: dict[str, Any] = torch.load(self.folder / name, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.best = state["step"], state["best"]


def train(prepared: Prepared, config: TrainConfig, folder: Path, device: torch.device) -> Run:
    """Train to the end of ``config.steps``, from the last checkpoint in ``folder`` if one is there.

    The folder gets ``config.json``, ``commit.txt``, ``log.csv``, ``last.pt`` (to resume from), ``best.pt`` (by the
    validation accuracy of the averaged weights) and ``metrics.json`` (that accuracy). Validation data is not augmented.
    """
    run = _begin(config, folder, device)
    validation = evaluate.validation_set(prepared)
    front_end = LogMel(config.front_end).to(device)
    began, losses = time.monotonic(), []
    for batch in _batches(prepared, config, run.step):
        if run.step >= config.steps:
            break
        losses.append(run.learn(batch))
        if run.step % config.checkpoint_steps == 0 or run.step == config.steps:
            scores = evaluate.measure(front_end, run.average, validation, device)
            run.keep(scores)
            run.log(float(torch.stack(losses).mean()), time.monotonic() - began, scores)
            losses = []
    return run


def _begin(config: TrainConfig, folder: Path, device: torch.device) -> Run:
    if (folder / "config.json").exists() and TrainConfig.load(folder / "config.json") != config:
        raise UsageError(f"{folder}: holds a run with other choices; name another folder, or repeat its choices")
    folder.mkdir(parents=True, exist_ok=True)
    config.save(folder / "config.json")
    (folder / "commit.txt").write_text(git_commit() + "\n")
    run = Run(config, folder, device)
    if (folder / "last.pt").exists():
        run.resume("last.pt")
    elif config.start_from:
        run.start_from(Path(config.start_from))
    print(f"{count_parameters(run.network)} parameters, from step {run.step} of {config.steps}", file=sys.stderr)
    return run


def _batches(prepared: Prepared, config: TrainConfig, first_step: int) -> Iterator[Batch]:
    """Yield batches made by one other process, so that augmenting and learning each have a core."""
    dataset = TrainingBatches(prepared, config, first_step)
    yield from DataLoader(dataset, batch_size=None, num_workers=1, prefetch_factor=8)


def _parameter_groups(network: nn.Module, weight_decay: float) -> list[dict[str, Any]]:
    """Decay the weights of convolutions and products, not biases and norms."""
    matrices = [p for p in network.parameters() if p.ndim > 1]
    vectors = [p for p in network.parameters() if p.ndim <= 1]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": vectors, "weight_decay": 0.0}]


def git_commit() -> str:
    """Return the commit that the code is at, or ``unknown`` outside a checkout."""
    answer = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"

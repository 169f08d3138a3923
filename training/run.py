"""A network in training, with all that a checkpoint must hold to go on as if never stopped."""

from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from app.errors import UsageError
from app.files import write_atomically
from training.batches import Batch
from training.classes import Classes
from training.config import TrainConfig
from training.recipes import find_recipe
from training.schedule import learning_rate_at
from training.teachers import Teachers

BEST, LAST = "best.pt", "last.pt"


def build_network(config: TrainConfig, classes: Classes) -> nn.Module:
    """Return the network of ``config``, freshly initialised from its seed."""
    torch.manual_seed(config.seed)
    return find_recipe(config.recipe).network(len(classes.names), config.dropout, config.network)


class Run:
    """One training: weights, their average, the optimiser, and how far it got."""

    def __init__(self, config: TrainConfig, classes: Classes, device: torch.device) -> None:
        self.config, self.classes, self.device = config, classes, device
        self.network = build_network(config, classes).to(device)
        self.average = deepcopy(self.network).eval()
        self.optimiser = make_optimiser(self.network, config)
        self.teachers = Teachers(config, classes, device) if config.teachers else None
        self.step, self.best, self.stale = 0, -1.0, 0

    def learn(self, batch: Batch) -> Tensor:
        """Take one step of gradient descent and return the loss, without waiting for a GPU.

        Dropout is seeded by the step, so that a resumed run repeats it.
        """
        torch.manual_seed(self.config.seed_at(self.step))
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate_at(self.step, self.config)
        loss = self.loss(batch)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self._update_average()
        return loss.detach()

    def loss(self, batch: Batch) -> Tensor:
        """Return the loss of the network as it stands: of the labels, and of the teachers' answers if there are any."""
        features, targets = batch.features.to(self.device), batch.targets.to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.config.precision == "bfloat16"):
            logits = self.network(features)[1]
        logits = logits.float()
        loss = self._label_loss(logits, targets)
        if self.teachers is None:
            return loss
        share = self.config.teacher_share
        return (1 - share) * loss + share * self.teachers.loss(features, logits)

    def _label_loss(self, logits: Tensor, targets: Tensor) -> Tensor:
        if self.config.loss == "squared-error":
            wanted = F.one_hot(targets, logits.shape[1]).float()
            return (logits.sigmoid() - wanted).square().sum(1).mean()
        return F.cross_entropy(logits, targets, label_smoothing=self.config.label_smoothing)

    def _update_average(self) -> None:
        decay = min(self.config.average, self.step / (self.step + 10)) if self.config.average else 0.0
        with torch.no_grad():
            for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True):
                if mean.dtype.is_floating_point:
                    mean.lerp_(value, 1 - decay)
                else:
                    mean.copy_(value)

    def keep(self, folder: Path, accuracy: float) -> None:
        """Save the state, and as the best one if ``accuracy`` is above all before."""
        better = accuracy > self.best
        self.stale = 0 if better else self.stale + 1
        self.best = max(self.best, accuracy)
        if better:
            self.save(folder / BEST)
        self.save(folder / LAST)

    @property
    def finished(self) -> bool:
        """All steps are done, or accuracy has not grown for as long as ``early_stopping`` allows."""
        return self.step >= self.config.steps or 0 < self.config.early_stopping <= self.stale

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "config": asdict(self.config),
            "classes": asdict(self.classes),
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            **{name: getattr(self, name) for name in ("step", "best", "stale")},
        }
        write_atomically(path, lambda temporary: torch.save(state, temporary))

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint of the same configuration."""
        state = read_checkpoint(path, self.device)
        for name in ("network", "average", "optimiser"):
            getattr(self, name).load_state_dict(state[name])
        self.step, self.best, self.stale = state["step"], state["best"], state["stale"]

    def start_from(self, folder: Path) -> None:
        """Begin with the averaged weights of the best checkpoint of another run of the same network and classes.

        Raises:
            UsageError: it is another network, or tells other classes apart.
        """
        state = read_checkpoint(folder / BEST, self.device)
        if tuple(state["classes"]["names"]) != self.classes.names:
            raise UsageError(f"{folder}: was trained on other classes; start from a run on the same corpora and words")
        try:
            self.network.load_state_dict(state["average"])
        except RuntimeError as error:
            raise UsageError(f"{folder}: has a network of other sizes; repeat its recipe and --set") from error
        self.average.load_state_dict(state["average"])


def make_optimiser(network: nn.Module, config: TrainConfig) -> torch.optim.Optimizer:
    """Return the optimiser of ``config``. Weights of convolutions and products decay; biases and norms do not."""
    groups = [
        {"params": [p for p in network.parameters() if p.ndim > 1], "weight_decay": config.weight_decay},
        {"params": [p for p in network.parameters() if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if config.optimiser == "sgd":
        return torch.optim.SGD(groups, config.learning_rate, config.momentum)
    kind = torch.optim.Adam if config.optimiser == "adam" else torch.optim.AdamW
    return kind(groups, config.learning_rate)


def read_checkpoint(path: Path, device: torch.device | str = "cpu") -> dict[str, Any]:
    """Return what :meth:`Run.save` wrote; nothing but numbers and texts is read from it.

    Raises:
        UsageError: it is missing or damaged.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such checkpoint; name the folder of a run that has trained")
    try:
        state: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    except Exception as error:
        raise UsageError(f"{path}: no checkpoint that can be read; delete it, and train again") from error
    return state


def load_run(folder: Path) -> tuple[TrainConfig, Classes, nn.Module, int]:
    """Return a run's configuration, its classes, the averaged weights of its best checkpoint, and that one's step."""
    config = TrainConfig.load(folder / "config.json")
    state = read_checkpoint(folder / BEST)
    classes = Classes(tuple(state["classes"]["names"]), tuple(state["classes"]["words"]))
    network = build_network(config, classes)
    network.load_state_dict(state["average"])
    return config, classes, network.eval(), int(state["step"])

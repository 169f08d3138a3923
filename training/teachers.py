"""Distillation: learn the answer of one or more larger networks, which says more than a label does."""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from app.errors import UsageError
from training.classes import Classes
from training.config import TrainConfig
from training.recipes import find_recipe


class Teachers:
    """Trained networks whose averaged answer a smaller one learns (Hinton, Vinyals and Dean 2015, arXiv:1503.02531).

    Args:
        config: of the network that learns; ``config.teachers`` are the runs.
        classes: what it tells apart.

    Raises:
        UsageError: a teacher hears other features, or tells other classes apart.
    """

    def __init__(self, config: TrainConfig, classes: Classes, device: torch.device) -> None:
        from training.run import load_run  # a run has teachers, and a teacher is a run

        self.temperature, self.precision = config.teacher_temperature, config.precision
        self.networks = []
        for folder in config.teachers:
            teaching, known, network, _ = load_run(Path(folder))
            if find_recipe(teaching.recipe).front_end().describe() != find_recipe(config.recipe).front_end().describe():
                raise UsageError(
                    f"{folder}: {teaching.recipe} hears other features than {config.recipe}; choose another"
                )
            if known.names != classes.names:
                raise UsageError(f"{folder}: was trained on other classes; a teacher needs the same corpora and words")
            self.networks.append(network.to(device))

    def loss(self, features: Tensor, logits: Tensor) -> Tensor:
        """Return the divergence of ``logits`` ``(batch, classes)`` from what the teachers say, softened alike.

        It is scaled by the square of the temperature, so that its gradients are of the size of the labels'.
        """
        said = torch.log_softmax(logits / self.temperature, dim=1)
        return F.kl_div(said, self.answer(features), reduction="batchmean") * self.temperature**2

    def answer(self, features: Tensor) -> Tensor:
        """Return the mean of the teachers' softened probabilities, ``(batch, classes)``."""
        with (
            torch.no_grad(),
            torch.autocast(features.device.type, torch.bfloat16, enabled=self.precision == "bfloat16"),
        ):
            answers = [network(features)[1].float() / self.temperature for network in self.networks]
        return torch.stack([answer.softmax(1) for answer in answers]).mean(0)

"""What is fitted on validation data after training, so that a confidence means what it says."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from app.vocabulary import UNKNOWN
from training.classes import Classes


@dataclass(frozen=True)
class Calibration:
    """How logits become probabilities."""

    temperature: float = 1.0
    """Divides the logits (Guo et al. 2017, arXiv:1706.04599)."""
    unknown_offset: float = 0.0
    """Added to the logits of every class that folds into ``unknown``."""

    def offset(self, classes: Classes) -> Tensor:
        """Return what is added to the logits, ``(classes,)``."""
        folded = [float(classes.label_of(name) == UNKNOWN) for name in classes.names]
        return torch.tensor(folded) * self.unknown_offset

    def probabilities(self, logits: Tensor, classes: Classes) -> Tensor:
        """Return probabilities of the labels ``(n, labels)``."""
        return ((logits + self.offset(classes)) / self.temperature).softmax(1) @ classes.fold()


def calibrate(logits: Tensor, targets: Tensor, classes: Classes) -> Calibration:
    """Fit temperature and unknown offset by the likelihood of the folded labels, on a grid fine enough for both.

    Each label counts the same in sum, so that the mixture of the validation data does not matter.
    """
    wanted = classes.fold()[targets].argmax(1)
    weight = (1.0 / torch.bincount(wanted).clamp_min(1).float())[wanted]
    offsets = np.linspace(-2.0, 2.0, 21) if UNKNOWN in classes.labels else [0.0]
    best, best_loss = Calibration(), float("inf")
    for temperature in np.geomspace(0.2, 4.0, 46):
        for offset in offsets:
            tried = Calibration(float(temperature), float(offset))
            probability = tried.probabilities(logits, classes).gather(1, wanted[:, None])[:, 0]
            loss = float(-(probability.clamp_min(1e-9).log() * weight).sum() / weight.sum())
            if loss < best_loss:
                best, best_loss = tried, loss
    return best

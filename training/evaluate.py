"""Measure a network on validation clips while it trains; the shipped figure comes from ``sayso evaluate``."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from app.personal.evaluation import centre
from training.classes import NOISE, SPEECH, Classes
from training.config import WINDOW_SAMPLES
from training.prepare import Int16, Prepared, Row

LARGEST_BATCH = 512


@dataclass(frozen=True)
class ValidationSet:
    """Waveforms int16 ``(n, window)``, the class of each ``(n,)``, and the clip that it is, or is a piece of."""

    waves: Tensor
    targets: Tensor
    rows: list[Row]
    classes: Classes

    def wanted(self) -> Tensor:
        """Return the index of each one's label ``(n,)``."""
        return self.classes.fold()[self.targets].argmax(1)

    def where(self, *names: str, corpus: str | None = None) -> Tensor:
        """Return booleans ``(n,)``: not of the classes ``names``, and of ``corpus`` if one is given."""
        chosen = [row.name not in names and corpus in (None, row.corpus) for row in self.rows]
        return torch.tensor(chosen, dtype=torch.bool)


def validation_set(prepared: Prepared, classes: Classes) -> ValidationSet:
    """Return words centred in one window each, and running speech and noise cut into windows, one after another."""
    waves, rows = [], []
    for row in prepared.select("validation", *classes.names):
        samples = prepared.samples(row)
        pieces = _pieces(samples) if row.name in (SPEECH, NOISE) else [centre(samples, WINDOW_SAMPLES)]
        waves += pieces
        rows += [row] * len(pieces)
    targets = torch.tensor([classes.names.index(row.name) for row in rows])
    return ValidationSet(torch.from_numpy(np.stack(waves)), targets, rows, classes)


def _pieces(samples: Int16) -> list[Int16]:
    if len(samples) < WINDOW_SAMPLES:
        return [centre(samples, WINDOW_SAMPLES)]
    starts = range(0, len(samples) - WINDOW_SAMPLES + 1, WINDOW_SAMPLES)
    return [np.array(samples[i : i + WINDOW_SAMPLES]) for i in starts]


def logits_of(front_end: nn.Module, network: nn.Module, waves: Tensor, device: torch.device) -> Tensor:
    """Return logits ``(n, classes)`` on the CPU, in batches."""
    with torch.inference_mode():
        parts = waves.split(LARGEST_BATCH)
        answers = [network(front_end(part.to(device).float() / 32768.0))[1].float().cpu() for part in parts]
    return torch.cat(answers)


def measure(front_end: nn.Module, network: nn.Module, data: ValidationSet, device: torch.device) -> dict[str, float]:
    """Return the share of words named by their right label: of all, as ``accuracy``, and of each corpus."""
    logits = logits_of(front_end, network, data.waves, device)
    right = ((logits.softmax(1) @ data.classes.fold()).argmax(1) == data.wanted()).float()
    words = data.where(SPEECH, NOISE)
    parts = {"accuracy": words}
    corpora = sorted({row.corpus for row in data.rows})
    if len(corpora) > 1:
        parts |= {corpus: words & data.where(corpus=corpus) for corpus in corpora}
    return {name: float(right[part].mean()) for name, part in parts.items() if part.any()}

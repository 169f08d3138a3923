"""Measure a network on the validation part while it trains; the shipped figure comes from ``sayso evaluate``."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from app.personal.evaluation import centre
from training.classes import CLASSES, LABELS, NOISE, SPEECH, WORDS, label_of
from training.config import WINDOW_SAMPLES
from training.prepare import Int16, Prepared

STREAM_STRIDE = WINDOW_SAMPLES
"""Running speech and noise are cut into windows that do not overlap."""


@dataclass(frozen=True)
class ValidationSet:
    """Waveforms int16 ``(n, window)``, each one's class ``(n,)`` and corpus."""

    waves: Tensor
    targets: Tensor
    corpora: np.ndarray


def validation_set(prepared: Prepared) -> ValidationSet:
    """Return words centred in one window each, and running speech and noise cut into windows."""
    waves, targets, corpora = [], [], []
    for row in prepared.select("validation"):
        samples = prepared.samples(row)
        pieces = [centre(samples, WINDOW_SAMPLES)] if row["name"] in WORDS else _pieces(samples)
        waves += pieces
        targets += [CLASSES.index(row["name"])] * len(pieces)
        corpora += [row["corpus"]] * len(pieces)
    return ValidationSet(torch.from_numpy(np.stack(waves)), torch.tensor(targets), np.array(corpora))


def _pieces(samples: Int16) -> list[Int16]:
    if len(samples) < WINDOW_SAMPLES:
        return [centre(samples, WINDOW_SAMPLES)]
    starts = range(0, len(samples) - WINDOW_SAMPLES + 1, STREAM_STRIDE)
    return [np.array(samples[i : i + WINDOW_SAMPLES]) for i in starts]


def logits_of(front_end: nn.Module, network: nn.Module, waves: Tensor, device: torch.device) -> Tensor:
    """Return logits ``(n, classes)`` on the CPU, in batches."""
    with torch.inference_mode():
        parts = [network(front_end(part.to(device).float() / 32768.0))[1].cpu() for part in waves.split(512)]
    return torch.cat(parts)


def fold_matrix() -> Tensor:
    """Return ``(classes, labels)`` of zeros and ones that sums classes into labels."""
    fold = torch.zeros(len(CLASSES), len(LABELS))
    for i, name in enumerate(CLASSES):
        fold[i, LABELS.index(label_of(name))] = 1.0
    return fold


def measure(front_end: nn.Module, network: nn.Module, data: ValidationSet, device: torch.device) -> dict[str, float]:
    """Return accuracy over the 22 labels: of the Speech Commands words, of the real and of the resynthesised ones."""
    logits = logits_of(front_end, network, data.waves, device)
    right = (logits.softmax(1) @ fold_matrix()).argmax(1) == (fold_matrix()[data.targets]).argmax(1)
    names = np.array(CLASSES)[data.targets]
    words = ~np.isin(names, [SPEECH, NOISE])
    real = words & (data.corpora == "speech-commands")
    resynthesised = words & (data.corpora == "speech-commands-resynth")
    parts = {"accuracy": real | resynthesised, "real": real, "resynthesised": resynthesised}
    return {name: float(right[torch.from_numpy(part)].float().mean()) for name, part in parts.items()}

"""Four one-dimensional convolutions over the waveform itself, then three dense layers."""

from itertools import pairwise

import torch
from torch import Tensor, nn

from training.networks.network import Network

CHANNELS = (8, 16, 32, 64)
KERNELS = (13, 11, 9, 7)


class Conv1dRaw(Network):
    """Features ``(batch, 1, samples)`` to an embedding of 128.

    With a second at 8 kHz and ten labels it has 1,611,498 parameters. Weights begin as Glorot and Bengio 2010 have it:
    there is no normalisation anywhere, and smaller ones let the waveform fade out before the last layer.
    """

    def __init__(self, shape: tuple[int, ...], classes: int, dropout: float = 0.3) -> None:
        super().__init__()
        pairs = zip(pairwise((shape[0], *CHANNELS)), KERNELS, strict=True)
        self.convolutions = nn.Sequential(*(_block(a, b, kernel, dropout) for (a, b), kernel in pairs), nn.Flatten())
        with torch.no_grad():
            width = self.convolutions(torch.zeros(1, *shape)).shape[1]
        self.dense = nn.Sequential(
            nn.Linear(width, 256), nn.ReLU(), nn.Dropout(dropout), nn.Linear(256, 128), nn.ReLU()
        )
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(128, classes)
        self.apply(_initialise)

    def embed(self, features: Tensor) -> Tensor:
        """Return the second dense layer."""
        return self.dense(self.convolutions(features))


def _block(inputs: int, outputs: int, kernel: int, dropout: float) -> nn.Sequential:
    """Convolve without padding and keep the largest of every three."""
    return nn.Sequential(nn.Conv1d(inputs, outputs, kernel), nn.ReLU(), nn.MaxPool1d(3), nn.Dropout(dropout))


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Conv1d | nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)

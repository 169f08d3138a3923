"""The broadcasted residual network of Kim, Chang, Lee and Sung 2021 (arXiv:2106.04140).

Most of its work is temporal and done on the mean over the bands; the result is added back to every band. That is cheap,
and keeps the bands apart from end to end.
"""

from itertools import pairwise

import torch.nn.functional as F
from torch import Tensor, nn

from app.errors import UsageError
from training.networks.network import Network

SUB_BANDS = 5
BLOCKS = (2, 2, 4, 4)
"""Blocks per stage; stage ``i`` dilates its temporal convolutions by 2 to the power of ``i``."""
STRIDES = (1, 2, 2, 1)
"""Of the first block of each stage, over the bands."""

Grid = tuple[int, int]
"""Bands and frames."""


class SubSpectralNorm(nn.Module):
    """Batch normalisation apart for each of five groups of neighbouring bands (Chang et al. 2021, arXiv:2103.13620)."""

    def __init__(self, channels: int, grid: Grid) -> None:
        super().__init__()
        bands, frames = grid
        # Sizes are numbers, not asked of x: the exported graph then has no arithmetic on shapes.
        self.grouped = (-1, channels * SUB_BANDS, bands // SUB_BANDS, frames)
        self.whole = (-1, channels, bands, frames)
        self.norm = nn.BatchNorm2d(channels * SUB_BANDS)

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x`` ``(batch, channels, bands, frames)`` normalised; ``bands`` is a multiple of five."""
        return self.norm(x.reshape(self.grouped)).reshape(self.whole)


class BroadcastedBlock(nn.Module):
    """A residual block: one part over the bands, one over time on the mean of the bands. ``grid`` is what comes out."""

    def __init__(self, inputs: int, outputs: int, grid: Grid, stride: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.entry = _pointwise(inputs, outputs) if inputs != outputs else None
        self.spectral = nn.Sequential(
            nn.Conv2d(outputs, outputs, (3, 1), (stride, 1), (1, 0), groups=outputs, bias=False),
            SubSpectralNorm(outputs, grid),
        )
        self.temporal = nn.Sequential(
            nn.Conv2d(outputs, outputs, (1, 3), 1, (0, dilation), (1, dilation), groups=outputs, bias=False),
            nn.BatchNorm2d(outputs),
            nn.SiLU(),
            nn.Conv2d(outputs, outputs, 1, bias=False),
            nn.Dropout2d(dropout),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return ``(batch, outputs, bands / stride, frames)`` for ``(batch, inputs, bands, frames)``."""
        y = self.spectral(x if self.entry is None else self.entry(x))
        y = y + self.temporal(y.mean(dim=2, keepdim=True))
        return F.relu(y if self.entry is not None else y + x)


class BcResNet(Network):
    """Log-mel features ``(batch, bands, frames)`` to an embedding of ``32 * width``.

    Args:
        shape: bands and frames; the bands a multiple of 40, as they are halved three times and then make five groups.
        width: 1, 1.5, 2, 3, 6 and 8 are published, with 9.2 k to 321 k parameters for 12 labels.

    Raises:
        UsageError: the bands are no multiple of 40.
    """

    def __init__(self, shape: tuple[int, ...], classes: int, width: float = 1.0, dropout: float = 0.1) -> None:
        super().__init__()
        if shape[0] % 40:
            raise UsageError(f"bc-resnet: cannot halve and group {shape[0]} bands; take 40")
        channels = [int(8 * width * factor) for factor in (2, 1, 1.5, 2, 2.5, 4)]
        self.entry = nn.Sequential(
            nn.Conv2d(1, channels[0], 5, (2, 1), 2, bias=False), nn.BatchNorm2d(channels[0]), nn.ReLU()
        )
        bands, stages = shape[0] // 2, []
        for i, (a, b) in enumerate(pairwise(channels[:-1])):
            bands //= STRIDES[i]
            stages.append(_stage(a, b, (bands, shape[1]), i, dropout))
        self.stages = nn.Sequential(*stages)
        self.exit = nn.Sequential(
            nn.Conv2d(channels[-2], channels[-2], 5, padding=(0, 2), groups=channels[-2], bias=False),
            *_pointwise(channels[-2], channels[-1]),
        )
        self.dropout = nn.Dropout(0.0)
        self.classifier = nn.Linear(channels[-1], classes)

    def embed(self, features: Tensor) -> Tensor:
        """Return the mean over bands and frames of the last layer before the classifier."""
        return self.exit(self.stages(self.entry(features.unsqueeze(1)))).mean(dim=(2, 3))


def _pointwise(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


def _stage(inputs: int, outputs: int, grid: Grid, i: int, dropout: float) -> nn.Sequential:
    first = BroadcastedBlock(inputs, outputs, grid, STRIDES[i], 2**i, dropout)
    others = (BroadcastedBlock(outputs, outputs, grid, 1, 2**i, dropout) for _ in range(BLOCKS[i] - 1))
    return nn.Sequential(first, *others)

"""Two convolutions and a wide dense layer over a mel spectrogram: a picture classifier of the first days."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.networks.network import Network


class CnnMel64(Network):
    """Features ``(batch, 1, bands, frames)``, each side at least 10, to an embedding of 512.

    With 64 by 64 features and ten labels it has 6,446,986 parameters, nearly all of them in the dense layer.
    """

    def __init__(self, shape: tuple[int, ...], classes: int, hidden: int = 512, dropout: float = 0.5) -> None:
        super().__init__()
        self.convolutions = nn.Sequential(
            nn.Conv2d(shape[0], 32, 3),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
        )
        with torch.no_grad():
            width = self.convolutions(torch.zeros(1, *shape)).shape[1]
        self.hidden = nn.Linear(width, hidden)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(hidden, classes)

    def embed(self, features: Tensor) -> Tensor:
        """Return the dense layer."""
        return F.relu(self.hidden(self.convolutions(features)))

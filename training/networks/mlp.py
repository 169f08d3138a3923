"""One hidden layer over cepstral coefficients: the smallest of the published systems.

Published with plain gradient descent on the squared error of sigmoid outputs. The sigmoid of the outputs belongs to
that loss; here the network ends in logits, like the others.
"""

import math

import torch
from torch import Tensor, nn

from training.networks.network import Network


class Mlp(Network):
    """Features of any shape, flattened, to a hidden layer of sigmoids. The hidden layer is the embedding.

    With 30 by 30 coefficients, 40 units and ten labels it has 36,450 parameters.
    """

    def __init__(self, shape: tuple[int, ...], classes: int, hidden: int = 40, dropout: float = 0.0) -> None:
        super().__init__()
        self.hidden = nn.Linear(math.prod(shape), hidden)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(hidden, classes)

    def embed(self, features: Tensor) -> Tensor:
        """Return the hidden layer."""
        return torch.sigmoid(self.hidden(features.flatten(1)))

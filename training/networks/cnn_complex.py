"""Five convolutional blocks over the complex spectrogram, real and imaginary part as two channels."""

from itertools import pairwise

from torch import Tensor, nn

from training.networks.network import Network


class CnnComplex(Network):
    """Features ``(batch, 2, bins, frames)``, each side at least 32, to an embedding ``(batch, widths[-1])``."""

    def __init__(
        self,
        shape: tuple[int, ...],
        classes: int,
        widths: tuple[int, ...] = (32, 64, 128, 256, 512),
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*(_block(a, b, dropout) for a, b in pairwise((shape[0], *widths))))
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(widths[-1], classes)

    def embed(self, features: Tensor) -> Tensor:
        """Return the mean over bins and frames of what the blocks found."""
        return self.blocks(features).mean(dim=(2, 3))


def _block(inputs: int, outputs: int, dropout: float) -> nn.Sequential:
    """Halve both sides."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(dropout),
    )

"""Four strided convolutions over a mel spectrogram and a mean over what is left."""

from torch import Tensor, nn

from training.networks.network import Network


class CnnMel4(Network):
    """Features ``(batch, 1, bands, frames)`` of any size to an embedding of 64.

    The adaptive pooling to one cell is a mean over both axes. Weights begin as He et al. 2015 have it. The masking
    that it was published with is the trainer's.
    """

    def __init__(self, shape: tuple[int, ...], classes: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.blocks = nn.Sequential(_block(shape[0], 8, 5), _block(8, 16, 3), _block(16, 32, 3), _block(32, 64, 3))
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(64, classes)

    def embed(self, features: Tensor) -> Tensor:
        """Return the mean over bands and frames of the last convolution."""
        return self.blocks(features).mean(dim=(2, 3))


def _block(inputs: int, outputs: int, kernel: int) -> nn.Sequential:
    """Halve both sides."""
    convolution = nn.Conv2d(inputs, outputs, kernel, stride=2, padding=kernel // 2, bias=False)
    nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU())

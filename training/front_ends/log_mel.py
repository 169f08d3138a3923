"""Log-mel features, bands as channels, for the temporal and the broadcasted networks."""

from dataclasses import dataclass

import torch
from torch import Tensor

from training.config import WINDOW_SAMPLES
from training.front_ends.fourier import MelPower, count_frames
from training.front_ends.front_end import FrontEnd


@dataclass(frozen=True)
class LogMelConfig:
    """Shape of the log-mel features. Lengths in samples at 16 kHz, frequencies in Hz."""

    n_fft: int = 512
    win_length: int = 480
    hop_length: int = 160
    n_mels: int = 52
    """On librosa's (Slaney) mel scale 40 of 52 bands lie below 4 kHz and a dozen above."""
    fmin: float = 20.0
    fmax: float = 7600.0
    floor: float = 1e-7
    """Added to the mel power before the logarithm: about the power of 16-bit quantisation noise."""


class LogMel(FrontEnd):
    """Log-mel spectrogram ``(batch, n_mels, frames)``, bands as channels."""

    kind = "log-mel"
    config: LogMelConfig

    def __init__(self, config: LogMelConfig) -> None:
        super().__init__(config)
        band = (config.fmin, config.fmax)
        self.power = MelPower(config.n_fft, config.win_length, config.hop_length, self.shape[1], config.n_mels, band)

    @property
    def shape(self) -> tuple[int, ...]:
        """Bands and frames."""
        return self.config.n_mels, count_frames(WINDOW_SAMPLES, self.config.win_length, self.config.hop_length)

    def compress(self, power: Tensor) -> Tensor:
        """Return the natural logarithm of ``power`` over the floor, near zero mean, ``(batch, n_mels, frames)``."""
        return (torch.log(power + self.config.floor) * 0.25 + 1.5).transpose(1, 2)

    def forward(self, waveform: Tensor) -> Tensor:
        """Return features of shape ``(batch, n_mels, frames)`` of samples ``(batch, n)``."""
        return self.compress(self.power(waveform))

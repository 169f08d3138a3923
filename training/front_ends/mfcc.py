"""Mel-frequency cepstral coefficients (Davis and Mermelstein 1980)."""

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor

from training.config import WINDOW_SAMPLES
from training.front_ends.fourier import MelPower, count_frames, decibels
from training.front_ends.front_end import FrontEnd


@dataclass(frozen=True)
class MfccConfig:
    """Shape of the coefficients. Lengths in samples at 16 kHz, frequencies in Hz. One second gives 30 frames."""

    coefficients: int = 30
    n_mels: int = 64
    n_fft: int = 1024
    hop_length: int = 512
    fmin: float = 0.0
    fmax: float = 8000.0
    floor: float = 1e-7
    """Least mel power: about the power of 16-bit quantisation noise."""
    lifter: int = 60
    """As in ``librosa.feature.mfcc``: raises the higher coefficients, which are small. 0 leaves them."""
    centre_db: float = -40.0
    """This mel level becomes 0, which moves the first coefficient alone."""
    spread: float = 160.0
    """Coefficients are divided by this."""


class Mfcc(FrontEnd):
    """Cepstral coefficients ``(batch, coefficients, frames)``: cosine transform of the mel levels in decibels."""

    kind = "mfcc"
    config: MfccConfig

    def __init__(self, config: MfccConfig) -> None:
        super().__init__(config)
        band = (config.fmin, config.fmax)
        self.power = MelPower(config.n_fft, config.n_fft, config.hop_length, self.shape[1], config.n_mels, band)
        self.register_buffer("cosine", _liftered_dct(config.n_mels, config.coefficients, config.lifter))

    @property
    def shape(self) -> tuple[int, ...]:
        """Coefficients and frames."""
        return self.config.coefficients, count_frames(WINDOW_SAMPLES, self.config.n_fft, self.config.hop_length)

    def cepstrum(self, level_db: Tensor) -> Tensor:
        """Return the coefficients ``(batch, coefficients, frames)`` of levels ``(batch, frames, n_mels)``."""
        return (level_db @ cast(Tensor, self.cosine)).transpose(1, 2)

    def level_db(self, waveform: Tensor) -> Tensor:
        """Return mel levels ``(batch, frames, n_mels)`` in decibels relative to 1."""
        return decibels(self.power(waveform), self.config.floor)

    def forward(self, waveform: Tensor) -> Tensor:
        """Return features of shape ``(batch, coefficients, frames)`` of samples ``(batch, n)``."""
        return self.cepstrum(self.level_db(waveform) - self.config.centre_db) / self.config.spread


def _liftered_dct(n_mels: int, coefficients: int, lifter: int) -> Tensor:
    """Return the orthonormal cosine transform of type 2, ``(n_mels, coefficients)``, times the lifter's weights."""
    k = torch.arange(coefficients, dtype=torch.float64)
    n = torch.arange(n_mels, dtype=torch.float64)[:, None]
    cosine = torch.cos(torch.pi / n_mels * (n + 0.5) * k) * (2.0 / n_mels) ** 0.5
    cosine[:, 0] *= 0.5**0.5
    if lifter:
        cosine *= 1 + lifter / 2 * torch.sin(torch.pi * (k + 1) / lifter)
    return cosine.float()

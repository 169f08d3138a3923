"""Front ends: waveform in, features out, as modules that are exported with the network."""

from typing import cast

import librosa
import torch
from torch import Tensor, nn

from app.types import SAMPLE_RATE
from training.config import FrontEndConfig


class LogMel(nn.Module):
    """Log-mel spectrogram, the same to the letter in training and in the exported graph.

    The Fourier transform is a product with a fixed matrix: at this size that is as fast as an FFT, and every runtime
    has it. Equal to ``librosa.feature.melspectrogram(center=False)`` with a periodic Hann window (tested).
    """

    def __init__(self, config: FrontEndConfig) -> None:
        super().__init__()
        self.config = config
        self.register_buffer("transform", _windowed_dft(config))  # (win_length, 2 * bins)
        mel = librosa.filters.mel(
            sr=SAMPLE_RATE, n_fft=config.n_fft, n_mels=config.n_mels, fmin=config.fmin, fmax=config.fmax
        )
        self.register_buffer("mel", torch.from_numpy(mel.T.copy()))  # (bins, n_mels)

    def power(self, waveform: Tensor) -> Tensor:
        """Return mel power of shape ``(batch, frames, n_mels)`` of samples ``(batch, n)``."""
        spectrum = self._frames(waveform) @ cast(Tensor, self.transform)
        real, imaginary = spectrum.chunk(2, dim=-1)
        return (real.square() + imaginary.square()) @ cast(Tensor, self.mel)

    def compress(self, power: Tensor) -> Tensor:
        """Return the natural logarithm of ``power`` over the floor, near zero mean, ``(batch, n_mels, frames)``."""
        return (torch.log(power + self.config.floor) * 0.25 + 1.5).transpose(1, 2)

    def forward(self, waveform: Tensor) -> Tensor:
        """Return features of shape ``(batch, n_mels, frames)`` of samples ``(batch, n)``."""
        return self.compress(self.power(waveform))

    def _frames(self, waveform: Tensor) -> Tensor:
        """Cut into overlapping frames by joining shifted hops: no loop, and no operator that runtimes lack."""
        hop, hops = self.config.hop_length, self.config.win_length // self.config.hop_length
        rows = waveform.reshape(waveform.shape[0], -1, hop)
        count = rows.shape[1] - hops + 1
        return torch.cat([rows[:, i : i + count] for i in range(hops)], dim=-1)


def _windowed_dft(config: FrontEndConfig) -> Tensor:
    """Return cosine and sine columns under the window, in double precision until the end."""
    n = torch.arange(config.win_length, dtype=torch.float64)
    k = torch.arange(config.n_fft // 2 + 1, dtype=torch.float64)
    angle = 2 * torch.pi * n[:, None] * k[None, :] / config.n_fft
    window = torch.hann_window(config.win_length, periodic=True, dtype=torch.float64)[:, None]
    return torch.cat([window * angle.cos(), -window * angle.sin()], dim=1).float()

"""The complex spectrogram, phase included, as two channels."""

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor

from training.config import WINDOW_SAMPLES
from training.front_ends.fourier import frames, surround, windowed_dft
from training.front_ends.front_end import FrontEnd


@dataclass(frozen=True)
class ComplexSpectrogramConfig:
    """Shape of the spectrogram. Lengths in samples at 16 kHz."""

    n_fft: int = 512
    hop_length: int = 160


class ComplexSpectrogram(FrontEnd):
    """Real and imaginary part, ``(batch, 2, n_fft / 2 + 1, frames)``.

    Frames are centred on multiples of the hop, with silence around the second: equal to ``librosa.stft(center=True,
    pad_mode="constant")``.
    """

    kind = "complex-spectrogram"
    config: ComplexSpectrogramConfig

    def __init__(self, config: ComplexSpectrogramConfig) -> None:
        super().__init__(config)
        self.register_buffer("transform", windowed_dft(config.n_fft, config.n_fft))

    @property
    def shape(self) -> tuple[int, ...]:
        """Two channels, bins and frames."""
        return 2, self.config.n_fft // 2 + 1, WINDOW_SAMPLES // self.config.hop_length + 1

    def forward(self, waveform: Tensor) -> Tensor:
        """Return features of shape ``(batch, 2, bins, frames)`` of samples ``(batch, n)``."""
        n_fft, (_, bins, count) = self.config.n_fft, self.shape
        cut = frames(surround(waveform, n_fft // 2, n_fft // 2), n_fft, self.config.hop_length, count)
        return torch.stack((cut @ cast(Tensor, self.transform)).split(bins, dim=-1), dim=1).transpose(2, 3)

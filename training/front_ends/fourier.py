"""Framing, Fourier transform and mel power, from operators that every runtime has."""

import math
from typing import cast

import librosa
import torch
from torch import Tensor, nn

from app.types import SAMPLE_RATE


def frames(waveform: Tensor, length: int, hop: int, count: int) -> Tensor:
    """Cut ``(batch, n)`` into the first ``count`` overlapping frames, ``(batch, count, length)``.

    Frames are joined from shifted pieces as long as hop and length have in common: no loop over frames, and no
    operator that runtimes lack. The count is given, not asked of the waveform, so that the exported graph has no
    arithmetic on shapes.
    """
    piece = math.gcd(length, hop)
    used = (count - 1) * hop + length
    pieces = waveform[:, :used].reshape(-1, used // piece, piece)
    step = hop // piece
    span = (count - 1) * step + 1
    return torch.cat([pieces[:, i : i + span : step] for i in range(length // piece)], dim=-1)


def surround(waveform: Tensor, before: int, after: int) -> Tensor:
    """Put silence before and after samples ``(batch, n)``."""
    batch = waveform.shape[0]
    return torch.cat([waveform.new_zeros(batch, before), waveform, waveform.new_zeros(batch, after)], dim=1)


def count_frames(samples: int, length: int, hop: int) -> int:
    """Return how many frames fit into ``samples``."""
    return (samples - length) // hop + 1


def windowed_dft(n_fft: int, win_length: int) -> Tensor:
    """Return cosine and minus sine under a periodic Hann window, ``(win_length, 2 * bins)``.

    For one window a product with this matrix is as fast as an FFT. It is computed in double precision.
    """
    n = torch.arange(win_length, dtype=torch.float64)
    k = torch.arange(n_fft // 2 + 1, dtype=torch.float64)
    angle = 2 * torch.pi * n[:, None] * k[None, :] / n_fft
    window = torch.hann_window(win_length, periodic=True, dtype=torch.float64)[:, None]
    return torch.cat([window * angle.cos(), -window * angle.sin()], dim=1).float()


class MelPower(nn.Module):
    """Mel power spectrogram ``(batch, frames, n_mels)`` of samples ``(batch, n)``.

    Equal to ``librosa.feature.melspectrogram(center=False)`` with a periodic Hann window. Training uses an FFT, which
    is three times faster for a batch; the exported graph has a product with a fixed matrix, which every runtime knows
    and which is as fast for one window. They differ by rounding, and an export that differs by more is refused.
    """

    def __init__(
        self, n_fft: int, win_length: int, hop_length: int, frames: int, n_mels: int, band: tuple[float, float]
    ) -> None:
        super().__init__()
        self.win_length, self.hop_length, self.frames = win_length, hop_length, frames
        self.n_fft, self.bins = n_fft, n_fft // 2 + 1
        self.register_buffer("window", torch.hann_window(win_length, periodic=True), persistent=False)
        self.register_buffer("transform", windowed_dft(n_fft, win_length))
        mel = librosa.filters.mel(sr=SAMPLE_RATE, n_fft=n_fft, n_mels=n_mels, fmin=band[0], fmax=band[1])
        self.register_buffer("mel", torch.from_numpy(mel.T.copy()))  # (bins, n_mels)

    def forward(self, waveform: Tensor) -> Tensor:
        """Return mel power, time before bands."""
        cut = frames(waveform, self.win_length, self.hop_length, self.frames)
        if torch.onnx.is_in_onnx_export():
            real, imaginary = (cut @ cast(Tensor, self.transform)).split(self.bins, dim=-1)
        else:
            spectrum = torch.fft.rfft(cut * cast(Tensor, self.window), self.n_fft)
            real, imaginary = spectrum.real, spectrum.imag
        return (real.square() + imaginary.square()) @ cast(Tensor, self.mel)


def decibels(power: Tensor, floor: float) -> Tensor:
    """Return ``power`` in decibels relative to 1, nothing below ``floor``.

    Equal to ``librosa.power_to_db(ref=1, amin=floor, top_db=None)``: any other reference would be the clip's own.
    """
    return 10.0 * torch.log10(power.clamp_min(floor))

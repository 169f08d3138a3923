"""A mel spectrogram in decibels as a picture of a stated size, for two-dimensional networks."""

from dataclasses import dataclass

from torch import Tensor

from app.errors import UsageError
from training.config import WINDOW_SAMPLES
from training.front_ends.fourier import MelPower, decibels, surround
from training.front_ends.front_end import FrontEnd


@dataclass(frozen=True)
class MelConfig:
    """Shape of the picture. Lengths in samples at 16 kHz, frequencies in Hz."""

    bands: int = 64
    frames: int = 64
    """Each frame is centred on its own share of the second, so the hop is that share."""
    n_fft: int = 1024
    win_length: int = 1000
    fmin: float = 0.0
    fmax: float = 8000.0
    floor: float = 1e-7
    """Least mel power: about the power of 16-bit quantisation noise."""
    centre_db: float = -40.0
    """This level becomes 0, and ``spread_db`` above it 1."""
    spread_db: float = 20.0


class Mel(FrontEnd):
    """Mel spectrogram in decibels, ``(batch, 1, bands, frames)``; silence surrounds the second.

    Raises:
        UsageError: the frames do not divide the second.
    """

    kind = "mel"
    config: MelConfig

    def __init__(self, config: MelConfig) -> None:
        super().__init__(config)
        if WINDOW_SAMPLES % config.frames:
            raise UsageError(
                f"frames {config.frames}: does not divide {WINDOW_SAMPLES} samples; take 50, 64, 100 or 128"
            )
        hop = WINDOW_SAMPLES // config.frames
        surplus = config.win_length - hop
        self.padding = (surplus // 2, surplus - surplus // 2)
        band = (config.fmin, config.fmax)
        self.power = MelPower(config.n_fft, config.win_length, hop, config.frames, config.bands, band)

    @property
    def shape(self) -> tuple[int, ...]:
        """One channel, bands and frames."""
        return 1, self.config.bands, self.config.frames

    def level_db(self, waveform: Tensor) -> Tensor:
        """Return mel levels ``(batch, frames, bands)`` in decibels relative to 1."""
        return decibels(self.power(surround(waveform, *self.padding)), self.config.floor)

    def forward(self, waveform: Tensor) -> Tensor:
        """Return features of shape ``(batch, 1, bands, frames)`` of samples ``(batch, n)``."""
        scaled = (self.level_db(waveform) - self.config.centre_db) / self.config.spread_db
        return scaled.transpose(1, 2).unsqueeze(1)

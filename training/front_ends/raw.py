"""The waveform itself, at half the sample rate."""

from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import scipy.signal
import torch
import torch.nn.functional as F
from torch import Tensor

from app.types import SAMPLE_RATE
from training.config import WINDOW_SAMPLES
from training.front_ends.front_end import FrontEnd


@dataclass(frozen=True)
class RawConfig:
    """The low-pass filter before every other sample is dropped. Frequencies in Hz."""

    passband_hz: float = 3500.0
    stopband_hz: float = 4000.0
    """From here on nothing folds back: at most half of the new rate, 8 kHz."""
    attenuation_db: float = 70.0
    gain: float = 10.0
    """Brings speech near the unit variance that a network without normalisation is initialised for."""


class Raw(FrontEnd):
    """Samples at 8 kHz, ``(batch, 1, 8000)``.

    They are those of ``scipy.signal.resample_poly(x, 1, 2)`` with this filter, times the gain.
    """

    kind = "raw"
    config: RawConfig

    def __init__(self, config: RawConfig) -> None:
        super().__init__(config)
        taps = low_pass(config)
        self.padding = len(taps) // 2
        self.register_buffer("taps", torch.from_numpy(config.gain * taps).float().view(1, 1, -1))

    @property
    def shape(self) -> tuple[int, ...]:
        """One channel and half the samples."""
        return 1, WINDOW_SAMPLES // 2

    def forward(self, waveform: Tensor) -> Tensor:
        """Return features of shape ``(batch, 1, n / 2)`` of samples ``(batch, n)``."""
        return F.conv1d(waveform.unsqueeze(1), cast(Tensor, self.taps), stride=2, padding=self.padding)


def low_pass(config: RawConfig) -> npt.NDArray[np.float64]:
    """Return the symmetric low-pass filter, an odd number of taps, by Kaiser's window."""
    width = (config.stopband_hz - config.passband_hz) / (SAMPLE_RATE / 2)
    count, beta = scipy.signal.kaiserord(config.attenuation_db, width)
    middle = (config.passband_hz + config.stopband_hz) / 2
    taps: npt.NDArray[np.float64] = scipy.signal.firwin(count | 1, middle, window=("kaiser", beta), fs=SAMPLE_RATE)
    return taps

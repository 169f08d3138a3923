"""Words spoken by synthetic voices, for the demo and the golden vectors; no network is ever trained on them."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.audio.files import read_audio
from app.errors import UsageError
from app.types import SAMPLE_RATE, Samples


@dataclass(frozen=True)
class Voice:
    """A voice of flite or of espeak-ng."""

    program: str
    name: str

    def speak(self, text: str) -> Samples:
        """Return ``text`` spoken, trimmed to the sound, at 16 kHz, its loudest 32 ms at -20 dB of full scale.

        Raises:
            UsageError: the program is not installed.
        """
        if shutil.which(self.program) is None:
            raise UsageError(f"{self.program} is not installed; type: sudo apt install flite espeak-ng")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "word.wav"
            subprocess.run(self._command(text, path), check=True, capture_output=True)
            return _level(_trim(read_audio(path, SAMPLE_RATE)))

    def _command(self, text: str, path: Path) -> list[str]:
        if self.program == "flite":
            return ["flite", "-voice", self.name, "-t", text, "-o", str(path)]
        return ["espeak-ng", "-v", self.name, "-s", "140", "-w", str(path), text]


VOICES = (
    Voice("flite", "slt"),
    Voice("flite", "rms"),
    Voice("flite", "awb"),
    Voice("flite", "kal16"),
    Voice("espeak-ng", "en-us"),
    Voice("espeak-ng", "en-gb"),
)


def _trim(samples: Samples) -> Samples:
    """Cut what is 45 dB below the peak off both ends."""
    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() * 10 ** (-45 / 20))
    return samples[loud[0] : loud[-1] + 1]


def _level(samples: Samples) -> Samples:
    pieces = samples[: len(samples) // 512 * 512].reshape(-1, 512)
    loudest = np.sqrt(np.square(pieces).mean(axis=1).max())
    return (samples * (0.1 / loudest)).astype(np.float32)


def room_noise(count: int, level_db: float, seed: int) -> Samples:
    """Return the noise of a quiet room: brownish noise that breathes, a little mains hum, a little hiss.

    Args:
        count: samples.
        level_db: root mean square relative to full scale.
    """
    generator = np.random.default_rng(seed)
    spectrum = np.fft.rfft(generator.standard_normal(count))
    frequency = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    noise = np.fft.irfft(spectrum / np.maximum(frequency, 60.0) ** 0.8, count)
    time = np.arange(count) / SAMPLE_RATE
    noise *= 1 + 0.2 * np.sin(2 * np.pi * 0.13 * time) / 1.2
    noise /= np.sqrt(np.square(noise).mean())
    hum = sum(0.3 / k * np.sin(2 * np.pi * 50 * k * time + k) for k in (1, 2, 3))
    noise = noise + hum + 0.1 * generator.standard_normal(count)
    return (noise * 10 ** (level_db / 20) / np.sqrt(np.square(noise).mean())).astype(np.float32)

"""One frozen object holds every choice of a training run, and is saved with the run."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.types import SAMPLE_RATE

WINDOW_SAMPLES = SAMPLE_RATE
"""What a network sees: one second."""


@dataclass(frozen=True)
class FrontEndConfig:
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


@dataclass(frozen=True)
class AugmentConfig:
    """How training audio is varied; each range is uniform unless said otherwise."""

    speed: tuple[float, float] = (0.85, 1.15)
    shift_s: float = 0.2
    """Largest shift of a word from the middle of the window, in seconds."""
    gain_db: tuple[float, float] = (-24.0, 12.0)
    noise_probability: float = 0.8
    snr_db: tuple[float, float] = (-2.0, 40.0)
    room_probability: float = 0.25
    reverberation_s: tuple[float, float] = (0.1, 0.6)
    """Time in which the room's answer falls by 60 dB."""
    direct_db: tuple[float, float] = (0.0, 15.0)
    """Direct sound over reverberation."""
    narrow_probability: float = 0.5
    """Share of clips whose bandwidth is cut to 3 to 7 kHz, so that no class is known by its bandwidth."""
    equaliser_db: float = 4.0
    """Standard deviation of the gains of a random smooth frequency response."""
    tone_probability: float = 0.3
    """Share of noise clips that are tones, glides and notes instead: the gate takes them for voices."""
    time_masks: int = 2
    time_mask_frames: int = 12
    band_masks: int = 1
    band_mask_bands: int = 8


GENTLE = AugmentConfig(
    speed=(0.9, 1.1),
    noise_probability=0.6,
    snr_db=(0.0, 45.0),
    room_probability=0.2,
    narrow_probability=0.4,
    equaliser_db=3.0,
    time_mask_frames=8,
    band_mask_bands=6,
)
"""Nearer to what a microphone hears, for the last steps of a training that began with the full augmentation."""


@dataclass(frozen=True)
class TrainConfig:
    """Everything that a run depends on, the data apart."""

    recipe: str = "tc-resnet"
    widths: tuple[int, ...] = (64, 72, 96, 128)
    stem: int = 16
    """Channels of the two-dimensional stem before the temporal network; 0 leaves it out."""
    kernel: int = 9
    dropout: float = 0.1
    steps: int = 20_000
    batch: int = 256
    learning_rate: float = 4e-3
    weight_decay: float = 1e-3
    warmup_steps: int = 500
    label_smoothing: float = 0.1
    average: float = 0.999
    """Decay of the exponential average of the weights; the average is what is exported."""
    seed: int = 1
    speech_mass: float = 1.5
    """Sampling mass of running speech, where a word of the vocabulary has 1."""
    noise_mass: float = 1.0
    other_word_mass: float = 0.4
    """Sampling mass of each of the 15 words that fold into ``unknown``. Too much unknown costs the words points."""
    start_from: str = ""
    """A run whose averaged weights are the beginning; empty for random ones."""
    checkpoint_steps: int = 1_000
    front_end: FrontEndConfig = field(default_factory=FrontEndConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)

    def seed_at(self, step: int) -> int:
        """Return the seed of all that is drawn in one step, so that a resumed run draws the same."""
        return self.seed * 1_000_003 + step

    def save(self, path: Path) -> None:
        """Write the configuration as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n")

    @staticmethod
    def load(path: Path) -> "TrainConfig":
        """Read a configuration that :meth:`save` wrote."""
        fields = json.loads(path.read_text())
        fields["front_end"] = FrontEndConfig(**fields["front_end"])
        augment = {name: tuple(v) if isinstance(v, list) else v for name, v in fields["augment"].items()}
        fields["augment"] = AugmentConfig(**augment)
        fields["widths"] = tuple(fields["widths"])
        return TrainConfig(**fields)

"""One frozen object holds every choice of a training run, and is saved with the run."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from app.errors import UsageError
from app.files import write_text_atomically
from app.types import SAMPLE_RATE

WINDOW_SAMPLES = SAMPLE_RATE
"""What a network sees: one second."""


@dataclass(frozen=True)
class AugmentConfig:
    """How training audio is varied; each range is uniform unless said otherwise. Validation audio never is."""

    speed: tuple[float, float] = (0.85, 1.15)
    shift_s: float = 0.2
    """Largest shift of a word from the middle of the window, in seconds."""
    gain_db: tuple[float, float] = (-24.0, 12.0)
    noise_probability: float = 0.8
    snr_db: tuple[float, float] = (-2.0, 40.0)
    hiss_probability: float = 1.0
    """Share of clips that get the faint white noise of a microphone."""
    room_probability: float = 0.25
    reverberation_s: tuple[float, float] = (0.1, 0.6)
    """Time in which the room's answer falls by 60 dB."""
    direct_db: tuple[float, float] = (0.0, 15.0)
    """Direct sound over reverberation."""
    narrow_probability: float = 0.5
    """Share of clips whose bandwidth is cut to 3 to 7 kHz, so that no class is known by its bandwidth."""
    equaliser_probability: float = 0.6
    equaliser_db: float = 4.0
    """Standard deviation of the gains of a random smooth frequency response."""
    codec_probability: float = 0.1
    """Share of clips that sound as if sent through a voice codec at a low bit rate."""
    codec_snr_db: tuple[float, float] = (6.0, 20.0)
    """Signal over the coding noise in each band."""
    tone_probability: float = 0.3
    """Share of noise clips that are tones, glides and notes instead: the gate takes them for voices."""
    time_masks: int = 2
    time_mask_share: float = 0.12
    """Longest mask, as a share of the features' length."""
    band_masks: int = 1
    band_mask_share: float = 0.16


GENTLE = AugmentConfig(
    speed=(0.87, 1.15),
    noise_probability=0.6,
    snr_db=(0.0, 45.0),
    room_probability=0.2,
    narrow_probability=0.4,
    equaliser_db=3.0,
    time_mask_share=0.08,
    band_mask_share=0.12,
)
"""Nearer to what a microphone hears: for wide networks, and for the last steps of a training."""

PLAIN = AugmentConfig(
    speed=(1.0, 1.0),
    shift_s=0.0,
    gain_db=(0.0, 0.0),
    noise_probability=0.0,
    hiss_probability=0.0,
    room_probability=0.0,
    narrow_probability=0.0,
    equaliser_probability=0.0,
    codec_probability=0.0,
    tone_probability=0.0,
    time_masks=0,
    band_masks=0,
)
"""Clips as they are, as most published systems used them."""

AUGMENTATIONS = {"full": AugmentConfig(), "gentle": GENTLE, "none": PLAIN}
OPTIMISERS = ("adamw", "adam", "sgd")
SCHEDULES = ("cosine", "one-cycle", "constant")
LOSSES = ("cross-entropy", "squared-error")
SPLITS = ("official", "speaker", "clip")


@dataclass(frozen=True)
class TrainConfig:
    """Everything that a run depends on, the data apart."""

    recipe: str = "tc-resnet"
    network: dict[str, Any] = field(default_factory=dict)
    """Sizes of the network where they are not the recipe's own, such as ``{"widths": [24, 32, 40, 48]}``."""
    corpora: tuple[str, ...] = ()
    """Folders below the data folder; empty for all of them."""
    words: tuple[str, ...] = ()
    """What the model answers by name; empty for every word of the corpora."""
    only_words: bool = False
    """Leave every other word, running speech and noise out, as closed-set protocols do."""
    split: str = "official"
    """``official``: the corpus's own. ``speaker``: folds without common speakers. ``clip``: folds that share speakers,
    which is how many published figures were made, and flatters."""
    folds: int = 5
    fold: int = 1
    """Which fold validates, from 1."""
    steps: int = 20_000
    batch: int = 256
    optimiser: str = "adamw"
    learning_rate: float = 4e-3
    momentum: float = 0.9
    """Of SGD."""
    weight_decay: float = 1e-3
    schedule: str = "cosine"
    warmup_steps: int = 500
    loss: str = "cross-entropy"
    label_smoothing: float = 0.1
    dropout: float = 0.1
    average: float = 0.999
    """Decay of the exponential average of the weights, which is what is measured and exported; 0 for none."""
    early_stopping: int = 0
    """Validations without a better accuracy after which a run ends; 0 to never end early."""
    balanced: bool = True
    """Draw classes by their masses below; otherwise every clip alike."""
    speech_mass: float = 1.5
    """Sampling mass of running speech, where a word that is a label has 1."""
    noise_mass: float = 1.0
    other_word_mass: float = 0.4
    """Sampling mass of each word that folds into ``unknown``. Too much unknown costs the words points."""
    precision: str = "float32"
    """Or ``bfloat16``: products in half the bits, on a GPU or a CPU that has them."""
    start_from: str = ""
    """A run whose averaged weights are the beginning; empty for random ones."""
    teachers: tuple[str, ...] = ()
    """Runs whose averaged answer is learnt beside the labels (Hinton et al. 2015)."""
    teacher_share: float = 0.7
    """Share of the loss that is the teachers'."""
    teacher_temperature: float = 2.0
    checkpoint_steps: int = 1_000
    seed: int = 1
    augment: AugmentConfig = field(default_factory=AugmentConfig)

    def __post_init__(self) -> None:
        """Refuse what no run can be made of."""
        _one_of("optimiser", self.optimiser, OPTIMISERS)
        _one_of("schedule", self.schedule, SCHEDULES)
        _one_of("loss", self.loss, LOSSES)
        _one_of("split", self.split, SPLITS)
        _one_of("precision", self.precision, ("float32", "bfloat16"))
        for name in ("steps", "batch", "checkpoint_steps", "fold"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name.replace('_', '-')} is {getattr(self, name)}; it must be at least 1")
        if self.folds < 2 or self.fold > self.folds:
            raise UsageError(f"fold {self.fold} of {self.folds}; there must be two folds or more, counted from 1")
        if self.learning_rate < 0:
            raise UsageError(f"learning-rate is {self.learning_rate:g}; it must not be negative")

    def seed_at(self, step: int) -> int:
        """Return the seed of all that is drawn in one step, so that a resumed run draws the same."""
        return self.seed * 1_000_003 + step

    def save(self, path: Path) -> None:
        """Write the configuration as JSON."""
        write_text_atomically(path, json.dumps(asdict(self), indent=2) + "\n")

    @staticmethod
    def load(path: Path) -> "TrainConfig":
        """Read a configuration that :meth:`save` wrote.

        Raises:
            UsageError: it is missing, damaged, or of another version.
        """
        try:
            values = json.loads(path.read_text())
            values["augment"] = AugmentConfig(**_tuples(values["augment"]))
            return TrainConfig(**_tuples(values))
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise UsageError(f"{path}: no configuration of a run ({reason}); name the folder of a run") from error


def with_choices(config: TrainConfig, choices: Mapping[str, Any]) -> TrainConfig:
    """Return ``config`` with those of ``choices`` that are not None."""
    known = {field.name: getattr(config, field.name) for field in fields(config)}
    return TrainConfig(**known | {name: value for name, value in choices.items() if value is not None})


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise UsageError(f"{name} {value!r} is not known; it is one of {', '.join(choices)}")


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}

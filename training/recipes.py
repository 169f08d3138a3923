"""The seven recipes: published systems for spoken words, each a front end, a network, and its habits of training."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from torch import nn

from app.errors import UsageError
from app.vocabulary import COMMANDS, DIGITS
from training.config import GENTLE, PLAIN, AugmentConfig
from training.front_ends.complex_spectrogram import ComplexSpectrogram, ComplexSpectrogramConfig
from training.front_ends.front_end import FrontEnd
from training.front_ends.log_mel import LogMel, LogMelConfig
from training.front_ends.mel import Mel, MelConfig
from training.front_ends.mfcc import Mfcc, MfccConfig
from training.front_ends.raw import Raw, RawConfig
from training.networks.bc_resnet import BcResNet
from training.networks.cnn_complex import CnnComplex
from training.networks.cnn_mel4 import CnnMel4
from training.networks.cnn_mel64 import CnnMel64
from training.networks.conv1d_raw import Conv1dRaw
from training.networks.mlp import Mlp
from training.networks.tc_resnet import TcResNet

MASKED = AugmentConfig(**{**PLAIN.__dict__, "time_masks": 1, "band_masks": 1})
"""Spectrogram masking alone."""

MOVED = AugmentConfig(**{**PLAIN.__dict__, "shift_s": 0.1})
"""Shifts alone."""


@dataclass(frozen=True)
class Recipe:
    """A published system."""

    about: str
    """One line for people."""
    published: str
    """The figure that its authors report, and how it was measured."""
    source: str
    front_end: Callable[[], FrontEnd]
    build: Callable[..., nn.Module]
    """Network of ``(shape, classes, dropout=…, **sizes)``."""
    sizes: Mapping[str, Any] = field(default_factory=dict)
    """What ``--set`` may change in the network, with the values it has otherwise."""
    habits: Mapping[str, Any] = field(default_factory=dict)
    """How the system is trained, where that is not the default of :class:`training.config.TrainConfig`."""

    def network(self, classes: int, dropout: float, changed: Mapping[str, Any]) -> nn.Module:
        """Return a fresh network.

        Raises:
            UsageError: ``changed`` names a size that this network has not, or a value it cannot have.
        """
        if unknown := sorted(set(changed) - set(self.sizes)):
            there = ", ".join(self.sizes) or "no sizes to set"
            raise UsageError(f"--set {unknown[0]}: this network has {there}")
        sizes = {name: tuple(v) if isinstance(v, list) else v for name, v in {**self.sizes, **changed}.items()}
        try:
            return self.build(self.front_end().shape, classes, dropout=dropout, **sizes)
        except (TypeError, ValueError, RuntimeError, LookupError, ArithmeticError) as error:
            raise UsageError(f"--set {json.dumps(dict(changed))}: makes no network ({error})") from error


def _tc_resnet(shape: Sequence[int], classes: int, **sizes: Any) -> TcResNet:
    return TcResNet(shape[0], classes, **sizes)


ON_DIGITS: Mapping[str, Any] = {"words": DIGITS, "only_words": True, "warmup_steps": 0, "average": 0.0}

RECIPES: dict[str, Recipe] = {
    "mlp-mfcc": Recipe(
        "30 MFCC of 30 frames, one hidden layer of 40 sigmoids, plain SGD on squared error",
        "94.33 %, AudioMNIST, 2,400 clips to train, by clip",
        "Nielsen 2015, Neural Networks and Deep Learning, on AudioMNIST (Becker et al. 2018, arXiv:1807.03418)",
        lambda: Mfcc(MfccConfig()),
        Mlp,
        {"hidden": 40},
        {
            **ON_DIGITS, "optimiser": "sgd", "momentum": 0.0, "learning_rate": 0.5, "batch": 10, "steps": 20_000,
            "schedule": "constant", "loss": "squared-error", "weight_decay": 0.0, "dropout": 0.0, "augment": PLAIN,
        },
    ),
    "cnn-mel64": Recipe(
        "64 × 64 mel spectrogram, two convolutions, a dense layer of 512",
        "99.2 % (64 × 64), 99.7 % (128 × 128), AudioMNIST, by clip",
        "a widely repeated design for AudioMNIST (Becker et al. 2018, arXiv:1807.03418)",
        lambda: Mel(MelConfig()),
        CnnMel64,
        {"hidden": 512},
        {
            **ON_DIGITS, "optimiser": "adam", "learning_rate": 1e-3, "batch": 64, "steps": 1_000, "weight_decay": 0.0,
            "schedule": "constant", "label_smoothing": 0.0, "dropout": 0.5, "early_stopping": 5, "augment": PLAIN,
            "checkpoint_steps": 100,
        },
    ),
    "cnn-complex": Recipe(
        "complex spectrogram as two channels, five convolution blocks of 32 to 512",
        "93.24 %, 30 words, Speech Commands v0.01, by clip",
        "complex-spectrogram networks on Speech Commands v0.01 (Warden 2018, arXiv:1804.03209)",
        lambda: ComplexSpectrogram(ComplexSpectrogramConfig()),
        CnnComplex,
        {"widths": (32, 64, 128, 256, 512)},
        {
            "only_words": True, "optimiser": "adam", "learning_rate": 1e-3, "batch": 64, "steps": 10_000,
            "weight_decay": 1e-4, "label_smoothing": 0.0, "dropout": 0.2, "augment": MOVED, "average": 0.99,
        },
    ),
    "conv1d-raw": Recipe(
        "raw samples at 8 kHz, four one-dimensional convolutions, dense layers of 256 and 128",
        "84.19 %, 10 words, Speech Commands v0.01, by clip",
        "a widely repeated design for Speech Commands v0.01 (Warden 2018, arXiv:1804.03209)",
        lambda: Raw(RawConfig()),
        Conv1dRaw,
        {},
        {
            "words": COMMANDS, "only_words": True, "optimiser": "adam", "learning_rate": 1e-3, "batch": 32,
            "steps": 20_000, "weight_decay": 0.0, "schedule": "constant", "warmup_steps": 0, "label_smoothing": 0.0,
            "dropout": 0.3, "early_stopping": 10, "augment": PLAIN, "average": 0.0,
        },
    ),
    "cnn-mel4": Recipe(
        "64-band mel spectrogram with random masks, four convolutions, adaptive average pooling",
        "98 to 99 %, AudioMNIST, five folds by clip",
        "a widely repeated design for AudioMNIST, with SpecAugment (Park et al. 2019, arXiv:1904.08779)",
        lambda: Mel(MelConfig(frames=100, n_fft=512, win_length=480)),
        CnnMel4,
        {},
        {
            **ON_DIGITS, "optimiser": "adam", "learning_rate": 4e-3, "batch": 64, "steps": 1_500, "dropout": 0.0,
            "schedule": "one-cycle", "weight_decay": 0.0, "label_smoothing": 0.0, "augment": MASKED,
            "checkpoint_steps": 100,
        },
    ),
    "bc-resnet": Recipe(
        "40-band log-mel, broadcasted residual network, of any width",
        "98.7 % (width 8), Speech Commands v0.02, 12 labels, official split by speaker",
        "Kim, Chang, Lee and Sung 2021, arXiv:2106.04140",
        lambda: LogMel(LogMelConfig(n_mels=40)),
        BcResNet,
        {"width": 1.0},
        {"words": DIGITS + COMMANDS, "learning_rate": 6e-3, "augment": GENTLE},
    ),
    "tc-resnet": Recipe(
        "52-band log-mel, temporal residual network under a two-dimensional stem: Sayso's own default",
        "96.6 %, Speech Commands v0.01, 12 labels; a separable one 98.0 % on v0.02; both official, by speaker",
        "Choi et al. 2019, arXiv:1904.03814; Majumdar and Ginsburg 2020, arXiv:2004.08531",
        lambda: LogMel(LogMelConfig()),
        _tc_resnet,
        {"widths": (64, 72, 96, 128), "kernel": 9, "stem": 16, "separable": False},
        {"words": DIGITS + COMMANDS},
    ),
}  # fmt: skip


def find_recipe(name: str) -> Recipe:
    """Return the recipe called ``name``.

    Raises:
        UsageError: there is none.
    """
    if name not in RECIPES:
        raise UsageError(f"recipe {name!r} is not known; it is one of {', '.join(RECIPES)}")
    return RECIPES[name]

"""Endless training batches, each one a pure function of the seed and the step, so that a resumed run repeats them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Generator, Tensor
from torch.utils.data import IterableDataset

from training import augment
from training.classes import CLASSES, NOISE, OTHER_WORDS, SPEECH
from training.config import WINDOW_SAMPLES, TrainConfig
from training.front_end import LogMel
from training.prepare import Prepared

LONGEST_CLIP = int(WINDOW_SAMPLES * 1.3)
"""Samples cut from running speech and noise, so that the fastest speed still fills the window."""

MOST_DRAWN = 4.0
"""No clip gets more than this many times an even share of its class, before the class is scaled to its mass."""


@dataclass(frozen=True)
class Batch:
    """Features ``(batch, bands, frames)`` and the index of each one's class ``(batch,)``."""

    features: Tensor
    targets: Tensor


class TrainingBatches(IterableDataset[Batch]):
    """Draw clips by class mass, augment them, and compute features."""

    def __init__(self, prepared: Prepared, config: TrainConfig, first_step: int = 0) -> None:
        super().__init__()
        self.prepared, self.config, self.first_step = prepared, config, first_step
        self.rows = prepared.select("training")
        self.starts = torch.tensor([int(row["start"]) for row in self.rows])
        self.frames = torch.tensor([int(row["frames"]) for row in self.rows])
        self.targets = torch.tensor([CLASSES.index(row["name"]) for row in self.rows])
        self.weights = torch.from_numpy(clip_weights(self.rows, config))
        self.noise_rows = torch.tensor([i for i, row in enumerate(self.rows) if row["name"] == NOISE])
        self.noise_weights = self.frames[self.noise_rows].double().sqrt()
        self.front_end = LogMel(config.front_end)
        self.centres = augment.band_centres(config.front_end)

    def __iter__(self) -> Iterator[Batch]:
        """Yield batches from ``first_step`` on, for ever."""
        torch.set_num_threads(1)
        step = self.first_step
        while True:
            yield self.draw(step)
            step += 1

    def draw(self, step: int) -> Batch:
        """Return the batch of ``step``."""
        generator = Generator().manual_seed(self.config.seed_at(step))
        chosen = torch.multinomial(self.weights, self.config.batch, replacement=True, generator=generator)
        targets = self.targets[chosen]
        with torch.inference_mode():
            waves = self._waves(chosen, targets, generator)
            power = self.front_end.power(waves)
            power = augment.colour(power, self.centres, self.config.augment, generator)
            features = self.front_end.compress(power)
            features = augment.mask(features, self.config.augment, generator)
        return Batch(features.clone(), targets)

    def _waves(self, chosen: Tensor, targets: Tensor, generator: Generator) -> Tensor:
        config = self.config.augment
        clips, frames = self._cut(chosen, LONGEST_CLIP, generator)
        waves = augment.place(clips, frames, WINDOW_SAMPLES, config, generator)
        roomy = augment.chance(len(waves), config.room_probability, generator).nonzero()[:, 0]
        waves[roomy] = augment.reverberate(waves[roomy], config, generator)
        is_noise = targets == CLASSES.index(NOISE)
        tonal = is_noise & augment.chance(len(waves), config.tone_probability, generator)
        waves[tonal] = augment.tones(int(tonal.sum()), WINDOW_SAMPLES, generator)
        faint = 10 ** (augment.uniform(len(waves), -60.0, 0.0, generator) / 20)  # rooms are mostly quiet
        waves = torch.where(is_noise[:, None], waves * faint[:, None], waves)
        return augment.add_noise(waves, self._noise(len(waves), generator), config, generator)

    def _noise(self, count: int, generator: Generator) -> Tensor:
        index = torch.multinomial(self.noise_weights, count, replacement=True, generator=generator)
        return self._cut(self.noise_rows[index], WINDOW_SAMPLES, generator)[0][:, :WINDOW_SAMPLES]

    def _cut(self, chosen: Tensor, length: int, generator: Generator) -> tuple[Tensor, Tensor]:
        """Return clips as float32 ``(batch, length)`` with zeros after each, and their lengths.

        A clip longer than ``length`` gives a random piece of itself.
        """
        available = self.frames[chosen]
        frames = available.clamp_max(length)
        spare = (available - frames).double()
        offset = (torch.rand(len(chosen), generator=generator, dtype=torch.float64) * (spare + 1)).floor().long()
        clips = np.zeros((len(chosen), length), np.int16)
        begins = (self.starts[chosen] + offset).tolist()
        for row, begin, count in zip(clips, begins, frames.tolist(), strict=True):
            row[:count] = self.prepared.audio[begin : begin + count]
        return torch.from_numpy(clips).float() / 32768.0, frames


def clip_weights(rows: list[dict[str, str]], config: TrainConfig) -> np.ndarray:
    """Return the sampling weight of each clip, float64, summing to the classes' masses.

    Within a class, corpora share equally, as far as :data:`MOST_DRAWN` allows: so resynthesised and real clips balance,
    and no artefact gives a class away.
    """
    masses = dict.fromkeys(CLASSES, 1.0)
    masses |= dict.fromkeys(OTHER_WORDS, config.other_word_mass)
    masses |= {SPEECH: config.speech_mass, NOISE: config.noise_mass}
    groups: dict[str, dict[str, list[int]]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(row["name"], {}).setdefault(row["corpus"], []).append(i)
    weights = np.zeros(len(rows))
    for name, corpora in groups.items():
        total = sum(map(len, corpora.values()))
        for members in corpora.values():
            weights[members] = min(1 / len(corpora) / len(members), MOST_DRAWN / total)
        everyone = np.concatenate(list(corpora.values()))
        weights[everyone] *= masses[name] / weights[everyone].sum()
    return weights

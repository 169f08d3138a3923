"""Endless training batches, each one a pure function of the seed and the step, so that a resumed run repeats them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Generator, Tensor, nn
from torch.utils.data import DataLoader, IterableDataset

from training import augment
from training.classes import NOISE, SPEECH, Classes
from training.config import WINDOW_SAMPLES, TrainConfig
from training.prepare import Prepared, Row

LONGEST_CLIP = int(WINDOW_SAMPLES * 1.3)
"""Samples cut from running speech and noise, so that the fastest speed still fills the window."""

MOST_DRAWN = 4.0
"""No clip gets more than this many times an even share of its class, before the class is scaled to its mass."""


@dataclass(frozen=True)
class Batch:
    """Features ``(batch, …)`` as the front end gives them, and the index of each one's class ``(batch,)``."""

    features: Tensor
    targets: Tensor


class Store(Protocol):
    """Where the samples of the training clips lie."""

    device: torch.device

    def cut(self, clips: Tensor, offsets: Tensor, frames: Tensor, length: int) -> Tensor:
        """Return float32 ``(batch, length)``: ``frames`` samples from ``offsets`` on, zeros after them."""


class MemoryMap:
    """Clips on disk, read through the system's cache."""

    device = torch.device("cpu")

    def __init__(self, prepared: Prepared, rows: Sequence[Row]) -> None:
        self._audio = prepared.audio
        self._corpora = [row.corpus for row in rows]
        self._starts = torch.tensor([row.start for row in rows])

    def cut(self, clips: Tensor, offsets: Tensor, frames: Tensor, length: int) -> Tensor:
        """Return float32 ``(batch, length)``."""
        cut = np.zeros((len(clips), length), np.int16)
        begins = (self._starts[clips] + offsets).tolist()
        for row, clip, begin, count in zip(cut, clips.tolist(), begins, frames.tolist(), strict=True):
            row[:count] = self._audio[self._corpora[clip]][begin : begin + count]
        return torch.from_numpy(cut).float() / 32768.0


class DeviceMemory:
    """Clips as 16-bit numbers in the memory of a GPU, so that nothing is copied to it while it trains."""

    def __init__(self, prepared: Prepared, rows: Sequence[Row], device: torch.device) -> None:
        self.device = device
        offsets, total = {}, 0
        for name, audio in prepared.audio.items():
            offsets[name] = total
            total += len(audio)
        self._audio = torch.cat([torch.from_numpy(np.array(audio)).to(device) for audio in prepared.audio.values()])
        self._starts = torch.tensor([offsets[row.corpus] + row.start for row in rows], device=device)

    def cut(self, clips: Tensor, offsets: Tensor, frames: Tensor, length: int) -> Tensor:
        """Return float32 ``(batch, length)``."""
        place = torch.arange(length, device=self.device)[None]
        index = (self._starts[clips] + offsets)[:, None] + place
        samples = self._audio[index.clamp_max(len(self._audio) - 1)].float() / 32768.0
        return torch.where(place < frames[:, None], samples, 0.0)


class TrainingBatches(IterableDataset[Batch]):
    """Draw clips by class mass, augment them, and compute features, all on one device."""

    def __init__(
        self, prepared: Prepared, classes: Classes, config: TrainConfig, front_end: nn.Module, device: torch.device
    ) -> None:
        super().__init__()
        self.config, self.first_step, self.device = config, 0, device
        self.rows = [row for row in prepared.select("training") if row.name in classes.names]
        self.frames = torch.tensor([row.frames for row in self.rows], device=device)
        self.targets = torch.tensor([classes.names.index(row.name) for row in self.rows], device=device)
        self.weights = torch.from_numpy(clip_weights(self.rows, classes, config)).to(device)
        self.noise_class = classes.names.index(NOISE) if NOISE in classes.names else -1
        self.noise_clips = (self.targets == self.noise_class).nonzero()[:, 0]
        self.noise_weights = self.frames[self.noise_clips].double().sqrt()
        self.front_end = front_end
        on_cpu = device.type == "cpu"
        self.store: Store = MemoryMap(prepared, self.rows) if on_cpu else DeviceMemory(prepared, self.rows, device)

    def __iter__(self) -> Iterator[Batch]:
        """Yield batches from ``first_step`` on, for ever."""
        if self.device.type == "cpu":
            torch.set_num_threads(1)
        step = self.first_step
        while True:
            yield self.draw(step)
            step += 1

    def from_step(self, step: int) -> Iterator[Batch]:
        """Yield batches from ``step`` on; on a CPU made by a process of its own, beside the one that learns."""
        self.first_step = step
        if self.device.type == "cpu":
            return iter(DataLoader(self, batch_size=None, num_workers=1, prefetch_factor=8))
        return iter(self)

    def waves(self, step: int) -> Tensor:
        """Return the waveforms of ``step``, ``(batch, window)``."""
        return self._drawn(step)[0]

    def _drawn(self, step: int) -> tuple[Tensor, Tensor, Generator]:
        generator = Generator(self.device).manual_seed(self.config.seed_at(step))
        chosen = torch.multinomial(self.weights, self.config.batch, replacement=True, generator=generator)
        targets = self.targets[chosen]
        return self._waves(chosen, targets, generator), targets, generator

    def draw(self, step: int) -> Batch:
        """Return the batch of ``step``."""
        with torch.inference_mode():
            waves, targets, generator = self._drawn(step)
            features = self.front_end(waves)
            if self.config.augment.time_masks or self.config.augment.band_masks:
                features = augment.mask(features, self.config.augment, generator)
        return Batch(features.clone(), targets.clone())

    def _waves(self, chosen: Tensor, targets: Tensor, generator: Generator) -> Tensor:
        config = self.config.augment
        clips, frames = self._cut(chosen, LONGEST_CLIP, generator)
        waves = augment.place(clips, frames, WINDOW_SAMPLES, config, generator)
        waves = self._some(augment.reverberate, config.room_probability, waves, generator)
        waves = self._vary_noise(waves, targets == self.noise_class, generator)
        waves = augment.add_noise(waves, self._noise(len(waves), generator), config, generator)
        waves = augment.colour(waves, config, generator)
        return self._some(augment.transcode, config.codec_probability, waves, generator).clamp(-1.0, 1.0)

    def _some(self, change: augment.Change, probability: float, waves: Tensor, generator: Generator) -> Tensor:
        """Return ``waves`` with ``change`` made to some of them."""
        chosen = augment.chance(len(waves), probability, generator).nonzero()[:, 0]
        return waves.index_copy(0, chosen, change(waves[chosen], self.config.augment, generator))

    def _vary_noise(self, waves: Tensor, is_noise: Tensor, generator: Generator) -> Tensor:
        """Put tones in place of some noises, and make most of them faint, as rooms mostly are."""
        tonal = (is_noise & augment.chance(len(waves), self.config.augment.tone_probability, generator)).nonzero()[:, 0]
        waves = waves.index_copy(0, tonal, augment.tones(len(tonal), WINDOW_SAMPLES, generator))
        faint = 10 ** (augment.uniform(len(waves), -60.0, 0.0, generator) / 20)
        return torch.where(is_noise[:, None], waves * faint[:, None], waves)

    def _noise(self, count: int, generator: Generator) -> Tensor:
        """Return noise to mix in, ``(count, window)``: recorded where the corpora have any, else white."""
        if not len(self.noise_clips):
            return torch.randn(count, WINDOW_SAMPLES, generator=generator, device=self.device) * 0.1
        index = torch.multinomial(self.noise_weights, count, replacement=True, generator=generator)
        return self._cut(self.noise_clips[index], WINDOW_SAMPLES, generator)[0]

    def _cut(self, chosen: Tensor, length: int, generator: Generator) -> tuple[Tensor, Tensor]:
        """Return clips ``(batch, length)`` and their lengths; a longer one gives a random piece of itself."""
        available = self.frames[chosen]
        frames = available.clamp_max(length)
        drawn = torch.rand(len(chosen), generator=generator, dtype=torch.float64, device=self.device)
        offsets = (drawn * ((available - frames).double() + 1)).floor().long()
        return self.store.cut(chosen, offsets, frames, length), frames


def clip_weights(rows: Sequence[Row], classes: Classes, config: TrainConfig) -> np.ndarray:
    """Return the sampling weight of each clip, float64.

    Balanced, they sum to the classes' masses. Within a class, corpora share equally, as far as :data:`MOST_DRAWN`
    allows: so resynthesised and real clips balance, and no artefact gives a class away.
    """
    if not config.balanced:
        return np.ones(len(rows))
    groups: dict[str, dict[str, list[int]]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(row.name, {}).setdefault(row.corpus, []).append(i)
    weights = np.zeros(len(rows))
    for name, corpora in groups.items():
        total = sum(map(len, corpora.values()))
        for members in corpora.values():
            weights[members] = min(1 / len(corpora) / len(members), MOST_DRAWN / total)
        everyone = np.concatenate(list(corpora.values()))
        weights[everyone] *= _mass(name, classes, config) / weights[everyone].sum()
    return weights


def _mass(name: str, classes: Classes, config: TrainConfig) -> float:
    if name in classes.words:
        return 1.0
    return {SPEECH: config.speech_mass, NOISE: config.noise_mass}.get(name, config.other_word_mass)

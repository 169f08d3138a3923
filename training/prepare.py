"""Decode every clip once into two arrays, so that an epoch never waits for the disk."""

import csv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.audio.files import read_audio
from app.files import write_atomically
from app.types import SAMPLE_RATE
from training.classes import NOISE, SPEECH
from training.config import WINDOW_SAMPLES
from training.corpora import Clip, find_clips

Int16 = npt.NDArray[np.int16]
FIELDS = ("path", "name", "speaker", "corpus", "split", "start", "frames")


@dataclass(frozen=True)
class Prepared:
    """Decoded audio: one row per clip in ``rows``, its samples at ``audio[start : start + frames]``."""

    audio: Int16
    """Every clip, one after another, 16-bit mono at 16 kHz, memory-mapped."""
    rows: list[dict[str, str]]

    def select(self, split: str, *names: str) -> list[dict[str, str]]:
        """Return the rows of ``split``, of the classes in ``names`` if any are given."""
        return [row for row in self.rows if row["split"] == split and (not names or row["name"] in names)]

    def samples(self, row: dict[str, str]) -> Int16:
        """Return the samples of one clip."""
        start = int(row["start"])
        return self.audio[start : start + int(row["frames"])]


def prepare(data: Path, cache: Path) -> Prepared:
    """Decode the corpora below ``data`` into ``cache``, unless that is done already.

    Words longer than a second are cut to the second that holds the most energy.
    """
    if not (cache / "clips.csv").exists():
        cache.mkdir(parents=True, exist_ok=True)
        _decode(find_clips(data), cache)
    return load(cache)


def load(cache: Path) -> Prepared:
    """Open a cache that :func:`prepare` made."""
    with (cache / "clips.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return Prepared(np.load(cache / "audio.npy", mmap_mode="r"), rows)


def _decode(clips: Sequence[Clip], cache: Path) -> None:
    with ThreadPoolExecutor() as pool:
        decoded = list(pool.map(_read, clips))
    starts = np.cumsum([0] + [len(samples) for samples in decoded])
    np.save(cache / "audio.npy", np.concatenate(decoded))

    def write(temporary: Path) -> None:
        with temporary.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(FIELDS)
            for clip, start, samples in zip(clips, starts, decoded, strict=False):
                writer.writerow([clip.path, clip.name, clip.speaker, clip.corpus, clip.split, start, len(samples)])

    write_atomically(cache / "clips.csv", write)


def _read(clip: Clip) -> Int16:
    samples = read_audio(clip.path, SAMPLE_RATE)
    if clip.name not in (SPEECH, NOISE):
        samples = loudest_window(samples, WINDOW_SAMPLES)
    return np.round(samples * 32767).astype(np.int16)


def loudest_window(samples: npt.NDArray[np.float32], length: int) -> npt.NDArray[np.float32]:
    """Return the ``length`` samples with the most energy, or all of a shorter clip."""
    if len(samples) <= length:
        return samples
    energy = np.cumsum(np.concatenate([[0.0], samples.astype(np.float64) ** 2]))
    start = int(np.argmax(energy[length:] - energy[:-length]))
    return samples[start : start + length]

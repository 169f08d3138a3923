"""Takes of our own making: words of the demo, forwards and backwards, each said a little otherwise."""

import json
from pathlib import Path

import numpy as np

from app.audio.files import read_audio, write_wav
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from tests.fakes import hush


def demo_words() -> dict[str, Samples]:
    """Return a second around each word of the demo, by label."""
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)
    found = {}
    for entry in json.loads((assets_folder() / "demo.json").read_text()):
        middle = int((entry["start_s"] + entry["end_s"]) / 2 * SAMPLE_RATE)
        found[entry["label"]] = demo[max(0, middle - 8_000) : middle + 8_000]
    return found


def said_again(samples: Samples, seed: int) -> Samples:
    """Return the same word at another level, speed and place, in another room noise, with silence around it."""
    generator = np.random.default_rng(seed)
    places = np.arange(0, len(samples), generator.uniform(0.93, 1.07))
    word = np.interp(places, np.arange(len(samples)), samples).astype(np.float32) * generator.uniform(0.5, 1.2)
    before, after = generator.uniform(0.35, 0.6, size=2)
    quiet = hush(before + len(word) / SAMPLE_RATE + after + 0.1, -72, seed=seed)
    start = int(before * SAMPLE_RATE)
    quiet[start : start + len(word)] += word
    return np.clip(quiet, -1, 1)


def write_takes(folder: Path, words: dict[str, Samples], count: int = 5, first: int = 0) -> Path:
    """Write ``count`` takes of each word as ``folder/<label>/<n>.wav``."""
    for place, (label, samples) in enumerate(words.items()):
        (folder / label).mkdir(parents=True, exist_ok=True)
        for take in range(first, first + count):
            write_wav(folder / label / f"{take:03}.wav", said_again(samples, 1_000 * place + take), SAMPLE_RATE)
    return folder

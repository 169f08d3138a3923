"""A take, said a little otherwise: faster, slower, earlier, later, nearer, farther, with more hiss.

A few takes show a voice on one day, at one distance. What a profile learns from variants of them holds on the next day.
"""

import numpy as np

from app.events import Utterance
from app.types import Samples

VARIANTS = 12
SPEEDS = (0.9, 1.12)
MOST_SHIFT = 1600
"""Samples from the middle of the word to that of the window: 100 ms, as in the windows of a final answer."""
GAINS_DB = (-8.0, 6.0)
SNR_DB = (15.0, 40.0)
NOISY_SHARE = 0.6


def variants(utterance: Utterance, length: int, count: int = VARIANTS, seed: int = 0) -> Samples:
    """Return windows ``(count, length)`` around the word, each varied at random; the same seed gives the same ones."""
    generator = np.random.default_rng(seed)
    word, samples = utterance.prediction, utterance.samples
    middle = (word.start + word.end) // 2 - utterance.start
    level = float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
    windows = np.empty((count, length), np.float32)
    for window in windows:
        shift = generator.uniform(-MOST_SHIFT, MOST_SHIFT)
        places = middle + (np.arange(length) - length // 2 + shift) * generator.uniform(*SPEEDS)
        gain = 10 ** (generator.uniform(*GAINS_DB) / 20)
        snr = 10 ** (generator.uniform(*SNR_DB) / 20) if generator.random() < NOISY_SHARE else np.inf
        sound = np.interp(places, np.arange(len(samples)), samples, left=0.0, right=0.0)
        window[:] = np.clip(sound * gain + generator.standard_normal(length) * level / snr, -1.0, 1.0)
    return windows

"""Lay the official validation part out as folders that ``sayso evaluate`` reads: ``<label>/*.wav``."""

import shutil
from collections import Counter
from pathlib import Path

import numpy as np

from app.audio.files import read_audio, write_wav
from app.types import SAMPLE_RATE
from app.vocabulary import SILENCE
from training.classes import NOISE, SPEECH
from training.config import WINDOW_SAMPLES
from training.corpora import Clip, find_clips

SILENCE_LEVELS_DB = (0.0, -20.0, -40.0)
"""Each second of validation noise is taken at one of these gains in turn: rooms are mostly quiet."""


def write_validation_folders(data: Path, target: Path) -> Counter[str]:
    """Write ``target/CORPUS/<label>/*.wav``, one folder of labels per corpus, and return the clips in each.

    Words are copied as they are; of the validation noise every second second is cut out as ``silence``, in a corpus of
    its own. Running speech is left out: it is measured as false accepts per hour, not as clips.
    """
    counts: Counter[str] = Counter()
    for clip in find_clips(data):
        if clip.split == "validation" and clip.name != SPEECH:
            counts[clip.corpus] += _write_silence(clip, target) if clip.name == NOISE else _copy(clip, target)
    return counts


def _copy(clip: Clip, target: Path) -> int:
    folder = target / clip.corpus / clip.name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(clip.path, folder / clip.path.name)
    return 1


def _write_silence(clip: Clip, target: Path) -> int:
    folder = target / clip.corpus / SILENCE
    folder.mkdir(parents=True, exist_ok=True)
    samples = read_audio(clip.path, SAMPLE_RATE)
    starts = np.arange(0, len(samples) - WINDOW_SAMPLES + 1, 2 * WINDOW_SAMPLES)
    for i, start in enumerate(starts):
        gain = 10 ** (SILENCE_LEVELS_DB[i % len(SILENCE_LEVELS_DB)] / 20)
        name = f"{clip.path.parent.name}-{clip.path.stem}-{i}.wav"
        write_wav(folder / name, samples[start : start + WINDOW_SAMPLES] * gain, SAMPLE_RATE)
    return len(starts)

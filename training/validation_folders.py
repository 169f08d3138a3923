"""Lay clips out as folders that ``sayso evaluate`` reads: ``CORPUS/<label>/*.wav``."""

import os
import shutil
from collections import Counter
from pathlib import Path

import numpy as np

from app.audio.files import write_wav
from app.types import SAMPLE_RATE
from app.vocabulary import SILENCE
from training.classes import NOISE, SPEECH
from training.config import WINDOW_SAMPLES
from training.prepare import Prepared, Row

SILENCE_LEVELS_DB = (0.0, -20.0, -40.0)
"""Each second of validation noise is taken at one of these gains in turn: rooms are mostly quiet."""


def write_folders(prepared: Prepared, part: str, target: Path) -> Counter[str]:
    """Write ``target/CORPUS/<label>/*.wav``, one folder of labels per corpus, and return the clips in each.

    Words of that part are the files as they are, linked where the disk allows; of noise every second second is cut out
    as ``silence``, in a corpus of its own. Running speech is left out: it is measured as false accepts per hour,
    not as clips. What was in ``target`` before is gone.
    """
    shutil.rmtree(target, ignore_errors=True)
    counts: Counter[str] = Counter()
    for row in prepared.select(part):
        if row.name != SPEECH:
            silence = row.name == NOISE
            counts[row.corpus] += _write_silence(prepared, row, target) if silence else _link(row, target)
    return counts


def _link(row: Row, target: Path) -> int:
    source, folder = Path(row.path), target / row.corpus / row.name
    folder.mkdir(parents=True, exist_ok=True)
    speaker = f"{source.parent.name}-" if (folder / source.name).exists() else ""
    copy = folder / f"{speaker}{source.name}"
    try:
        os.link(source.resolve(), copy)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, copy)
    return 1


def _write_silence(prepared: Prepared, row: Row, target: Path) -> int:
    folder = target / row.corpus / SILENCE
    folder.mkdir(parents=True, exist_ok=True)
    samples = prepared.samples(row).astype(np.float32) / 32768.0
    starts = np.arange(0, len(samples) - WINDOW_SAMPLES + 1, 2 * WINDOW_SAMPLES)
    for i, start in enumerate(starts):
        gain = np.float32(10 ** (SILENCE_LEVELS_DB[i % len(SILENCE_LEVELS_DB)] / 20))
        name = f"{Path(row.path).parent.name}-{Path(row.path).stem}-{i}.wav"
        write_wav(folder / name, samples[start : start + WINDOW_SAMPLES] * gain, SAMPLE_RATE)
    return len(starts)

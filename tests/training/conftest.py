"""A corpus small enough to train on in a second: synthetic words by synthetic speakers."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from app.audio.files import write_wav
from tests.fakes import hush, tone
from training.classes import Classes
from training.corpora import split_by_hash
from training.prepare import Prepared, prepare

TONES = {"yes": 400.0, "no": 1_200.0, "zero": 2_500.0, "happy": 700.0}


def speakers(split: str, count: int) -> list[str]:
    """Return speaker names that the official rule puts into ``split``."""
    names = (hashlib.sha1(str(i).encode()).hexdigest()[:8] for i in range(1_000))
    return [name for name in names if split_by_hash(name) == split][:count]


def write_speech_commands(root: Path) -> None:
    """Write words that differ in pitch, by speakers of each part of the official split."""
    for split, count in (("training", 4), ("validation", 2), ("testing", 1)):
        for speaker in speakers(split, count):
            for word, frequency in TONES.items():
                (root / word).mkdir(parents=True, exist_ok=True)
                sound = tone(0.5, frequency=frequency) * np.hanning(8_000).astype(np.float32)
                write_wav(root / word / f"{speaker}_nohash_0.wav", sound + hush(0.5, -60), 16_000)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    write_speech_commands(root / "speech-commands")
    write_speech_commands(root / "speech-commands-resynth")
    for name in ("free-spoken-digits", "continuous-speech", "noise"):
        (root / name).mkdir()
    for speaker in ("jackson", "theo"):
        write_wav(root / "free-spoken-digits" / f"0_{speaker}_1.wav", tone(0.4, frequency=2_500)[::2], 8_000)
    for name in ("19-198-0000", "26-1-0000"):
        write_wav(root / "continuous-speech" / f"{name}.wav", hush(3.0, -30), 16_000)
    for i in range(12):
        write_wav(root / "noise" / f"room{i}.wav", hush(3.0, -40, seed=i), 16_000)
    return root


@pytest.fixture(scope="session")
def prepared(data: Path) -> Prepared:
    return prepare(data)


@pytest.fixture(scope="session")
def classes(prepared: Prepared) -> Classes:
    return Classes.of((row.name for row in prepared.rows), ("yes", "no", "zero"))

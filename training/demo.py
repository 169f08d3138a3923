"""Make the demo recording: digits and commands by synthetic voices over the noise of a quiet room."""

import json
from pathlib import Path

import numpy as np

from app.audio.files import write_wav
from app.files import write_text_atomically
from app.types import SAMPLE_RATE
from training.voices import VOICES, room_noise

SCRIPT = "two four six eight yes no seven left three stop one go nine right zero"
"""What is said, each word by the next voice."""

PAUSE_S = (0.75, 1.0)
NOISE_DB = -58.0
SEED = 7


def make_demo(folder: Path) -> None:
    """Write ``demo.wav`` and ``demo.json``, a list of ``{"label", "start_s", "end_s"}``, into ``folder``."""
    generator = np.random.default_rng(SEED)
    pieces, words, at = [np.zeros(SAMPLE_RATE, np.float32)], [], SAMPLE_RATE
    for i, word in enumerate(SCRIPT.split()):
        spoken = VOICES[i % 3 if i % 4 else i // 4 % len(VOICES)].speak(word) * 10 ** (generator.uniform(-8, 2) / 20)
        pause = np.zeros(int(generator.uniform(*PAUSE_S) * SAMPLE_RATE), np.float32)
        words.append({"label": word, "start_s": at / SAMPLE_RATE, "end_s": (at + len(spoken)) / SAMPLE_RATE})
        pieces += [spoken.astype(np.float32), pause]
        at += len(spoken) + len(pause)
    clean = np.concatenate(pieces)
    write_wav(folder / "demo.wav", clean + room_noise(len(clean), NOISE_DB, SEED), SAMPLE_RATE)
    rounded = [{**word, "start_s": round(word["start_s"], 3), "end_s": round(word["end_s"], 3)} for word in words]
    write_text_atomically(folder / "demo.json", json.dumps(rounded, indent=2) + "\n")

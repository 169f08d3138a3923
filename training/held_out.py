"""Networks that never heard a certain voice nor certain words, to measure what adapting to them is worth.

Of the shipped models every one has heard four of the five Free Spoken Digits speakers, and every word of Speech
Commands, if only as ``unknown``. A voice profile is worth the most, and is honest to measure, where neither is so.
"""

from dataclasses import replace
from pathlib import Path

import torch

from app.engine.model import Model
from app.personal.memory import memory_path
from app.vocabulary import COMMANDS, DIGITS
from training.config import GENTLE, TrainConfig
from training.export import export
from training.memory import write_memory
from training.prepare import Prepared, Row
from training.train import train

DIGITS_CORPUS = "free-spoken-digits"
CUSTOM_WORDS = ("marvin", "sheila", "happy")
"""Words that the networks of the study never hear, to be learnt from a few takes."""

THRESHOLD = 0.6
"""Of the shipped models."""


def digits_speakers(prepared: Prepared) -> list[str]:
    """Return the speakers of the digits corpus."""
    return sorted({row.speaker for row in prepared.rows if row.corpus == DIGITS_CORPUS})


def without(prepared: Prepared, speaker: str) -> Prepared:
    """Return the clips without the custom words; of the digits, ``speaker`` is kept for testing, all others train."""
    return Prepared(prepared.audio, [_part(row, speaker) for row in prepared.rows if row.name not in CUSTOM_WORDS])


def _part(row: Row, speaker: str) -> Row:
    if row.corpus != DIGITS_CORPUS:
        return row
    return replace(row, split="testing" if row.speaker == speaker else "training")


def study_config(steps: int) -> TrainConfig:
    """Return the choices of a short training of the default's network: its size, an eighth of its clips."""
    return TrainConfig(
        words=DIGITS + COMMANDS,
        batch=128,
        steps=steps,
        learning_rate=3e-3,
        warmup_steps=200,
        precision="bfloat16",
        checkpoint_steps=steps,
        augment=GENTLE,
    )


def train_without(prepared: Prepared, speaker: str, folder: Path, steps: int) -> Path:
    """Train and export a network that never hears ``speaker`` nor the custom words; what is there already stays.

    Returns:
        Its ONNX file, in ``folder``, with its memory beside it.
    """
    target = folder / speaker / "model.onnx"
    if not target.exists():
        kept = without(prepared, speaker)
        train(kept, study_config(steps), folder / speaker, torch.device("cpu"))
        export(
            folder / speaker, kept, target, name=f"without-{speaker}", version="1", threshold=THRESHOLD, measure=False
        )
    if not memory_path(target).exists():
        write_memory(Model(target), without(prepared, speaker))
    return target

"""Golden vectors: what a model answered at export, so that a change of runtime cannot go unseen."""

import json
from pathlib import Path

import numpy as np

from app.audio.files import read_audio
from app.personal.evaluation import centre
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from training.config import WINDOW_SAMPLES

CLIPS = 10
"""Of the demo's words, the first ones: enough to see a change, and small beside the model."""

MARGIN_S = 0.15
"""Kept on both sides of a word."""


def golden_clips() -> Samples:
    """Return words of the demo recording, one in each window ``(n, window)``, exact in 16 bits."""
    demo = assets_folder() / "demo.wav"
    recording = read_audio(demo, SAMPLE_RATE)
    words = json.loads(demo.with_suffix(".json").read_text())
    clips = [_cut(recording, word["start_s"] - MARGIN_S, word["end_s"] + MARGIN_S) for word in words[:CLIPS]]
    return (np.round(np.stack(clips) * 32767) / 32767).astype(np.float32)


def _cut(recording: Samples, start_s: float, end_s: float) -> Samples:
    return centre(recording[round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE)], WINDOW_SAMPLES)


def save_golden(path: Path, waveforms: Samples, probabilities: np.ndarray, labels: tuple[str, ...]) -> None:
    """Write what a model answered, by torch, to clips that are exact in 16 bits."""
    pcm = np.round(waveforms * 32767).astype(np.int16)
    with path.open("wb") as file:
        np.savez_compressed(file, waveform=pcm, probabilities=probabilities, labels=np.array(labels))

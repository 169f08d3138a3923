"""Each recipe learns, in seconds, words that no speaker of the training said."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from app.audio.files import write_wav
from app.types import SAMPLE_RATE, Samples
from training.choices import defaults_of
from training.config import PLAIN, with_choices
from training.prepare import Prepared, prepare
from training.recipes import RECIPES
from training.train import train

FORMANTS = {"aia": (700, 300, 700), "oui": (350, 500, 2_200), "eso": (2_000, 5_000, 400), "mum": (250, 600, 250)}
"""The loudest frequency at the beginning, middle and end of each word, in hertz."""

BAR = 0.6
"""Chance is 0.25."""
STEPS = {"mlp-mfcc": 500, "cnn-mel64": 25, "cnn-complex": 45, "conv1d-raw": 200, "cnn-mel4": 120, "bc-resnet": 180}
BATCH = {"mlp-mfcc": 10, "cnn-complex": 8}


def speak(word: str, generator: np.random.Generator) -> Samples:
    """Say ``word`` with a voice, speed, level and noise of chance."""
    count = int(SAMPLE_RATE * generator.uniform(0.4, 0.7))
    place = np.linspace(0, 2, count)
    pitch, reach = generator.uniform(90, 250), generator.uniform(0.9, 1.15)
    formant = np.interp(place, [0, 1, 2], FORMANTS[word]) * reach
    time = np.arange(count) / SAMPLE_RATE
    harmonics = pitch * np.arange(1, int(7_500 / pitch))[:, None]
    voice = (np.sin(2 * np.pi * harmonics * time) / (1 + ((harmonics - formant) / 150) ** 2)).sum(0)
    voice *= np.hanning(count) * generator.uniform(0.05, 0.2) / np.abs(voice).max()
    return (voice + generator.normal(0, 0.001, count)).astype(np.float32)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    root, generator = tmp_path_factory.mktemp("words"), np.random.default_rng(0)
    for word in FORMANTS:
        (root / "words" / word).mkdir(parents=True)
        for speaker in range(20):
            for take in range(2):
                path = root / "words" / word / f"voice{speaker}_nohash_{take}.wav"
                write_wav(path, speak(word, generator), SAMPLE_RATE)
    return prepare(root, ["words"])


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_learns_words_of_voices_that_it_never_heard(recipe: str, words: Prepared, tmp_path: Path) -> None:
    steps = STEPS.get(recipe, 60)
    config = with_choices(
        defaults_of(recipe),
        {
            "words": tuple(FORMANTS),
            "split": "speaker",
            "batch": BATCH.get(recipe, 16),
            "steps": steps,
            "checkpoint_steps": steps,
            "warmup_steps": 0,
            "average": 0.0,
            "augment": PLAIN,  # what varies the voices enough takes more than seconds to learn from
        },
    )
    run = train(words, config, tmp_path, torch.device("cpu"))
    metrics = json.loads((tmp_path / "metrics.json").read_text())
    assert metrics["clips"] == 32
    assert len(metrics["speakers"]) == 4
    assert metrics["accuracy"] >= BAR, recipe
    assert run.step == steps


def test_every_recipe_says_what_it_repeats() -> None:
    for name, recipe in RECIPES.items():
        assert "%" in recipe.published, name
        assert any(character.isdigit() for character in recipe.source), name
        assert recipe.about

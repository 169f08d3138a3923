"""Sounds and sets for the tests of recording."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from app.audio.files import read_audio
from app.events import Prediction, Utterance
from app.personal.take import Origin, Take, digest
from app.personal.test_set import TestSet
from app.types import Samples
from tests.fakes import fade, hush, tone

WORD = (4_800, 12_800)
"""Where the word is in :func:`spoken`."""

ME = Origin("me", "Headset", WORD)


class Clock:
    """Tells times a second apart."""

    def __init__(self) -> None:
        self._seconds = 0

    def __call__(self) -> datetime:
        self._seconds += 1
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) + timedelta(seconds=self._seconds)


def spoken(level_db: float = -20.0, seed: int = 0, room_db: float = -70.0, seconds: float = 0.5) -> Samples:
    """Return half a second of tone between two stretches of room, different for each seed."""
    word = fade(tone(seconds, level_db))
    samples = np.concatenate([np.zeros(4_800, np.float32), word, np.zeros(4_800, np.float32)])
    return samples + hush(len(samples) / 16_000, room_db, seed)


def three_takes(folder: Path) -> TestSet:
    """Return a new set: seven, eight, seven."""
    found = TestSet(folder, create=True, clock=Clock())
    for seed, label in enumerate(["seven", "eight", "seven"]):
        found.add(label, spoken(seed=seed), ME)
    return found


def utterance(samples: Samples, start: int, word: tuple[int, int], label: str = "one", reason: str = "") -> Utterance:
    """Return an utterance as the engine hands it over: ``samples`` from ``start`` on, ``word`` within them."""
    prediction = Prediction(
        True, label, 0.9, {label: 0.9}, start + word[0], start + word[1], start + len(samples), reason
    )
    return Utterance(start, samples, prediction)


def check_whole(takes: TestSet) -> None:
    """Assert that every take's file is there as it was recorded, and no file is there but those of takes."""
    for take in takes.takes:
        content = takes.path_of(take).read_bytes()
        assert digest(content) == take.sha256
        assert len(read_audio(takes.path_of(take), 16_000)) >= take.trim[1]
    files = {path.relative_to(takes.folder).as_posix() for path in takes.folder.glob("[!.]*/*")}
    assert files == {take.file for take in takes.takes}
    ids = [take.id for take in takes.takes]
    assert len(ids) == len(set(ids))


def lines_of(folder: Path) -> list[str]:
    return (folder / "manifest.jsonl").read_text().splitlines()


def alike(takes: TestSet) -> list[tuple[str, str, str]]:
    """Return what must survive of each take, in order."""

    def kept(take: Take) -> tuple[str, str, str]:
        return take.label, take.speaker, take.sha256

    return [kept(take) for take in takes.takes]

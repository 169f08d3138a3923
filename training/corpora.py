"""Find labelled clips in folders of audio, and divide them by speaker.

A corpus is a folder as the public archives lay it out. Splits never divide a speaker: Speech Commands by the official
hash rule, Free Spoken Digits by name.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.vocabulary import DIGITS
from training.classes import NOISE, SPEECH, WORDS

HELD_OUT_DIGITS_SPEAKER = "theo"
"""The Free Spoken Digits speaker that no network hears: another corpus and another voice at once."""

HELD_OUT_READERS = ("26",)
"""LibriSpeech speakers that no network hears: a third of the sentences, to count false accepts on."""


@dataclass(frozen=True)
class Clip:
    """One labelled recording on disk."""

    path: Path
    name: str
    """Its class: a word, or ``_speech_``."""
    speaker: str
    corpus: str
    split: str
    """``training``, ``validation`` or ``testing``."""


def split_by_hash(speaker: str, validation: float = 10.0, testing: float = 10.0) -> str:
    """Return the split of ``speaker`` by the official Speech Commands rule.

    The SHA-1 of the speaker's hash, modulo 2^27, gives a percentage: a speaker stays in one split for ever, however
    the corpus grows (Warden 2018, section 7, and the README of the public archive).
    """
    largest = 2**27 - 1
    digest = int(hashlib.sha1(speaker.encode(), usedforsecurity=False).hexdigest(), 16)
    percent = (digest % (largest + 1)) * (100.0 / largest)
    if percent < validation:
        return "validation"
    return "testing" if percent < validation + testing else "training"


def speech_commands(root: Path) -> Iterator[Clip]:
    """Yield the clips of a Speech Commands folder, ``<word>/<speaker>_nohash_<n>.wav``."""
    for word in WORDS:
        for path in sorted((root / word).glob("*.wav")):
            speaker = re.sub(r"_nohash_.*$", "", path.name)
            yield Clip(path, word, speaker, root.name, split_by_hash(speaker))


def free_spoken_digits(root: Path) -> Iterator[Clip]:
    """Yield the clips of a Free Spoken Digits folder, ``<digit>_<speaker>_<n>.wav``."""
    for path in sorted(root.glob("*.wav")):
        digit, speaker, _ = path.stem.split("_")
        split = "validation" if speaker == HELD_OUT_DIGITS_SPEAKER else "training"
        yield Clip(path, DIGITS[int(digit)], speaker, root.name, split)


def running_speech(root: Path) -> Iterator[Clip]:
    """Yield the sentences of LibriSpeech, ``<speaker>-<chapter>-<n>.wav``, and of phrases, ``<phrase>/<n>.wav``."""
    for path in sorted(root.rglob("*.wav")):
        reader, dash, _ = path.name.partition("-")
        speaker = reader if dash else f"{path.parent.name}/{path.stem}"
        held_out = reader in HELD_OUT_READERS if dash else split_by_hash(speaker, testing=0.0) == "validation"
        yield Clip(path, SPEECH, speaker, root.name, "validation" if held_out else "training")


def background_noise(root: Path) -> Iterator[Clip]:
    """Yield noise recordings; a tenth of them, by name, is for validation."""
    for path in sorted(root.rglob("*.wav")):
        yield Clip(path, NOISE, path.stem, root.name, split_by_hash(path.stem, testing=0.0))


CORPORA = {
    "speech-commands": speech_commands,
    "speech-commands-resynth": speech_commands,
    "free-spoken-digits": free_spoken_digits,
    "continuous-speech": running_speech,
    "other-phrases": running_speech,
    "noise": background_noise,
}
"""How each folder below the data folder is read."""


def find_clips(data: Path) -> list[Clip]:
    """Return the clips of every known corpus below ``data``; a corpus that is not there adds none."""
    return [clip for name, read in CORPORA.items() if (data / name).is_dir() for clip in read(data / name)]

"""Find labelled clips in folders of audio, each with its speaker and its part of the corpus's own split.

A corpus is a folder as the public archives lay it out, or any folder ``<label>/*.wav``: a second language, or a
personal test set. A corpus's own split never divides a speaker.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import UsageError
from app.personal.evaluation import AUDIO_SUFFIXES, find_labelled
from app.vocabulary import DIGITS, SILENCE
from training.classes import NOISE, SPEECH

HELD_OUT_DIGITS_SPEAKER = "theo"
"""The Free Spoken Digits speaker that no shipped network hears: another corpus and another voice at once."""

HELD_OUT_READERS = ("26",)
"""LibriSpeech speakers that no network hears: a third of the sentences, to count false accepts on."""

AUDIOMNIST_FOLDS = (
    (12, 47, 59, 15, 27, 41, 4, 11, 21, 31, 44, 50),
    (26, 52, 60, 18, 32, 42, 5, 13, 22, 33, 45, 51),
    (28, 56, 7, 19, 35, 1, 6, 16, 23, 34, 46, 53),
    (36, 57, 9, 24, 37, 2, 8, 17, 29, 39, 48, 54),
    (43, 58, 14, 25, 38, 3, 10, 20, 30, 40, 49, 55),
)
"""The five groups of speakers of Becker et al. 2018 (arXiv:1807.03418): fold *i* validates on group *i* and tests on
the next one."""


@dataclass(frozen=True)
class Clip:
    """One labelled recording on disk."""

    path: Path
    name: str
    """Its class: a word, or ``_speech_`` or ``_noise_``."""
    speaker: str
    """Empty where nothing tells."""
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


def labelled_folder(root: Path) -> Iterator[Clip]:
    """Yield the clips of ``<label>/*.wav``: Speech Commands, a personal test set, or words of any language.

    Speakers are those of ``<speaker>_nohash_<n>.wav`` or of a ``manifest.jsonl``. The split is by the hash of the
    speaker, or of the clip where no speaker is named; only speakers with a hash of the official form may be testing.
    """
    aliases = _speakers_of_takes(root / "manifest.jsonl")
    for clip in find_labelled(root):
        name = {SILENCE: NOISE}.get(clip.label, clip.label)
        speaker, marked, _ = clip.path.name.partition("_nohash_")
        if not marked:
            speaker = aliases.get(f"{clip.path.parent.name}/{clip.path.name}", "")
        official = bool(re.fullmatch(r"[0-9a-f]{8}", speaker))
        split = split_by_hash(speaker or clip.path.name, testing=10.0 if official else 0.0)
        yield Clip(clip.path, name, speaker, root.name, split)


def _speakers_of_takes(manifest: Path) -> dict[str, str]:
    """Return the speaker of each take, by its file within the set; a torn line names none."""
    speakers = {}
    for line in manifest.read_text(errors="replace").splitlines() if manifest.is_file() else ():
        try:
            take = json.loads(line)
            speakers[str(take["file"])] = str(take.get("speaker", ""))
        except (ValueError, KeyError, TypeError):
            continue
    return speakers


def free_spoken_digits(root: Path) -> Iterator[Clip]:
    """Yield the clips of a Free Spoken Digits folder, ``<digit>_<speaker>_<n>.wav``."""
    for path in sorted(root.glob("[0-9]_*_*.wav")):
        digit, speaker, _ = path.stem.split("_", 2)
        split = "validation" if speaker == HELD_OUT_DIGITS_SPEAKER else "training"
        yield Clip(path, DIGITS[int(digit)], speaker, root.name, split)


def audiomnist(root: Path) -> Iterator[Clip]:
    """Yield the clips of AudioMNIST, ``<speaker>/<digit>_<speaker>_<n>.wav``, split as its first published fold."""
    for path in sorted(root.glob("*/[0-9]_*_*.wav")):
        digit, speaker, _ = path.stem.split("_", 2)
        yield Clip(path, DIGITS[int(digit)], speaker, root.name, audiomnist_split(speaker, 1))


def audiomnist_split(speaker: str, fold: int) -> str:
    """Return the part that ``speaker`` has in published fold ``fold``, from 1."""
    if int(speaker) in AUDIOMNIST_FOLDS[fold - 1]:
        return "validation"
    return "testing" if int(speaker) in AUDIOMNIST_FOLDS[fold % len(AUDIOMNIST_FOLDS)] else "training"


def running_speech(root: Path) -> Iterator[Clip]:
    """Yield the sentences of LibriSpeech, ``<speaker>-<chapter>-<n>.wav``, and of phrases, ``<phrase>/<n>.wav``."""
    for path in _recordings(root):
        reader, dash, _ = path.name.partition("-")
        speaker = reader if dash else f"{path.parent.name}/{path.stem}"
        held_out = reader in HELD_OUT_READERS if dash else split_by_hash(speaker, testing=0.0) == "validation"
        yield Clip(path, SPEECH, speaker, root.name, "validation" if held_out else "training")


def background_noise(root: Path) -> Iterator[Clip]:
    """Yield noise recordings; a tenth of them, by name, is for validation."""
    for path in _recordings(root):
        yield Clip(path, NOISE, path.stem, root.name, split_by_hash(path.stem, testing=0.0))


def _recordings(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.suffix.lower() in AUDIO_SUFFIXES)


READERS: dict[str, Callable[[Path], Iterator[Clip]]] = {
    "speech-commands": labelled_folder,
    "speech-commands-v0.01": labelled_folder,
    "speech-commands-resynth": labelled_folder,
    "free-spoken-digits": free_spoken_digits,
    "audiomnist": audiomnist,
    "continuous-speech": running_speech,
    "other-phrases": running_speech,
    "noise": background_noise,
}
"""How each folder that is named so is read, below the data folder; any other is read as ``<label>/*.wav``."""


KINDS = {"noise": background_noise, "speech": running_speech}
"""How a folder is read that is named with its kind before it: ``noise:my-kitchen``, ``speech:audiobooks``."""


def known_corpora(data: Path) -> tuple[str, ...]:
    """Return the names of the known corpora that are there."""
    return tuple(name for name in READERS if (data / name).is_dir())


def folder_of(data: Path, corpus: str) -> Path:
    """Return the folder of ``corpus``: below ``data`` if its path is relative."""
    kind, colon, path = corpus.partition(":")
    return data / (path if colon and kind in KINDS else corpus)


def find_clips(data: Path, corpus: str) -> list[Clip]:
    """Return the clips of one corpus.

    Args:
        corpus: a folder below ``data``, or a path; with ``noise:`` or ``speech:`` before it, recordings of that.

    Raises:
        UsageError: there is no such folder, or no clip in it.
    """
    root = folder_of(data, corpus)
    if not root.is_dir():
        raise UsageError(f"{root}: no such corpus; `python -m training download --list` names those to be had")
    read = KINDS.get(corpus.partition(":")[0]) if ":" in corpus else None
    clips = list((read or READERS.get(root.name, labelled_folder))(root))
    if not clips:
        raise UsageError(f"{root}: holds no recordings in the layout of {root.name}; see `python -m training --help`")
    return clips

"""Decode every clip once into one array per corpus, so that an epoch never waits for the disk."""

import csv
import hashlib
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from app.audio.files import read_audio
from app.errors import AudioError, UsageError
from app.files import write_atomically, write_text_atomically
from app.types import SAMPLE_RATE
from training.classes import NOISE, SPEECH
from training.config import WINDOW_SAMPLES
from training.corpora import Clip, find_clips, folder_of, known_corpora

Int16 = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Row:
    """One decoded clip: where it came from, what it is, and where its samples stand in its corpus's array."""

    path: str
    name: str
    speaker: str
    corpus: str
    split: str
    start: int
    frames: int


@dataclass(frozen=True)
class Prepared:
    """Decoded audio of several corpora."""

    audio: dict[str, Int16]
    """For each corpus every clip, one after another, 16-bit mono at 16 kHz, memory-mapped."""
    rows: list[Row]

    def select(self, split: str, *names: str) -> list[Row]:
        """Return the rows of ``split``, of the classes in ``names`` if any are given."""
        return [row for row in self.rows if row.split == split and (not names or row.name in names)]

    def samples(self, row: Row) -> Int16:
        """Return the samples of one clip."""
        return self.audio[row.corpus][row.start : row.start + row.frames]


def prepare(data: Path, corpora: Sequence[str] = ()) -> Prepared:
    """Decode ``corpora`` below ``data`` (every known one, if none is named) into ``data/cache``, unless that is done.

    A corpus whose files changed is decoded anew. Words longer than a second are cut to the second that holds the most
    energy. Clips that cannot be read are listed in ``unreadable.txt`` and left out.

    Raises:
        UsageError: there is no corpus, or one without a clip that can be read.
    """
    names = tuple(corpora) or known_corpora(data)
    if not names:
        raise UsageError(f"{data}: holds no corpus; `python -m training download` fetches one, --corpus names a folder")
    audio, rows = {}, []
    for name in names:
        root = folder_of(data, name)
        if root.name in audio:
            raise UsageError(f"{name}: two corpora are called {root.name}; rename one of the folders")
        cache = data / "cache" / root.name
        _bring_up_to_date(root, find_clips(data, name), cache)
        audio[root.name] = np.load(cache / "audio.npy", mmap_mode="r")
        rows += _read_rows(cache / "clips.csv")
    return Prepared(audio, rows)


def _bring_up_to_date(root: Path, clips: Sequence[Clip], cache: Path) -> None:
    print_ = _fingerprint(clips)
    mark = cache / "fingerprint"
    if mark.is_file() and mark.read_text() == print_:
        return
    cache.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    _decode(clips, root, cache)
    write_text_atomically(mark, print_)


def _fingerprint(clips: Sequence[Clip]) -> str:
    """Return a digest that changes when a file is added, removed, renamed, or written anew."""
    digest = hashlib.sha256()
    for clip in clips:
        state = clip.path.stat()
        digest.update(f"{clip}{state.st_size}{state.st_mtime_ns}".encode())
    return digest.hexdigest()


def _decode(clips: Sequence[Clip], root: Path, cache: Path) -> None:
    with ThreadPoolExecutor() as pool:
        read = pool.map(_read, clips)
        shown = tqdm(read, f"decode {root.name}", len(clips), unit="clip", leave=False, disable=None)
        decoded = list(zip(clips, shown, strict=True))
    unreadable = [f"{answer}\n" for _, answer in decoded if isinstance(answer, AudioError)]
    write_text_atomically(cache / "unreadable.txt", "".join(unreadable))
    if unreadable:
        listed = cache / "unreadable.txt"
        print(f"{root}: {len(unreadable)} of {len(clips)} clips left out, listed in {listed}", file=sys.stderr)
    good = [(clip, answer) for clip, answer in decoded if not isinstance(answer, AudioError)]
    if not good:
        raise UsageError(f"{root}: not one of its {len(clips)} clips can be read; see {cache / 'unreadable.txt'}")
    starts = np.cumsum([0] + [len(samples) for _, samples in good])
    _save(cache / "audio.npy", np.concatenate([samples for _, samples in good]))
    _write_rows(cache / "clips.csv", [_row(c, int(at), len(s)) for (c, s), at in zip(good, starts, strict=False)])


def _save(path: Path, audio: Int16) -> None:
    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:  # np.save would add a suffix to the name
            np.save(file, audio)

    write_atomically(path, write)


def _row(clip: Clip, start: int, frames: int) -> Row:
    return Row(str(clip.path), clip.name, clip.speaker, clip.corpus, clip.split, start, frames)


def _write_rows(path: Path, rows: Sequence[Row]) -> None:
    def write(temporary: Path) -> None:
        with temporary.open("w", newline="") as file:
            csv.writer(file).writerows([[field.name for field in fields(Row)], *map(astuple, rows)])

    write_atomically(path, write)


def _read_rows(path: Path) -> Iterator[Row]:
    with path.open(newline="") as file:
        for values in csv.DictReader(file):
            yield Row(**values | {name: int(values[name]) for name in ("start", "frames")})  # type: ignore[arg-type]


def _read(clip: Clip) -> Int16 | AudioError:
    try:
        samples = read_audio(clip.path, SAMPLE_RATE)
    except AudioError as error:
        return error
    if clip.name not in (SPEECH, NOISE):
        samples = loudest_window(samples, WINDOW_SAMPLES)
    return np.round(samples * 32767).astype(np.int16)


def loudest_window(samples: npt.NDArray[np.float32], length: int) -> npt.NDArray[np.float32]:
    """Return the ``length`` samples with the most energy, or all of a shorter clip."""
    if len(samples) <= length:
        return samples
    energy = np.cumsum(np.concatenate([[0.0], samples.astype(np.float64) ** 2]))
    start = int(np.argmax(energy[length:] - energy[:-length]))
    return samples[start : start + length]

"""Make a manifest and the files beside it agree again, after a crash or after other hands.

Nothing is repaired in silence, and nothing that somebody recorded or wrote is thrown away.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.audio.files import length_s, rate_of, read_audio
from app.errors import AudioError, UsageError
from app.personal.label_folder import clean_label, label_of
from app.personal.manifest import FILE, Manifest, take_to_json
from app.personal.take import Take
from app.personal.take_check import measure
from app.types import SAMPLE_RATE

TRASH = ".trash"
"""Hidden folder for what was removed: ``<id>.wav``."""

LONGEST_S = 30.0
"""A longer WAV is a recording that lies there, not a take."""

LARGEST_BYTES = 256 * 2**20
"""More than thirty seconds have in any format that people use."""

NAMED = 3
"""Files that a complaint names before it counts."""


@dataclass(frozen=True)
class Repaired:
    """What a set holds once manifest and files agree."""

    takes: tuple[Take, ...]
    """Oldest first."""
    set_aside: tuple[str, ...]
    """Lines that belong to no file, as they were."""
    complaint: str
    """One line about what was wrong, or nothing."""
    changed: bool
    """Whether the manifest has to be written again."""


def repair(folder: Path, manifest: Manifest, pending: Sequence[Take] = ()) -> Repaired:
    """Compare the manifest with the files below ``folder``; nothing is written.

    Args:
        pending: takes that were about to be written when the app was stopped.

    Raises:
        OSError: the folder cannot be looked into.
    """
    return _Repair(folder, manifest, pending).result()


class _Repair:
    """Goes through lines and files once, and notes what does not fit."""

    def __init__(self, folder: Path, manifest: Manifest, pending: Sequence[Take]) -> None:
        self._folder, self._manifest = folder, manifest
        self._files = {f"{path.parent.name}/{path.name}": path for path in find_wavs(folder)}
        self._pending = {take.file: take for take in pending}
        self._lost = {take.id: take for take in manifest.takes if take.file not in self._files}
        self._ids = {take.id for take in manifest.takes}
        self._labels = {take.file.split("/")[0]: take.label for take in (*pending, *manifest.takes)}
        self._notes: dict[str, list[str]] = {}

    def result(self) -> Repaired:
        described = {take.file for take in self._manifest.takes}
        takes = [self._verified(take) for take in self._manifest.takes if take.id not in self._lost]
        begun_first = sorted(self._files, key=lambda file: file not in self._pending)  # they have an id to claim
        takes += [take for file in begun_first if file not in described and (take := self._described(file))]
        takes.sort(key=lambda take: take.time)
        set_aside = (*self._manifest.damaged, *(_line(take) for take in self._without_file()))
        if self._manifest.damaged:
            self._note("damaged lines, kept in manifest.jsonl.bad", *("" for _ in self._manifest.damaged))
        return Repaired(
            tuple(takes), set_aside, self._complaint(), bool(set_aside) or tuple(takes) != self._manifest.takes
        )

    def _verified(self, take: Take) -> Take:
        """Return the take; where its file is another one than was recorded, with what is measured now."""
        if self._is_too_large(take.file) or (sha256 := _digest(self._files[take.file])) == take.sha256:
            return take
        if (measured := self._measured(take, sha256)) is None:
            return take
        self._note("files that were changed, measured again", take.file)
        return measured

    def _described(self, file: str) -> Take | None:
        """Return a line for a WAV that has none: the one that was being written, that moved, or a new one."""
        path = self._files[file]
        if self._is_too_large(file):
            return None
        sha256 = _digest(path)
        if (take := self._pending.get(file)) and take.sha256 == sha256 and self._claim(take):
            self._note("takes whose saving was interrupted, finished", file)
            return take
        label = self._label(path.parent.name)
        if label is None or not FILE.fullmatch(file) or not _is_text(file):
            self._note("files with names that are no labels, left alone", file)
            return None
        if (take := self._lost.get(path.stem)) and take.sha256 == sha256:
            self._note("files that were moved, followed", file)
            del self._lost[take.id]
            return replace(take, label=label, file=file)
        return self._rebuilt(file, label, sha256)

    def _rebuilt(self, file: str, label: str, sha256: str) -> Take | None:
        path = self._files[file]
        recorded = _last_change(path).isoformat(timespec="seconds")
        id_ = path.stem if path.stem not in self._ids else uuid4().hex
        self._ids.add(id_)
        blank = Take(id_, label, "", "", 0, None, None, False, (0, 0), "", recorded, "", file)
        if (take := self._measured(blank, sha256)) is not None:
            self._note("takes without a line, described from their files", file)
        return take

    def _is_too_large(self, file: str) -> bool:
        """Return whether a file can be no take without looking into it, and say so."""
        if self._files[file].stat().st_size <= LARGEST_BYTES:
            return False
        self._note(f"files larger than {LARGEST_BYTES >> 20} MiB, left alone", file)
        return True

    def _measured(self, take: Take, sha256: str) -> Take | None:
        """Return ``take`` with what its file says; ``None`` where that is no take."""
        path = self._files[take.file]
        try:
            if length_s(path) > LONGEST_S:
                self._note(f"recordings longer than {LONGEST_S:g} s, left alone", take.file)
                return None
            rate, samples = rate_of(path), read_audio(path, SAMPLE_RATE)
        except AudioError:
            self._note("files that cannot be read, left alone", take.file)
            return None
        found = measure(samples)
        return replace(
            take,
            sample_rate=rate,
            level_db=found.level_db,
            snr_db=found.snr_db,
            clipped=found.clipped,
            trim=(0, int(len(samples) * rate / SAMPLE_RATE)),
            sha256=sha256,
        )

    def _without_file(self) -> list[Take]:
        """Return the takes whose file is gone, but for those that were being removed."""
        trashed = [take for take in self._lost.values() if (self._folder / TRASH / f"{take.id}.wav").is_file()]
        self._note("takes whose removal was interrupted, removed", *(take.file for take in trashed))
        gone = [take for take in self._lost.values() if take not in trashed]
        self._note("lines without a file, kept in manifest.jsonl.bad", *(take.file for take in gone))
        return gone

    def _label(self, folder: str) -> str | None:
        """Return the label that a folder's other takes have, or that its name means."""
        try:
            return clean_label(self._labels.get(folder) or label_of(folder))
        except UsageError:
            return None

    def _claim(self, take: Take) -> bool:
        """Return whether the take's id is free, or was that of the same take before it moved."""
        self._lost.pop(take.id, None)
        free = all(take.id != other.id for other in self._manifest.takes if other.file in self._files)
        self._ids.add(take.id)
        return free

    def _note(self, what: str, *files: str) -> None:
        if files:
            self._notes.setdefault(what, []).extend(files)

    def _complaint(self) -> str:
        if not self._notes:
            return ""
        return f"{self._folder}: " + "; ".join(_named(what, files) for what, files in self._notes.items())


def _named(what: str, files: Sequence[str]) -> str:
    named = [file if file.isprintable() else repr(file) for file in files if file]
    if not named:
        return f"{what}: {len(files)}"
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return f"{what}: {', '.join(named[:NAMED])}{more}"


def find_wavs(folder: Path) -> Iterator[Path]:
    """Yield ``<label>/<take>.wav``, sorted, hidden ones left out."""
    for below in sorted(folder.iterdir()):
        if below.is_dir() and not below.name.startswith("."):
            yield from (
                path
                for path in sorted(below.iterdir())
                if path.suffix.lower() == ".wav" and not path.name.startswith(".") and path.is_file()
            )


def _digest(path: Path) -> str:
    """Return what :func:`app.personal.take.digest` does, without holding the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _last_change(path: Path) -> datetime:
    """Return when a file was changed; an archive may have said any year, and the calendar ends at 9999."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OverflowError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _line(take: Take) -> str:
    return json.dumps(take_to_json(take))


def _is_text(name: str) -> bool:
    """Return whether every system could spell ``name``: on Linux it may be any bytes."""
    try:
        name.encode()
    except UnicodeError:
        return False
    return True

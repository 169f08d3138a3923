"""``python -m training download``: public archives, fetched, checked and unpacked into the data folder."""

import contextlib
import hashlib
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from app.errors import UsageError
from app.files import write_text_atomically
from training.archives import ArchiveError, Extracted, Limits, extract
from training.catalogue import CATALOGUE, Archive, find, size_text
from training.connection import PATIENCE, DownloadError, Patience
from training.fetch import Bar, Partial, Progress, fetch


class _Lines:
    """A line for every tenth, where no terminal can draw a bar."""

    def __init__(self, name: str, total: int | None, done: int) -> None:
        self._name, self._total, self._done = name, total, done
        self._step = (total or 1_000_000_000) // 10
        self._next = done + self._step

    def update(self, amount: int) -> None:
        self._done += amount
        if self._done >= self._next:
            self._next = self._done + self._step
            whole = f" of {size_text(self._total)}" if self._total else ""
            print(f"{self._name}: {size_text(self._done)}{whole}", file=sys.stderr)

    def close(self) -> None:
        pass


def show_progress(name: str, total: int | None, done: int) -> Bar:
    """Return a bar with the time left on standard error, or lines where that is no terminal. Sizes are in bytes."""
    if not sys.stderr.isatty():
        return _Lines(name, total, done)
    return tqdm(desc=name, total=total, initial=done, unit="B", unit_scale=True, dynamic_ncols=True)


def download(
    archive: Archive,
    data: Path,
    *,
    progress: Progress = show_progress,
    patience: Patience = PATIENCE,
) -> tuple[Path, str]:
    """Get ``archive`` into ``data/downloads``, and return the file and its SHA-256.

    What is there from an earlier try is gone on with. The digest is that of the whole file on disk.

    Raises:
        DownloadError: it cannot be had, the disk is too small, or the file is not the one that it should be; a wrong
            file is removed.
    """
    folder = data / "downloads"
    target = folder / archive.file_name
    if not target.exists():
        _make(folder)
        partial = Partial(folder / f"{archive.name}.partial")
        if partial.size > (archive.bytes or archive.room):
            partial.forget()
        _require_room(archive, folder, partial.size)
        if partial.size != archive.bytes:
            fetch(archive, partial, progress, patience)
        partial.finish(target)
    digest = sha256_of(target)
    if archive.sha256 not in (None, digest):
        target.unlink()
        raise DownloadError(
            f"{archive.url}: the file has SHA-256 {digest}, not {archive.sha256}; it was removed: "
            "run the same command again, and distrust the server if it repeats"
        )
    return target, digest


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror}); choose another folder with --data") from error


def _require_room(archive: Archive, folder: Path, arrived: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    free, needed = shutil.disk_usage(folder).free, archive.room - arrived
    if free < needed:
        raise DownloadError(
            f"{archive.name}: needs {size_text(needed)} in {folder}, where {size_text(free)} are free; "
            "free some space or choose another folder with --data"
        )


@dataclass(frozen=True)
class _Had:
    """What was downloaded and unpacked before."""

    url: str
    sha256: str


def _records(data: Path) -> dict[str, _Had]:
    """Return what ``data/downloads.json`` remembers, by archive."""
    path = data / "downloads.json"
    try:
        entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {name: _Had(str(entry["url"]), str(entry["sha256"])) for name, entry in entries.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: cannot be read; remove it to forget what was downloaded") from error


def _remember(data: Path, name: str, had: _Had) -> None:
    """Add to ``data/downloads.json``, the last step: what it names is whole and in its place."""
    records = _records(data) | {name: had}
    entries = {name: {"url": had.url, "sha256": had.sha256} for name, had in sorted(records.items())}
    path = data / "downloads.json"
    try:
        write_text_atomically(path, json.dumps(entries, indent=2) + "\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); free some space, run it again") from error


def run_download(
    names: list[str],
    data: Path,
    keep: bool,
    *,
    catalogue: Mapping[str, Archive] = CATALOGUE,
    progress: Progress = show_progress,
    patience: Patience = PATIENCE,
) -> None:
    """Download, check and unpack each of ``names`` below ``data``, and say what came where.

    What is there already is not downloaded again.

    Args:
        keep: keep the archives too, in ``data/downloads``.

    Raises:
        UsageError: there is no archive of such a name, or ``data`` cannot be written to.
        DownloadError: an archive cannot be had; what has arrived is kept.
        ArchiveError: an archive cannot be unpacked.
    """
    if not names:
        raise UsageError(f"download: name what to download: {', '.join(catalogue)}")
    for archive in [find(name, catalogue) for name in dict.fromkeys(names)]:
        had = _records(data).get(archive.name)
        pinned = archive
        if had is not None and had.url == archive.url:
            if archive.sha256 in (None, had.sha256) and (data / archive.folder).is_dir():
                print(f"{archive.name}: is there already, in {data / archive.folder}")
                continue
            pinned = replace(archive, sha256=archive.sha256 or had.sha256)
        path, digest = download(pinned, data, progress=progress, patience=patience)
        print(f"{archive.name}: unpacking", file=sys.stderr)
        extracted = _unpack(pinned, path, data)
        _remember(data, archive.name, _Had(archive.url, digest))
        if not keep:
            path.unlink()
            with contextlib.suppress(OSError):
                path.parent.rmdir()  # unless something else is in it
        print(_account(archive, data, digest, extracted))


def _unpack(archive: Archive, path: Path, data: Path) -> Extracted:
    try:
        return extract(path, data, archive.place, Limits(archive.room))
    except ArchiveError:
        if archive.sha256 is None:
            path.unlink()  # nothing vouches for it: the next try must not begin with it
        raise


def _account(archive: Archive, data: Path, digest: str, extracted: Extracted) -> str:
    """Say what came where."""
    places = ", ".join(f"{count:,} files in {data / folder}" for folder, count in sorted(extracted.files.items()))
    lines = [f"{archive.name}: {places} ({archive.licence})"]
    if extracted.kept:
        lines.append(f"  {extracted.kept:,} of them were there before, and were kept as they were")
    if archive.sha256 is None:
        lines.append(f"  no digest is published for it; SHA-256 {digest} was seen, and is asked for from now on")
    return "\n".join(lines)

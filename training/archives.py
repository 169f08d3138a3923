"""Unpack archives from the network without trusting them.

Nothing that an archive says of itself is believed: names are checked, bytes are counted as they come out, and nothing
stands in its place before everything is unpacked.
"""

import contextlib
import errno
import gzip
import os
import shutil
import stat
import struct
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from app.errors import SaysoError, first_line

CHUNK = 1 << 20
"""Bytes that are copied at a time."""

Members = Generator[tuple[str, IO[bytes] | None], None, None]
"""The name of each member of an archive, and its bytes if it is a file."""

SMALL = 1 << 20
"""Bytes that any archive may unpack to, however well it is packed: silence packs very well."""


DAMAGE = (
    *(OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, zlib.error),
    *(ValueError, LookupError, ArithmeticError, RuntimeError, struct.error),
)
"""What the readers of archives raise: by their documentation, and in fact when headers hold nonsense."""


class ArchiveError(SaysoError):
    """An archive cannot be unpacked, or must not be: fetch it again, free the disk, or leave it alone."""


@dataclass(frozen=True)
class Limits:
    """What an archive may unpack to before it is taken for a bomb."""

    bytes: int
    members: int = 200_000
    ratio: int = 20
    """Bytes unpacked per byte packed; recordings reach 2."""

    def allowance(self, packed: int) -> int:
        """Return how many bytes an archive of ``packed`` bytes may unpack to."""
        return min(self.bytes, max(SMALL, self.ratio * packed))


@dataclass(frozen=True)
class Extracted:
    """What was unpacked."""

    files: dict[str, int]
    """How many files went into each folder."""
    kept: int
    """How many of them were there before, and were left as they were."""


class _Meter:
    """Count bytes as they come out, and stop at a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._count = 0

    def add(self, amount: int) -> None:
        self._count += amount
        if self._count > self._limit:
            raise ArchiveError(f"unpacks to more than {self._limit:,} bytes, which no such archive does")


class _MeteredGzip(gzip.GzipFile):
    """What tarfile reads from; it counts skipped members and headers too."""

    def __init__(self, path: Path, meter: _Meter) -> None:
        super().__init__(path, "rb")
        self._meter = meter

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self._meter.add(len(data))
        return data


def safe_path(name: str) -> PurePosixPath:
    """Return the relative path that an archive's member is named by; ``.`` when it names the top folder.

    Raises:
        ArchiveError: the name is empty or absolute, climbs out by ``..``, or has signs (backslash, colon, control
            characters) that some system takes for more than a name.
    """
    if name.startswith("/") or ".." in name.split("/"):
        raise ArchiveError(f"its member {name!r} would land outside the folder")
    if not name or "\\" in name or ":" in name or not name.isprintable():
        raise ArchiveError(f"its member {name!r} has a name that no file should have")
    return PurePosixPath(name)


def _tar_members(path: Path, meter: _Meter) -> Members:
    """Read a tar.gz from its first byte to its last.

    tarfile itself writes nothing here, so that none of its ways to make links, modes or owners are ever reached.
    """
    with _MeteredGzip(path, meter) as stream:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            while (member := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # a hundred thousand would pile up
                # A sparse file writes more than is read.
                if member.issparse() or not (member.isreg() or member.isdir()):
                    raise ArchiveError(f"its member {member.name!r} is a link, a device or a sparse file")
                yield member.name, archive.extractfile(member)
        while stream.read(CHUNK):  # up to the checksum at the end, which gzip compares
            pass


def _zip_members(path: Path) -> Members:
    """Read a zip by its list of members."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            kind = stat.S_IFMT(member.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise ArchiveError(f"its member {member.orig_filename!r} is a link or a device")
            if member.orig_filename.endswith("/"):
                yield member.orig_filename, None
            else:
                with archive.open(member) as content:
                    yield member.orig_filename, content


def _write(content: IO[bytes], target: Path, meter: _Meter) -> None:
    """Copy one member to a new file with ordinary permissions."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as sink:
        while chunk := content.read(CHUNK):
            meter.add(len(chunk))
            sink.write(chunk)


def _unpack(
    path: Path, staging: Path, place: Callable[[PurePosixPath], PurePosixPath | None], limits: Limits
) -> Counter[str]:
    """Write every member that has a place into ``staging``; return how many went into each folder."""
    allowance = limits.allowance(path.stat().st_size)
    meter, placed = _Meter(allowance), Counter[str]()
    members = _zip_members(path) if path.suffix == ".zip" else _tar_members(path, _Meter(allowance))
    with contextlib.closing(members):
        for count, (name, content) in enumerate(members, 1):
            if count > limits.members:
                raise ArchiveError(f"holds more than {limits.members:,} members, which no such archive does")
            target = place(safe_path(name))
            if content is not None and target is not None:
                _write(content, staging / target, meter)
                placed[target.parts[0] if len(target.parts) > 1 else "."] += 1
    if not placed:
        raise ArchiveError("holds nothing of what was looked for")
    return placed


def _settle(source: Path, target: Path) -> int:
    """Move ``source`` to ``target``, into folders that are there already; return how many files were there before."""
    if not os.path.lexists(target):
        source.rename(target)
        return 0
    if source.is_dir() != target.is_dir():
        raise ArchiveError(
            f"{target} is a {'folder' if target.is_dir() else 'file'} in the way of another kind; move it"
        )
    if not source.is_dir():
        return 1
    return sum(_settle(child, target / child.name) for child in sorted(source.iterdir()))


def extract(
    path: Path, into: Path, place: Callable[[PurePosixPath], PurePosixPath | None], limits: Limits
) -> Extracted:
    """Unpack ``path``, a tar.gz or a zip, into the folder ``into``.

    Everything is unpacked beside its place first and moved there whole, so that a failure or a kill on the way leaves
    ``into`` as it was. A folder that is there already is added to; a file that is there already is kept.

    Args:
        place: where a member belongs, relative to ``into``; None leaves it out.

    Raises:
        ArchiveError: the archive is damaged, holds what is not a plain file inside the folder, is a bomb, or the disk
            is full.
    """
    staging = into / f".{path.name}.unpacking"
    try:
        shutil.rmtree(staging, ignore_errors=True)  # of a run that was killed
        staging.mkdir(parents=True)
        placed = _unpack(path, staging, place, limits)
        return Extracted(dict(placed), _settle(staging, into))
    except ArchiveError as error:
        raise ArchiveError(f"{path}: {error}; it was not unpacked") from None
    except DAMAGE as error:
        raise ArchiveError(f"{path}: {_remedy(error)}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _remedy(error: Exception) -> str:
    """Say what stopped the unpacking, and what helps."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the disk is full; free some space and run the same command again"
    if isinstance(error, FileExistsError):
        return f"its member {Path(error.filename).name!r} comes twice; it was not unpacked"
    if isinstance(error, OSError) and error.errno is not None:
        return f"cannot be unpacked: {first_line(error)}"
    return f"is damaged ({first_line(error)}); remove it and download it again"

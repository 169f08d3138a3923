"""Write files whole or not at all; read no more of them than they should hold."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def open_bounded(path: Path, most_bytes: int) -> BinaryIO:
    """Open a file for reading, but none that is too large, nor a pipe, which would wait for whoever writes to it.

    Raises:
        OSError: there is no such file, or it is not what it should be; ``strerror`` says what it is.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "is a folder, a pipe or a device", str(path))
    if found.st_size > most_bytes:
        raise OSError(errno.EFBIG, f"is larger than {most_bytes >> 20} MiB", str(path))
    return path.open("rb")


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """Return what a file holds. Raises as :func:`open_bounded`."""
    with open_bounded(path, most_bytes) as file:
        return file.read()


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, flush it to disk, and rename it over ``path``.

    Whatever happens, ``path`` holds either its old content or all of the new one.

    Raises:
        OSError: the folder is missing or read-only, or the disk is full; ``path`` is as it was.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        _flush(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_text_atomically(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, whole or not at all. Raises what :func:`write_atomically` raises."""

    def write(temporary: Path) -> None:
        temporary.write_text(text, encoding="utf-8")

    write_atomically(path, write)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    """Return the process's file mode mask; reading it means setting it, so it is set back at once."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

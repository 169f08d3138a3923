"""Fetch a file over a network that stalls, breaks and lies: over HTTPS, resumed where it stopped."""

import contextlib
import errno
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Protocol

import requests
import urllib3.exceptions

from app.errors import first_line
from app.files import write_text_atomically
from training.catalogue import Archive, size_text
from training.connection import DownloadError, Patience, TryAgainError, open_url, why

CHUNK = 1 << 16
"""Bytes that are read at a time."""

WORTHWHILE = 1 << 20
"""Bytes that a try must bring for the count of failures to begin anew."""

TRY_AGAIN = (408, 425, 429)
"""What a server answers, besides 500 and above, when the same request may succeed later."""


class Bar(Protocol):
    """What shows how far a download is."""

    def update(self, amount: int) -> object: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


Progress = Callable[[str, int | None, int], Bar]
"""Begins to show a download, by name, bytes in all and bytes that are there already."""


class Partial:
    """What has arrived of a file, and of which version of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._note = path.with_name(f"{path.name}.json")

    @property
    def size(self) -> int:
        """How many bytes have arrived."""
        return self.path.stat().st_size if self.path.exists() else 0

    def headers(self) -> dict[str, str]:
        """Return what to ask the server with: the rest, if the file is still the same one, else all of it."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "sayso-training"}
        version = self._version()
        if self.size and version:
            headers |= {"Range": f"bytes={self.size}-", "If-Range": version}
        return headers

    def _version(self) -> str | None:
        try:
            return str(json.loads(self._note.read_text(encoding="utf-8"))["version"])
        except (OSError, ValueError, LookupError, TypeError):
            return None  # a lost note costs a start from the beginning, no more

    def is_other(self, version: str | None) -> bool:
        """Say whether ``version`` is another one than what has arrived."""
        return version is not None and version != self._version()

    def open(self, start: int, version: str | None) -> IO[bytes]:
        """Open for what follows the first ``start`` bytes: all that has arrived, or none of it."""
        if start:
            return self.path.open("ab")
        self._note.unlink(missing_ok=True)  # NB: before the file is emptied; an old note must never meet new bytes
        sink = self.path.open("wb")
        if version:
            write_text_atomically(self._note, json.dumps({"version": version}))
        return sink

    def finish(self, target: Path) -> None:
        """Give the whole file its name."""
        self.path.replace(target)
        self._note.unlink(missing_ok=True)

    def forget(self) -> None:
        """Drop what has arrived."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def _version_of(headers: Mapping[str, str]) -> str | None:
    """Return what tells one version of a file from another; a weak ETag does not (RFC 9110, 13.1.5)."""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified")


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else None


def _agree(archive: Archive, partial: Partial, response: requests.Response) -> tuple[int, int | None]:
    """Return where the answer begins, and the size of the whole file if the server says it."""
    status, headers = response.status_code, response.headers
    if status == 200:
        start, total = 0, _number(headers.get("Content-Length"))
    elif status == 206:
        span = re.fullmatch(r"bytes ([0-9]{1,18})-[0-9]+/([0-9]{1,18}|\*)", headers.get("Content-Range", ""))
        if span is None or int(span[1]) != partial.size or partial.is_other(_version_of(headers)):
            partial.forget()
            raise TryAgainError("the server does not go on where the download stopped")
        start, total = partial.size, _number(span[2])
    elif status == 416:
        partial.forget()
        raise TryAgainError("the server has no more of what had begun")
    elif status in TRY_AGAIN or status >= 500:
        raise TryAgainError(f"the server answers {status} {response.reason}")
    else:
        raise DownloadError(
            f"{archive.url}: the server answers {status} {response.reason}; see if the archive has moved"
        )
    if None not in (archive.bytes, total) and archive.bytes != total:
        raise DownloadError(
            f"{archive.url}: the server offers {total:,} bytes instead of {archive.bytes:,}; "
            "this is not the archive: try again later, or without a proxy"
        )
    return start, total


def _copy(archive: Archive, response: requests.Response, sink: IO[bytes], bar: Bar) -> None:
    """Write what arrives to ``sink``, as it was sent, and on to the disk."""
    try:
        while chunk := response.raw.read(CHUNK, decode_content=False):
            sink.write(chunk)
            bar.update(len(chunk))
            if sink.tell() > (archive.bytes or archive.room):
                raise DownloadError(f"{archive.url}: the server sends more than the archive can have; try again later")
    finally:
        sink.flush()
    os.fsync(sink.fileno())


def _attempt(archive: Archive, partial: Partial, progress: Progress, patience: Patience) -> None:
    """Try once to get all that is missing."""
    try:
        with open_url(archive.url, partial.headers(), patience) as response:
            start, total = _agree(archive, partial, response)
            bar = progress(archive.name, total or archive.bytes, start)
            with contextlib.closing(bar), partial.open(start, _version_of(response.headers)) as sink:
                _copy(archive, response, sink, bar)
    except requests.exceptions.SSLError as error:
        raise DownloadError(
            f"{archive.url}: its certificate is not trusted ({first_line(error)}); see clock and proxy"
        ) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise TryAgainError(why(error, archive.url)) from error
    if partial.size < (total or archive.bytes or 0):
        raise TryAgainError("the connection ended early")


def fetch(archive: Archive, partial: Partial, progress: Progress, patience: Patience) -> None:
    """Get the rest of ``archive``, trying again after stalls and broken connections.

    Whatever happens, what has arrived stays in ``partial`` for the next call.

    Raises:
        DownloadError: it cannot be had.
    """
    failures, farthest = 0, partial.size
    while True:
        try:
            _attempt(archive, partial, progress, patience)
            return
        except TryAgainError as error:
            failures = 1 if partial.size >= farthest + WORTHWHILE else failures + 1
            farthest = max(farthest, partial.size)
            if failures >= patience.tries:
                remedy = f"{size_text(partial.size)} are kept: the same command goes on from there"
                if not partial.size:
                    remedy = "run the same command again later"
                raise DownloadError(f"{archive.url}: {error}; given up after {failures} tries; {remedy}") from error
            print(f"{archive.name}: {error}; trying again", file=sys.stderr)
            patience.pause(failures)
        except OSError as error:
            full = error.errno == errno.ENOSPC
            remedy = "free some space" if full else "choose another folder with --data"
            raise DownloadError(f"{partial.path}: {first_line(error)}; {remedy} and run the same command") from error

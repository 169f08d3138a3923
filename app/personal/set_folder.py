"""The folder of a test set on disk: locked while it changes, every change whole or not at all, mended after a crash."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from app.files import read_bounded, write_text_atomically
from app.personal import manifest
from app.personal.manifest import LARGEST_BYTES, read_manifest, write_manifest
from app.personal.repair import TRASH, find_wavs, repair
from app.personal.take import Take, TakeError

LOCK, PENDING, BAD = ".lock", ".pending.jsonl", "manifest.jsonl.bad"

MOST_WITHOUT_MANIFEST = 2_000
"""Recordings that are taken for a test set whose manifest is lost; more are a corpus, and somebody else's."""

PATIENCE_S = 5.0
"""How long to wait for another Sayso that writes to the same set: milliseconds mostly, seconds while it opens one."""


class SetFolder:
    """Keeps manifest and files together.

    Whoever is killed between a file and its line left word in ``.pending.jsonl`` of what it was about to do.

    Args:
        path: where the takes are.
        patience_s: how long to wait for another Sayso that is writing to it.
    """

    def __init__(self, path: Path, patience_s: float = PATIENCE_S) -> None:
        self.path = path
        self.takes: list[Take] = []
        """As the manifest had them last, oldest first."""
        self.complaint = ""
        """What was mended so far, one line, or nothing."""
        self._seen: tuple[int, ...] | None = None
        self._lock = FileLock(path / LOCK, timeout=patience_s)

    def create(self) -> None:
        """Make the folder where there is none. Raises ``TakeError``."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error

    def open(self, writable: bool) -> None:
        """Read the set, and mend it where it may be written; with ``writable`` it must be.

        Raises:
            TakeError: there is no such folder, or no set in it, or it cannot be read or written.
        """
        if not self.path.is_dir():
            raise TakeError(f"{self.path}: no such folder; name one that holds takes, or record into it")
        try:
            self._refuse_what_is_no_set(writable)
            self._load(writable)
        except OSError as error:
            raise TakeError(
                f"{self.path}: cannot be read ({_reason(error)}); check its name and permissions"
            ) from error

    def _refuse_what_is_no_set(self, writable: bool) -> None:
        """Leave other people's folders alone: without a manifest there must be takes, but not a whole corpus."""
        if self._manifest.exists():
            return
        wavs = sum(1 for _ in find_wavs(self.path))
        if not wavs and not writable:
            raise TakeError(f"{self.path}: holds no test set, no <label>/*.wav; record one, or name another folder")
        if wavs > MOST_WITHOUT_MANIFEST:
            raise TakeError(
                f"{self.path}: holds {wavs} recordings and no {manifest.NAME}; choose a folder for takes alone"
            )

    def _load(self, writable: bool) -> None:
        try:
            with self._locked():
                self._repair(writable)
        except TakeError as error:
            if writable or isinstance(error.__cause__, Timeout):
                raise
            self._read(f"; not mended: {_reason(error.__cause__)}")

    def _read(self, remark: str) -> None:
        """Read what a folder holds that must be left as it is."""
        found = repair(self.path, read_manifest(self._manifest))
        self.takes, self._seen = list(found.takes), self._signature()
        self.complaint = found.complaint + remark if found.complaint else ""

    def _repair(self, may_create: bool) -> None:
        """Read the set, make lines and files agree, and say what had to be done. Raises ``OSError``."""
        word = self.path / PENDING
        pending = read_manifest(word).takes
        found = repair(self.path, read_manifest(self._manifest), pending)
        if found.set_aside:
            self._set_aside(found.set_aside)
        if found.changed or (may_create and not self._manifest.exists()):
            write_manifest(self._manifest, found.takes)
        self._sweep()
        word.unlink(missing_ok=True)
        self.takes, self._seen = list(found.takes), self._signature()
        self._complain(found.complaint)
        for take in pending:
            if (
                take.id not in {other.id for other in found.takes}
                and not (self.path / TRASH / f"{take.id}.wav").exists()
            ):
                self._complain(f"{self.path}: a take of {take.label!r} was cut off while it was saved; say it again")

    def _complain(self, line: str) -> None:
        self.complaint = "; ".join(text for text in (self.complaint, line) if text)

    def _set_aside(self, lines: Sequence[str]) -> None:
        """Keep lines that belong to no take: somebody may read in them what a program cannot."""
        bad = self.path / BAD
        kept = read_bounded(bad, LARGEST_BYTES).decode("utf-8", "backslashreplace") if bad.exists() else ""
        write_text_atomically(bad, kept + "".join(f"{line}\n" for line in lines))

    def _sweep(self) -> None:
        """Remove the temporary files that a killed process left; nobody writes while we hold the lock."""
        for pattern in (".*manifest.jsonl*.tmp", f".{PENDING}.*.tmp", "[!.]*/.*.wav.*.tmp"):
            for path in self.path.glob(pattern):
                if not path.parent.is_symlink():
                    path.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes out. Raises ``TakeError``, also for an ``OSError`` inside."""
        try:
            if not self.path.is_dir():  # the lock would make a new folder, and an empty set in it
                raise TakeError(f"{self.path}: is there no longer; bring the folder back, or choose another")
            with self._lock:
                yield
        except Timeout as error:
            raise TakeError(f"{self.path}: another Sayso is writing to it; try again, or close that one") from error
        except OSError as error:
            raise self._unwritable(error) from error

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep other processes out, and begin with what they wrote.

        Raises:
            TakeError: another process does not let go, or an ``OSError`` was raised inside.
        """
        with self._locked():
            if self._signature() != self._seen or (self.path / PENDING).exists():
                self._repair(may_create=True)
            yield

    def commit(
        self, takes: list[Take], act: Callable[[], None], give_up: Callable[[], None], pending: Take | None = None
    ) -> None:
        """Change a file, then the manifest. A process that is killed in between left word of what it was about to do.

        Raises:
            OSError: nothing changed.
        """
        word = self.path / PENDING
        try:
            if pending is not None:
                write_manifest(word, [pending])
            act()
            write_manifest(self._manifest, takes)
        except OSError:
            with suppress(OSError):
                give_up()
            with suppress(OSError):
                word.unlink(missing_ok=True)
            raise
        self.takes, self._seen = takes, self._signature()
        word.unlink(missing_ok=True)

    @property
    def _manifest(self) -> Path:
        return self.path / manifest.NAME

    def _signature(self) -> tuple[int, ...] | None:
        """Return what changes whenever somebody replaces the manifest; ``None`` where there is none."""
        try:
            found = self._manifest.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _unwritable(self, error: OSError) -> TakeError:
        return TakeError(f"{self.path}: cannot be written ({_reason(error)}); free the disk or choose another folder")


def _reason(error: BaseException | None) -> object:
    return getattr(error, "strerror", None) or error

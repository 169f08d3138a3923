"""A personal test set: recorded takes, each change of them on disk at once and undone in one step."""

import errno
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app import __version__
from app.files import write_atomically
from app.personal.label_folder import clean_label, folder_name
from app.personal.repair import TRASH
from app.personal.set_folder import PATIENCE_S, SetFolder
from app.personal.take import Origin, Take, TakeError, digest, wav_bytes
from app.personal.take_check import measure
from app.types import SAMPLE_RATE, Samples

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of day, in UTC."""
    return datetime.now(UTC)


class TestSet:
    """A folder of recorded takes: ``<label>/<take>.wav`` and ``manifest.jsonl``.

    Every change is on disk when the call returns, whole or not at all. Two processes may use one set: each change waits
    for the other's, and begins with what the other wrote.

    Args:
        folder: where the takes are.
        create: make the folder where there is none.
        clock: tells the time that a take is recorded at.
        patience_s: how long a change waits for another process that is writing to the set.

    Raises:
        TakeError: there is no such folder, or no set in it, or it cannot be read; with ``create``: or written.
    """

    __test__ = False  # for pytest, whose business it is not

    def __init__(self, folder: Path, create: bool = False, clock: Clock = now, patience_s: float = PATIENCE_S) -> None:
        self.folder = folder
        self._clock = clock
        self._steps: list[Callable[[], Take | None]] = []  # what takes back each change, latest last
        self._disk = SetFolder(folder, patience_s)
        if create:
            self._disk.create()
        self._disk.open(writable=create)

    @property
    def complaint(self) -> str:
        """What was mended at opening, one line, or nothing; it grows where another process left something to mend."""
        return self._disk.complaint

    @property
    def takes(self) -> Sequence[Take]:
        """All takes, oldest first."""
        return tuple(self._disk.takes)

    @property
    def can_undo(self) -> bool:
        """Whether this object made changes that may be taken back."""
        return bool(self._steps)

    def labels(self) -> Mapping[str, int]:
        """Return how many takes each label has, in alphabetical order; labels without takes are left out."""
        return dict(sorted(Counter(take.label for take in self._disk.takes).items()))

    def path_of(self, take: Take) -> Path:
        """Return where a take's file is."""
        return self.folder / take.file

    def add(self, label: str, samples: Samples, origin: Origin) -> Take:
        """Keep a take.

        Args:
            label: what was said: any word.
            samples: shape ``(n,)`` at 16 kHz, as the model heard them.
            origin: where they come from.

        Raises:
            UsageError: the label is empty or cannot be shown.
            TakeError: the set cannot be written, or another process does not let go of it; nothing was kept.
        """
        label = clean_label(label)
        content = wav_bytes(samples)
        with self._disk.changing():
            take = self._describe(label, samples, content, origin)
            self._write(take, content)
        self._steps.append(lambda: self._take_back(take))
        return take

    def remove(self, take: Take) -> None:
        """Take a take out of the set; its file goes to the hidden folder ``.trash``. Raises ``TakeError``."""
        with self._disk.changing():
            self._throw_away(take)
        self._steps.append(lambda: self._restore(take))

    def relabel(self, take: Take, label: str) -> Take:
        """Say that something else was said. Raises as :meth:`add`, and nothing changed then."""
        label = clean_label(label)
        with self._disk.changing():
            changed = self._move(take, label)
        self._steps.append(lambda: self._move_back(changed, take.label))
        return changed

    def undo(self) -> Take | None:
        """Take back the last change that this object made and that is still there; return the take, or ``None``.

        A take that was added is gone then, one that was removed is back, one that got another label has its old one.

        Raises:
            TakeError: the set cannot be written; the change stays, and may be undone later.
        """
        while self._steps:
            with self._disk.changing():
                take = self._steps[-1]()
            self._steps.pop()
            if take is not None:
                return take
        return None

    def _describe(self, label: str, samples: Samples, content: bytes, origin: Origin) -> Take:
        moment = self._clock().astimezone(UTC)
        id_ = f"{moment:%Y%m%d-%H%M%S}-{uuid4().hex[:8]}"
        trim = _within(origin.trim, len(samples))
        found = measure(samples, trim)
        return Take(
            id=id_,
            label=label,
            speaker=_spelt(origin.speaker),
            device=_spelt(origin.device),
            sample_rate=SAMPLE_RATE,
            level_db=found.level_db,
            snr_db=found.snr_db,
            clipped=found.clipped,
            trim=trim,
            sha256=digest(content),
            time=moment.isoformat(timespec="seconds"),
            app_version=__version__,
            file=f"{self._folder_for(label)}/{id_}.wav",
        )

    def _folder_for(self, label: str) -> str:
        """Return the folder of a label's takes: the one that it has, or a new one beside all others."""
        owned = {take.file.split("/")[0]: take.label for take in self._disk.takes}
        if (own := next((name for name, owner in owned.items() if owner == label), None)) is not None:
            return own
        there = {path.name for path in self.folder.iterdir() if path.is_dir()} - owned.keys()
        plain = folder_name(label)
        return plain if plain in there else folder_name(label, taken={*owned, *there})

    def _find(self, id_: str) -> Take | None:
        return next((take for take in self._disk.takes if take.id == id_), None)

    def _write(self, take: Take, content: bytes) -> None:
        path = self.path_of(take)

        def write() -> None:
            _own(path.parent).mkdir(exist_ok=True)
            write_atomically(path, lambda temporary: _fill(temporary, content))

        def give_up() -> None:
            _own(path.parent)
            path.unlink(missing_ok=True)
            path.parent.rmdir()

        self._disk.commit([*self._disk.takes, take], write, give_up, pending=take)

    def _throw_away(self, take: Take) -> None:
        if (found := self._find(take.id)) is None:
            raise TakeError(f"{self.path_of(take)}: is gone already; another Sayso removed it")
        takes = [other for other in self._disk.takes if other.id != take.id]
        self._disk.commit(takes, *_moves(self.path_of(found), self._trashed(take)))

    def _take_back(self, take: Take) -> Take | None:
        if (found := self._find(take.id)) is None:
            return None
        self._throw_away(found)
        return found

    def _restore(self, take: Take) -> Take | None:
        if self._find(take.id) or self.path_of(take).exists() or not self._trashed(take).exists():
            return None
        takes = sorted([*self._disk.takes, take], key=lambda t: t.time)
        self._disk.commit(takes, *_moves(self._trashed(take), self.path_of(take)), pending=take)
        return take

    def _move(self, take: Take, label: str) -> Take:
        if (found := self._find(take.id)) is None:
            raise TakeError(f"{self.path_of(take)}: is gone already; another Sayso removed it")
        name = Path(found.file).name
        folder = self._folder_for(label)
        if folder != Path(found.file).parent.name and (self.folder / folder / name).exists():
            name = f"{uuid4().hex}.wav"
        changed = replace(found, label=label, file=f"{folder}/{name}")
        takes = [changed if t.id == take.id else t for t in self._disk.takes]
        self._disk.commit(takes, *_moves(self.path_of(found), self.path_of(changed)), pending=changed)
        return changed

    def _move_back(self, take: Take, label: str) -> Take | None:
        found = self._find(take.id)
        return self._move(found, label) if found and found.label == take.label else None

    def _trashed(self, take: Take) -> Path:
        return self.folder / TRASH / f"{take.id}.wav"


def _within(word: tuple[int, int] | None, length: int) -> tuple[int, int]:
    """Return the part of a word that lies in a take; all of it where nobody knows."""
    start, end = word or (0, length)
    start = min(max(int(start), 0), length)
    return start, min(max(int(end), start), length)


def _spelt(text: str) -> str:
    """Return ``text`` as JSON in UTF-8 can keep it: the name of a file on Linux may be any bytes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _own(folder: Path) -> Path:
    """Return a folder of takes. Raises ``OSError`` for a link: what it leads to does not belong to the set."""
    if folder.is_symlink():
        raise OSError(errno.ELOOP, f"{folder.name} is a link to another folder")
    return folder


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _moves(origin: Path, target: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return what moves a file, and what moves it back; a folder left empty is removed."""

    def move(source: Path, destination: Path) -> None:
        _own(destination.parent).mkdir(exist_ok=True)
        _own(source.parent)
        source.replace(destination)
        with suppress(OSError):
            source.parent.rmdir()

    return lambda: move(origin, target), lambda: move(target, origin)

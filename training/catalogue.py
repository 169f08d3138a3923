"""The public archives that can be downloaded: where they are, what is in them, and where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from types import MappingProxyType

from app.errors import UsageError


@dataclass(frozen=True)
class Route:
    """Where some of an archive's files go."""

    inside: str
    """A folder of the archive, and all below it; empty for the top."""
    folder: str
    """Where they land, below the data folder."""
    names: str = "*"
    """Which file names, as a shell pattern."""

    def place(self, path: PurePosixPath) -> PurePosixPath | None:
        """Return where the file ``path`` lands, or None if this route does not lead it."""
        inside = PurePosixPath(self.inside)
        if not path.is_relative_to(inside) or not fnmatchcase(path.name, self.names):
            return None
        return self.folder / path.relative_to(inside)


@dataclass(frozen=True)
class Archive:
    """One public archive."""

    name: str
    url: str
    bytes: int | None
    """Its size; None where the server makes it on demand, and says no size."""
    sha256: str | None
    """Its published digest; None where there is none."""
    folder: str
    """Where its corpus lands, below the data folder."""
    strip: int
    """How many leading parts of a member's path to drop."""
    licence: str
    what: str
    room: int
    """Bytes of disk for the archive and what it unpacks to, rounded up; also the most that it may unpack to."""
    routes: tuple[Route, ...] = ()
    """The first that leads a file decides; without any, all goes to ``folder``."""

    @property
    def file_name(self) -> str:
        """The file's name on disk."""
        return self.name + (".zip" if self.url.endswith(".zip") else ".tar.gz")

    def place(self, path: PurePosixPath) -> PurePosixPath | None:
        """Return where a member lands below the data folder; None for what has no place, such as hidden files."""
        rest = PurePosixPath(*path.parts[self.strip :])
        if not rest.name or any(part.startswith(".") for part in rest.parts):
            return None
        routes = self.routes or (Route("", self.folder),)
        return next((place for route in routes if (place := route.place(rest)) is not None), None)


_GOOGLE = "https://storage.googleapis.com/download.tensorflow.org/data/"


def _speech_commands(folder: str) -> tuple[Route, ...]:
    """Lead the background recordings to the other noise, and what says whose they are with the corpus."""
    background = Route("_background_noise_", "noise", "*.wav")
    return (background, Route("_background_noise_", f"{folder}/_background_noise_"), Route("", folder))


_ARCHIVES = (
    # Digests and sizes: TensorFlow Datasets, url_checksums/speech_commands.txt; torchaudio.datasets.speechcommands.
    Archive(
        name="speech-commands-v0.02",
        url=f"{_GOOGLE}speech_commands_v0.02.tar.gz",
        bytes=2_428_923_189,
        sha256="af14739ee7dc311471de98f5f9d2c9191b18aedfe957f4a6ff791c709868ff58",
        folder="speech-commands",
        strip=0,
        licence="CC BY 4.0",
        what="105,829 clips of 35 words; six recordings of noise",
        room=6_500_000_000,
        routes=_speech_commands("speech-commands"),
    ),
    Archive(
        name="speech-commands-v0.01",
        url=f"{_GOOGLE}speech_commands_v0.01.tar.gz",
        bytes=1_489_096_277,
        sha256="743935421bb51cccdb6bdd152e04c5c70274e935c82119ad7faeec31780d811d",
        # Apart from v0.02: the same clips, wrongly labelled ones included, which published figures count.
        folder="speech-commands-v0.01",
        strip=0,
        licence="CC BY 4.0",
        what="64,727 clips of 30 words; six recordings of noise",
        room=4_000_000_000,
        routes=_speech_commands("speech-commands-v0.01"),
    ),
    Archive(
        name="speech-commands-test-v0.02",
        url=f"{_GOOGLE}speech_commands_test_set_v0.02.tar.gz",
        bytes=112_563_277,
        sha256="cc2a00c1147c2254e9be3fa0f779d8c17421dc349b86366567a8edfa9acd51df",
        folder="speech-commands-test",
        strip=0,
        licence="CC BY 4.0",
        what="the official test set of 12 labels, never trained on",
        room=350_000_000,
    ),
    # Digest and size: TensorFlow Datasets, datasets/spoken_digit/checksums.tsv.
    Archive(
        name="free-spoken-digits",
        url="https://github.com/Jakobovski/free-spoken-digit-dataset/archive/v1.0.9.tar.gz",
        bytes=11_975_353,
        sha256="8bc44cde129d505cbbb6b365c09f80c663f2aa77578afc634e6141a2f87100c0",
        folder="free-spoken-digits",
        strip=1,
        licence="CC BY-SA 4.0",
        what="2,500 digits by five speakers, 8 kHz",
        room=80_000_000,
        routes=(
            Route("recordings", "free-spoken-digits", "*.wav"),
            Route("", "free-spoken-digits", "README.md"),
        ),
    ),
    # The commit that completed the 60 speakers. A zip, because it carries a checksum for every clip.
    Archive(
        name="audiomnist",
        url="https://github.com/soerenab/AudioMNIST/archive/ce04129aaa56d47d11a8d9cc1247bac2cafac9b7.zip",
        bytes=None,
        sha256=None,
        folder="audiomnist",
        strip=1,
        licence="MIT",
        what="30,000 digits by 60 speakers, 48 kHz",
        room=6_000_000_000,
        routes=(Route("data", "audiomnist"), Route("", "audiomnist", "LICENSE")),
    ),
)

CATALOGUE: Mapping[str, Archive] = MappingProxyType({archive.name: archive for archive in _ARCHIVES})
"""The archives by name."""


def names() -> tuple[str, ...]:
    """Return the names that ``download`` takes."""
    return tuple(CATALOGUE)


def find(name: str, catalogue: Mapping[str, Archive] = CATALOGUE) -> Archive:
    """Return the archive of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in catalogue:
        raise UsageError(f"{name}: no such archive; choose from {', '.join(catalogue)}")
    return catalogue[name]


def size_text(size: int | None) -> str:
    """Return a number of bytes as people read it."""
    if size is None:
        return "size unknown"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def catalogue_text() -> str:
    """Return a table of the archives: name, size, disk that is needed, licence, content, and where it lands."""
    rows = [("NAME", "SIZE", "DISK", "LICENCE", "FOLDER", "WHAT")]
    for archive in CATALOGUE.values():
        what = archive.what if archive.sha256 else f"{archive.what}; no published digest"
        sizes = size_text(archive.bytes), size_text(archive.room)
        rows.append((archive.name, *sizes, archive.licence, archive.folder, what))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return "\n".join(
        "  ".join([*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    )

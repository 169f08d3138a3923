import errno
import gzip
import io
import os
import stat
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import archives
from training.archives import ArchiveError, Extracted, Limits, extract

ROOMY = Limits(bytes=10_000_000)
NOISE = os.urandom(50_000)


def everywhere(path: PurePosixPath) -> PurePosixPath:
    return path


def tar_gz(path: Path, members: list[tarfile.TarInfo | tuple[str, bytes]]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size, info.mode = len(member[1]), 0o4755
                archive.addfile(info, io.BytesIO(member[1]))
    return path


def zipped(path: Path, members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo("x")
            info.compress_type = zipfile.ZIP_DEFLATED
            if isinstance(name, str):
                info.filename = name  # as it is; ZipInfo itself would mend it
            archive.writestr(info, content)
    return path


def pack(path: Path, members: list[tuple[str, bytes]]) -> Path:
    return zipped(path, list(members)) if path.suffix == ".zip" else tar_gz(path, list(members))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def special(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


kinds = pytest.mark.parametrize("suffix", [".tar.gz", ".zip"])


@kinds
def test_every_file_lands_where_it_belongs_and_the_rest_is_left_out(tmp_path: Path, suffix: str) -> None:
    members = [("./top/yes/a.wav", b"a"), ("top/noise/b.wav", b"b"), ("top/LICENSE", b"c"), ("top/code.py", b"d")]
    path = pack(tmp_path / f"x{suffix}", members)
    places = {"top/yes/a.wav": "words/yes/a.wav", "top/noise/b.wav": "noise/b.wav", "top/LICENSE": "LICENSE"}

    def place(member: PurePosixPath) -> PurePosixPath | None:
        return PurePosixPath(places[str(member)]) if str(member) in places else None

    extracted = extract(path, tmp_path / "data", place, ROOMY)
    assert tree(tmp_path / "data") == {"words/yes/a.wav": b"a", "noise/b.wav": b"b", "LICENSE": b"c"}
    assert extracted == Extracted({"words": 1, "noise": 1, ".": 1}, kept=0)


def test_no_file_becomes_executable_or_runs_as_its_owner(tmp_path: Path) -> None:
    extract(tar_gz(tmp_path / "x.tar.gz", [("a.wav", b"a")]), tmp_path / "data", everywhere, ROOMY)
    assert not stat.S_IMODE((tmp_path / "data" / "a.wav").stat().st_mode) & 0o7111


@kinds
def test_what_is_there_already_is_kept_and_added_to(tmp_path: Path, suffix: str) -> None:
    data = tmp_path / "data"
    (data / "noise").mkdir(parents=True)
    (data / "noise" / "rain.wav").write_bytes(b"mine")
    (data / "noise" / "wind.wav").write_bytes(b"mine too")
    path = pack(
        tmp_path / f"x{suffix}", [("noise/rain.wav", b"theirs"), ("noise/bike.wav", b"new"), ("yes/a.wav", b"a")]
    )
    extracted = extract(path, data, everywhere, ROOMY)
    assert extracted == Extracted({"noise": 2, "yes": 1}, kept=1)
    assert tree(data) == {
        "noise/rain.wav": b"mine",
        "noise/wind.wav": b"mine too",
        "noise/bike.wav": b"new",
        "yes/a.wav": b"a",
    }


@kinds
@pytest.mark.parametrize(
    "name",
    ["../out.wav", "yes/../../out.wav", "/out.wav", "//out.wav", "..\\out.wav", "C:\\out.wav", "C:out.wav", "a\nb.wav"],
)
def test_a_name_that_leads_outside_is_refused(tmp_path: Path, suffix: str, name: str) -> None:
    path = pack(tmp_path / f"x{suffix}", [("fine.wav", b"a"), (name, b"out")])
    before = tree(tmp_path)
    with pytest.raises(ArchiveError, match=r"x\..*: its member .* it was not unpacked"):
        extract(path, tmp_path / "in" / "data", everywhere, ROOMY)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "member",
    [
        special("link", tarfile.SYMTYPE, "/etc"),
        special("link", tarfile.SYMTYPE, "fine.wav"),
        special("link", tarfile.LNKTYPE, "fine.wav"),
        special("null", tarfile.CHRTYPE),
        special("disk", tarfile.BLKTYPE),
        special("pipe", tarfile.FIFOTYPE),
        special("holes.wav", tarfile.GNUTYPE_SPARSE),
    ],
)
def test_a_link_or_a_device_is_refused(tmp_path: Path, member: tarfile.TarInfo) -> None:
    path = tar_gz(tmp_path / "x.tar.gz", [("fine.wav", b"a"), member, ("link/out.wav", b"out")])
    with pytest.raises(ArchiveError, match="is a link, a device or a sparse file; it was not unpacked"):
        extract(path, tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {}


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    path = zipped(tmp_path / "x.zip", [(link, b"/etc"), ("link/out.wav", b"out")])
    with pytest.raises(ArchiveError, match="is a link or a device"):
        extract(path, tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {}


@kinds
def test_a_bomb_is_stopped_by_what_comes_out_of_it(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"x{suffix}", [("a.wav", NOISE), ("zeros.wav", bytes(3_000_000))])
    assert path.stat().st_size * 20 < 3_000_000
    with pytest.raises(ArchiveError, match=r"unpacks to more than 1,[0-9,]+ bytes"):
        extract(path, tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {}
    assert extract(path, tmp_path / "data", everywhere, Limits(10_000_000, ratio=1_000)).files == {".": 2}


@kinds
def test_an_archive_larger_than_it_may_be_is_stopped(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"x{suffix}", [("a.wav", NOISE), ("b.wav", NOISE)])
    with pytest.raises(ArchiveError, match="unpacks to more than 99,999 bytes"):
        extract(path, tmp_path / "data", everywhere, Limits(99_999))
    assert tree(tmp_path / "data") == {}


def test_a_bomb_in_a_member_that_is_left_out_is_stopped_too(tmp_path: Path) -> None:
    path = tar_gz(tmp_path / "x.tar.gz", [("zeros", bytes(3_000_000)), ("a.wav", b"a")])
    with pytest.raises(ArchiveError, match="unpacks to more than"):
        extract(path, tmp_path / "data", lambda name: name if name.suffix else None, ROOMY)


def test_a_zip_that_lies_about_a_size_is_stopped_or_found_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", [("zeros.wav", bytes(3_000_000))])
    told = (3_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(told, (10).to_bytes(4, "little")))
    with pytest.raises(ArchiveError):
        extract(path, tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {}


@kinds
def test_too_many_members_are_refused(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"x{suffix}", [(f"{i}.wav", b"") for i in range(11)])
    with pytest.raises(ArchiveError, match="holds more than 10 members"):
        extract(path, tmp_path / "data", everywhere, Limits(1_000_000, members=10))
    assert tree(tmp_path / "data") == {}


@kinds
@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.99])
def test_a_truncated_archive_leaves_nothing(tmp_path: Path, suffix: str, part: float) -> None:
    path = pack(tmp_path / f"x{suffix}", [("a.wav", NOISE), ("b.wav", NOISE)])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(ArchiveError, match=r"is damaged .*; remove it and download it again"):
        extract(path, tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {}


def test_an_archive_without_its_checksum_is_found_truncated(tmp_path: Path) -> None:
    path = tar_gz(tmp_path / "x.tar.gz", [("a.wav", NOISE)])
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(ArchiveError, match="is damaged"):
        extract(path, tmp_path / "data", everywhere, ROOMY)


@kinds
def test_one_flipped_bit_is_found(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"x{suffix}", [("a.wav", NOISE)])
    content = bytearray(path.read_bytes())
    content[20_000] ^= 1
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="is damaged"):
        extract(path, tmp_path / "data", everywhere, ROOMY)


def test_a_file_that_is_no_archive_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(gzip.compress(b"<html>Please log in.</html>" * 100))
    with pytest.raises(ArchiveError, match="is damaged"):
        extract(path, tmp_path / "data", everywhere, ROOMY)


def test_an_archive_with_nothing_that_belongs_is_refused(tmp_path: Path) -> None:
    path = tar_gz(tmp_path / "x.tar.gz", [("a.py", b"a")])
    with pytest.raises(ArchiveError, match="holds nothing of what was looked for"):
        extract(path, tmp_path / "data", lambda _: None, ROOMY)


@kinds
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_member_that_comes_twice_is_refused(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"x{suffix}", [("a.wav", b"a"), ("./a.wav", b"b")])
    with pytest.raises(ArchiveError, match=r"its member 'a.wav' comes twice"):
        extract(path, tmp_path / "data", everywhere, ROOMY)


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")])
def test_a_kill_or_a_full_disk_in_the_middle_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_by: BaseException
) -> None:
    data, written = tmp_path / "data", []
    (data / "noise").mkdir(parents=True)
    (data / "noise" / "rain.wav").write_bytes(b"mine")
    write = archives._write

    def write_one(*arguments: object) -> None:
        if written:
            raise stopped_by
        write(*arguments)
        written.append(arguments)

    path = tar_gz(tmp_path / "x.tar.gz", [("noise/a.wav", b"a"), ("noise/b.wav", b"b")])
    with monkeypatch.context() as patch:
        patch.setattr(archives, "_write", write_one)
        with pytest.raises((KeyboardInterrupt, ArchiveError)) as caught:
            extract(path, data, everywhere, ROOMY)
    assert written
    assert [child.name for child in data.iterdir()] == ["noise"]
    assert tree(data) == {"noise/rain.wav": b"mine"}
    if caught.type is ArchiveError:
        assert str(caught.value) == f"{path}: the disk is full; free some space and run the same command again"
    assert extract(path, data, everywhere, ROOMY).files == {"noise": 2}


def test_what_a_killed_run_left_behind_is_no_obstacle(tmp_path: Path) -> None:
    left = tmp_path / "data" / ".x.tar.gz.unpacking" / "yes"
    left.mkdir(parents=True)
    (left / "half.wav").write_bytes(b"ha")
    extract(tar_gz(tmp_path / "x.tar.gz", [("yes/a.wav", b"a")]), tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {"yes/a.wav": b"a"}
    assert not left.parent.exists()


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "yes").write_bytes(b"mine")
    path = tar_gz(tmp_path / "x.tar.gz", [("yes/a.wav", b"a")])
    with pytest.raises(ArchiveError, match="yes is a file in the way"):
        extract(path, tmp_path / "data", everywhere, ROOMY)
    assert tree(tmp_path / "data") == {"yes": b"mine"}


part = st.sampled_from(["..", ".", "", "yes", "a.wav", "~", "C:", "\\", "..\\..", "%2e%2e", "..;", "\x00", "nul"])
name = st.one_of(
    st.lists(part, min_size=1, max_size=6).map("/".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)


@kinds
@settings(max_examples=150, deadline=None)
@given(members=st.lists(name, min_size=1, max_size=4, unique=True))
def test_no_name_whatever_writes_outside_the_folder(suffix: str, members: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = pack(root / f"x{suffix}", [(member, b"content") for member in members])
        data = root / "in" / "the" / "data"
        data.mkdir(parents=True)
        try:
            extract(path, data, everywhere, ROOMY)
        except ArchiveError:
            assert list(data.iterdir()) == []
        found = [child for child in root.rglob("*") if not child.is_relative_to(data)]
        assert sorted(found) == [root / "in", root / "in" / "the", path]


@kinds
@settings(max_examples=200, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_archive_is_unpacked_or_refused_but_nothing_else(suffix: str, changes: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = pack(root / f"x{suffix}", [("a.wav", b"a"), ("yes/bü.wav", b"b" * 300)])
        content = bytearray(path.read_bytes() if suffix == ".zip" else gzip.decompress(path.read_bytes()))
        for position, value in changes:
            content[position % len(content)] = value
        path.write_bytes(content if suffix == ".zip" else gzip.compress(content))
        try:
            extract(path, root / "data", everywhere, ROOMY)
        except ArchiveError:
            assert tree(root / "data") == {}

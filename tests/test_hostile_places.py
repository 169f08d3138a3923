"""Names and links that lead elsewhere: what belongs to a test set or to the profiles is written there alone."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.audio.files import length_s, rate_of, write_wav
from app.audio.wav_writer import WavWriter
from app.personal.profiles import Profiles
from app.personal.take import Origin, TakeError
from app.personal.test_set import TestSet
from tests.fakes import tone
from tests.fuzz import seeds
from tests.fuzz.judge import assert_says_one_line, judge, watch

posix = pytest.mark.skipif(os.name != "posix", reason="links need no permission on Unix alone, nor names two lines")


@pytest.fixture(autouse=True)
def patience_ends_with_the_test() -> Iterator[None]:
    yield
    watch().rest()


@pytest.fixture
def takes(tmp_path: Path) -> Path:
    """Return a set of two takes."""
    for name, content in seeds.test_set().items():
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).write_bytes(content)
    return tmp_path / "set"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return somebody's folder, with files that a set might take for its own."""
    folder = tmp_path / "outside"
    folder.mkdir()
    write_wav(folder / "take.wav", tone(0.1), 16_000)
    for name in ("precious", ".take.wav.abc.tmp", "take-0.wav", "take-1.wav"):
        (folder / name).write_text("precious")
    return folder


def use(folder: Path) -> None:
    """Do with a set all that can be done."""
    takes = TestSet(folder, create=True)
    for work in (
        lambda: takes.add("go", tone(0.1), Origin()),
        lambda: takes.relabel(takes.takes[0], "go"),
        lambda: takes.relabel(takes.takes[-1], "up"),
        lambda: takes.remove(takes.takes[0]),
        lambda: takes.remove(takes.takes[0]),
        takes.undo,
        takes.undo,
    ):
        assert_says_one_line(work)


@posix
@pytest.mark.parametrize(
    "link", ["go", "up", ".trash", ".lock", "manifest.jsonl", ".pending.jsonl", "manifest.jsonl.bad", "go/take.wav"]
)
def test_a_link_leads_no_change_out_of_a_set(takes: Path, outside: Path, link: str) -> None:
    (takes / link).parent.mkdir(exist_ok=True)
    (takes / link).unlink(missing_ok=True)
    is_file = "." in link.removeprefix(".") or link == ".lock"
    (takes / link).symlink_to(outside / "precious" if is_file else outside)
    before = {path: path.read_bytes() for path in outside.iterdir()}
    judge(takes, lambda: use(takes))
    assert {path: path.read_bytes() for path in outside.iterdir()} == before


@posix
def test_takes_are_read_through_a_link_and_a_change_is_refused_in_one_line(takes: Path, outside: Path) -> None:
    for name in ("take-0.wav", "take-1.wav"):
        (outside / name).unlink()
    (takes / "go").symlink_to(outside)
    found = TestSet(takes)
    (linked,) = [take for take in found.takes if take.label == "go"]
    assert length_s(found.path_of(linked)) == pytest.approx(0.1)
    with pytest.raises(TakeError, match="go is a link to another folder"):
        found.remove(linked)
    with pytest.raises(TakeError, match="go is a link to another folder"):
        found.add("go", tone(0.1), Origin())
    assert linked in found.takes


@pytest.mark.parametrize(
    "name",
    [
        "..", "../x", "../../x", "/etc/x", "C:\\x", "C:x", "\\\\host\\x", "CON", "nul", "com1.wav", "x:stream", "a\0b",
        ".hidden", "~root", "x" * 300, "a\nb", "\u202ex", "%2e%2e", "seven/../../x", " ", "",
    ],
)  # fmt: skip
def test_a_manifest_that_names_other_places_changes_nothing_there(takes: Path, name: str) -> None:
    lines = [json.loads(line) for line in seeds.test_set()["manifest.jsonl"].splitlines()]
    for changes in ({"id": name}, {"file": f"seven/{name}.wav"}, {"file": f"{name}/take-0.wav"}, {"file": name}):
        for file in ("manifest.jsonl", ".pending.jsonl"):
            (takes / file).write_text(json.dumps({**lines[0], **changes}) + "\n")
        judge(takes, lambda: use(takes))
    assert sorted(path.name for path in takes.parent.iterdir()) == ["set"]


def test_every_way_out_of_a_profiles_folder_is_refused(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    file = tmp_path / "mine.json"
    file.write_bytes(seeds.profiles()[0])
    for name in ("..", "../x", "/etc/x", "a/b", "a\\b", "CON", "nul.json", ".hidden", "a\0b", "a\nb", "x" * 300, " "):
        for work in (
            lambda name=name: profiles.take_in(file, name),
            lambda name=name: profiles.load(name),
            lambda name=name: profiles.delete(name),
            lambda name=name: profiles.undo(name),
        ):
            judge(profiles.folder, work)
    assert not profiles.folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")
def test_a_set_in_a_folder_that_is_called_as_no_text_is_used_like_any(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    (folder / "seven").mkdir(parents=True)
    write_wav(folder / "seven" / "one.wav", tone(0.1), 16_000)
    assert [take.label for take in TestSet(folder).takes] == ["seven"]
    use(folder)
    writer = WavWriter(folder / "room.wav", 16_000)
    writer.write(tone(0.1))
    writer.finish()
    assert rate_of(folder / "room.wav") == 16_000


@posix
def test_names_of_two_lines_are_told_on_one(tmp_path: Path) -> None:
    for name in ("se\nven/one.wav", "seven/o\nne.wav", "stop/o\nne.wav"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write_wav(tmp_path / name, tone(0.1), 16_000)
    assert len(TestSet(tmp_path).complaint.splitlines()) == 1


def test_a_take_from_another_age_is_described(takes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives may say any time, and some file systems keep it."""
    (takes / "manifest.jsonl").unlink()
    real = Path.stat

    class Aged:
        def __init__(self, found: os.stat_result) -> None:
            self._found = found

        def __getattr__(self, name: str) -> object:
            return 1e12 if name == "st_mtime" else getattr(self._found, name)

    monkeypatch.setattr(Path, "stat", lambda self, **options: Aged(real(self, **options)))
    assert {take.time for take in TestSet(takes).takes} == {"1970-01-01T00:00:00+00:00"}

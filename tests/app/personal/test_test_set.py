import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import soundfile
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from app import __version__
from app.audio.files import read_audio
from app.errors import UsageError
from app.personal.evaluation import find_labelled
from app.personal.take import Origin, TakeError
from app.personal.test_set import TestSet
from tests.app.personal.takes import ME, check_whole, lines_of, spoken, three_takes
from tests.fakes import hush


@pytest.fixture
def takes(tmp_path: Path) -> TestSet:
    return three_takes(tmp_path / "set")


def test_a_take_is_on_disk_as_the_model_heard_it(takes: TestSet) -> None:
    take = takes.add("nine", spoken(seed=9), ME)
    info = soundfile.info(takes.path_of(take))
    assert (info.samplerate, info.channels, info.subtype, info.format) == (16_000, 1, "PCM_16", "WAV")
    np.testing.assert_allclose(read_audio(takes.path_of(take), 16_000), spoken(seed=9), atol=1 / 32_000)
    assert takes.path_of(take).parent.name == "nine"


def test_the_manifest_tells_all_about_a_take(takes: TestSet) -> None:
    told = json.loads(lines_of(takes.folder)[0])
    assert set(told) == {
        "id", "label", "speaker", "device", "sample_rate", "level_db", "snr_db", "clipped", "trim", "sha256", "time",
        "app_version", "file",
    }  # fmt: skip
    assert (told["label"], told["speaker"], told["device"], told["sample_rate"]) == ("seven", "me", "Headset", 16_000)
    assert (told["trim"], told["clipped"], told["app_version"]) == ([4_800, 12_800], False, __version__)
    assert told["time"] == "2026-01-02T03:04:06+00:00"
    assert told["level_db"] == pytest.approx(-20, abs=1)
    assert told["snr_db"] == pytest.approx(50, abs=3)
    assert told["file"] == f"seven/{told['id']}.wav"


def test_a_set_is_found_again_as_it_was_left(takes: TestSet) -> None:
    again = TestSet(takes.folder)
    assert (again.takes, again.complaint) == (takes.takes, "")
    assert again.labels() == {"eight": 1, "seven": 2}
    assert [take.label for take in again.takes] == ["seven", "eight", "seven"]


def test_looking_at_a_set_changes_nothing_in_it(takes: TestSet) -> None:
    def written() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in takes.folder.rglob("*") if path.name != ".lock"}

    before = written()
    TestSet(takes.folder)
    assert written() == before


def test_tools_that_know_the_speech_commands_layout_read_a_set(takes: TestSet) -> None:
    assert [clip.label for clip in find_labelled(takes.folder)] == ["eight", "seven", "seven"]


@pytest.mark.parametrize(
    "label", ["a/b", "..", ".", "con", "stop.", "50 %", "🎉", "x" * 300, "Seven", "manifest.jsonl", "è"]
)
def test_any_label_is_kept_true_and_inside_the_set(takes: TestSet, label: str) -> None:
    take = takes.add(label, spoken(seed=7), ME)
    assert TestSet(takes.folder).labels()[label] == 1
    assert takes.path_of(take).resolve().parent.parent == takes.folder.resolve()
    check_whole(takes)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_labels_survive_even_the_loss_of_the_manifest(labels: list[str]) -> None:
    with TemporaryDirectory() as folder:
        takes = TestSet(Path(folder), create=True)
        for seed, label in enumerate(labels):
            try:
                takes.add(label, spoken(seed=seed, seconds=0.05), ME)
            except UsageError:
                continue
        said = takes.labels()
        (takes.folder / "manifest.jsonl").unlink()
        if said:
            assert TestSet(Path(folder)).labels() == said


@settings(deadline=None, max_examples=25)
@given(st.text(), st.text(st.characters()), st.none() | st.tuples(st.integers(), st.integers()))
def test_a_take_of_any_origin_is_found_again(speaker: str, device: str, trim: tuple[int, int] | None) -> None:
    with TemporaryDirectory() as folder:
        takes = TestSet(Path(folder), create=True)
        samples = spoken(seconds=0.05)
        take = takes.add("one", samples, Origin(speaker, device + "\udce9", trim))
        assert 0 <= take.trim[0] <= take.trim[1] <= len(samples)
        again = TestSet(Path(folder))
        assert (again.takes, again.complaint) == ((take,), "")


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), hush(0.01), 3 * spoken()])
def test_any_samples_make_a_take_that_can_be_described(takes: TestSet, samples: np.ndarray) -> None:
    takes.add("nine", samples, Origin())
    assert TestSet(takes.folder).takes == takes.takes


def test_a_bad_label_keeps_nothing(takes: TestSet) -> None:
    before = takes.takes
    with pytest.raises(UsageError):
        takes.add("\x1b", spoken(), ME)
    with pytest.raises(UsageError):
        takes.relabel(before[0], "  ")
    assert TestSet(takes.folder).takes == before


def test_what_is_removed_is_out_of_sight_and_comes_back_by_undo(takes: TestSet) -> None:
    before, eight = takes.takes, takes.takes[1]
    takes.remove(eight)
    assert TestSet(takes.folder).labels() == {"seven": 2}
    assert [clip.label for clip in find_labelled(takes.folder)] == ["seven", "seven"]
    assert takes.undo() == eight
    assert takes.takes == TestSet(takes.folder).takes == before
    check_whole(takes)


def test_a_take_under_another_label_moves_to_its_folder_and_back_by_undo(takes: TestSet) -> None:
    before = takes.takes
    nine = takes.relabel(before[1], "nine")
    assert (nine.id, nine.label, takes.path_of(nine).parent.name) == (before[1].id, "nine", "nine")
    assert TestSet(takes.folder).labels() == {"nine": 1, "seven": 2}
    check_whole(takes)
    undone = takes.undo()
    assert undone is not None
    assert takes.takes == before
    check_whole(takes)


def test_undo_goes_back_change_by_change_to_where_this_object_began(takes: TestSet) -> None:
    later = TestSet(takes.folder)
    before = later.takes
    added = later.add("nine", spoken(seed=4), ME)
    later.relabel(added, "five")
    later.remove(before[0])
    later.remove(later.takes[-1])
    for _ in range(4):
        assert later.undo() is not None
    assert later.undo() is None
    assert later.takes == TestSet(takes.folder).takes == before


def test_removing_what_another_sayso_removed_is_one_line(takes: TestSet) -> None:
    seven = takes.takes[0]
    TestSet(takes.folder).remove(seven)
    with pytest.raises(TakeError, match="is gone already"):
        takes.remove(seven)
    with pytest.raises(TakeError, match="is gone already"):
        takes.relabel(seven, "nine")


def test_undo_passes_over_what_another_sayso_has_changed_since(takes: TestSet) -> None:
    _, eight, latest = takes.takes
    TestSet(takes.folder).remove(latest)
    assert takes.undo() == eight
    assert TestSet(takes.folder).labels() == {"seven": 1}


def test_two_at_once_keep_what_both_record(takes: TestSet) -> None:
    other = TestSet(takes.folder)
    for seed in range(3):
        takes.add("one", spoken(seed=10 + seed), ME)
        other.add("two", spoken(seed=20 + seed), replace(ME, speaker="you"))
    assert other.labels() == {"eight": 1, "one": 3, "seven": 2, "two": 3}
    assert TestSet(takes.folder).takes == other.takes
    assert takes.complaint == other.complaint == ""
    check_whole(other)


def test_a_set_that_another_process_does_not_let_go_of_is_one_line(takes: TestSet) -> None:
    late = TestSet(takes.folder, patience_s=0)
    with FileLock(takes.folder / ".lock"), pytest.raises(TakeError, match="another Sayso is writing to it; try again"):
        late.add("one", spoken(), ME)
    assert late.add("one", spoken(), ME).label == "one"


def test_unknown_fields_of_the_manifest_are_kept_whatever_changes(takes: TestSet) -> None:
    lines = [{**json.loads(line), "mood": f"mood {i}"} for i, line in enumerate(lines_of(takes.folder))]
    (takes.folder / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)))
    later = TestSet(takes.folder)
    assert later.complaint == ""
    later.add("nine", spoken(seed=5), ME)
    later.relabel(later.takes[0], "four")
    later.remove(later.takes[1])
    later.undo()
    assert [json.loads(line).get("mood") for line in lines_of(takes.folder)] == ["mood 0", "mood 1", "mood 2", None]

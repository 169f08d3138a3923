import json
from pathlib import Path

import pytest

from app.errors import UsageError
from training.classes import NOISE, SPEECH
from training.corpora import (
    AUDIOMNIST_FOLDS,
    READERS,
    audiomnist_split,
    find_clips,
    known_corpora,
    split_by_hash,
)


@pytest.mark.parametrize(
    ("speaker", "split"),
    [
        ("0a7c2a8d", "training"),
        ("bb05582b", "testing"),
        ("a69b9b3e", "validation"),
        ("bbc9bf53", "validation"),
    ],
)
def test_speakers_are_split_as_the_official_lists_do(speaker: str, split: str) -> None:
    assert split_by_hash(speaker) == split


def test_no_speaker_is_in_two_parts_of_the_official_split(data: Path) -> None:
    parts: dict[str, set[str]] = {}
    for name in known_corpora(data):
        for clip in find_clips(data, name):
            parts.setdefault(clip.speaker, set()).add(clip.split)
    assert len(parts) > 10
    assert all(len(found) == 1 for found in parts.values())


def test_every_known_corpus_is_found_with_its_classes(data: Path) -> None:
    assert set(known_corpora(data)) == set(READERS) - {"other-phrases", "audiomnist", "speech-commands-v0.01"}
    names = {name: {clip.name for clip in find_clips(data, name)} for name in known_corpora(data)}
    assert names["speech-commands"] == {"yes", "no", "zero", "happy"}
    assert names["free-spoken-digits"] == {"zero"}
    assert names["continuous-speech"] == {SPEECH}
    assert names["noise"] == {NOISE}


def touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_phrases_are_split_by_a_hash_of_their_own(tmp_path: Path) -> None:
    for i in range(40):
        touch(tmp_path / "other-phrases" / "alexa" / f"{i}.wav")
    splits = [clip.split for clip in find_clips(tmp_path, "other-phrases")]
    assert 0 < splits.count("validation") < 15
    assert splits.count("testing") == 0


def test_audiomnist_has_its_five_published_folds(tmp_path: Path) -> None:
    assert sorted(number for fold in AUDIOMNIST_FOLDS for number in fold) == list(range(1, 61))
    for speaker in range(1, 61):
        touch(tmp_path / "audiomnist" / f"{speaker:02d}" / f"7_{speaker:02d}_0.wav")
    clips = find_clips(tmp_path, "audiomnist")
    assert {clip.name for clip in clips} == {"seven"}
    for fold in range(1, 6):
        parts = [audiomnist_split(clip.speaker, fold) for clip in clips]
        assert (parts.count("training"), parts.count("validation"), parts.count("testing")) == (36, 12, 12)
    assert [audiomnist_split("26", fold) for fold in range(1, 6)] == [
        "testing", "validation", "training", "training", "training",
    ]  # fmt: skip


def test_any_folder_of_labels_is_a_corpus(tmp_path: Path) -> None:
    for label in ("ja", "nein", "_background_noise_"):
        for i in range(30):
            touch(tmp_path / "deutsch" / label / f"aufnahme {i}.wav")
    clips = find_clips(tmp_path, "deutsch")
    assert {clip.name for clip in clips} == {"ja", "nein", NOISE}
    assert {clip.speaker for clip in clips} == {""}
    assert {clip.split for clip in clips} == {"training", "validation"}


def test_a_personal_test_set_names_its_speakers_in_the_manifest(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    takes = [{"id": f"take{i}", "file": f"seven/take{i}.wav", "speaker": ("anna", "ben")[i % 2]} for i in range(6)]
    for take in takes:
        touch(root / "seven" / f"{take['id']}.wav")
    lines = [json.dumps(take) for take in takes]
    (root / "manifest.jsonl").write_text("\n".join([*lines[:-1], lines[-1][:20]]))  # the last line is torn
    clips = find_clips(tmp_path, "mine")
    assert [clip.speaker for clip in clips] == ["anna", "ben", "anna", "ben", "anna", ""]
    assert len({clip.split for clip in clips if clip.speaker == "anna"}) == 1


@pytest.mark.parametrize(("kind", "name"), [("noise", NOISE), ("speech", SPEECH)])
def test_a_folder_of_any_name_can_be_noise_or_speech(kind: str, name: str, tmp_path: Path) -> None:
    for i in range(30):
        touch(tmp_path / "my kitchen" / f"{i}.wav")
    clips = find_clips(tmp_path, f"{kind}:my kitchen")
    assert {clip.name for clip in clips} == {name}
    assert {clip.corpus for clip in clips} == {"my kitchen"}
    assert {clip.split for clip in clips} == {"training", "validation"}
    assert find_clips(tmp_path / "elsewhere", f"{kind}:{tmp_path / 'my kitchen'}") == clips


@pytest.mark.parametrize("name", ["speech-commands", "free-spoken-digits", "noise", "mine"])
def test_an_empty_corpus_says_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such corpus"):
        find_clips(tmp_path, name)
    (tmp_path / name).mkdir()
    with pytest.raises(UsageError, match=f"{name}: holds no"):
        find_clips(tmp_path, name)

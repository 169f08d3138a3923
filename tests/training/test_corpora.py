from pathlib import Path

import numpy as np
import pytest

from app.audio.files import write_wav
from tests.fakes import tone
from training.classes import CLASSES, LABELS, OTHER_WORDS, label_of
from training.corpora import CORPORA, find_clips, split_by_hash
from training.prepare import Prepared, load, loudest_window, prepare


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


def test_no_speaker_is_in_two_splits(data: Path) -> None:
    splits: dict[tuple[str, str], set[str]] = {}
    for clip in find_clips(data):
        splits.setdefault((clip.corpus.removesuffix("-resynth"), clip.speaker), set()).add(clip.split)
    assert len(splits) > 10
    assert all(len(found) == 1 for found in splits.values())


def test_every_corpus_is_found_with_its_classes(data: Path) -> None:
    clips = find_clips(data)
    assert {clip.corpus for clip in clips} == set(CORPORA) - {"other-phrases"}
    assert all(clip.name in CLASSES for clip in clips)
    assert {clip.split for clip in clips if clip.corpus == "free-spoken-digits"} == {"training", "validation"}


def test_phrases_are_split_by_a_hash_of_their_own(tmp_path: Path) -> None:
    for i in range(40):
        (tmp_path / "other-phrases" / "alexa").mkdir(parents=True, exist_ok=True)
        (tmp_path / "other-phrases" / "alexa" / f"{i}.wav").touch()
    splits = [clip.split for clip in find_clips(tmp_path)]
    assert 0 < splits.count("validation") < 15
    assert splits.count("testing") == 0


def test_the_other_words_fold_into_unknown_and_noise_into_silence() -> None:
    assert {label_of(name) for name in CLASSES} == set(LABELS)
    assert {label_of(name) for name in OTHER_WORDS} == {"unknown"}
    assert label_of("_noise_") == "silence"
    assert label_of("tree") == "unknown"
    assert label_of("three") == "three"


def test_prepared_audio_is_what_the_app_reads(data: Path, prepared: Prepared) -> None:
    rows = prepared.select("training", "yes")
    assert rows
    for row in rows:
        assert prepared.samples(row).dtype == np.int16
        assert len(prepared.samples(row)) <= 16_000
    digit = prepared.select("training", "zero")[-1]
    assert len(prepared.samples(digit)) == 6_400  # 0.4 s at 8 kHz became 16 kHz


def test_preparing_again_reads_nothing_anew(data: Path, prepared: Prepared, tmp_path: Path) -> None:
    prepare(data, tmp_path / "cache")
    written = (tmp_path / "cache" / "audio.npy").stat().st_mtime_ns
    again = prepare(data, tmp_path / "cache")
    assert (tmp_path / "cache" / "audio.npy").stat().st_mtime_ns == written
    assert again.rows == prepared.rows == load(tmp_path / "cache").rows


def test_the_second_with_the_most_energy_is_kept_of_a_long_word() -> None:
    samples = np.zeros(40_000, np.float32)
    samples[25_000:30_000] = tone(5_000 / 16_000)
    kept = loudest_window(samples, 16_000)
    assert len(kept) == 16_000
    assert np.square(kept).sum() == pytest.approx(np.square(samples).sum())


def test_a_broken_clip_names_itself(tmp_path: Path) -> None:
    (tmp_path / "speech-commands" / "yes").mkdir(parents=True)
    write_wav(tmp_path / "speech-commands" / "yes" / "a_nohash_0.wav", tone(0.5), 16_000)
    (tmp_path / "speech-commands" / "yes" / "b_nohash_0.wav").write_text("no sound")
    with pytest.raises(Exception, match=r"b_nohash_0\.wav: cannot be read as audio"):
        prepare(tmp_path, tmp_path / "cache")
    assert not (tmp_path / "cache" / "clips.csv").exists()

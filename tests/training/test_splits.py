from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.classes import NOISE, SPEECH
from training.config import TrainConfig
from training.prepare import Prepared, Row
from training.splits import balanced_folds, divide, lonely_labels

BY_SPEAKER, BY_CLIP = TrainConfig(split="speaker"), TrainConfig(split="clip")


def row(name: str, speaker: str, number: int, split: str = "training", corpus: str = "words") -> Row:
    return Row(f"{corpus}/{name}/{speaker}-{number}.wav", name, speaker, corpus, split, 0, 16_000)


ROWS = [row(word, f"speaker{s}", n) for word in ("ja", "nein") for s in range(12) for n in range(s % 3 + 1)]


@pytest.mark.parametrize("fold", range(1, 6))
def test_no_speaker_crosses_a_split_by_speaker(fold: int) -> None:
    parts: dict[str, set[str]] = {}
    for clip in divide(ROWS, replace(BY_SPEAKER, fold=fold)):
        parts.setdefault(clip.speaker, set()).add(clip.split)
    assert all(len(found) == 1 for found in parts.values())
    assert set.union(*parts.values()) == {"training", "validation"}


def test_no_speaker_crosses_the_corpora(prepared: Prepared) -> None:
    parts: dict[str, set[str]] = {}
    for clip in divide(prepared.rows, BY_SPEAKER):
        parts.setdefault(clip.speaker, set()).add(clip.split)
    assert all(len(found) == 1 for found in parts.values())


@pytest.mark.parametrize("config", [BY_SPEAKER, BY_CLIP])
def test_every_clip_validates_once_over_the_folds(config: TrainConfig) -> None:
    validated = Counter(
        clip.path
        for fold in range(1, 6)
        for clip in divide(ROWS, replace(config, fold=fold))
        if clip.split == "validation"
    )
    assert validated == Counter(clip.path for clip in ROWS)


def test_a_split_by_clip_shares_speakers_as_its_name_says() -> None:
    divided = divide(ROWS, BY_CLIP)
    speakers = [{clip.speaker for clip in divided if clip.split == part} for part in ("training", "validation")]
    assert speakers[0] & speakers[1]


def test_a_split_by_clip_spreads_every_label_over_the_folds() -> None:
    for fold in range(1, 6):
        validation = [clip for clip in divide(ROWS, replace(BY_CLIP, fold=fold)) if clip.split == "validation"]
        counts = Counter(clip.name for clip in validation)
        assert abs(counts["ja"] - counts["nein"]) <= 1
        assert 4 <= counts["ja"] <= 5


def test_testing_clips_speech_and_noise_stay_where_the_corpus_put_them() -> None:
    kept = [
        row("ja", "kept apart", 0, "testing"),
        row(SPEECH, "reader", 0, "validation"),
        row(NOISE, "room", 0, "training"),
    ]
    for config in (BY_SPEAKER, BY_CLIP):
        assert divide([*ROWS, *kept], config)[-3:] == kept


def test_the_official_split_is_the_corpus_own() -> None:
    assert divide(ROWS, TrainConfig()) == ROWS
    digits = [row("one", str(speaker), 0, corpus="audiomnist") for speaker in range(1, 61)]
    parts = Counter(clip.split for clip in divide(digits, TrainConfig(fold=3)))
    assert parts == {"training": 36, "validation": 12, "testing": 12}


def test_clips_of_unnamed_speakers_are_voices_of_their_own() -> None:
    unnamed = [row("ja", "", n) for n in range(10)]
    assert Counter(clip.split for clip in divide(unnamed, BY_SPEAKER)) == {"training": 8, "validation": 2}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 50), min_size=5), st.integers(2, 5))
def test_folds_are_as_even_as_the_groups_allow(counts: dict[str, int], folds: int) -> None:
    given_ = balanced_folds(Counter(counts), folds, seed=1)
    sizes = [sum(counts[group] for group, fold in given_.items() if fold == number) for number in range(1, folds + 1)]
    assert sum(sizes) == sum(counts.values())
    assert max(sizes) - min(sizes) <= max(counts.values())


def test_folds_do_not_depend_on_the_order_of_the_clips() -> None:
    forwards = {clip.path: clip.split for clip in divide(ROWS, BY_SPEAKER)}
    assert {clip.path: clip.split for clip in divide(ROWS[::-1], BY_SPEAKER)} == forwards
    other = {clip.path: clip.split for clip in divide(ROWS, replace(BY_SPEAKER, seed=2))}
    assert other != forwards


def test_a_label_with_one_clip_is_named() -> None:
    rows = divide([*ROWS, row("vielleicht", "speaker1", 0)], BY_SPEAKER)
    assert list(lonely_labels(rows)) == ["vielleicht"]
    assert lonely_labels(rows)["vielleicht"].startswith("1 clip(s), none for ")

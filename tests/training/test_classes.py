import pytest
import torch

from app.errors import UsageError
from app.vocabulary import SHIPPED_LABELS
from training.classes import DEFAULT_WORDS, NOISE, SPEECH, Classes

ALL = Classes.of([*DEFAULT_WORDS, "tree", "happy", SPEECH, NOISE], DEFAULT_WORDS)


def test_the_shipped_labels_come_of_words_other_words_speech_and_noise() -> None:
    assert ALL.labels == SHIPPED_LABELS
    assert ALL.names[-4:] == ("happy", "tree", SPEECH, NOISE)


def test_other_words_fold_into_unknown_and_noise_into_silence() -> None:
    assert ALL.label_of("tree") == ALL.label_of(SPEECH) == "unknown"
    assert ALL.label_of(NOISE) == "silence"
    assert ALL.label_of("three") == "three"


def test_folding_sums_classes_into_labels() -> None:
    fold = ALL.fold()
    assert fold.shape == (24, 22)
    assert torch.equal(fold.sum(1), torch.ones(24))
    assert fold[:, ALL.labels.index("unknown")].sum() == 3


def test_without_a_choice_every_word_is_a_label() -> None:
    assert Classes.of(["nein", "ja", "ja"]).labels == ("ja", "nein")
    assert Classes.of(["nein", "ja", NOISE]).labels == ("ja", "nein", "silence")
    assert Classes.of(["ja", "nein", "unknown", SPEECH]).labels == ("ja", "nein", "unknown")


def test_a_word_without_a_clip_is_named() -> None:
    with pytest.raises(UsageError, match="no clip to train 'maybe' on; the corpora have no, yes"):
        Classes.of(["yes", "no"], ["yes", "maybe"])


def test_one_class_is_nothing_to_learn() -> None:
    with pytest.raises(UsageError, match=r"one class only \(yes\); a network needs two words"):
        Classes.of(["yes", "yes"])

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.vocabulary import COMMANDS, DIGITS, Vocabulary, vocabulary_that_fits

LABELS = (*DIGITS, *COMMANDS, "unknown", "silence")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("all", LABELS),
        ("digits", (*DIGITS, "unknown", "silence")),
        ("commands", (*COMMANDS, "unknown", "silence")),
        ("stop, two", ("two", "stop", "unknown", "silence")),
        ("digits,stop", (*DIGITS, "stop", "unknown", "silence")),
        ("two,unknown", ("two", "unknown", "silence")),
    ],
)
def test_a_vocabulary_is_named_or_listed_and_keeps_the_models_order(text: str, labels: tuple[str, ...]) -> None:
    assert Vocabulary.parse(text, LABELS).labels == labels


@pytest.mark.parametrize("text", ["banana", "two,banana", "Two", "digits,,banana"])
def test_an_unknown_word_is_refused_with_the_words_there_are(text: str) -> None:
    with pytest.raises(UsageError, match=r"unknown label '(banana|Two)'; this model answers zero, one"):
        Vocabulary.parse(text, LABELS)


@pytest.mark.parametrize("text", ["", " , ", "unknown", "silence,unknown"])
def test_a_vocabulary_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="holds no word"):
        Vocabulary.parse(text, LABELS)


def test_unknown_is_added_to_a_model_that_lacks_it() -> None:
    vocabulary = Vocabulary.parse("one", ("one", "two"))
    assert vocabulary.labels == ("one", "unknown")
    np.testing.assert_allclose(vocabulary.fold(np.array([[0.25, 0.75]], np.float32)), [[0.25, 0.75]])


@given(st.lists(st.floats(0.01, 1), min_size=22, max_size=22), st.sampled_from(["all", "digits", "stop,go"]))
def test_folding_keeps_the_sum_and_the_active_words(weights: list[float], text: str) -> None:
    row = (np.array(weights) / sum(weights)).astype(np.float32)
    vocabulary = Vocabulary.parse(text, LABELS)
    folded = vocabulary.fold(row)
    assert folded.sum() == pytest.approx(1.0, abs=1e-5)
    for label, value in zip(vocabulary.labels, folded, strict=True):
        if label != "unknown":
            assert value == row[LABELS.index(label)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("all", ("one", "two", "unknown")),
        ("digits", ("one", "two", "unknown")),
        ("two,stop", ("two", "unknown")),
        ("stop,go", ("one", "two", "unknown")),
        ("stop,unknown", ("one", "two", "unknown")),
    ],
)
def test_of_a_vocabulary_a_model_takes_what_it_knows_and_all_where_it_knows_nothing(
    text: str, labels: tuple[str, ...]
) -> None:
    assert Vocabulary.known(text, ("one", "two", "unknown")).labels == labels


def test_a_vocabulary_that_a_model_knows_stays_as_it_is() -> None:
    assert vocabulary_that_fits("one,two", LABELS, "m") == ("one,two", "")


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("stop,one", "'stop'"), ("digits", "'zero', 'three', 'four' and others"), ("unknown", "'unknown'")],
)
def test_a_vocabulary_that_a_model_does_not_know_gives_way_to_all_and_says_why(text: str, lacks: str) -> None:
    vocabulary, remark = vocabulary_that_fits(text, ("one", "two", "unknown"), "m 1.0")
    assert vocabulary == "all"
    assert remark.startswith(f"m 1.0 does not know {lacks}: all of its words")

import numpy as np
import pytest

from app.engine.decider import Decider
from app.vocabulary import Vocabulary

LABELS = ("one", "two", "stop", "unknown", "silence")


def row(**probabilities: float) -> np.ndarray:
    rest = (1 - sum(probabilities.values())) / (len(LABELS) - len(probabilities))
    return np.array([probabilities.get(label, rest) for label in LABELS], np.float32)


def decider(vocabulary: str = "all", threshold: float = 0.5) -> Decider:
    made = Decider(Vocabulary.parse(vocabulary, LABELS), threshold)
    made.begin()
    return made


def test_a_sure_answer_is_given() -> None:
    decision = decider().final(np.stack([row(two=0.9), row(two=0.8)]))
    assert decision.label == "two"
    assert decision.confidence == pytest.approx(0.85)
    assert not decision.reason


def test_an_unsure_answer_is_unknown_and_says_why() -> None:
    decision = decider().final(row(two=0.45)[None])
    assert (decision.label, decision.reason) == ("unknown", "below threshold")


@pytest.mark.parametrize(
    ("confidence", "speech", "answer"),
    [
        (0.85, 0.9, ("two", "")),
        (0.85, 0.6, ("unknown", "hardly speech")),
        (0.4, 0.6, ("unknown", "below threshold")),
        (0.97, 0.3, ("two", "")),
    ],
)
def test_what_is_hardly_speech_must_be_all_the_surer(confidence: float, speech: float, answer: tuple[str, str]) -> None:
    decision = decider().final(row(two=confidence)[None], speech)
    assert (decision.label, decision.reason) == answer


@pytest.mark.parametrize("label", ["unknown", "silence"])
def test_the_threshold_is_for_words_alone(label: str) -> None:
    decision = decider(threshold=0.99).final(row(**{label: 0.4})[None])
    assert (decision.label, decision.reason) == (label, "")


def test_what_is_not_in_the_vocabulary_counts_for_unknown() -> None:
    decision = decider("one,two").final(row(stop=0.8)[None])
    assert decision.label == "unknown"
    assert decision.confidence == pytest.approx(0.85)
    assert set(decision.probabilities) == {"one", "two", "unknown", "silence"}
    assert sum(decision.probabilities.values()) == pytest.approx(1.0)


def test_a_provisional_answer_averages_the_last_three_posteriors() -> None:
    made = decider()
    made.provisional(row(one=0.9))
    for _ in range(2):
        made.provisional(row(two=0.9))
    assert made.provisional(row(two=0.9)).confidence == pytest.approx(0.9)


def test_a_new_utterance_forgets_the_one_before() -> None:
    made = decider()
    made.provisional(row(one=1.0))
    made.begin()
    assert made.provisional(row(two=1.0)).confidence == pytest.approx(1.0)


def test_a_held_stretch_gives_the_surest_word_anywhere_in_it() -> None:
    made = decider()
    for posterior in [row(silence=0.9)] * 4 + [row(stop=0.9)] * 3 + [row(silence=0.9)] * 4:
        made.provisional(posterior)
    decision = made.final_anywhere(row(unknown=0.9)[None])
    assert decision.label == "stop"
    assert decision.confidence == pytest.approx(0.9)


def test_running_speech_is_unknown_whatever_was_heard_inside_it() -> None:
    made = decider()
    made.provisional(row(two=1.0))
    assert made.not_isolated("too long").label == "unknown"
    assert made.not_isolated("too long").reason == "too long"

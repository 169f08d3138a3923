"""What counts as a word that stands alone."""

import pytest

from app.engine.gate import Span
from app.engine.isolation import Isolation
from app.settings import EngineSettings
from app.types import SAMPLE_RATE


def span(start_s: float, end_s: float) -> Span:
    return Span(int(start_s * SAMPLE_RATE), int(end_s * SAMPLE_RATE))


def after(start_s: float, end_s: float, probability: float) -> Isolation:
    """Return what is known after an utterance that sounded like speech by so much."""
    isolation = Isolation(EngineSettings())
    isolation.begin()
    for _ in range(int((end_s - start_s) / 0.032)):
        isolation.push(probability)
    isolation.end(span(start_s, end_s), isolation.why_not(span(start_s, end_s)))
    isolation.begin()
    return isolation


@pytest.mark.parametrize(("length_s", "reason"), [(0.05, "too short"), (0.12, ""), (1.1, ""), (1.3, "too long")])
def test_a_word_has_the_length_of_a_word(length_s, reason):
    assert Isolation(EngineSettings()).why_not(span(5.0, 5.0 + length_s)) == reason


@pytest.mark.parametrize(("pause_s", "reason"), [(0.5, "running speech"), (1.15, "running speech"), (1.25, "")])
def test_what_follows_running_speech_at_once_goes_on_with_it(pause_s, reason):
    assert after(0.0, 4.0, 0.9).why_not(span(4.0 + pause_s, 4.5 + pause_s)) == reason


def test_a_word_counts_at_once_after_long_noise_a_word_or_a_click():
    assert not after(0.0, 4.0, 0.4).why_not(span(4.5, 5.0))
    assert not after(0.0, 0.5, 0.9).why_not(span(0.9, 1.4))
    assert not after(0.0, 0.05, 0.9).why_not(span(0.5, 1.0))


def test_pieces_of_running_speech_carry_it_on_until_there_is_a_pause():
    isolation = after(0.0, 4.0, 0.9)
    for start in (4.5, 5.5, 6.5):
        piece = span(start, start + 0.4)
        assert isolation.why_not(piece) == "running speech"
        isolation.end(piece, "running speech")
        isolation.begin()
    assert not isolation.why_not(span(8.2, 8.6))
    isolation.reset()
    assert not isolation.why_not(span(7.0, 7.4))

import numpy as np
import pytest

from app.engine.gate import Span
from app.engine.windows import MOST_OFF_CENTRE, cut, final_ends

LENGTH = 16_000


def test_a_word_long_past_stands_in_the_middle_of_its_window() -> None:
    ends = final_ends(Span(20_000, 26_000), now=60_000, length=LENGTH)
    assert max(ends) == 23_000 + LENGTH // 2
    assert len(ends) == 3


@pytest.mark.parametrize("now", [26_000, 28_000, 29_584, 40_000])
def test_every_window_holds_the_end_of_the_word_near_its_middle(now: int) -> None:
    span = Span(20_000, 26_000)
    for end in final_ends(span, now, LENGTH):
        assert end >= span.end
        assert abs(end - LENGTH // 2 - 23_000) <= MOST_OFF_CENTRE + 1_280


def test_windows_wait_for_no_sample_that_was_not_heard_unless_the_word_would_stand_aside() -> None:
    assert max(final_ends(Span(20_000, 26_000), now=29_900, length=LENGTH)) == 29_900
    assert max(final_ends(Span(20_000, 26_000), now=26_000, length=LENGTH)) == 31_000 - MOST_OFF_CENTRE


def test_a_word_longer_than_a_window_is_seen_to_its_end() -> None:
    assert min(final_ends(Span(20_000, 44_000), now=48_000, length=LENGTH)) >= 40_000


def test_what_was_not_heard_is_silence() -> None:
    history = np.arange(1, 11, dtype=np.float32)  # samples 100 to 109
    windows = cut(history, 100, [106, 110, 113, 99], 8)
    assert windows.tolist() == [
        [0, 0, 1, 2, 3, 4, 5, 6],
        [3, 4, 5, 6, 7, 8, 9, 10],
        [6, 7, 8, 9, 10, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0],
    ]

"""The prediction does not flicker, and does not claim more than it knows."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.events import Prediction, Speech
from app.gui.answers.probability_bars import in_place, percent
from app.gui.answers.steady_word import HOLD
from app.gui.look.fitted_label import FittedLabel
from tests.app.gui.fakes import Stage, prediction

EVERY = 1_536
"""Samples between two provisional predictions."""


def guesses(*labels: str) -> list[Prediction]:
    return [replace(prediction(label, final=False), at=24_000 + EVERY * place) for place, label in enumerate(labels)]


def shown_words(stage: Stage, *labels: str) -> list[str]:
    """Return what the window shows after each of some provisional predictions, 96 ms apart."""
    words = []
    stage.hear(Speech(is_open=True, at=16_000))
    for guess in guesses(*labels):
        stage.hear(guess)
        words.append(stage.window.prediction.word.text)
    return words


def test_a_word_on_show_is_not_changed_by_a_single_other_guess(stage):
    assert shown_words(stage, "six", "stop", "six", "stop", "six") == ["six"] * 5


def test_another_word_that_lasts_is_shown(stage):
    words = shown_words(stage, "six", *["stop"] * 4)
    assert words[0] == words[1] == "six"
    assert words[-1] == "stop"
    assert words.count("six") <= 1 + -(-HOLD // EVERY)


def test_a_word_on_show_never_blinks_away_while_the_utterance_goes_on(stage):
    assert shown_words(stage, "unknown", "six", "unknown", "silence", "unknown") == ["…", "six", "six", "six", "six"]


def test_the_share_on_show_is_that_of_the_word_on_show(stage):
    shown_words(stage, "four")
    stage.hear(replace(prediction("one", final=False, confidence=0.55), at=24_000 + EVERY))
    assert stage.window.prediction.word.text == "four"
    assert stage.window.prediction.confidence.text() == "\u20079 % so far"


def test_the_final_answer_is_shown_at_once_whatever_was_guessed(stage):
    shown_words(stage, "six", "six", "six")
    stage.hear(prediction("stop"))
    assert stage.window.prediction.word.text == "stop"


def test_the_guess_for_one_utterance_says_nothing_about_the_next(stage):
    shown_words(stage, "six", "six")
    stage.hear(prediction("six"))
    assert shown_words(stage, "stop") == ["stop"]


def test_a_word_keeps_its_size_when_it_becomes_final(qapp):
    label = FittedLabel(lines=6, least_lines=2)
    label.resize(300, 100)
    sizes = set()
    for weight in (QFont.Weight.Light, QFont.Weight.Bold):
        label.show_text("characteristic", "#000000", weight)
        sizes.add(label.font_that_fits().pixelSize())
    assert len(sizes) == 1
    assert max(sizes) < label.sizeHint().height()


def test_runners_up_keep_their_rows_while_someone_speaks_and_are_in_order_at_the_end(stage):
    bars = stage.window.prediction.bars
    stage.hear(Speech(is_open=True, at=16_000))

    def rows(shares: dict[str, float], final: bool) -> list[str]:
        best = max(shares, key=lambda label: shares[label])
        stage.hear(Prediction(final, best, shares[best], shares, 16_000, 24_000, 28_000))
        return [label for label, _ in bars.rows]

    before = rows({"one": 0.4, "two": 0.3, "three": 0.1, "four": 0.1, "five": 0.06, "six": 0.04}, final=False)
    after = rows({"one": 0.2, "two": 0.4, "three": 0.02, "four": 0.1, "five": 0.08, "six": 0.2}, final=False)
    assert after == [{"three": "six"}.get(label, label) for label in before]
    final = rows({"one": 0.2, "two": 0.4, "three": 0.02, "four": 0.1, "five": 0.08, "six": 0.19}, final=True)
    assert final == ["two", "one", "six", "four", "five"]


def test_rows_in_place_are_the_same_rows():
    rows = [("a", 0.5), ("b", 0.3), ("c", 0.2)]
    assert sorted(in_place(rows, ["c", "x", "a"])) == sorted(rows)
    assert in_place(rows, []) == rows


def test_nothing_moves_from_the_first_guess_to_the_answer(stage):
    view = stage.window.prediction
    places = set()
    for event in (Speech(True, 16_000), *guesses("six", "unknown", "stop"), prediction("stop"),
                  prediction("unknown", confidence=0.4, reason="below threshold"),
                  prediction("unknown", reason="too long")):  # fmt: skip
        stage.hear(event)
        QApplication.processEvents()
        parts = (view, view.tag.parentWidget(), view.word, view.number, view.bars, stage.window.history)
        places.add(tuple(part.geometry().getRect() for part in parts))
    assert len(places) == 1


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (0.42, "42 %"), (0.9949, "99 %"), (0.995, "> 99 %"), (0.99999, "> 99 %"), (1.0, "100 %")],
)
def test_only_what_is_certain_is_called_so(share, text):
    assert percent(share) == text


def test_no_share_is_given_where_no_model_was_asked(stage):
    stage.hear(prediction("unknown", confidence=1.0, reason="too long"), prediction("seven"))
    assert [row.confidence for row in stage.window.history.history.rows] == ["90 %", "–"]

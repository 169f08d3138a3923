"""Reliability, remarks, comparison and the HTML report."""

from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from app.errors import UsageError
from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome
from app.personal.reliability import calibration_error, reliability
from app.personal.remarks import remarks
from app.personal.report_html import report_html


def outcome(number: int, right: bool, confidence: float, forced: bool = False, truth: str = "one") -> Outcome:
    return Outcome(Path(f"{truth}/{number}.wav"), truth, truth if right else "two", confidence, 200.0 + number, forced)


def test_an_honest_model_is_called_honest_and_a_boastful_one_off() -> None:
    generator = np.random.default_rng(0)
    confidences = generator.uniform(0.3, 1.0, 5_000)
    honest = [outcome(i, bool(generator.random() < c), c) for i, c in enumerate(confidences)]
    boastful = [outcome(i, bool(generator.random() < c**3), c) for i, c in enumerate(confidences)]
    assert calibration_error(reliability(honest)) < 0.03
    assert sum(bin_.is_honest for bin_ in reliability(honest)) >= len(reliability(honest)) - 1
    assert calibration_error(reliability(boastful)) > 0.1
    assert not any(bin_.is_honest for bin_ in reliability(boastful) if 0.5 <= bin_.low < 0.95)


def test_every_answer_is_in_one_bin_but_those_that_a_rule_gave() -> None:
    edges = [0.0, 0.5, 0.7, 0.9, 0.99, 1.0, 1.0]
    outcomes = [outcome(i, True, confidence) for i, confidence in enumerate(edges)] + [
        outcome(9, False, 0.1, forced=True)
    ]
    assert sum(bin_.clips for bin_ in reliability(outcomes)) == len(edges)
    assert calibration_error([]) == 0.0


def test_too_little_data_is_said() -> None:
    few = Evaluation([outcome(i, i > 0, 0.9) for i in range(8)])
    assert "the true accuracy may be anything from" in remarks(few)[0]
    assert "of every label" in remarks(few)[1]
    uneven = Evaluation([outcome(i, True, 0.9) for i in range(300)] + [outcome(1, True, 0.9, truth="six")])
    assert remarks(uneven) == ["fewer than 10 clips of six: their own figures say little"]
    assert remarks(Evaluation([outcome(i, True, 0.9) for i in range(300)])) == []


def test_latency_is_the_middle_and_the_slow_end() -> None:
    evaluation = Evaluation([outcome(i, True, 0.9) for i in range(101)])
    assert evaluation.latency() == {"median": 250.0, "p95": 295.0, "clips": 101}
    assert Evaluation([Outcome(Path("a.wav"), "one", "one", 1.0)]).latency() == {"clips": 0}


def test_two_models_are_compared_clip_by_clip() -> None:
    first = Evaluation([outcome(i, i < 5, 0.9) for i in range(10)])
    second = Evaluation([outcome(i, i != 0, 0.9) for i in range(10)])
    comparison = Comparison(first, second)
    assert [b.path.name for _, b in comparison.better] == [f"{i}.wav" for i in range(5, 10)]
    assert [b.path.name for _, b in comparison.worse] == ["0.wav"]
    assert comparison.figures()["p"] == pytest.approx(14 / 64)
    assert comparison.verdict().startswith("better on 5 clips, worse on 1: may well be chance")


def test_different_clips_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="did not judge the same clips"):
        Comparison(Evaluation([outcome(1, True, 0.9)]), Evaluation([outcome(2, True, 0.9)]))


class Tags(HTMLParser):
    """Reads a page, and keeps its tags, its text, and what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(evaluation: Evaluation, comparison: Comparison | None = None) -> Tags:
    tags = Tags()
    tags.feed(report_html(evaluation, "tc-resnet 1", "my <set>", remarks(evaluation), comparison))
    tags.close()
    return tags


def test_the_report_is_whole_and_needs_nothing_from_outside() -> None:
    evaluation = Evaluation([outcome(i, i % 4 > 0, 0.5 + i / 100) for i in range(40)])
    read = page(evaluation, Comparison(evaluation, evaluation))
    assert read.open == []
    assert not read.tags & {"script", "img", "link", "iframe", "object"}
    assert not [value for name, value in read.attributes if name in ("src", "href")]
    for text in ("75.0% right", "30 of 40 clips", "one heard as two", "the same on every clip", "Latency", "my <set>"):
        assert text in read.text


def test_a_label_cannot_write_into_the_report() -> None:
    evil = "<script>alert(1)</script>"
    evaluation = Evaluation([Outcome(Path(f"{evil}/x.wav"), evil, '"><b>', 0.4), outcome(1, True, 0.9)])
    read = page(evaluation)
    assert not read.tags & {"script", "b"}
    assert evil in read.text

"""What ``sayso evaluate`` adds to accuracy and confusion: latency, reliability, comparison, the report."""

from pathlib import Path

import pytest

from tests.app.cli.conftest import Run, objects
from tests.app.personal.voices import demo_words, write_takes


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spoken = demo_words()
    words = {"two": spoken["two"], "six": spoken["six"], "ruof": spoken["four"][::-1].copy()}
    return write_takes(tmp_path_factory.mktemp("takes"), words)


def test_latency_and_reliability_rest_on_every_clip_that_was_heard(sayso: Run, takes: Path) -> None:
    (figures,) = objects(sayso("evaluate", takes, "--json")[1])
    latency = figures["latency_ms"]
    assert latency["clips"] > 10
    assert 100 < latency["median"] <= latency["p95"] < 600
    bins = figures["reliability"]["bins"]
    assert 10 <= sum(row["clips"] for row in bins) <= 15
    assert all(row["low"] <= row["right"] <= row["high"] for row in bins)


def test_few_clips_are_said_and_not_hidden(sayso: Run, takes: Path) -> None:
    (figures,) = objects(sayso("evaluate", takes, "--json")[1])
    assert any("of every label" in remark for remark in figures["remarks"])
    assert "few clips, so a wide interval" in "\n".join(sayso("evaluate", takes)[1])


def test_a_profile_is_compared_with_the_model_alone_on_the_same_clips(sayso: Run, takes: Path) -> None:
    sayso("adapt", takes)
    arguments = ("evaluate", takes, "--profile", "mine", "--against", "default")
    (figures,) = objects(sayso(*arguments, "--json")[1])
    comparison = figures["comparison"]
    assert figures["profile"] == "mine"
    assert comparison["against"] == "tc-resnet 0.2.0"
    assert (comparison["better"], comparison["worse"]) == (5, 0)
    assert comparison["before"]["correct"] == figures["correct"] - 5
    assert "better on 5 clips, worse on 0: too few differences to tell" in sayso(*arguments)[1]


def test_a_model_is_compared_with_a_profile_of_its_own(sayso: Run, takes: Path) -> None:
    sayso("adapt", takes)
    (figures,) = objects(sayso("evaluate", takes, "--against-profile", "mine", "--json")[1])
    assert figures["comparison"]["against"] == "tc-resnet 0.2.0 with the voice profile 'mine'"
    assert (figures["comparison"]["better"], figures["comparison"]["worse"]) == (0, 5)


def test_a_model_compared_with_itself_is_the_same_on_every_clip(sayso: Run, takes: Path) -> None:
    assert "the same on every clip" in sayso("evaluate", takes, "--against", "default", "--raw")[1]


def test_the_report_is_written_whole(sayso: Run, takes: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    status, _, diagnostics = sayso("evaluate", takes, "--report", page)
    assert (status, f"report: {page}" in diagnostics) == (0, True)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "unknown" in text
    assert list(tmp_path.iterdir()) == [page]


def test_a_report_that_cannot_be_written_gets_one_line(sayso: Run, takes: Path, tmp_path: Path) -> None:
    status, _, diagnostics = sayso("evaluate", takes, "--report", tmp_path / "none" / "report.html")
    assert status == 2
    assert len(diagnostics.splitlines()) == 1

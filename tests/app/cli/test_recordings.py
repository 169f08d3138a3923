"""``sayso classify`` and ``sayso evaluate``."""

import os
import sys
from pathlib import Path

import pytest
import soundfile

from app.resources import assets_folder
from tests.app.cli.conftest import Run, objects
from tests.fakes import hush

DEMO = assets_folder() / "demo.wav"


def test_classify_gives_the_whole_answer_as_json(sayso: Run, four: Path) -> None:
    status, lines, _ = sayso("classify", four, "--json")
    (answer,) = objects(lines)
    assert status == 0
    assert set(answer) == {"path", "label", "confidence", "probabilities", "start_s", "end_s", "model"}
    assert (answer["path"], answer["label"]) == (str(four), "four")
    assert answer["confidence"] == max(answer["probabilities"].values())
    assert sum(answer["probabilities"].values()) == pytest.approx(1.0, abs=0.01)
    assert 0 <= answer["start_s"] < answer["end_s"] <= 1.0


def test_classify_goes_on_after_a_file_that_cannot_be_read(sayso: Run, four: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_text("no sound")
    status, lines, diagnostics = sayso("classify", four, tmp_path / "bad.wav", tmp_path / "none.wav", four, "--json")
    answers = objects(lines)
    assert status == 2
    assert [answer.get("label") for answer in answers] == ["four", None, None, "four"]
    assert set(answers[1]) == {"path", "error"}
    assert "no such file" in answers[2]["error"]
    assert len(diagnostics.splitlines()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no name may hold such characters")
def test_a_name_cannot_command_the_terminal(sayso: Run, four: Path, tmp_path: Path) -> None:
    odd = four.rename(tmp_path / "four\x1b[31m\n.wav")
    (line,) = sayso("classify", odd)[1]
    assert line.startswith(f"{tmp_path}/four\\x1b[31m\\x0a.wav: four")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_a_name_that_is_no_unicode_is_read_and_printed(sayso: Run, four: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"set\xff") / "four" / os.fsdecode(b"caf\xe9.wav")
    odd.parent.mkdir(parents=True)
    four.rename(odd)
    assert objects(sayso("classify", odd, "--json")[1])[0]["path"] == str(odd)
    assert "caf\\udce9.wav: four" in sayso("classify", odd)[1][0]
    assert objects(sayso("evaluate", odd.parent.parent, "--json")[1])[0]["clips"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="such a name is simply none")
def test_classify_goes_on_after_a_name_that_is_too_long(sayso: Run, four: Path) -> None:
    status, lines, diagnostics = sayso("classify", "a" * 300, four, "--json")
    assert status == 2
    assert "File name too long" in objects(lines)[0]["error"]
    assert objects(lines)[1]["label"] == "four"
    assert len(diagnostics.splitlines()) == 1


def test_classify_folds_what_is_outside_the_vocabulary_into_unknown(sayso: Run, four: Path) -> None:
    _, lines, _ = sayso("classify", four, "--json", "--vocabulary", "commands")
    (answer,) = objects(lines)
    assert answer["label"] == "unknown"
    assert "four" not in answer["probabilities"]
    assert answer["confidence"] > 0.5


def test_a_threshold_of_one_lets_no_word_pass(sayso: Run, four: Path) -> None:
    _, lines, _ = sayso("classify", four, "--json", "--threshold", "1")
    assert objects(lines)[0]["label"] == "unknown"


@pytest.fixture
def labelled(tmp_path: Path, four: Path) -> Path:
    for label, samples in {"four": soundfile.read(four)[0], "silence": hush(1.0), "happy": hush(1.0)}.items():
        (tmp_path / "set" / label).mkdir(parents=True)
        soundfile.write(tmp_path / "set" / label / "1.wav", samples, 16_000)
    return tmp_path / "set"


@pytest.mark.parametrize("extra", [[], ["--raw"]])
def test_evaluate_gives_all_figures_as_json(sayso: Run, labelled: Path, extra: list[str]) -> None:
    status, lines, _ = sayso("evaluate", labelled, "--json", *extra)
    (figures,) = objects(lines)
    assert status == 0
    assert set(figures) == {
        "accuracy", "low", "high", "clips", "correct", "per_label", "confusion", "latency_ms", "reliability", "remarks",
        "model",
    }  # fmt: skip
    assert (figures["clips"], figures["correct"]) == (3, 2)
    assert figures["accuracy"] == pytest.approx(2 / 3)
    assert figures["low"] < figures["accuracy"] < figures["high"]
    assert figures["confusion"] == {"four": {"four": 1}, "silence": {"silence": 1}, "unknown": {"silence": 1}}
    assert set(figures["per_label"]["four"]) == {"precision", "recall", "f1", "support"}


def test_evaluate_takes_a_folder_in_other_case_for_its_label(sayso: Run, labelled: Path) -> None:
    (labelled / "four").rename(labelled / "Four")
    assert objects(sayso("evaluate", labelled, "--json")[1])[0]["correct"] == 2


def test_evaluate_tells_people_the_figures_and_the_worst_confusions(sayso: Run, labelled: Path) -> None:
    _, lines, _ = sayso("evaluate", labelled)
    text = "\n".join(lines)
    assert "66.7% right, 2 of 3 clips" in text
    assert "few clips" in text
    assert "1 × unknown heard as silence" in text


@pytest.mark.parametrize(("bar", "status"), [("0.5", 0), ("0.9", 1)])
def test_evaluate_exits_with_1_below_a_stated_bar(sayso: Run, labelled: Path, bar: str, status: int) -> None:
    assert sayso("evaluate", labelled, "--min-accuracy", bar)[0] == status


def test_evaluate_goes_on_after_a_clip_that_cannot_be_read(sayso: Run, labelled: Path) -> None:
    (labelled / "four" / "bad.wav").write_text("no sound")
    status, lines, diagnostics = sayso("evaluate", labelled, "--json")
    assert status == 2
    assert objects(lines)[0]["clips"] == 3
    assert "bad.wav" in diagnostics

"""The command line of training, as a user types it."""

import csv
import json
import shutil
from pathlib import Path

import pytest
import torch

from app.cli.main import main as sayso
from training.__main__ import build_parser, main

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

FEW = ["--steps", "4", "--checkpoint-steps", "2", "--batch", "8", "--warmup-steps", "0", "--device", "cpu"]
TINY = ["--set", "widths=[8,8,8,8]", "--set", "stem=4", *FEW]


@pytest.fixture
def corpora(data: Path, tmp_path: Path) -> Path:
    """The corpora in a data folder of the test's own, so that it may change them."""
    shutil.copytree(data, tmp_path / "data", ignore=shutil.ignore_patterns("cache"))
    return tmp_path / "data"


def call(data: Path, *arguments: str | Path) -> int:
    return main(["--data", str(data), *map(str, arguments)])


def test_a_new_vocabulary_takes_three_commands(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpora / "speech-commands").rename(corpora / "my words")
    run, model = tmp_path / "mine", tmp_path / "mine.onnx"
    (corpora / "noise").rename(corpora / "my kitchen")
    data = ["--corpus", "my words", "--noise", "my kitchen", "--speech", "continuous-speech"]
    assert call(corpora, "train", *data, "--run", run, *TINY) == 0
    assert "of validation clips right, " in capsys.readouterr().out
    assert call(corpora, "export", "--run", run, "--into", model) == 0
    assert "its card is" in capsys.readouterr().out
    clip = next((corpora / "my words" / "happy").glob("*.wav"))
    assert sayso(["classify", str(clip), "--model", str(model), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer["probabilities"]) == {"happy", "no", "yes", "zero", "unknown", "silence"}
    assert answer["model"] == "mine 1"


def test_the_whole_path_from_prepare_to_a_table_and_pictures(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(corpora, "prepare") == 0
    assert "laid out in" in capsys.readouterr().out
    assert len(list((corpora / "validation" / "speech-commands" / "yes").iterdir())) == 2
    assert call(corpora, "prepare", "--part", "testing", "--corpus", "speech-commands") == 0
    assert f"laid out in {corpora / 'testing'}: speech-commands 4" in capsys.readouterr().out
    by_clip, by_speaker = tmp_path / "by-clip", tmp_path / "by-speaker"
    few = ["--recipe", "cnn-mel4", "--corpus", "speech-commands", "--words", "yes,no,happy", *FEW]
    assert call(corpora, "train", "--run", by_clip, "--split", "clip", *few) == 0
    assert call(corpora, "train", "--run", by_speaker, "--split", "speaker", "--folds", "2", "--all-folds", *few) == 0
    assert call(corpora, "evaluate", "--run", by_clip) == 0
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- compare: begin -->\n<!-- compare: end -->\nafter\n")
    assert call(corpora, "compare", by_clip, by_speaker, "--into", readme) == 0
    table = readme.read_text()
    assert table.startswith("before\n")
    assert table.endswith("after\n")
    assert table.count("| cnn-mel4") == 2
    assert table.count("24,827") == 2
    capsys.readouterr()
    assert call(corpora, "plot", by_clip, "--into", tmp_path / "pictures") == 0
    drawn = {Path(line).name for line in capsys.readouterr().out.splitlines()}
    assert drawn >= {"label-counts.png", "clip-lengths.png", "learning-curves.png", "confusion.png", "reliability.png"}
    assert "activations.png" in drawn


def test_a_rate_is_searched_for_and_swept(corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--recipe", "mlp-mfcc", "--corpus", "speech-commands", "--words", "yes,no", *FEW]
    assert call(corpora, "sweep", "--run", tmp_path / "sweep", "--rates", "0.01,0.1", *few) == 0
    out = capsys.readouterr().out
    assert out.startswith("0.01: ")
    assert "\n0.1: " in out
    assert call(corpora, "find-rate", "--run", tmp_path / "search", *few) == 0
    assert capsys.readouterr().out.startswith("--learning-rate ")
    with (tmp_path / "search" / "lr-finder.csv").open(newline="") as file:
        assert csv.DictReader(file).fieldnames == ["learning_rate", "loss"]
    assert call(corpora, "sweep", "--run", tmp_path / "sweep", "--rates", "fast", *few) == 2
    assert "'fast' is no number; give rates with commas" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["train", "--run", "r", "--recipe", "resnet"], "recipe 'resnet' is not known"),
        (["train", "--run", "r", "--corpus", "nowhere"], "nowhere: no such corpus"),
        (["train", "--run", "r", "--words", "perhaps"], "no clip to train 'perhaps' on"),
        (["train", "--run", "r", "--set", "depth=3"], "--set depth: this network has"),
        (["train", "--run", "r", "--device", "abacus"], "--device abacus: cannot be computed on"),
        (["train", "--run", "r", "--start-from", "nothing"], "nothing/best.pt: no such checkpoint"),
        (["evaluate", "--run", "nothing"], "no configuration of a run"),
        (["export", "--run", "nothing", "--into", "x.onnx"], "no configuration of a run"),
        (["compare", "nothing"], "no run to compare"),
        (["plot", "nothing"], "no configuration of a run"),
        (["download", "everything"], "everything"),
    ],
)
def test_bad_input_gets_one_line_and_status_2(
    arguments: list[str], message: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert call(data, *arguments) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("training: error: ")]
    assert len(errors) == 1
    assert message in errors[0]
    assert not list(tmp_path.rglob("best.pt"))


def test_a_full_disk_is_one_line(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "runs/x/last.pt")

    monkeypatch.setattr(torch, "save", full)
    assert call(data, "train", "--run", tmp_path / "x", "--words", "yes,no", *TINY) == 2
    assert "training: error: runs/x/last.pt: No space left on device; free the disk" in capsys.readouterr().err


def test_an_interrupted_run_says_how_to_go_on(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("training.train._log", interrupt)
    assert call(data, "train", "--run", tmp_path / "x", "--words", "yes,no", *TINY) == 130
    assert "the same command goes on from the last checkpoint" in capsys.readouterr().err


def test_the_help_reads_like_a_manual(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    text = capsys.readouterr().out
    for part in (
        "download",
        "prepare",
        "train",
        "find-rate",
        "sweep",
        "evaluate",
        "export",
        "quantise",
        "compare",
        "plot",
    ):
        assert f"\n    {part} " in text, part
    assert "sayso listen --model mine.onnx" in text
    assert all(len(line) <= 120 for line in text.splitlines())


def test_archives_can_be_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path, "download", "--list") == 0
    assert "CC BY" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_every_command_describes_its_options() -> None:
    for action in build_parser()._subparsers._group_actions:
        for name, command in action.choices.items():
            assert command.format_help(), name

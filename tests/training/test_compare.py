"""One table of runs: what is in it, in which order, and what becomes of runs that cannot be read."""

import json
import shutil
from pathlib import Path

import pytest

from app.engine.model_files import default_model_path
from app.errors import UsageError
from app.personal.statistics import wilson_interval
from training import compare
from training.compare import BEGIN, END, compare_runs, difference, insert_table
from training.run_folder import read_metrics

PUBLISHED = {"cnn-mel64": "99.2 %, by clip", "bc-resnet": "98.7 %"}


def write_run(folder: Path, *, correct: int = 90, clips: int = 100, model: bool = False, **more: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    low, high = wilson_interval(correct, clips)
    figures: dict[str, object] = {
        "step": 100,
        "recipe": "cnn-mel64",
        "corpora": ["free-spoken-digits"],
        "split": "clip",
        "folds": 0,
        "labels": ["one", "two"],
        "training_clips": 2_000,
        "clips": clips,
        "correct": correct,
        "accuracy": correct / clips,
        "low": low,
        "high": high,
        "speakers": {"jackson": {"clips": 60, "correct": 58}, "theodore-the-second": {"clips": 40, "correct": 32}},
        "parameters": 6_446_986,
        "multiply_adds": 12_340_000,
        "temperature": 1.2,
    }
    (folder / "metrics.json").write_text(json.dumps(figures | more))
    if model:
        shutil.copy(default_model_path(), folder / "model.onnx")
    return folder


def cells(table: str) -> list[dict[str, str]]:
    """Return the rows of a Markdown table by their headings."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    headings, _, *rows = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_a_row_tells_what_the_run_reached_and_what_it_costs(tmp_path, monkeypatch):
    ticks = iter(range(10_000))
    monkeypatch.setattr(compare.time, "perf_counter", lambda: next(ticks) * 0.0005)
    (row,) = cells(compare_runs([write_run(tmp_path / "a", model=True)], PUBLISHED))
    assert row == {
        "recipe": "cnn-mel64",
        "published": "99.2 %, by clip",
        "corpus": "free-spoken-digits",
        "split": "by clip",
        "clips (train / validation)": "2,000 / 100",
        "accuracy": "90.0 % (82.6 to 94.5)",
        "split alone": "",
        "worst speaker": "theodore-… 80 % (n = 40)",
        "parameters": "6,446,986",
        "multiply-adds": "12.3 M",
        "ONNX": f"{default_model_path().stat().st_size / 1e6:.2f} MB",
        "inference": "0.50 ms",
    }


def test_the_model_is_timed_on_one_thread_after_a_warm_up(tmp_path, monkeypatch):
    now, windows = [0.0], []

    def predict(model, window):
        windows.append(window)
        now[0] += 1.0 if len(windows) <= compare.WARM_UP else 0.002 if len(windows) % 2 else 0.004

    monkeypatch.setattr(compare.Model, "predict", predict)
    monkeypatch.setattr(compare.time, "perf_counter", lambda: now[0])
    speed = compare.measure(default_model_path())
    assert len(windows) >= compare.WARM_UP + compare.INFERENCES
    assert windows[-1].shape == (1, 16_000)
    assert 0 < (windows[-1] == 0).mean() < 1
    assert speed.inference_ms == pytest.approx(3.0)


def test_the_honest_split_stands_under_the_one_by_clip_and_tells_what_the_split_is_worth(tmp_path, capsys):
    runs = [
        write_run(tmp_path / "1", recipe="bc-resnet", split="official"),
        write_run(tmp_path / "2", split="speaker", correct=80, folds=6),
        write_run(tmp_path / "3", corpora=["audio-mnist"], correct=99),
        write_run(tmp_path / "4", correct=98),
        write_run(tmp_path / "5", corpora=["audio-mnist"], split="speaker", correct=97),
        write_run(tmp_path / "6", recipe="mine", split="speaker"),
    ]
    table = compare_runs(runs, PUBLISHED)
    rows = cells(table)
    assert [(row["recipe"], row["corpus"], row["split"]) for row in rows] == [
        ("cnn-mel64", "audio-mnist", "by clip"),
        ("cnn-mel64", "audio-mnist", "by speaker"),
        ("cnn-mel64", "free-spoken-digits", "by clip"),
        ("cnn-mel64", "free-spoken-digits", "by speaker, 6 folds"),
        ("bc-resnet", "free-spoken-digits", "official"),
        ("mine", "free-spoken-digits", "by speaker"),
    ]
    assert [row["published"] for row in rows] == ["99.2 %, by clip", "", "", "", "98.7 %", "–"]
    assert [row["split alone"].split(" (")[0] for row in rows] == ["", "−2.0 points", "", "−18.0 points", "", ""]
    assert "98.0 % by clip, 80.0 % by speaker; the split alone is worth 18.0 points." in table


def test_only_the_same_network_and_labels_are_compared_over_splits(tmp_path):
    runs = [
        write_run(tmp_path / "clip", correct=98),
        write_run(tmp_path / "narrow", split="speaker", parameters=1_000),
        write_run(tmp_path / "words", split="speaker", labels=["one", "two", "three"]),
    ]
    table = compare_runs(runs, PUBLISHED)
    assert all(not row["split alone"] for row in cells(table))
    assert "the split alone is worth" not in table


def test_the_difference_has_newcombes_interval(tmp_path):
    # Newcombe 1998, table II (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    one = read_metrics(write_run(tmp_path / "a", correct=56, clips=70))
    other = read_metrics(write_run(tmp_path / "b", correct=48, clips=80))
    assert difference(one, other) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("speakers", "worst"),
    [
        ({"few": (9, 0), "enough": (10, 9)}, "enough 90 % (n = 10)"),
        ({"few": (9, 3), "fewer": (2, 0)}, "fewer 0 % (n = 2)"),
        ({"a": (20, 10), "b": (40, 20)}, "b 50 % (n = 40)"),
        ({}, "–"),
    ],
)
def test_the_worst_speaker_is_one_with_ten_clips_where_there_is_one(tmp_path, speakers, worst):
    counted = {name: {"clips": clips, "correct": correct} for name, (clips, correct) in speakers.items()}
    (row,) = cells(compare_runs([write_run(tmp_path / "a", speakers=counted)], {}))
    assert row["worst speaker"] == worst


def test_a_name_cannot_break_the_table(tmp_path):
    run = write_run(tmp_path / "a", corpora=["a|b\n<br>"])
    assert "a\\|b &lt;br>" in compare_runs([run], {})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ('{"recipe": "x"}', "lacks 'corpora'"),
        (b"\xff\xfe", "is damaged"),
        ({"clips": 0, "correct": 0}, "counts no clips"),
        ({"correct": 101}, "more right than there are"),
        ({"speakers": ["jackson"]}, "is damaged"),
        ({"corpora": "digits"}, "is damaged"),
        ({"low": float("nan")}, "is damaged"),
    ],
)
def test_a_run_that_cannot_be_read_is_said_in_one_line_and_the_others_go_on(tmp_path, capsys, content, said):
    good = write_run(tmp_path / "good", model=True)
    bad = tmp_path / "bad"
    bad.mkdir()
    if isinstance(content, dict):
        figures = json.loads((write_run(bad) / "metrics.json").read_text())
        (bad / "metrics.json").write_text(json.dumps(figures | content))
    elif content is not None:
        (bad / "metrics.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    assert len(cells(compare_runs([bad, good], {}))) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"skipped: {bad / 'metrics.json'}")
    assert said in line


def test_without_a_single_run_it_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="train one first"):
        compare_runs([tmp_path], {})


def test_a_missing_model_is_exported_once_and_of_folds_the_first(tmp_path):
    write_run(tmp_path / "folds" / "fold-1")
    run = write_run(tmp_path / "folds", folds=2)
    asked = []

    def export(folder: Path) -> None:
        asked.append(folder)
        shutil.copy(default_model_path(), folder / "model.onnx")

    for _ in range(2):
        (row,) = cells(compare_runs([run], {}, export))
        assert row["ONNX"].endswith(" MB")
    assert asked == [run / "fold-1"]


def test_a_run_without_a_model_that_runs_keeps_its_row(tmp_path, capsys):
    none, broken = write_run(tmp_path / "none"), write_run(tmp_path / "broken")
    (broken / "model.onnx").write_bytes(b"no model")
    assert [row["inference"] for row in cells(compare_runs([none, broken], {}))] == ["–", "–"]
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("size and time left out" in line for line in lines)


def test_the_table_replaces_the_old_one_and_nothing_else(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"# Models\n\n{BEGIN}\nold\n{END}\n\nмодели\n", encoding="utf-8")
    for table in ("| a |", "| b |\n\n- c"):
        insert_table(readme, table)
        assert readme.read_text(encoding="utf-8") == f"# Models\n\n{BEGIN}\n{table}\n{END}\n\nмодели\n"
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


@pytest.mark.parametrize("text", ["", BEGIN, f"{END} {BEGIN}", f"{BEGIN} {END} {BEGIN} {END}"])
def test_a_readme_without_markers_is_left_as_it_is(tmp_path, text):
    readme = tmp_path / "README.md"
    readme.write_text(text)
    with pytest.raises(UsageError, match="markers"):
        insert_table(readme, "| a |")
    assert readme.read_text() == text


def test_a_missing_readme_is_said(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        insert_table(tmp_path / "README.md", "| a |")

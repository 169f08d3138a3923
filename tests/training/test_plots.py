"""The pictures show the data they were given, with axes that say what they are, whatever the labels are."""

import csv
import gc
import subprocess
import sys
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import image, rcParams
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from torch import nn

from app.errors import UsageError
from tests.training.test_compare import write_run
from training.plots import confusion_flow, style
from training.plots.activations import MOST_BLOCKS, Example, draw_activations, record
from training.plots.clips import draw_clip_lengths, draw_label_counts
from training.plots.confusion import confusion_counts, draw_confusion
from training.plots.confusion_flow import draw_confusion_flow, lay_out, node_order, ribbon
from training.plots.learning import Search, Trial, draw_learning_curves, draw_learning_rate
from training.plots.reliability import draw_reliability, reliability
from training.plots.run import plot_run
from training.plots.style import readable, save
from training.predictions import Answer
from training.run_folder import Log, read_finder, read_log, runs_inside

LABELS = [f"label{i}" for i in range(22)]


@dataclass(frozen=True)
class Row:
    """A clip of the cache."""

    name: str
    corpus: str
    split: str
    frames: int = 16_000


def answers(*pairs: tuple[str, str], confidence: float = 0.9) -> list[Answer]:
    return [Answer(label, predicted, confidence, confidence / 2) for label, predicted in pairs]


def random_answers(names: Sequence[str], count: int = 400) -> list[Answer]:
    rng = np.random.default_rng(1)
    chosen = rng.integers(0, len(names), (count, 2))
    right = rng.random(count) < 0.7
    return [
        Answer(names[a], names[a if ok else b], float(p), float(p))
        for (a, b), ok, p in zip(chosen, right, rng.random(count), strict=True)
    ]


def texts(figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def open_picture(figure, folder: Path) -> np.ndarray:
    """Return the pixels of ``figure`` as saved."""
    return image.imread(save(figure, folder / "picture.png"))


def test_label_counts_stack_the_corpora_to_the_number_of_clips():
    rows = [Row("one", "a", "training")] * 3 + [Row("one", "b", "training")] * 2 + [Row("two", "a", "training")]
    rows += [Row("two", "b", "validation")] * 4 + [Row("two", "b", "testing")] * 9
    figure = draw_label_counts(rows)
    training, validation = figure.axes
    widths = {bars.get_label(): [bar.get_width() for bar in bars] for bars in training.containers}
    assert [text.get_text() for text in training.get_yticklabels()] == ["one", "two"]
    assert widths == {"a": [3, 1], "b": [2, 0]}
    first, second = training.containers
    assert [bar.get_x() for bar in second] == [bar.get_width() for bar in first]
    assert sum(bar.get_width() for bars in validation.containers for bar in bars) == 4
    assert (training.get_title("left"), validation.get_title("left")) == ("training", "validation")
    assert training.get_xlabel() == "clips"
    assert "6 clips to train on, 4 to validate with, 2 labels" in texts(figure)


def test_clip_lengths_hold_every_clip_in_its_corpus():
    rows = [Row("one", "a", "training", frames) for frames in (30, 8_000, 16_000, 16_000)]
    rows += [Row("one", "b", "training", 160_000)]
    figure = draw_clip_lengths(rows)
    assert [sum(bar.get_height() for bar in axes.patches) for axes in figure.axes] == [4, 1]
    assert figure.axes[-1].get_xlabel() == "length in seconds"
    assert figure.axes[-1].get_xscale() == "log"
    assert any("1 clip shorter than 0.05 s" in text for text in texts(figure))
    (longest,) = [bar for bar in figure.axes[1].patches if bar.get_height()]
    assert longest.get_x() <= 10.0 <= longest.get_x() + longest.get_width()


@pytest.mark.parametrize("runs", [1, 2, 12])
def test_learning_curves_are_the_log(runs):
    log = Log(np.array([100.0, 200, 300]), np.array([3.0, 2, 1]), np.array([0.5, 0.8, 0.7]))
    figure = draw_learning_curves({f"_run{i}": log for i in range(runs)})
    loss, accuracy = figure.axes
    assert len(loss.lines) == runs
    assert loss.lines[0].get_xydata().tolist() == [[100, 3], [200, 2], [300, 1]]
    assert accuracy.lines[0].get_ydata() == pytest.approx([50, 80, 70])
    assert accuracy.lines[1].get_xydata() == pytest.approx(np.array([[200, 80]]))
    assert (loss.get_ylabel(), accuracy.get_ylabel(), accuracy.get_xlabel()) == (
        "training loss",
        "validation accuracy in %",
        "step",
    )
    assert len({line.get_color() for line in loss.lines}) == runs
    assert [text.get_text() for text in figure.legends[0].texts] == [f"_run{i}" for i in range(runs)]
    assert "_run0 reaches 80.00 % at step 200" in texts(figure)


def test_learning_rate_shows_sweep_and_search_on_one_logarithmic_axis():
    trials = [Trial(0.1, 0.5, 0.4, 0.6), Trial(0.001, 0.9, 0.85, 0.93)]
    search = Search(np.array([1e-3, 1e-2, 1e-1]), np.array([3.0, 1.0, 9.0]))
    above, below = draw_learning_rate(trials, search).axes
    assert above.lines[0].get_xydata() == pytest.approx(np.array([[0.001, 90], [0.1, 50]]))
    assert below.lines[0].get_xydata().tolist() == [[0.001, 3], [0.01, 1], [0.1, 9]]
    assert (below.get_xlabel(), below.get_xscale(), above.get_xscale()) == ("learning rate", "log", "log")
    assert search.suggested == pytest.approx(0.001)


@pytest.mark.parametrize("trials", [[], [Trial(0.1, 1.0, 0.9, 1.0)]])
def test_learning_rate_can_be_drawn_of_a_sweep_or_a_search_alone(trials, tmp_path):
    search = None if trials else Search(np.array([1e-3]), np.array([2.0]))
    figure = draw_learning_rate(trials, search)
    assert len(figure.axes) == 1
    assert not any("$" in text for text in texts(figure))
    assert open_picture(figure, tmp_path).shape[1] == 960


def test_confusion_writes_every_count_and_colours_errors_alone():
    given_ = answers(*[("a", "a")] * 6, *[("a", "b")] * 2, ("b", "a"), *[("b", "b")] * 3)
    figure = draw_confusion(given_, ["b", "a", "never"])
    axes = figure.axes[0]
    written = {tuple(map(int, text.get_position())): text.get_text() for text in axes.texts}
    assert written == {(1, 1): "6", (0, 1): "2", (1, 0): "1", (0, 0): "3"}
    assert [text.get_text() for text in axes.get_xticklabels()] == ["b", "a"]
    errors = axes.images[0].get_array()
    assert errors.filled(0) == pytest.approx(np.array([[0, 1 / 4], [2 / 8, 0]]))
    assert errors.mask.tolist() == [[True, False], [False, True]]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("answer", "true label")
    assert {"3 of 12 clips are misheard, most often a as b", "75.0"} <= set(texts(figure))


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), min_size=1, max_size=60))
def test_ribbons_are_as_wide_as_there_are_errors(pairs):
    names, counts = confusion_counts(answers(*pairs), "abcde")
    flows = lay_out(names, counts, *node_order(names, counts), gap=1.0)
    assert {(flow.source, flow.target): flow.clips for flow in flows} == {
        (a, b): pairs.count((a, b)) for a, b in set(pairs) if a != b
    }
    for side in ("left", "right"):  # on neither side does one ribbon cover another
        spans = sorted((getattr(flow, side), flow.clips) for flow in flows)
        assert all(a + width <= b + 1e-9 for (a, width), (b, _) in pairwise(spans))
    for flow in flows:
        corners = ribbon(flow).vertices
        assert corners[:, 1].max() - corners[:, 1].min() == pytest.approx(flow.clips + abs(flow.left - flow.right))


def test_the_flow_draws_one_ribbon_per_kind_of_error_and_counts_the_biggest():
    given_ = answers(*[("a", "b")] * 5, *[("a", "c")] * 3, ("b", "c"), *[("c", "c")] * 20)
    figure = draw_confusion_flow(given_, "abc")
    (axes,) = figure.axes
    ribbons = [patch for patch in axes.patches if isinstance(patch, PathPatch)]
    assert len(ribbons) == 3
    coloured = [patch for patch in ribbons if patch.get_facecolor()[:3] != pytest.approx((0.725, 0.769, 0.8), abs=0.01)]
    assert len(coloured) == 2
    found = texts(figure)
    assert {"a  8 of 8", "b  1 of 1", "b  5", "c  4", "5", "3", "true label", "answer"} <= set(found)
    assert "9 of 29 clips are misheard: from what, as what" in found


def test_names_beside_the_flow_never_touch(tmp_path):
    figure = draw_confusion_flow(random_answers(LABELS), LABELS)
    save(figure, tmp_path / "flow.png")
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text().startswith("label")]
    assert len(boxes) == 44
    assert all(box.x0 >= 0 and box.x1 <= 960 for box in boxes)
    for side in (0, 1):
        column = sorted((b for b in boxes if (b.x0 > 480) == side), key=lambda box: box.y0)
        assert all(a.y1 <= b.y0 + 1 for a, b in pairwise(column))


def test_counts_on_ribbons_find_places_of_their_own():
    flows = [confusion_flow.Flow("a", "b", 2, 0, 10), confusion_flow.Flow("b", "a", 2, 10, 0)]
    first = confusion_flow._free_place(flows[0], [], 1.0)
    second = confusion_flow._free_place(flows[1], [first], 1.0)
    assert first == pytest.approx((0.5, 6.0))
    assert second != pytest.approx(first)


def test_calibration_error_equals_the_one_worked_by_hand():
    # Two of fifteen bins: (0.6, 0.667] holds 0.65 twice, half right; (0.933, 1] holds 0.95 and 0.97, both right.
    result = reliability(np.array([0.65, 0.65, 0.95, 0.97]), np.array([True, False, True, True]))
    assert result.counts.tolist() == [0] * 9 + [2] + [0] * 4 + [2]
    assert result.accuracy[[9, 14]].tolist() == [0.5, 1.0]
    assert result.error == pytest.approx(0.5 * 0.15 + 0.5 * 0.04)


def test_a_bin_holds_its_upper_edge_and_the_first_holds_zero():
    result = reliability(np.array([0.0, 0.5, 0.51, 1.0]), np.ones(4, bool), bins=2)
    assert result.counts.tolist() == [2, 2]


def test_reliability_shows_accuracy_and_clips_of_each_bin_before_and_after():
    given_ = answers(*[("a", "a")] * 9, *[("a", "b")] * 3)
    before, after, count_before, count_after = draw_reliability(given_).axes
    (bar,) = before.patches
    assert (bar.get_x(), bar.get_height()) == (pytest.approx(100 * 13 / 15), pytest.approx(75))
    assert before.get_title("left") == "before calibration: ECE 15.0 points"
    assert after.get_title("left") == "after calibration: ECE 30.0 points"
    assert [patch.get_height() for patch in count_before.patches] == [0] * 13 + [12, 0]
    assert (count_after.get_xlabel(), before.get_ylabel()) == ("confidence in %", "accuracy in %")


class Doubled(nn.Module):
    """A front end of 40 bands and 50 frames."""

    def forward(self, waveform):
        return waveform.reshape(-1, 40, 400)[:, :, ::8] * 2


def small_network() -> nn.Module:
    return nn.Sequential(
        nn.Unflatten(1, (1, 40)),
        nn.Conv2d(1, 3, 3, padding=1),
        nn.BatchNorm2d(3),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(3 * 20 * 25, 6),
        nn.ReLU(inplace=True),
        nn.Dropout(),
        nn.Linear(6, 2),
    )


def example(network: nn.Module | None = None) -> Example:
    waveform = torch.from_numpy(np.random.default_rng(0).uniform(-1, 1, 16_000).astype(np.float32))
    return Example(Doubled(), network or small_network(), waveform, "семь", ("да", "_нет_"))


def test_activations_are_what_the_blocks_answered():
    given_ = example()
    network = given_.network.train()
    waveform, (features, convolution, hidden, answer) = record(given_)
    assert waveform.tolist() == given_.waveform.tolist()
    assert features.values.tolist() == given_.front_end(given_.waveform[None])[0].tolist()
    assert network.training, "the network is left as it was"
    assert not any(module._forward_hooks for module in network.modules())
    network.eval()
    with torch.no_grad():
        pooled = network[:5](given_.front_end(given_.waveform[None]))[0]
        expected = network[:9](given_.front_end(given_.waveform[None]))[0]
        logits = network(given_.front_end(given_.waveform[None]))[0]
    assert convolution.values == pytest.approx(pooled.abs().mean(0).numpy())
    assert (convolution.block, convolution.averaged) == ("1 (Conv2d)", 3)
    assert hidden.values == pytest.approx(expected.numpy())
    assert answer.values == pytest.approx(logits.numpy())


def test_activations_name_the_classes_and_share_the_time_axis():
    figure = draw_activations(example())
    waveform, features, convolution, _, answer = figure.axes
    assert waveform.get_xlim() == features.get_xlim() == convolution.get_xlim() == (0, 1)
    assert [text.get_text() for text in answer.get_xticklabels()] == ["да", "нет"]
    assert convolution.get_xlabel() == "time in seconds"
    assert (waveform.get_ylabel(), features.get_ylabel()) == ("amplitude", "band")
    assert "What the network makes of “семь”, block by block" in texts(figure)


def test_of_many_blocks_as_many_are_shown_as_can_be_read():
    layers = [nn.Conv1d(40, 40, 1) for _ in range(20)]
    _, (_, *blocks) = record(example(nn.Sequential(*layers)))
    assert len(blocks) == MOST_BLOCKS
    assert (blocks[0].block, blocks[-1].block) == ("0 (Conv1d)", "19 (Conv1d)")


ODD_LABELS = ["привет", "数字", "שלום", "\U0001f600", "$x$", "_under_", "a\nb", "a" * 40]


@pytest.mark.parametrize("names", [["one"], ["one", "two"], LABELS, ODD_LABELS], ids=["1", "2", "22", "odd"])
def test_pictures_of_any_labels_are_as_wide_as_a_readme_and_not_blank(names, tmp_path):
    given_ = random_answers(names)
    rows = [Row(name, f"_{names[i % 4 % len(names)]}", "training") for i, name in enumerate(names)]
    for figure in (
        draw_confusion(given_, names),
        draw_confusion_flow(given_, names),
        draw_reliability(given_),
        draw_label_counts(rows),
        draw_clip_lengths(rows),
    ):
        pixels = open_picture(figure, tmp_path)
        assert pixels.shape[1] == 960
        assert 200 <= pixels.shape[0] <= 1_500
        assert pixels[..., :3].std() > 0.02


def test_without_errors_the_pictures_say_so(tmp_path):
    given_ = answers(*[("a", "a")] * 3, ("b", "b"))
    for draw in (draw_confusion, draw_confusion_flow):
        figure = draw(given_, "ab")
        assert any(text.startswith("0 of 4 clips are misheard") for text in texts(figure))
        assert open_picture(figure, tmp_path).shape[1] == 960
    assert "no errors" in texts(draw_confusion_flow(given_, "ab"))


def test_a_letter_that_no_font_has_is_written_as_its_code(monkeypatch):
    assert readable("привет one\n") == "привет one "
    assert readable("x" * 30) == "x" * 17 + "…"
    assert readable("שלום") == "\u200eשלום\u200e"
    monkeypatch.setattr(style, "_family_with", lambda character: style.FONT if character.isascii() else None)
    assert readable("one 数") == "one U+6570"


def test_a_font_is_found_for_a_letter_that_ours_lacks():
    families = {style._family_with(character) for character in "aяש"}
    assert families == {style.FONT}
    has = {entry.name for entry in style.font_manager.fontManager.ttflist if style._has(entry, ord("数"))}
    assert style._family_with("数") in {name for name in has if not name.startswith("Last")} or not has - {
        "Last Resort"
    }


def test_drawing_leaves_matplotlib_and_memory_as_they_were(tmp_path):
    before = dict(rcParams)
    figure = draw_confusion_flow(random_answers(LABELS), LABELS)
    save(figure, tmp_path / "flow.png")
    kept = weakref.ref(figure)
    del figure
    gc.collect()
    assert kept() is None
    assert dict(rcParams) == before


def test_the_global_state_of_pyplot_is_never_touched():
    code = "import sys, training.plots.run; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_picture_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="cannot be written"):
        save(draw_confusion(answers(("a", "b")), "ab"), tmp_path / "file" / "x.png")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def write_csv(path: Path, *rows: Sequence[object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def write_log(run: Path, *accuracies: float) -> None:
    rows = [(100 * (i + 1), 1.0, 0.001, 5, a) for i, a in enumerate(accuracies)]
    write_csv(run / "log.csv", ("step", "loss", "learning_rate", "seconds", "accuracy"), *rows)


def write_predictions(run: Path, *pairs: tuple[str, str]) -> None:
    header = ("path", "corpus", "speaker", "label", "predicted", "confidence", "calibrated")
    write_csv(run / "predictions.csv", header, *[("x.wav", "c", "s", a, b, 0.9, 0.8) for a, b in pairs])


def test_a_finished_run_gives_all_its_pictures_and_says_what_is_missing(tmp_path, capsys):
    run = write_run(tmp_path / "run")
    write_log(run, 0.5, 0.9)
    write_predictions(run, ("one", "one"), ("one", "two"))
    rows = [Row("one", "a", "training"), Row("one", "a", "validation")]
    written = plot_run(run, tmp_path / "pictures", rows=rows, example=example())
    assert [path.name for path in written] == [
        "label-counts.png",
        "clip-lengths.png",
        "learning-curves.png",
        "confusion.png",
        "confusion-flow.png",
        "activations.png",
        "reliability.png",
    ]
    assert sorted(written) == sorted((tmp_path / "pictures").iterdir())
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("no learning-rate.png: ")


def test_an_empty_run_gives_none_and_one_line_for_each(tmp_path, capsys):
    assert plot_run(tmp_path, tmp_path / "pictures") == []
    assert len(capsys.readouterr().err.splitlines()) == 8
    with pytest.raises(UsageError, match="no such run"):
        plot_run(tmp_path / "missing", tmp_path)


def test_a_sweep_is_drawn_without_the_rates_that_failed(tmp_path, capsys, monkeypatch):
    drawn = []
    monkeypatch.setattr("training.plots.run.draw_learning_rate", lambda *given_: drawn.append(given_) or _stop())
    for rate, correct in (("0.01", 70), ("0.001", 90)):
        run = write_run(tmp_path / f"lr-{rate}", correct=correct)
        (run / "config.json").write_text(f'{{"learning_rate": {rate}}}')
    (tmp_path / "lr-0.1").mkdir()
    (tmp_path / "lr-notes").mkdir()
    write_csv(tmp_path / "lr-finder.csv", ("learning_rate", "loss"), (1e-3, 2.0), (1e-2, 1.0), (1e-1, "nan"))
    plot_run(tmp_path, tmp_path)
    ((trials, search),) = drawn
    assert [(trial.learning_rate, trial.accuracy) for trial in trials] == [(0.001, 0.9), (0.01, 0.7)]
    assert search.loss.tolist() == [2.0, 1.0]
    assert f"left out: {tmp_path / 'lr-0.1' / 'metrics.json'}: no such file" in capsys.readouterr().err


def _stop() -> None:
    raise UsageError("seen")


def test_folds_have_a_learning_curve_each(tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr("training.plots.run.draw_learning_curves", lambda logs: drawn.append(logs) or _stop())
    for i in (10, 2, 1):
        write_log(tmp_path / "run" / f"fold-{i}", 0.5)
    write_log(tmp_path / "other", 0.7)
    plot_run(tmp_path / "run", tmp_path, others=[tmp_path / "other"])
    assert list(drawn[0]) == ["fold-1", "fold-2", "fold-10", "other"]
    assert [path.name for path in runs_inside(tmp_path / "run", "fold-")] == ["fold-1", "fold-2", "fold-10"]


def test_a_log_that_a_killed_run_left_is_read_to_its_last_whole_line(tmp_path):
    write_log(tmp_path, 0.5, 0.6)
    with (tmp_path / "log.csv").open("a") as file:
        file.write("300,0.9")
    assert read_log(tmp_path).accuracy.tolist() == [0.5, 0.6]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lacks the column 'learning_rate'"),
        ("learning_rate,loss\n", "holds no rows"),
        ("learning_rate,loss\n0.1,x\n0.2,1\n", "line 2 is damaged"),
        ("learning_rate\n0.1\n", "lacks the column 'loss'"),
    ],
)
def test_a_damaged_table_is_said_with_its_remedy(tmp_path, text, said):
    (tmp_path / "lr-finder.csv").write_text(text)
    with pytest.raises(UsageError, match=said):
        read_finder(tmp_path)


@pytest.mark.parametrize("confidence", ["1.5", "nan", "", "-0.1"])
def test_a_confidence_that_is_none_spoils_the_predictions_and_is_said(tmp_path, capsys, confidence):
    run = write_run(tmp_path)
    header = ("label", "predicted", "confidence", "calibrated")
    write_csv(run / "predictions.csv", header, ("one", "one", confidence, 0.5))
    assert plot_run(run, tmp_path / "pictures") == []
    assert f"no confusion.png: {run / 'predictions.csv'}: is damaged" in capsys.readouterr().err


def test_colours_tell_eight_things_apart_and_more_by_their_order():
    for count in (1, 8, 9, 30):
        assert len(set(style.colours(count))) == count

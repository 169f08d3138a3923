import csv
import importlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from app.errors import UsageError
from training.batches import TrainingBatches
from training.classes import DEFAULT_WORDS
from training.config import PLAIN, TrainConfig
from training.experiments import find_rate, sweep, train_folds
from training.predictions import read_predictions
from training.prepare import Prepared
from training.recipes import RECIPES
from training.run import Run, load_run, make_optimiser, read_checkpoint
from training.teachers import Teachers
from training.train import train

SMALL = TrainConfig(
    network={"widths": [8, 8, 8, 8], "stem": 4},
    words=("yes", "no", "zero"),
    steps=6,
    batch=8,
    warmup_steps=2,
    checkpoint_steps=3,
    average=0.5,
    learning_rate=0.01,
)
CPU = torch.device("cpu")


class KilledError(Exception):
    pass


@pytest.fixture(scope="module")
def run(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    train(prepared, SMALL, folder, CPU)
    return folder


def steps_logged(folder: Path) -> list[str]:
    with (folder / "log.csv").open(newline="") as file:
        return [row["step"] for row in csv.DictReader(file)]


def test_a_run_leaves_all_that_it_takes_to_repeat_and_to_judge_it(run: Path, prepared: Prepared) -> None:
    assert TrainConfig.load(run / "config.json") == SMALL
    assert steps_logged(run) == ["3", "6"]
    metrics = json.loads((run / "metrics.json").read_text())
    judged = read_predictions(run)
    assert metrics["clips"] == len(judged)
    assert metrics["correct"] == sum(clip.label == clip.predicted for clip in judged)
    assert metrics["low"] <= metrics["accuracy"] <= metrics["high"]
    assert metrics["low"] < metrics["high"]
    assert sum(speaker["clips"] for speaker in metrics["speakers"].values()) == len(judged)
    validation = {row.path for row in prepared.select("validation") if row.name != "_speech_"}
    assert {clip.path for clip in judged} == validation
    assert read_checkpoint(run / "best.pt")["step"] == metrics["step"]
    assert (run / "commit.txt").read_text().strip()


def test_training_changes_the_weights_and_keeps_an_average_beside_them(run: Path) -> None:
    state = read_checkpoint(run / "last.pt")
    torch.manual_seed(SMALL.seed)
    fresh = RECIPES["tc-resnet"].network(6, 0.1, SMALL.network).state_dict()
    assert not torch.equal(state["network"]["classifier.weight"], fresh["classifier.weight"])
    assert not torch.equal(state["network"]["classifier.weight"], state["average"]["classifier.weight"])


@pytest.mark.parametrize(
    "config",
    [
        SMALL,
        replace(SMALL, optimiser="sgd", schedule="one-cycle", precision="bfloat16"),
        replace(SMALL, recipe="mlp-mfcc", network={}, loss="squared-error", dropout=0.5),
    ],
)
@pytest.mark.parametrize("place", ["training.train._log", "training.run.Run.keep"])
def test_a_killed_run_goes_on_as_if_it_was_never_stopped(
    config: TrainConfig, place: str, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(prepared, config, tmp_path / "whole", CPU)
    half = tmp_path / "half"
    kill_at_the_second(place, monkeypatch)
    with pytest.raises(KilledError):
        train(prepared, config, half, CPU)
    monkeypatch.undo()
    assert read_checkpoint(half / "last.pt")["step"] == 3
    resumed = train(prepared, config, half, CPU)
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, resumed.network.state_dict()[name]), name
    assert steps_logged(half) == ["3", "6"]
    assert (half / "predictions.csv").read_text() == (tmp_path / "whole" / "predictions.csv").read_text()


def kill_at_the_second(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the function at ``place`` do its work once, and end the process at its second call."""
    name = place.rpartition(".")[2]
    calls = []
    owner = importlib.import_module("training.train") if name == "_log" else Run
    original = getattr(owner, name)

    def once(*arguments: object) -> None:
        if calls:
            raise KilledError
        calls.append(None)
        original(*arguments)

    monkeypatch.setattr(owner, name, once)


def test_a_full_disk_loses_no_checkpoint(
    prepared: Prepared, run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    train(prepared, replace(SMALL, steps=3), tmp_path, CPU)
    before = (tmp_path / "last.pt").read_bytes()
    (tmp_path / "config.json").unlink()
    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(OSError, match="No space left"):
        train(prepared, SMALL, tmp_path, CPU)
    assert (tmp_path / "last.pt").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_early_stopping_ends_a_run_that_no_longer_gains(prepared: Prepared, tmp_path: Path) -> None:
    still = replace(SMALL, learning_rate=0.0, average=0.0, early_stopping=2, checkpoint_steps=1, steps=50)
    ended = train(prepared, still, tmp_path, CPU)
    assert ended.finished
    assert len(steps_logged(tmp_path)) < 50
    assert read_checkpoint(tmp_path / "best.pt")["step"] < ended.step


def test_a_run_with_other_choices_is_not_overwritten(run: Path, prepared: Prepared) -> None:
    with pytest.raises(UsageError, match="holds a run with other choices"):
        train(prepared, replace(SMALL, seed=9), run, CPU)
    assert TrainConfig.load(run / "config.json") == SMALL


def test_a_loss_that_runs_away_says_so(prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "training.run.Run.loss", lambda run, *_: sum(p.sum() for p in run.network.parameters()) * float("nan")
    )
    with pytest.raises(UsageError, match="the loss is nan at step 3; try a lower --learning-rate"):
        train(prepared, SMALL, tmp_path, CPU)


def test_a_run_can_begin_with_the_weights_of_another(run: Path, prepared: Prepared, tmp_path: Path) -> None:
    config = replace(SMALL, start_from=str(run), steps=1, learning_rate=0.0, checkpoint_steps=1)
    begun = train(prepared, config, tmp_path / "next", CPU)
    best = read_checkpoint(run / "best.pt")["average"]
    assert torch.equal(begun.network.classifier.weight, best["classifier.weight"])
    other_words = replace(config, words=("yes",), only_words=False, network=SMALL.network)
    with pytest.raises(UsageError, match="was trained on other classes"):
        train(prepared, other_words, tmp_path / "others", CPU)
    with pytest.raises(UsageError, match="has a network of other sizes; repeat its recipe and --set"):
        train(prepared, replace(config, network={}), tmp_path / "larger", CPU)


def test_a_pupil_comes_nearer_to_what_its_teacher_says(run: Path, prepared: Prepared, tmp_path: Path) -> None:
    alone = replace(SMALL, seed=5, steps=30, checkpoint_steps=30, augment=PLAIN, average=0.0)
    taught = replace(alone, teachers=(str(run),), teacher_share=1.0)
    distances = []
    for config in (alone, taught):
        pupil = train(prepared, config, tmp_path / f"pupil{len(distances)}", CPU)
        front_end = RECIPES["tc-resnet"].front_end()
        batch = TrainingBatches(prepared, pupil.classes, config, front_end, CPU).draw(99)
        teachers = Teachers(taught, pupil.classes, CPU)
        with torch.no_grad():
            distances.append(float(teachers.loss(batch.features, pupil.average(batch.features)[1])))
    assert distances[1] < 0.5 * distances[0]


def test_a_teacher_must_hear_the_same_and_tell_the_same_apart(run: Path, prepared: Prepared, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tc-resnet hears other features than bc-resnet"):
        train(prepared, replace(SMALL, recipe="bc-resnet", network={}, teachers=(str(run),)), tmp_path / "a", CPU)
    with pytest.raises(UsageError, match="a teacher needs the same corpora and words"):
        train(prepared, replace(SMALL, words=("yes",), teachers=(str(run),)), tmp_path / "b", CPU)
    with pytest.raises(UsageError, match="no configuration of a run"):
        train(prepared, replace(SMALL, teachers=(str(tmp_path / "none"),)), tmp_path / "c", CPU)


def test_a_checkpoint_that_is_no_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"best\.pt: no such checkpoint"):
        read_checkpoint(tmp_path / "best.pt")
    (tmp_path / "best.pt").write_bytes(b"no checkpoint")
    with pytest.raises(UsageError, match=r"best\.pt: no checkpoint that can be read"):
        read_checkpoint(tmp_path / "best.pt")


def test_weights_decay_and_biases_do_not() -> None:
    network = RECIPES["cnn-mel4"].network(4, 0.0, {})
    for name in ("adamw", "adam", "sgd"):
        optimiser = make_optimiser(network, replace(SMALL, optimiser=name, weight_decay=0.3))
        decay = {id(p): group["weight_decay"] for group in optimiser.param_groups for p in group["params"]}
        assert type(optimiser).__name__.lower() == name
        assert {decay[id(p)] for p in network.parameters() if p.ndim > 1} == {0.3}
        assert {decay[id(p)] for p in network.parameters() if p.ndim <= 1} == {0.0}


def test_folds_pool_every_clip_once_judged_by_a_network_that_never_heard_it(prepared: Prepared, tmp_path: Path) -> None:
    config = replace(SMALL, split="speaker", folds=3, steps=2, checkpoint_steps=2, only_words=True)
    train_folds(prepared, config, tmp_path, CPU)
    words = [row.path for row in prepared.rows if row.name in SMALL.words and row.split != "testing"]
    judged = read_predictions(tmp_path)
    assert sorted(clip.path for clip in judged) == sorted(words)
    metrics = json.loads((tmp_path / "metrics.json").read_text())
    assert (metrics["folds"], metrics["split"], metrics["clips"]) == (3, "speaker", len(words))
    assert len(metrics["fold_accuracies"]) == 3
    speakers = [{clip.speaker for clip in read_predictions(tmp_path / f"fold-{i}")} for i in (1, 2, 3)]
    assert not speakers[0] & speakers[1] | speakers[1] & speakers[2] | speakers[0] & speakers[2]


def test_a_sweep_trains_a_run_per_rate_and_goes_on_where_it_was(prepared: Prepared, tmp_path: Path) -> None:
    config = replace(SMALL, steps=2, checkpoint_steps=2)
    sweep(prepared, config, (0.001,), tmp_path, CPU)
    before = (tmp_path / "lr-0.001" / "best.pt").stat().st_mtime_ns
    sweep(prepared, config, (0.001, 0.01), tmp_path, CPU)
    assert (tmp_path / "lr-0.001" / "best.pt").stat().st_mtime_ns == before
    assert load_run(tmp_path / "lr-0.01")[0].learning_rate == 0.01


def test_the_search_for_a_rate_ends_when_the_loss_runs_away(prepared: Prepared, tmp_path: Path) -> None:
    config = replace(SMALL, recipe="mlp-mfcc", network={}, optimiser="sgd", loss="cross-entropy", augment=PLAIN)
    rate = find_rate(prepared, config, tmp_path, CPU, steps=60)
    with (tmp_path / "lr-finder.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert 2 < len(rows) <= 60
    assert float(rows[0]["learning_rate"]) == pytest.approx(1e-6)
    assert 1e-7 <= rate <= 0.1
    assert any(float(row["learning_rate"]) == pytest.approx(10 * rate) for row in rows)


def test_a_tensorboard_log_is_written_where_it_is_asked_for(prepared: Prepared, tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    train(prepared, SMALL, tmp_path, CPU, tensorboard=True)
    board = EventAccumulator(str(tmp_path / "tensorboard")).Reload()
    assert [event.step for event in board.Scalars("accuracy")] == [3, 6]


def test_the_shipped_recipe_stays_within_its_size() -> None:
    network = RECIPES["tc-resnet"].network(37, 0.1, {})
    assert sum(p.numel() for p in network.parameters()) == 537_893
    assert RECIPES["tc-resnet"].habits["words"] == DEFAULT_WORDS

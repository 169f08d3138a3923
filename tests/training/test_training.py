import csv
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from app.engine.model import Model
from app.errors import ModelError, UsageError
from app.personal.evaluation import find_labelled
from training import evaluate
from training.classes import CLASSES, LABELS
from training.config import TrainConfig
from training.export import Calibration, Exported, calibrate, check_equal, export, load_run, write_onnx
from training.front_end import LogMel
from training.networks.tc_resnet import TcResNet, count_parameters
from training.prepare import Prepared
from training.train import build_network, learning_rate_at, train
from training.validation_folders import write_validation_folders

SMALL = TrainConfig(
    steps=6, batch=8, widths=(8, 8, 8, 8), stem=4, warmup_steps=2, checkpoint_steps=3, average=0.5, learning_rate=0.01
)
CPU = torch.device("cpu")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def run(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    train(prepared, SMALL, folder, CPU)
    return folder


def test_a_run_leaves_all_that_it_takes_to_repeat_it(run: Path) -> None:
    assert TrainConfig.load(run / "config.json") == SMALL
    with (run / "log.csv").open(newline="") as file:
        assert [row["step"] for row in csv.DictReader(file)] == ["3", "6"]
    best = json.loads((run / "metrics.json").read_text())
    assert 0 < best["accuracy"] <= 1
    assert (run / "best.pt").exists()
    assert (run / "commit.txt").read_text().strip()


def test_training_changes_the_weights_and_keeps_an_average_beside_them(run: Path) -> None:
    state = torch.load(run / "last.pt", weights_only=True)
    fresh = build_network(SMALL).state_dict()
    assert not torch.equal(state["network"]["classifier.weight"], fresh["classifier.weight"])
    assert not torch.equal(state["network"]["classifier.weight"], state["average"]["classifier.weight"])


def test_a_stopped_run_goes_on_as_if_it_never_stopped(prepared: Prepared, tmp_path: Path) -> None:
    whole = train(prepared, SMALL, tmp_path / "whole", CPU)
    half = tmp_path / "half"
    train_until(prepared, half, 3)
    resumed = train(prepared, SMALL, half, CPU)
    for name, value in whole.network.state_dict().items():
        assert torch.equal(value, resumed.network.state_dict()[name]), name


def train_until(prepared: Prepared, folder: Path, step: int) -> None:
    """Train SMALL, and be killed right after the checkpoint of ``step``."""

    class KilledError(Exception):
        pass

    def kill(*_: object) -> None:
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("training.train.Run.log", kill)
        with pytest.raises(KilledError):
            train(prepared, SMALL, folder, CPU)
    assert torch.load(folder / "last.pt", weights_only=True)["step"] == step


def test_the_network_learns_what_can_be_learnt(prepared: Prepared) -> None:
    torch.manual_seed(0)
    network = TcResNet(52, len(CLASSES), (16, 16, 16, 16), stem=4, dropout=0.0)
    data = evaluate.validation_set(prepared)
    words = torch.from_numpy(data.corpora == "speech-commands")
    features, targets = LogMel(SMALL.front_end)(data.waves[words].float() / 32768), data.targets[words]
    optimiser = torch.optim.Adam(network.parameters(), 0.01)
    for _ in range(30):
        optimiser.zero_grad()
        nn.functional.cross_entropy(network(features)[1], targets).backward()
        optimiser.step()
    assert (network(features)[1].argmax(1) == targets).float().mean() > 0.95


def test_the_learning_rate_warms_up_and_ends_at_zero() -> None:
    config = TrainConfig(steps=100, warmup_steps=10, learning_rate=1.0)
    rates = [learning_rate_at(step, config) for step in range(101)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == rates[9] == rates[10] == 1.0
    assert all(a >= b for a, b in pairwise(rates[10:]))
    assert rates[100] == pytest.approx(0.0)


@pytest.mark.parametrize("stem", [0, 8])
def test_the_network_answers_an_embedding_and_one_logit_per_class(stem: int) -> None:
    network = TcResNet(52, 37, (16, 24, 32), stem=stem).eval()
    embedding, logits = network(torch.randn(3, 52, 98))
    assert embedding.shape == (3, 32)
    assert logits.shape == (3, 37)


def test_the_shipped_recipe_stays_within_its_size() -> None:
    assert count_parameters(build_network(TrainConfig())) == 537_893


def test_folding_sums_classes_into_labels() -> None:
    fold = evaluate.fold_matrix()
    assert fold.shape == (len(CLASSES), len(LABELS))
    assert torch.equal(fold.sum(1), torch.ones(len(CLASSES)))
    assert fold[:, LABELS.index("unknown")].sum() == 16


def test_calibration_lowers_the_loss_of_an_overconfident_network() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = 2.5 * torch.randn(6_000, len(CLASSES), generator=generator)
    targets = torch.multinomial(logits.softmax(1), 1, generator=generator)[:, 0]
    assert calibrate(logits, targets).temperature == pytest.approx(1.0, rel=0.15)
    assert calibrate(logits * 1.8, targets).temperature == pytest.approx(1.8, rel=0.15)


@pytest.mark.filterwarnings("ignore")
def test_an_exported_run_keeps_the_contract_and_carries_its_card(
    run: Path, data: Path, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.export.golden_clips", lambda: np.zeros((8, 16_000), np.float32))
    counts = write_validation_folders(data, tmp_path / "validation")
    assert counts["speech-commands"] == 8
    target = tmp_path / "small.onnx"
    export(run, prepared, tmp_path / "validation", target, name="small", version="1", threshold=0.5)
    card = Model(target).card
    assert card.labels == LABELS
    assert card.embedding_size == 8
    assert card.metrics["validation_raw"]["real"]["clips"] == 8
    assert card.metrics["false_accepts"]["hours"] > 0
    assert "What is not proven" in (tmp_path / "small.md").read_text()
    assert sorted(path.name for path in tmp_path.glob("small*")) == ["small.golden.npz", "small.md", "small.onnx"]


@pytest.mark.filterwarnings("ignore")
def test_the_exported_graph_answers_as_torch_does(run: Path, tmp_path: Path) -> None:
    config, network, _ = load_run(run)
    module = Exported(LogMel(config.front_end), network, Calibration(0.7, -0.5)).eval()
    waves = torch.randn(5, 16_000) * 0.1
    with torch.inference_mode():
        expected = module(waves)[0].numpy()
    assert expected.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    write_onnx(module, tmp_path / "graph.onnx")
    check_equal(tmp_path / "graph.onnx", waves.numpy(), expected)
    with pytest.raises(ModelError, match=r"differ by .*; not exported"):
        check_equal(tmp_path / "graph.onnx", waves.numpy(), expected + 0.001)


def test_validation_folders_hold_validation_speakers_only(data: Path, tmp_path: Path) -> None:
    write_validation_folders(data, tmp_path)
    clips = find_labelled(tmp_path / "speech-commands")
    assert {clip.label for clip in clips} == {"yes", "no", "zero", "happy"}
    assert len({clip.path.name for clip in clips}) == 2
    assert {clip.label for clip in find_labelled(tmp_path / "noise")} == {"silence"}


def test_a_failed_export_leaves_nothing_behind(
    run: Path, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.export.golden_clips", lambda: np.zeros((8, 16_000), np.float32))
    (tmp_path / "models").mkdir()
    with pytest.raises(FileNotFoundError):
        export(run, prepared, tmp_path / "none", tmp_path / "models" / "x.onnx", name="x", version="1", threshold=0.5)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_run_with_other_choices_is_not_overwritten(run: Path, prepared: Prepared) -> None:
    with pytest.raises(UsageError, match="holds a run with other choices"):
        train(prepared, replace(SMALL, widths=(16, 16, 16, 16)), run, CPU)
    assert TrainConfig.load(run / "config.json") == SMALL


def test_a_run_can_begin_with_the_weights_of_another(run: Path, prepared: Prepared, tmp_path: Path) -> None:
    config = replace(SMALL, start_from=str(run), steps=1, learning_rate=0.0, checkpoint_steps=1)
    begun = train(prepared, config, tmp_path / "next", CPU)
    best = torch.load(run / "best.pt", weights_only=True)["average"]
    assert torch.equal(begun.network.classifier.weight, best["classifier.weight"])

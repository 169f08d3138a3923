from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from app.engine.model import Model
from app.errors import ModelError, UsageError
from app.personal.evaluation import find_labelled
from app.vocabulary import SHIPPED_LABELS
from tests.training.test_training import SMALL
from training.calibration import Calibration, calibrate
from training.classes import DEFAULT_WORDS, NOISE, SPEECH, Classes
from training.export import export, load_calibrated
from training.golden import golden_clips
from training.onnx_file import Exported, answer, check_equal, write_onnx
from training.prepare import Prepared
from training.quantise import quantise, training_windows
from training.recipes import RECIPES
from training.train import train
from training.validation_folders import write_folders

CPU = torch.device("cpu")

pytestmark = pytest.mark.filterwarnings("ignore")  # of the exporter


@pytest.fixture(scope="module")
def run(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    train(prepared, replace(SMALL, steps=12, checkpoint_steps=12), folder, CPU)
    return folder


@pytest.fixture(scope="module")
def model(run: Path, prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("models") / "new" / "small.onnx"
    export(run, prepared, target, name="small", version="1", threshold=0.5)
    return target


def test_an_exported_run_keeps_the_contract_and_carries_its_card(model: Path) -> None:
    card = Model(model).card
    assert card.labels == ("yes", "no", "zero", "unknown", "silence")
    assert (card.embedding_size, card.default_threshold, card.title) == (8, 0.5, "small 1")
    assert card.metrics["validation_raw"]["real"]["clips"] == 8
    assert card.metrics["validation_raw"]["all 5 labels"]["clips"] > 16
    assert card.metrics["false_accepts"]["hours"] > 0
    assert sorted(path.name for path in model.parent.iterdir()) == ["small.golden.npz", "small.md", "small.onnx"]


def test_a_card_says_what_a_model_is_for_what_it_does_and_how_to_repeat_it(model: Path) -> None:
    text = model.with_suffix(".md").read_text()
    for part in (
        "Intended use",
        "How well it hears",
        "What is not proven",
        "How to repeat it",
        "CC BY 4.0",
        "split: official",
    ):
        assert part in text
    assert "python -m training train --run" in text
    assert "It has learnt no other words" not in text


def test_golden_vectors_are_what_the_model_answers(model: Path) -> None:
    golden = np.load(model.with_suffix(".golden.npz"))
    assert len(golden["waveform"]) >= 8
    np.testing.assert_allclose(
        answer(model, golden["waveform"] / np.float32(32_767)), golden["probabilities"], atol=1e-4
    )


def test_golden_clips_are_the_words_of_the_demo() -> None:
    clips = golden_clips()
    assert clips.shape == (10, 16_000)
    assert (np.abs(clips).max(axis=1) > 0.05).all()
    assert np.array_equal(clips, np.round(clips * 32_767) / np.float32(32_767))


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_exported_graph_of_every_recipe_answers_as_torch_does(recipe: str, tmp_path: Path) -> None:
    classes = Classes.of(["yes", "no", "tree", SPEECH, NOISE], ["yes", "no"])
    torch.manual_seed(0)
    network = RECIPES[recipe].network(len(classes.names), 0.1, {}).eval()
    module = Exported(RECIPES[recipe].front_end(), network, Calibration(0.7, -0.5), classes).eval()
    waves = golden_clips()[:3]
    expected = module.answer(waves)
    assert expected.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    write_onnx(module, tmp_path / "graph.onnx")
    check_equal(tmp_path / "graph.onnx", waves, expected)
    assert answer(tmp_path / "graph.onnx", waves[:1]) == pytest.approx(expected[:1], abs=1e-4)
    with pytest.raises(ModelError, match=r"differ by .*; not exported"):
        check_equal(tmp_path / "graph.onnx", waves, expected + 0.001)


def test_an_export_that_answers_otherwise_leaves_nothing_behind(
    run: Path, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Exported.answer
    monkeypatch.setattr(Exported, "answer", lambda module, waveforms: honest(module, waveforms) + 0.01)
    with pytest.raises(ModelError, match="not exported"):
        export(run, prepared, tmp_path / "x.onnx", name="x", version="1", threshold=0.5)
    assert list(tmp_path.iterdir()) == []


def test_a_closed_model_says_that_it_knows_nothing_else(prepared: Prepared, tmp_path: Path) -> None:
    config = replace(SMALL, only_words=True, steps=2, checkpoint_steps=2, split="speaker", folds=2)
    train(prepared, config, tmp_path / "run", CPU)
    export(tmp_path / "run", prepared, tmp_path / "closed.onnx", name="closed", version="1", threshold=0.5)
    assert Model(tmp_path / "closed.onnx").labels == ("yes", "no", "zero")
    text = (tmp_path / "closed.md").read_text()
    assert "It has learnt no other words and no noise" in text
    assert "False accepts" not in text


def test_a_light_export_writes_the_graph_alone(run: Path, prepared: Prepared, tmp_path: Path) -> None:
    export(run, prepared, tmp_path / "x.onnx", name="x", version="1", threshold=0.5, measure=False)
    assert [path.name for path in tmp_path.iterdir()] == ["x.onnx"]
    assert Model(tmp_path / "x.onnx").card.metrics["parameters"] == 4_298


def test_validation_folders_hold_validation_speakers_only(prepared: Prepared, tmp_path: Path) -> None:
    counts = write_folders(prepared, "validation", tmp_path / "validation")
    clips = find_labelled(tmp_path / "validation" / "speech-commands")
    assert counts["speech-commands"] == len(clips) == 8
    assert {clip.label for clip in clips} == {"yes", "no", "zero", "happy"}
    assert len({clip.path.name for clip in clips}) == 2
    assert {clip.label for clip in find_labelled(tmp_path / "validation" / "noise")} == {"silence"}
    assert write_folders(prepared, "validation", tmp_path / "validation") == counts


def test_calibration_mends_an_overconfident_network() -> None:
    classes = Classes.of([*DEFAULT_WORDS, "tree", SPEECH, NOISE], DEFAULT_WORDS)
    assert classes.labels == SHIPPED_LABELS
    generator = torch.Generator().manual_seed(0)
    logits = 2.5 * torch.randn(6_000, len(classes.names), generator=generator)
    targets = torch.multinomial(logits.softmax(1), 1, generator=generator)[:, 0]
    assert calibrate(logits, targets, classes).temperature == pytest.approx(1.0, rel=0.15)
    assert calibrate(logits * 1.8, targets, classes).temperature == pytest.approx(1.8, rel=0.15)
    shifted = logits - Calibration(1.0, 1.0).offset(classes)
    mended = calibrate(shifted, targets, classes).unknown_offset - calibrate(logits, targets, classes).unknown_offset
    assert mended == pytest.approx(1.0, abs=0.21)


def test_a_quantised_model_answers_nearly_the_same_in_8_bits(
    run: Path, model: Path, prepared: Prepared, tmp_path: Path
) -> None:
    divided = load_calibrated(run, prepared).divided
    target = tmp_path / "small-int8.onnx"
    quantise(model, divided, target, folders=tmp_path / "validation")
    kinds = {
        initializer.data_type for initializer in onnx.load(str(target)).graph.initializer if len(initializer.dims) > 1
    }
    assert onnx.TensorProto.INT8 in kinds
    assert np.abs(answer(target, golden_clips()) - answer(model, golden_clips())).max() < 0.2
    card = Model(target).card
    assert card.name == "small-int8"
    assert card.metrics["validation_raw"]["real"]["clips"] == 8
    assert card.metrics["commands"][-1].startswith(f"python -m training quantise {model} --run {tmp_path} --into")
    assert sorted(path.suffix for path in tmp_path.glob("small*")) == [".md", ".npz", ".onnx"]


def test_ranges_are_measured_on_training_audio(prepared: Prepared) -> None:
    windows = training_windows(prepared, 32)
    assert windows.shape == (32, 16_000)
    assert windows.dtype == np.float32
    assert np.abs(windows).max() > 0.01


def test_what_has_no_network_is_not_quantised(model: Path, prepared: Prepared, tmp_path: Path) -> None:
    foreign = onnx.load(str(model))
    for node in foreign.graph.node:
        node.name = node.name.replace("/network/", "/other/")
    onnx.save(foreign, str(tmp_path / "foreign.onnx"))
    with pytest.raises(UsageError, match="has no network to quantise; give a model that `training export` wrote"):
        quantise(tmp_path / "foreign.onnx", prepared, tmp_path / "x.onnx", folders=tmp_path / "validation")
    assert not (tmp_path / "x.onnx").exists()

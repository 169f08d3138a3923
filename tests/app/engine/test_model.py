import json
from pathlib import Path

import numpy as np
import onnx
import pytest

from app.engine.model import Model, ModelCard
from app.engine.model_files import default_model_path, find_models
from app.errors import ModelError
from app.resources import models_folder
from app.vocabulary import COMMANDS, DIGITS
from tests.fakes import LABELS, tone, write_tiny_model


def test_a_model_that_keeps_the_contract_answers(tmp_path: Path) -> None:
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    assert model.labels == LABELS
    assert model.card.title == "tiny 1.0"
    assert model.card.window_samples == 16_000
    assert model.card.embedding_size == 0
    rows = model.predict(np.stack([tone(1.0), np.zeros(16_000, np.float32)]))
    assert [LABELS[i] for i in rows.argmax(axis=1)] == ["one", "silence"]


def test_the_window_is_read_from_the_input(tmp_path: Path) -> None:
    assert Model(write_tiny_model(tmp_path / "tiny.onnx", window=8_000)).card.window_samples == 8_000


BREACHES = {
    "schema missing": ({"sayso.schema": None}, "metadata sayso.schema is missing, not 1"),
    "schema of the future": ({"sayso.schema": "2"}, "metadata sayso.schema is '2', not 1"),
    "labels missing": ({"labels": None}, "metadata 'labels' is missing"),
    "labels no JSON": ({"labels": "one, two"}, "metadata 'labels' is missing or no JSON"),
    "labels no list": ({"labels": '{"one": 1}'}, "metadata 'labels' is no JSON list"),
    "labels no words": ({"labels": "[1, 2, 3, 4, 5]"}, "metadata 'labels' is no list of words"),
    "labels twice": ({"labels": '["a", "a", "b", "c", "d"]'}, "metadata 'labels' names a word twice"),
    "labels too few": ({"labels": '["a", "b"]'}, "answers 5 probabilities for 2 labels"),
    "name missing": ({"name": None}, "metadata 'name' is missing"),
    "licence missing": ({"license": None}, "metadata 'license' is missing"),
    "threshold missing": ({"default_threshold": None}, "metadata 'default_threshold' is missing, not a number"),
    "threshold beyond 1": ({"default_threshold": "1.5"}, "metadata 'default_threshold' is 1.5, not from 0 to 1"),
    "threshold not a number": ({"default_threshold": "nan"}, "metadata 'default_threshold' is nan, not a number"),
    "another rate": ({"sample_rate": "8000"}, "wants 8000 Hz; resample inside the graph"),
    "rate no number": ({"sample_rate": "fast"}, "metadata 'sample_rate' is 'fast', not a number"),
    "metrics with NaN": ({"metrics": '{"accuracy": NaN}'}, "metadata 'metrics' is missing or no JSON"),
    "labels with a line break": ({"labels": '["a\\n", "b", "c", "d", "e"]'}, "metadata 'labels' is no list of words"),
    "front end no object": ({"front_end": "[]"}, "metadata 'front_end' is no JSON dict"),
    "front end nested too deep": ({"front_end": "[" * 100_000}, "metadata 'front_end' is missing or no JSON"),
    "input misnamed": ({"input_name": "features"}, "has inputs ['features'], not ['waveform']"),
    "output misnamed": ({"output_name": "logits"}, "has no output 'probabilities'"),
    "fixed batch": ({"batch": 1}, "takes 1 windows only; export it with a free batch"),
    "free window": ({"window": "n"}, "not float32 (batch, samples)"),
    "endless window": ({"window": 16_000 * 60}, "is not between 1 and 30 s"),
    "no softmax": ({"softmax": False}, "its output is no probabilities"),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_model_that_breaks_the_contract_is_refused_by_what_is_wrong(tmp_path: Path, breach: str) -> None:
    changes, message = BREACHES[breach]
    path = write_tiny_model(tmp_path / "tiny.onnx", **changes)
    with pytest.raises(ModelError) as caught:
        Model(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no model", bytes(range(256)) * 40], ids=["empty", "text", "bytes"])
def test_a_file_that_is_no_onnx_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="is no ONNX model that can be run"):
        Model(path)


def later(node: str, path: Path) -> Path:
    """Write a tiny model whose answer goes wrong for loud sound only: ``node`` spoils it where the window is loud."""
    graph = onnx.load(write_tiny_model(path))
    (last,) = [n for n in graph.graph.node if "probabilities" in n.output]
    last.output[0] = "sound_answer"
    spoilt = onnx.helper.make_node(node, ["sound_answer", "loudness"], ["probabilities"])
    graph.graph.node.append(spoilt)
    onnx.save(graph, path)
    return path


@pytest.mark.parametrize("node", ["Add", "Div"])
def test_a_model_that_answers_no_probabilities_to_sound_is_refused(tmp_path: Path, node: str) -> None:
    with pytest.raises(ModelError, match="its output is no probabilities"):
        Model(later(node, tmp_path / "tiny.onnx"))


@pytest.mark.parametrize("kind", [onnx.TensorProto.DOUBLE, onnx.TensorProto.FLOAT16])
def test_a_model_with_other_numbers_than_float32_is_refused(tmp_path: Path, kind: int) -> None:
    graph = onnx.load(write_tiny_model(tmp_path / "tiny.onnx"))
    (last,) = [n for n in graph.graph.node if "probabilities" in n.output]
    last.output[0] = "sound_answer"
    graph.graph.node.append(onnx.helper.make_node("Cast", ["sound_answer"], ["probabilities"], to=kind))
    graph.graph.output[0].type.tensor_type.elem_type = kind
    onnx.save(graph, tmp_path / "tiny.onnx")
    with pytest.raises(ModelError, match=r"output 'probabilities' is tensor.*, not float32"):
        Model(tmp_path / "tiny.onnx")


def test_a_model_that_breaks_in_use_says_so(tmp_path: Path) -> None:
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    with pytest.raises(ModelError, match="does not run"):
        model.predict(np.zeros((1, 3), np.float32))


def test_a_name_too_long_for_the_system_is_refused() -> None:
    with pytest.raises(ModelError):
        Model(Path("x" * 300 + ".onnx"))


def test_half_a_model_is_refused(tmp_path: Path) -> None:
    whole = default_model_path().read_bytes()
    (tmp_path / "half.onnx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=r"half\.onnx: is no ONNX model that can be run"):
        Model(tmp_path / "half.onnx")


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model file; `sayso models` lists"):
        Model(tmp_path / "none.onnx")


def test_weights_outside_the_file_are_refused(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "tiny.onnx")
    graph = onnx.load(path)
    onnx.save_model(graph, path, save_as_external_data=True, location="weights.bin", size_threshold=0)
    assert (tmp_path / "weights.bin").exists()
    with pytest.raises(ModelError, match="is no ONNX model that can be run"):
        Model(path)


def test_a_model_goes_on_when_its_file_is_deleted(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "tiny.onnx")
    model = Model(path)
    path.unlink()
    assert model.predict(np.zeros((1, 16_000), np.float32)).shape == (1, 5)


@pytest.mark.parametrize("path", find_models(), ids=lambda path: path.stem)
def test_every_shipped_model_answers_its_golden_vectors(path: Path) -> None:
    model = Model(path)
    golden = np.load(path.with_suffix(".golden.npz"), allow_pickle=False)
    waveforms = golden["waveform"].astype(np.float32) / 32767
    assert len(waveforms) >= 8
    assert tuple(golden["labels"]) == model.labels
    np.testing.assert_allclose(model.predict(waveforms), golden["probabilities"], atol=1e-4)


@pytest.mark.parametrize("path", find_models(), ids=lambda path: path.stem)
def test_every_shipped_model_answers_the_same_alone_and_in_a_batch(path: Path) -> None:
    model = Model(path)
    golden = np.load(path.with_suffix(".golden.npz"), allow_pickle=False)
    waveforms = golden["waveform"][:4].astype(np.float32) / 32767
    alone = np.concatenate([model.predict(waveform[None]) for waveform in waveforms])
    np.testing.assert_allclose(model.predict(waveforms), alone, atol=1e-5)


def shipped(name: str) -> ModelCard:
    return Model(models_folder() / f"{name}.onnx").card


def test_the_shipped_models_keep_within_their_sizes() -> None:
    assert shipped("default").metrics["parameters"] <= 600_000
    assert shipped("narrow").metrics["parameters"] <= 60_000
    assert shipped("narrow").labels == shipped("default-int8").labels == shipped("default").labels
    assert sum(path.stat().st_size for path in models_folder().rglob("*") if path.is_file()) <= 60e6
    sizes = [(models_folder() / f"{name}.onnx").stat().st_size for name in ("default-int8", "default")]
    assert sizes[0] < 0.6 * sizes[1]


@pytest.mark.checkout
def test_the_models_folder_has_one_model_of_each_published_system() -> None:
    systems = {"mlp-mfcc", "cnn-mel64", "cnn-complex", "conv1d-raw", "cnn-mel4", "bc-resnet"}
    assert {path.stem for path in find_models()} == systems | {"default", "default-int8", "narrow"}
    for path in find_models():
        assert path.with_suffix(".md").is_file(), path


def test_integers_cost_at_most_half_a_point() -> None:
    for part in ("real", "resynthesised"):
        lost = [shipped(name).metrics["validation_raw"][part]["accuracy"] for name in ("default", "default-int8")]
        assert lost[0] - lost[1] <= 0.005, part


def test_the_default_model_knows_the_twenty_words_and_says_how_well() -> None:
    card = Model(default_model_path()).card
    assert card.labels == (*DIGITS, *COMMANDS, "unknown", "silence")
    validation = card.metrics["validation"]
    for part in ("real", "resynthesised"):
        assert validation[part]["accuracy"] == validation[part]["correct"] / validation[part]["clips"]
        assert validation[part]["low"] < validation[part]["accuracy"] < validation[part]["high"]
    assert json.dumps(card.metrics)

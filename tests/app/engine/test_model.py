import json
from pathlib import Path

import numpy as np
import onnx
import pytest

from app.engine.model import Model, default_model_path, find_models
from app.errors import ModelError
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
    "schema missing": ({"sayso.schema": None}, "metadata sayso.schema is none, not 1"),
    "schema of the future": ({"sayso.schema": "2"}, "metadata sayso.schema is 2, not 1"),
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
    "rate no number": ({"sample_rate": "fast"}, "metadata 'sample_rate' is fast, not a number"),
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


def test_the_default_model_knows_the_twenty_words_and_says_how_well() -> None:
    card = Model(default_model_path()).card
    assert card.labels == (*DIGITS, *COMMANDS, "unknown", "silence")
    validation = card.metrics["validation"]
    for part in ("real", "resynthesised"):
        assert validation[part]["accuracy"] == validation[part]["correct"] / validation[part]["clips"]
        assert validation[part]["low"] < validation[part]["accuracy"] < validation[part]["high"]
    assert json.dumps(card.metrics)

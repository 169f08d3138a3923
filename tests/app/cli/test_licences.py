"""``sayso licences``."""

from tests.app.cli.conftest import Run, objects


def test_everything_that_is_shipped_has_its_terms(sayso: Run) -> None:
    status, lines, _ = sayso("licences", "--json")
    parts = objects(lines)
    assert status == 0
    names = {part["name"].lower() for part in parts}
    assert {"numpy", "onnxruntime", "librosa", "sounddevice", "pyside6_essentials", "pyqtgraph", "shiboken6"} <= names
    assert {part["name"] for part in parts if part["kind"] == "model"} >= {"default", "narrow", "default-int8"}
    assert not [part for part in parts if part["licence"] in {"", "not declared", "UNKNOWN"}]
    assert not {"torch", "pytest", "onnx"} & names  # they are for training and tests


def test_people_get_one_line_per_part(sayso: Run) -> None:
    _, lines, _ = sayso("licences")
    assert any(line.startswith("package  soundfile") for line in lines)
    assert any("Silero" in line for line in lines)

"""What may import what: the layers in pyproject.toml, and the libraries that one place alone may know."""

from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

pytestmark = pytest.mark.checkout

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"

ONLY_IN = {
    "PySide6": ("app.gui",),
    "pyqtgraph": ("app.gui",),
    "sounddevice": ("app.audio.microphone",),
    "onnxruntime": ("app.engine", "training"),
    "torch": ("training",),
    "onnx": ("training",),
}


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("app", "training", include_external_packages=True, cache_dir=None)


def test_import_contracts_are_kept(capsys, tmp_path):
    broken = lint_imports(str(PYPROJECT), cache_dir=str(tmp_path), no_logo=True)
    assert not broken, capsys.readouterr().out


@pytest.mark.parametrize(("library", "places"), ONLY_IN.items())
def test_a_library_is_known_in_its_place_alone(imports, library, places):
    importers = imports.find_modules_that_directly_import(library) if library in imports.modules else set()
    inside = tuple(f"{place}." for place in places)
    assert [name for name in importers if not f"{name}.".startswith(inside)] == []

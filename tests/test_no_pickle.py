"""Nothing is unpickled: a pickle runs whatever it says."""

import ast
import io
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.errors import ModelError
from app.personal.memory import load_memory, memory_path
from tests.fuzz import seeds
from tests.fuzz.doors import model_in

ROOT = Path(__file__).parents[1]


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._folder),)


def test_an_array_of_objects_which_is_a_pickle_is_never_opened(tmp_path: Path) -> None:
    model = model_in(tmp_path)
    with np.load(io.BytesIO(seeds.memories()[0])) as good:
        arrays = {**good, "embedding": np.array([Trap(tmp_path / "sprung")], dtype=object)}
    np.savez(memory_path(Path(model.card.path)), **arrays)
    with pytest.raises(ModelError, match="is damaged"):
        load_memory(model)
    assert not (tmp_path / "sprung").exists()


UNPICKLERS = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "pandas", "yaml"}
"""Modules that run what a file says, or can."""


RUNNERS = {"eval", "exec", "compile", "__import__", "os.system"}
"""Functions that run a text."""


def unsafe_readings(tree: ast.AST) -> Iterator[str]:
    """Yield the places of a module where something might be unpickled, or a text be run."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            yield from (f"{node.lineno}: import {name}" for name in names if name.split(".")[0] in UNPICKLERS)
        if isinstance(node, ast.Call) and is_unsafe(ast.unparse(node.func), node.keywords):
            yield f"{node.lineno}: {ast.unparse(node.func)}"


def is_unsafe(called: str, keywords: list[ast.keyword]) -> bool:
    """Return whether a call might unpickle or run what it is given: what is not said to be safe might."""
    said = {word.arg: getattr(word.value, "value", None) for word in keywords}
    refused = all(said.get(option, False) is False for option in ("allow_pickle", "shell"))
    return called in RUNNERS or not refused or (called == "torch.load" and said.get("weights_only") is not True)


@pytest.mark.checkout
def test_nothing_is_unpickled_anywhere() -> None:
    modules = [*(ROOT / "app").rglob("*.py"), *(ROOT / "training").rglob("*.py")]
    assert len(modules) > 200
    found = {
        str(path.relative_to(ROOT)): places
        for path in modules
        if (places := list(unsafe_readings(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from joblib import load",
        "np.load(f, allow_pickle=True)",
        "np.load(f, allow_pickle=trusted)",
        "torch.load(f)",
        "torch.load(f, weights_only=False)",
        "eval(text)",
        "subprocess.run(line, shell=True)",
    ],
)
def test_a_place_that_unpickles_would_be_seen(line: str) -> None:
    assert list(unsafe_readings(ast.parse(line)))

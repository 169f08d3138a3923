"""The wheel holds the app, whole and alone, and what it asks for is pinned."""

import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = [
    line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("sayso-*.whl"))


def names_in(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def relative(paths: list[Path]) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in paths}


def test_wheel_has_the_app_alone_at_top_level(wheel):
    tops = {name.split("/")[0] for name in names_in(wheel)}
    assert tops == {"app", next(top for top in tops if top.endswith(".dist-info"))}


def test_wheel_has_every_module_of_the_app(wheel):
    assert names_in(wheel) >= relative(list((ROOT / "app").rglob("*.py")))


def test_wheel_has_the_models_the_demo_and_the_icon_and_no_screenshots(wheel):
    models = {f"models/{name}.onnx" for name in ("default", "default-int8", "narrow")}
    assets = relative([path for name in ("demo.*", "icon*") for path in (ROOT / "assets").glob(name)])
    assert models <= relative(list((ROOT / "models").glob("*.onnx")))
    assert {"assets/demo.wav", "assets/demo.json"} <= assets
    inside = {name.removeprefix("app/") for name in names_in(wheel)}
    assert inside >= models | assets
    assert {name for name in inside if name.startswith("assets/")} == assets
    assert {name for name in inside if name.endswith(".onnx")} == models
    assert {name for name in inside if name.endswith((".png", "README.md"))} == set()


def test_wheel_finds_its_own_models_and_assets(wheel, tmp_path):
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = "from app import resources as r; print(r.models_folder(), r.assets_folder(), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [Path(line) for line in done.stdout.splitlines()] == [tmp_path / "app/models", tmp_path / "app/assets"]


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_constraint_is_a_name_and_a_version(line):
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)


def test_every_requirement_is_pinned():
    requirements = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    wanted = {re.match(r"[\w-]+", text).group().lower() for text in chain.from_iterable(requirements)}
    assert wanted - {"sayso"} <= {line.split("==")[0] for line in CONSTRAINTS}


def test_app_does_not_ask_for_torch():
    assert not [text for text in PROJECT["dependencies"] if text.startswith(("torch", "onnx>", "onnxscript"))]

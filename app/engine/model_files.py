"""Where models lie and what they are called, without loading any: light to import, which ONNX Runtime is not."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.files import read_bounded
from app.resources import models_folder

if TYPE_CHECKING:
    from app.engine.profile import VoiceProfile

DEFAULT_NAME = "default.onnx"
SUFFIX = ".onnx"

LARGEST_CARD = 2**20
"""Bytes."""


@dataclass(frozen=True)
class Wish:
    """The models that someone would like, each a file; what cannot be had is done without."""

    model: Path
    companion: Path | None = None
    """What answers beside it, for comparison."""
    profile: "VoiceProfile | None" = None
    """What stands on top of the model, if it was made for it."""


def find_models() -> list[Path]:
    """Return the models that ship with Sayso, the default first."""
    return sorted(models_folder().glob(f"*{SUFFIX}"), key=lambda path: (path.name != DEFAULT_NAME, path.name))


def default_model_path() -> Path:
    """Return the path of the model that is used unless another is chosen."""
    return models_folder() / DEFAULT_NAME


def named_model(name: str) -> Path:
    """Return the model that ``name`` means: one that ships with Sayso, with or without ``.onnx``, or a file.

    ``default`` is always the shipped one; ``default.onnx`` is the file of that name if there is one here.
    """
    shipped = {path.stem: path for path in find_models()}
    named = Path(name)
    if name.removesuffix(SUFFIX) in shipped and not (named.suffix and named.is_file()):
        return shipped[name.removesuffix(SUFFIX)]
    return named


def name_of(path: Path) -> str:
    """Return the shortest name by which :func:`named_model` finds ``path`` again from any folder."""
    return path.stem if is_shipped(path) else str(path.absolute())


def is_shipped(path: Path) -> bool:
    """Return whether ``path`` is one of the models that come with Sayso."""
    return path.suffix == SUFFIX and path.parent.absolute() == models_folder().absolute()


def what_is_not_proven(path: Path) -> list[str]:
    """Return what the card beside a model, ``NAME.md``, says of its limits: one text each, none where there is no card.

    They are the points of the section "What is not proven".
    """
    try:
        lines = read_bounded(path.with_suffix(".md"), LARGEST_CARD).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    points: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("## "):
            inside = line.strip() == "## What is not proven"
        elif inside and line.startswith("- "):
            points.append(line[2:].strip())
        elif inside and points and line.strip():
            points[-1] += " " + line.strip()
    return points

"""Where models and assets lie: in the checkout, or inside the installed package."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def models_folder() -> Path:
    """Return the folder of trained models."""
    return _folder("models")


def assets_folder() -> Path:
    """Return the folder of the demo recording and the icon."""
    return _folder("assets")


def _folder(name: str) -> Path:
    """Look in the checkout first: an editable install keeps a stale copy of files that the wheel includes."""
    checkout = PACKAGE.parent
    if (checkout / "pyproject.toml").exists() and (checkout / name).is_dir():
        return checkout / name
    return PACKAGE / name

"""One model in the list of models, and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.engine.model import ModelCard  # brings ONNX Runtime, which the window does not wait for


@dataclass(frozen=True)
class ModelEntry:
    """A model file; while its card is being read, there is neither a card nor a complaint."""

    path: Path
    is_shipped: bool
    """Whether it comes with Sayso, rather than being added by the user."""
    card: ModelCard | None = None
    complaint: str = ""
    """One line about why the file cannot be used."""
    size_bytes: int = 0
    not_proven: tuple[str, ...] = ()
    """What the card beside the file says of the model's limits."""

    @property
    def name(self) -> str:
        """The file's name for people, on one line: it may hold anything."""
        return "".join(letter if letter.isprintable() else "\ufffd" for letter in self.path.stem)


@dataclass(frozen=True)
class Models:
    """The list of models, and which are in use."""

    entries: tuple[ModelEntry, ...]
    in_use: Path
    compared: Path | None = None
    """What answers beside the one in use."""

    def find(self, path: Path | None) -> ModelEntry | None:
        """Return the entry of a file, if it is listed."""
        return next((entry for entry in self.entries if entry.path == path), None)

"""The models that are in use, kept loaded, for the window's threads and the engine's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.engine.model_files import Wish, named_model
from app.errors import ProfileError
from app.settings import Settings

if TYPE_CHECKING:
    from app.engine.model import Model  # brings ONNX Runtime, which the window does not wait for

Stamp = tuple[int, int]
"""Bytes of a file, and when it was written: another stamp, another file."""


def wish_of(settings: Settings, named: str | None = None) -> Wish:
    """Return the model to begin with: ``named`` for this time, or the one of last time, or the default one."""
    return Wish(named_model(named or settings.model or "default").absolute())


def read_model(path: Path) -> Model:
    """Load a model from its file. Raises ``ModelError``."""
    from app.engine.model import Model

    return Model(path)


class ModelShelf:
    """Loads each model once, and again only if its file changed; one whose file is deleted goes on as it was.

    Args:
        wish: the models to begin with.
        read: loads a model, and may take its time; raises ``ModelError``.
    """

    def __init__(self, wish: Wish, read: Callable[[Path], Model] = read_model) -> None:
        self.wish = wish
        """What the next engine is to listen with; read and replaced by the GUI thread alone."""
        self._read = read
        self._lock = threading.Lock()
        self._models: dict[Path, tuple[Stamp | None, Model]] = {}

    def load(self, path: Path) -> Model:
        """Return the model in ``path``; for any thread, and worth a thread of its own. Raises ``ModelError``."""
        stamp = _stamp(path)
        # NB: the lock guards the dictionary alone, so nobody waits for a file. Two threads that want the same model at
        # the same time both load it, and either one serves: a model is never written to.
        with self._lock:
            known, model = self._models.get(path, (None, None))
        if model is not None and stamp in (None, known):
            return model
        model = self._read(path)
        with self._lock:
            self._models[path] = stamp, model
        return model

    def held(self, path: Path) -> Model | None:
        """Return the model of ``path`` if it is loaded already, whatever became of its file."""
        with self._lock:
            return self._models[path][1] if path in self._models else None

    def answering(self, model: Model) -> Model:
        """Return ``model`` with the wished voice profile on top, if it was made for it; takes no time."""
        from app.engine.adapted import AdaptedModel

        if self.wish.profile is not None:
            with suppress(ProfileError):
                return AdaptedModel.over(model, self.wish.profile)
        return model

    def keep(self, paths: Collection[Path]) -> None:
        """Forget all models but these; one that an engine runs lives on in it."""
        with self._lock:
            self._models = {path: kept for path, kept in self._models.items() if path in paths}


def _stamp(path: Path) -> Stamp | None:
    """Return the file's stamp; nothing for one that cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns

"""Finding out what an answer rests on, on a thread: it takes a second, and nobody else waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from app.errors import SaysoError
from app.gui.answers.heard import HeardUtterance

if TYPE_CHECKING:
    from app.engine.model import Model  # both bring ONNX Runtime, which the window does not wait for
    from app.engine.saliency import Saliency


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why a model answered as it did, as far as that can be told."""

    saliency: Saliency | None = None
    complaint: str = ""
    """Why there is no saliency, in one line."""
    threshold: float | None = None
    """What an answer must reach; ``None`` where the model cannot be loaded."""


def load_model(path: str, profile: str = "") -> Model:
    """Load a model, the one that ships with Sayso for an empty path, with a voice profile on top if one is named.

    Raises:
        ModelError, ProfileError: one of them cannot be used any more.
    """
    from pathlib import Path

    from app.engine.adapted import load_model
    from app.engine.model_files import default_model_path
    from app.personal.profiles import Profiles

    return load_model(Path(path) if path else default_model_path(), Profiles().load(profile) if profile else None)


class Explainer:
    """Explains one utterance at a time; asked for another, it leaves the one before.

    Args:
        load: returns the model of a file, given also the name of the voice profile on top where there is one; called
            on the thread, once for each pair in a row.
    """

    def __init__(self, load: Callable[..., Model] = load_model) -> None:
        self._load = load
        self._wanted: HeardUtterance | None = None
        self._found: SimpleQueue[tuple[HeardUtterance, Explanation]] = SimpleQueue()
        self._loaded: tuple[tuple[str, ...], Model] | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an explanation is still to be taken."""
        return self._wanted is not None

    def ask(self, heard: HeardUtterance) -> None:
        """Begin to explain ``heard``, unless that goes on already."""
        if heard is not self._wanted:
            self._wanted = heard
            run = partial(self._run, heard, self._thread)
            self._thread = threading.Thread(target=run, name="explanation", daemon=True)
            self._thread.start()

    def take(self) -> Explanation | None:
        """Return the explanation of what was asked last, once."""
        try:
            heard, found = self._found.get_nowait()
        except Empty:
            return None
        if heard is not self._wanted:
            return self.take()
        self._wanted = None
        return found

    def stop(self) -> None:
        """Leave what goes on; it ends within a tenth of a second. May be called twice."""
        self._wanted = None

    def wait(self) -> None:
        """Wait for the thread to end."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, heard: HeardUtterance, before: threading.Thread | None) -> None:
        # NB: each thread waits for the one before, so _loaded belongs to one at a time; _wanted is read here and
        # written by the caller alone, and a stale value costs a tenth of a second.
        if before is not None:
            before.join()
        threshold = None
        try:
            model = self._model(heard)
            threshold = model.card.default_threshold if heard.threshold is None else heard.threshold
            found = Explanation(self._explain(model, heard), threshold=threshold)
        except SaysoError as error:
            found = Explanation(complaint=str(error), threshold=threshold)
        except Exception as error:  # noqa: BLE001  (the thread's end: nothing may be lost in silence)
            found = Explanation(complaint=f"this cannot be explained: {error!r}; please report it")
        self._found.put((heard, found))

    def _model(self, heard: HeardUtterance) -> Model:
        profile = heard.prediction.profile
        wanted = (heard.model_path, profile) if profile else (heard.model_path,)
        if self._loaded is None or self._loaded[0] != wanted:
            self._loaded = (wanted, self._load(*wanted))
        return self._loaded[1]

    def _explain(self, model: Model, heard: HeardUtterance) -> Saliency | None:
        from app.engine.saliency import explain

        return explain(model, heard.utterance, is_wanted=lambda: self._wanted is heard)

"""Finding out what an answer rests on, on a thread: it takes a second, and nobody else waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import SaysoError
from app.gui.answers.heard import HeardUtterance
from app.gui.background_job import BackgroundJob, Tell

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


class Explainer(QObject):
    """Explains one utterance at a time; asked for another, it leaves the one before.

    Args:
        load: returns the model of a file, given also the name of the voice profile on top where there is one; called
            on the thread, once for each pair in a row.
        parent: owns this.
    """

    explained = Signal(object)
    """The :class:`Explanation` of what was asked last."""

    def __init__(self, load: Callable[..., Model] = load_model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._wanted: HeardUtterance | None = None
        self._loaded: tuple[tuple[str, ...], Model] | None = None
        self.job = BackgroundJob("explanation", self)
        self.job.done.connect(self.explained)
        self.job.failed.connect(lambda complaint, _: self.explained.emit(Explanation(complaint=complaint)))

    def ask(self, heard: HeardUtterance) -> None:
        """Begin to explain ``heard``, unless that goes on already."""
        if heard is not self._wanted or not self.job.is_running:
            self._wanted = heard
            self.job.start(partial(self._explain, heard), "this cannot be explained")

    def _explain(self, heard: HeardUtterance, tell: Tell) -> Explanation:
        # NB: each thread waits for the one before, so _loaded belongs to one at a time.
        from app.engine.saliency import explain

        def is_wanted() -> bool:
            tell(None)  # which ends the work where it is not
            return True

        model = self._model(heard)
        threshold = model.card.default_threshold if heard.threshold is None else heard.threshold
        try:
            return Explanation(explain(model, heard.utterance, is_wanted), threshold=threshold)
        except SaysoError as error:
            return Explanation(complaint=str(error), threshold=threshold)

    def _model(self, heard: HeardUtterance) -> Model:
        profile = heard.prediction.profile
        wanted = (heard.model_path, profile) if profile else (heard.model_path,)
        if self._loaded is None or self._loaded[0] != wanted:
            self._loaded = (wanted, self._load(*wanted))
        return self._loaded[1]

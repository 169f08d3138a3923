"""A model with a voice profile on top: the same contract, another last layer."""

from dataclasses import replace
from pathlib import Path

from app.engine.model import Model
from app.engine.profile import Head, VoiceProfile
from app.errors import ProfileError
from app.types import Probabilities, Samples


class AdaptedModel(Model):
    """Answers with the profile's head in place of the model's last layer.

    Args:
        path: the model that the profile was made on.
        profile: made for exactly this file.

    Raises:
        ModelError: the model cannot be used.
        ProfileError: the profile belongs to another model.
    """

    def __init__(self, path: Path | str, profile: VoiceProfile) -> None:
        self._head: Head | None = None  # the graph itself is tried out first
        super().__init__(path)
        self._put_on(profile)

    def _put_on(self, profile: VoiceProfile) -> None:
        check_fit(self, profile)
        self._head, self.profile = profile.head, profile.name
        self.card = replace(self.card, labels=profile.labels, default_threshold=profile.threshold)

    @classmethod
    def over(cls, model: Model, profile: VoiceProfile) -> "AdaptedModel":
        """Return ``model`` with ``profile`` on top; both share the loaded graph, so this takes no time.

        Raises:
            ProfileError: the profile belongs to another model.
        """
        adapted = cls.__new__(cls)
        vars(adapted).update(vars(model))
        cls._put_on(adapted, profile)
        return adapted

    def predict(self, windows: Samples) -> Probabilities:
        """Return probabilities ``(batch, n_labels)`` of the profile's labels. Raises as :meth:`Model.predict`."""
        return super().predict(windows) if self._head is None else self._head(*self.embed(windows))


def check_fit(model: Model, profile: VoiceProfile) -> None:
    """Raise ``ProfileError`` if ``profile`` was not made on ``model``."""
    wanted, card = profile.model, model.card
    if wanted.digest != model.digest:
        owner = f"another model, {wanted.name} {wanted.version}, not to {card.path}"
        remedy = f"choose --model {wanted.file}, or make the profile again with `sayso adapt`"
        raise ProfileError(f"profile {profile.name!r} belongs to {owner}; {remedy}")
    columns = profile.head.weights.shape[1]
    if columns != card.embedding_size or max(profile.head.base) >= len(model.own_labels):
        raise ProfileError(
            f"profile {profile.name!r} is damaged: its head does not fit the model; import or make it again"
        )


def load_model(path: Path, profile: VoiceProfile | None = None) -> Model:
    """Return a model, with ``profile`` on top if there is one. Raises as :class:`AdaptedModel`."""
    return Model(path) if profile is None else AdaptedModel(path, profile)

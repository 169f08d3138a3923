"""Put a pipeline together."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.dsp.display import Display
from app.engine.adapted import AdaptedModel, load_model
from app.engine.commands import Compare
from app.engine.model import Model
from app.engine.model_files import Wish, default_model_path
from app.engine.pipeline import Pipeline
from app.engine.profile import VoiceProfile
from app.engine.speech_detector import Silero
from app.errors import ModelError, ProfileError, UsageError
from app.settings import EngineSettings
from app.vocabulary import vocabulary_that_fits


def build_pipeline(
    settings: EngineSettings,
    model_path: Path | None = None,
    display: bool = True,
    profile: VoiceProfile | None = None,
) -> Pipeline:
    """Load a model (the default one for ``None``) and the speech detector, and return a fresh pipeline.

    With ``display`` false it makes no spectrogram columns. A voice profile stands on top of the model.

    Raises:
        ModelError: the model cannot be used.
        ProfileError: the profile belongs to another model.
        UsageError: the vocabulary names a word that the model does not know.
    """
    model = load_model(model_path or default_model_path(), profile)
    return Pipeline(model, Silero(), settings, Display() if display else None)


def build_willing_pipeline(
    settings: EngineSettings, wish: Wish, load: Callable[[Path], Model] = Model, display: bool = True
) -> Pipeline:
    """Return a fresh pipeline that listens with what there is, and says in its remarks what it lacks.

    In place of a model that cannot be used it takes the default one, of a vocabulary that the model does not know all
    of its words, and no companion for one that is gone. A voice profile for another model is left aside: the events say
    which one stands on top.

    Raises:
        ModelError: the default model cannot be used either.
    """
    remarks = []
    try:
        model = load(wish.model)
    except ModelError as error:
        if wish.model == default_model_path():
            raise
        model = load(default_model_path())
        remarks.append(f"{error}. Listening with the default model meanwhile.")
    if wish.profile is not None:
        with suppress(ProfileError):
            model = AdaptedModel.over(model, wish.profile)
    vocabulary, remark = vocabulary_that_fits(settings.vocabulary, model.labels, model.card.title)
    pipeline = Pipeline(model, Silero(), replace(settings, vocabulary=vocabulary), Display() if display else None)
    remarks += [remark] if remark else []
    if wish.companion:
        try:
            pipeline.apply(Compare(load(wish.companion)))
        except (ModelError, UsageError) as error:
            remarks.append(f"{error}. Nothing is compared.")
    pipeline.remarks = tuple(remarks)
    return pipeline

"""Put a pipeline together."""

from pathlib import Path

from app.dsp.spectrogram import Spectrogram
from app.engine.model import Model, default_model_path
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.settings import EngineSettings


def build_pipeline(settings: EngineSettings, model_path: Path | None = None, display: bool = True) -> Pipeline:
    """Load a model (the default one for ``None``) and the speech detector, and return a fresh pipeline.

    With ``display`` false it makes no spectrogram columns.

    Raises:
        ModelError: the model cannot be used.
        UsageError: the vocabulary names a word that the model does not know.
    """
    model = Model(model_path or default_model_path())
    return Pipeline(model, Silero(), settings, Spectrogram() if display else None)

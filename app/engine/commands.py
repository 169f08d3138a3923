"""What the outside asks of a running engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import EngineSettings

if TYPE_CHECKING:
    from app.engine.model import Model  # brings ONNX Runtime, which those who only give commands do without


@dataclass(frozen=True)
class Hold:
    """Press (``True``) or release (``False``) push-to-talk."""

    held: bool


@dataclass(frozen=True)
class Configure:
    """Use other settings from the next step on."""

    settings: EngineSettings


@dataclass(frozen=True)
class Reset:
    """Forget what was heard so far, the noise floor included."""


@dataclass(frozen=True)
class Use:
    """Answer with another model, from the next utterance on; one that is open is answered whole by the old model.

    A model is handed over loaded: the stream does not wait for it, and no sample, column or level is lost.
    """

    model: Model


@dataclass(frozen=True)
class Compare:
    """Let a second model answer beside the first, in place of the one that did; ``None`` ends it."""

    model: Model | None


Command = Hold | Configure | Reset | Use | Compare

"""Making a voice profile: what is wanted, how far it is, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.engine.model import Model  # these bring ONNX Runtime and scipy, which the window does not wait for
    from app.personal.adaptation import Adaptation
    from app.personal.evaluation import LabelledClip


@dataclass(frozen=True)
class Order:
    """What a profile is to be made of."""

    model: Path
    clips: Sequence[LabelledClip]
    name: str


@dataclass(frozen=True)
class Step:
    """How far it is."""

    part: Literal["hearing", "fitting"]
    done: int
    of: int
    attempt: int = 1
    """How often that was begun: what forgets too much is fitted again, more gently."""


@dataclass(frozen=True)
class Made:
    """A profile, not kept yet."""

    adaptation: Adaptation
    unreadable: Sequence[str] = ()
    """One line about each take that could not be read."""


MakeProfile = Callable[[Order, Callable[[Step], None]], Made]
"""Makes a profile, telling each step; what the telling raises ends it. Raises ``SaysoError``."""


def make_profile(load: Callable[[Path], Model], order: Order, tell: Callable[[Step], None]) -> Made:
    """Make a profile of real takes on a real model, which ``load`` returns."""
    from app.engine.pipeline import Pipeline
    from app.engine.speech_detector import Silero
    from app.errors import AudioError
    from app.personal.adaptation import FOLDS, adapt
    from app.personal.memory import load_memory
    from app.personal.own_takes import OwnTake, enough_takes, hear_takes
    from app.settings import EngineSettings

    model = load(order.model)
    memory, detector = load_memory(model), Silero()
    takes: list[OwnTake] = []
    unreadable = []
    for done, take in enumerate(hear_takes(order.clips, model, lambda: Pipeline(model, detector, EngineSettings()))):
        tell(Step("hearing", done + 1, len(order.clips)))
        if isinstance(take, AudioError):
            unreadable.append(str(take))
        else:
            takes.append(take)
    enough, _ = enough_takes(takes)
    attempt = 0

    def tell_fitted(fitted: int) -> None:
        nonlocal attempt
        attempt += fitted == 0
        tell(Step("fitting", fitted, FOLDS + 1, attempt))

    return Made(adapt(model, memory, enough, order.name, tell_fitted), unreadable)

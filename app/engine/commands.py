"""What the outside asks of a running engine."""

from dataclasses import dataclass

from app.settings import EngineSettings


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


Command = Hold | Configure | Reset

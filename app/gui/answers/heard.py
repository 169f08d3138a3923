"""One utterance with all that was made of it, kept so that its answer can be looked into."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.events import Event, ModelsInUse, Prediction, Ready, Speech, Utterance
from app.gui.picture.sound_record import STEP, GateRow, SoundRecord
from app.types import Samples, to_seconds

PER_UNIT = 32_768
"""Samples are kept as 16-bit numbers: half the memory, and as exact as a recording on disk."""


@dataclass(frozen=True, eq=False)
class HeardUtterance:
    """Sound, scores and gate of one utterance, on one clock: the sample index of its stream."""

    prediction: Prediction
    """The final one."""
    start: int
    """Sample index of the first sample."""
    pcm: npt.NDArray[np.int16]
    """What the model heard."""
    provisional: tuple[Prediction, ...] = ()
    """What was answered while it went on, oldest first."""
    gate: tuple[tuple[int, GateRow], ...] = ()
    """What the gate knew, by the sample index at which a step begins; steps that were missed are left out."""
    source: str = ""
    """What was listened to, for people."""
    model: str = ""
    """Name and version of the model that answered."""
    model_path: str = ""
    """Its file; empty for the one that ships with Sayso."""
    threshold: float | None = None
    """What the user wanted an answer to reach; ``None`` for the model's own threshold."""

    @property
    def end(self) -> int:
        """Sample index after the last sample."""
        return self.start + len(self.pcm)

    @property
    def length_s(self) -> float:
        """Seconds of sound."""
        return to_seconds(len(self.pcm))

    @property
    def samples(self) -> Samples:
        """What the model heard, float32 ``(n,)``."""
        samples: Samples = self.pcm.astype(np.float32) / np.float32(PER_UNIT)
        return samples

    @property
    def utterance(self) -> Utterance:
        """The same as the event that it was."""
        return Utterance(self.start, self.samples, self.prediction)


@dataclass
class Listener:
    """Gathers, from what happens, each utterance as it ends."""

    record: SoundRecord
    """Knows what the gate made of the last two minutes."""
    threshold: float | None = None
    _source: str = ""
    _model: str = ""
    _model_path: str = ""
    _provisional: list[Prediction] = field(default_factory=list)

    def take(self, event: Event) -> HeardUtterance | None:
        """Return the utterance that ``event`` completes, if it does."""
        match event:
            case Ready():
                self._source, self._model = event.source, event.model
            case ModelsInUse():
                self._model, self._model_path = event.title, event.path
            case Speech(is_open=True):
                self._provisional = []
            case Prediction(final=False):
                self._provisional.append(event)
            case Utterance():
                return self._heard(event)
        return None

    def _heard(self, event: Utterance) -> HeardUtterance:
        provisional, self._provisional = tuple(self._provisional), []
        steps = range(event.start // STEP * STEP, event.start + len(event.samples), STEP)
        rows = ((step, self.record.gate_at(step)) for step in steps)
        return HeardUtterance(
            prediction=event.prediction,
            start=event.start,
            pcm=np.clip(np.rint(event.samples * PER_UNIT), -PER_UNIT, PER_UNIT - 1).astype(np.int16),
            provisional=provisional,
            gate=tuple((step, row) for step, row in rows if row is not None),
            source=self._source,
            model=self._model,
            model_path=self._model_path,
            threshold=self.threshold,
        )

"""How loud is the room? A noise floor for the gate to open over, and the noise around a word for it to end in."""

from collections import deque

import numpy as np

from app.dsp.level import QUIETEST_DB
from app.engine.speech_detector import CHUNK
from app.settings import GateSettings
from app.types import SAMPLE_RATE, Decibels

STEP = CHUNK
"""Samples per step of the engine: 32 ms."""

FRAME = 128
"""Samples per level frame: 8 ms, the precision of the ends of a word."""

FALL = 0.3
"""Share of the way to a lower level that the floor goes in one step."""

RISE_DB, RISE_IN_NOISE_DB = 2.0 * STEP / SAMPLE_RATE, 24.0 * STEP / SAMPLE_RATE
"""How far the floor rises in one step: slowly where sound may be speech, faster where the detector says it is not."""

ROOM_FRAMES = int(0.48 * SAMPLE_RATE) // FRAME
"""Frames before a word that tell how loud the room is around it."""

FEWEST_ROOM_FRAMES = 8
"""Fewer tell nothing."""

LOUD_SHARE = 95.0
"""Percentile of those frames that is taken for the room: noise has peaks, and they are not the word either."""


class LevelGate:
    """Follows the noise floor and says whether there is sound above it.

    The floor falls fast and rises slowly (minimum statistics, after Martin 2001), and never rises while somebody
    speaks. It begins at the quietest level of all, so that a recording may begin with a word.
    """

    def __init__(self, settings: GateSettings) -> None:
        self.settings = settings
        self.floor_db = settings.quietest_db - settings.open_margin_db
        self.level_db = QUIETEST_DB
        self.is_open = False
        self._quiet_steps = 0

    @property
    def opening_db(self) -> float:
        """Sound above this level is worth a closer look."""
        return max(self.floor_db + self.settings.open_margin_db, self.settings.quietest_db)

    @property
    def sounding_db(self) -> float:
        """Level above which a frame belongs to the sound rather than to the room."""
        return max(self.floor_db + self.settings.close_margin_db, self.settings.quietest_db)

    def push(self, levels: Decibels, is_speech: bool, checked: bool) -> None:
        """Take one step's frame levels.

        Args:
            levels: decibels, shape ``(STEP // FRAME,)``.
            is_speech: the gate is open: the floor must not learn the speech.
            checked: the detector heard the step before and found no speech: what sounds is noise.
        """
        self.level_db = float(10 * np.log10(np.mean(10 ** (levels / 10.0))))
        self._follow(self.level_db, is_speech, checked)
        loudest = float(levels.max())
        if loudest > self.opening_db:
            self.is_open, self._quiet_steps = True, 0
        elif self.is_open:
            self._quiet_steps += loudest <= self.sounding_db
            self.is_open = self._quiet_steps * STEP < self.settings.hang_over

    def _follow(self, level_db: float, is_speech: bool, checked: bool) -> None:
        if level_db < self.floor_db:
            self.floor_db += FALL * (level_db - self.floor_db)
        elif not is_speech:
            self.floor_db += min(RISE_IN_NOISE_DB if checked else RISE_DB, level_db - self.floor_db)
        self.floor_db = max(self.floor_db, self.settings.quietest_db - self.settings.open_margin_db)


class Room:
    """Remembers how loud it was before a word. The floor is the quiet between the noises; this is the noises."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=2 * ROOM_FRAMES)

    def push(self, levels: Decibels) -> None:
        """Take the next frames' levels, a word's own included."""
        self._levels.extend(levels.tolist())

    def forget(self, frames: int) -> None:
        """Keep the last ``frames`` frames alone: those since the word before."""
        self._levels = deque(list(self._levels)[len(self._levels) - frames :] if frames else [], self._levels.maxlen)

    def before(self, frames: int) -> float:
        """Return the level of the room before the last ``frames`` frames; the quietest of all if that is not known."""
        levels = np.array(self._levels)[: len(self._levels) - frames][-ROOM_FRAMES:]
        return float(np.percentile(levels, LOUD_SHARE)) if len(levels) >= FEWEST_ROOM_FRAMES else QUIETEST_DB

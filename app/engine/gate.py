"""The gate: is somebody speaking? A level gate over an adaptive floor, then a neural speech detector.

While the room is quiet the gate costs a few products per step. Only sound above the noise floor wakes the detector, and
only speech opens the gate.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from app.dsp.high_pass import HighPass
from app.dsp.level import QUIETEST_DB, frame_levels
from app.engine.level_gate import FRAME, STEP, LevelGate, Room
from app.engine.speech_detector import SpeechDetector
from app.events import Level
from app.settings import GateSettings
from app.types import SAMPLE_RATE, Decibels, Samples

WARM_UP_STEPS = 8
"""Steps before the sound that the detector hears first, so that its memory is not empty."""

HISTORY_FRAMES = int(0.3 * SAMPLE_RATE) // FRAME
"""Frames in which the beginning of a word is looked for, before the step that opened the gate."""

GAP_FRAMES = 6
"""A pause of up to 48 ms does not begin a new word: the closure before a plosive."""

RELEASE_STEPS, RELEASE_STEPS_IN_NOISE = 5, 1
"""Sound above the floor still belongs to a word up to 160 ms after the detector's last word: the s of "yes". In noise,
which sounds on, up to 32 ms."""

NOISE_RANGE_DB = 34.0
"""A room that is less than this below the loudest frame of a word is noise that the detector lingers in. There a word
ends at a higher probability of speech and after a shorter hang-over: else it is named a quarter of a second late."""

SURELY_SPEECH = 0.5
"""A word that may begin with a faint hiss is judged as in noise only once its probability of speech reached this."""

CLOSE_SHARE_IN_NOISE = 0.6
"""Speech has ended in noise below this share of the word's highest probability of speech."""

HANG_OVER_IN_NOISE = 6 / 7
"""Share of the hang-over that is waited in noise."""

ABOVE_NOISE_DB, BELOW_PEAK_DB = 4.0, 6.0
"""A frame of a word is this far above the room, however loud that is, or no further than this below the loudest."""

DETECTOR_LEVEL_DB, MOST_GAIN_DB = -32.0, 36.0
"""The detector hears quiet sound raised to this level, by at most this gain: it was made for speech near it."""

WORD_RANGE_DB = 28.0
"""What is this far below the loudest frame of a word is the room, not the word: ends are told by both floors."""


@dataclass(frozen=True)
class Span:
    """Where a word lies in the stream."""

    start: int
    """Sample index of its first sample."""
    end: int
    """Sample index after its last, so far."""


class Gate:
    """Opens with speech and closes a hang-over after it; push-to-talk holds it open."""

    def __init__(self, settings: GateSettings, detector: SpeechDetector) -> None:
        self.settings = settings
        self._detector = detector
        self._high_pass = HighPass(STEP)
        self.reset()

    def configure(self, settings: GateSettings) -> None:
        """Use other settings from the next step on; the noise floor stays."""
        self.settings = self._level.settings = settings

    def reset(self) -> None:
        """Forget everything heard so far, the noise floor included."""
        self._high_pass.reset()
        self._level = LevelGate(self.settings)
        self._room = Room()
        self._room_db = QUIETEST_DB
        self._recent: deque[Samples] = deque(maxlen=WARM_UP_STEPS)
        self._frames: deque[float] = deque(maxlen=HISTORY_FRAMES + STEP // FRAME)
        self._listening = False
        self._heard_db = QUIETEST_DB
        self._steps_since_speech = RELEASE_STEPS + 1
        self.is_open = False
        self.held = False
        self.probability = 0.0
        self.span: Span | None = None
        self._last_active = 0
        self._surest = 0.0
        self._loudest_db = QUIETEST_DB
        self._closed_at = 0
        self._is_armed, self._ended_db = True, QUIETEST_DB

    @property
    def floor_db(self) -> float:
        """The estimated level of the room's noise, in decibels relative to full scale."""
        return self._level.floor_db

    @property
    def level_db(self) -> float:
        """Level of the last step, in decibels relative to full scale."""
        return self._level.level_db

    @property
    def opening_db(self) -> float:
        """Sound above this level wakes the detector."""
        return self._level.opening_db

    def push(self, step: Samples, at: int, may_open: bool = True) -> None:
        """Take the next ``STEP`` samples, the first of which has index ``at``, and open or close.

        With ``may_open`` false, only the noise floor is followed.
        """
        step = self._high_pass.push(step)
        levels = frame_levels(step, FRAME)
        self._level.push(levels, is_speech=self.span is not None, checked=self._listening and self.probability < 0.1)
        self._frames.extend(levels.tolist())
        self._room.push(levels)
        self.probability = self._detect(step) if may_open else 0.0
        self._listening &= may_open
        self._recent.append(step)
        self._update(levels, at)

    def level(self, now: int, peak_db: float) -> Level:
        """Return how loud the last step was, ending at sample ``now``, and what the gate makes of it."""
        return Level(now, self.level_db, peak_db, self.floor_db, self.probability, self.is_open, self.opening_db)

    def hold(self) -> None:
        """Open now and stay open until :meth:`close`: push-to-talk is pressed."""
        self.held = self.is_open = True

    def close(self, at: int) -> None:
        """Close at sample ``at``: the word ended, the stream ended, or push-to-talk was released."""
        self._is_armed, self._ended_db = False, self._edge_db
        self.held = self.is_open = False
        self.span = None
        self._closed_at = at
        self._room.forget(max(at - self._last_active, 0) // FRAME)
        self._room_db = QUIETEST_DB

    def _detect(self, step: Samples) -> float:
        """Return the probability of speech; 0 without asking while the room is quiet."""
        if not (self._level.is_open or self.is_open):
            self._listening = False
            return 0.0
        self._heard_db = max(self._heard_db, self.level_db) if self._listening else self.level_db
        gain = np.float32(10 ** (min(max(DETECTOR_LEVEL_DB - self._heard_db, 0.0), MOST_GAIN_DB) / 20))
        if not self._listening:
            self._detector.reset()
            for earlier in self._recent:
                self._detector.push(earlier * gain)
        self._listening = True
        probability = self._detector.push(step * gain)
        return probability if self._recent else 0.0  # its very first chunk it often calls speech

    def _update(self, levels: Decibels, at: int) -> None:
        now, speaking = at + STEP, self.probability >= self._least_probability
        if not self._is_armed:  # the detector may linger in a word that is over; another one is heard above the room
            self._is_armed = not speaking or float(levels.max()) > self._ended_db
            speaking &= self._is_armed
        self._steps_since_speech = 0 if speaking else self._steps_since_speech + 1
        if speaking and self.span is None:
            self._loudest_db, self._surest, self._last_active = float(levels.max()), self.probability, now
            self.span = Span(self._beginning(at), now)
            self._room_db = self._room.before((now - self.span.start) // FRAME)
            self.is_open = True
        if self.span is None:
            return
        self._loudest_db = max(self._loudest_db, float(levels.max()))
        self._surest = max(self._surest, self.probability)
        sounding = np.flatnonzero(levels > self._edge_db)
        release = RELEASE_STEPS_IN_NOISE if self._in_noise else RELEASE_STEPS
        if self._steps_since_speech <= release and len(sounding):
            self._last_active = at + (int(sounding[-1]) + 1) * FRAME
            self.span = Span(self.span.start, self._last_active)
        hang_over = self.settings.hang_over * (HANG_OVER_IN_NOISE if self._in_noise else 1)
        if not self.held and now - self._last_active >= hang_over:
            self.close(now)

    @property
    def surest(self) -> float:
        """The highest probability of speech in the word that is open, or was open last."""
        return self._surest

    @property
    def _in_noise(self) -> bool:
        return self._surest >= SURELY_SPEECH and self._loudest_db - self._room_db < NOISE_RANGE_DB

    @property
    def _least_probability(self) -> float:
        """Return from which probability on somebody speaks now."""
        if self.span is None:
            return self.settings.open_probability
        in_noise = CLOSE_SHARE_IN_NOISE * self._surest if self._in_noise else 0.0
        return max(self.settings.close_probability, in_noise)

    @property
    def _edge_db(self) -> float:
        """Level above which a frame belongs to the word."""
        beside_noise = min(self._room_db + ABOVE_NOISE_DB, self._loudest_db - BELOW_PEAK_DB)
        return max(self._level.sounding_db, self._loudest_db - WORD_RANGE_DB, beside_noise)

    def _beginning(self, at: int) -> int:
        """Return where the sound began that the detector now calls speech: back through frames above the floor."""
        sounding = np.array(self._frames) > self._edge_db
        first = at + STEP - len(sounding) * FRAME
        begin, gap = len(sounding) - 1, 0
        for i in range(len(sounding) - 1, -1, -1):
            gap = 0 if sounding[i] else gap + 1
            if gap > GAP_FRAMES and i < len(sounding) - STEP // FRAME:
                break
            begin = i if sounding[i] else begin
        return max(self._closed_at, first + begin * FRAME)

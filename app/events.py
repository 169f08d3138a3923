"""What the engine says: frozen facts, each placed in the stream by sample index.

Dense events (:class:`Columns`, :class:`Level`) may be dropped by a slow reader; all others are sparse and may not.
Arrays inside events are never written to again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.types import Decibels, Samples


@dataclass(frozen=True, eq=False)
class Columns:
    """Consecutive spectrogram columns: dense."""

    start: int
    """Sample index at which the first column's hop begins; the next column is ``HOP`` samples later."""
    values: Decibels
    """Shape ``(n, bins)``, low bins first, in decibels relative to a full-scale sine."""
    bin_hz: float
    """Bin *i* has its centre at ``i * bin_hz`` hertz."""
    samples: Samples
    """The samples from ``start`` on that the columns end with, shape ``(n * HOP,)``."""


@dataclass(frozen=True)
class Level:
    """Loudness of one step of the stream: dense."""

    at: int
    """Sample index of the end of the step."""
    rms_db: float
    """Root mean square in decibels relative to full scale, at least -120."""
    peak_db: float
    """Largest magnitude in decibels relative to full scale; 0 means clipping."""
    floor_db: float
    """The gate's estimate of the room's noise, as ``rms_db``."""
    speech: float = 0.0
    """The gate's probability of speech, in [0, 1]; 0 while it has no reason to ask."""
    is_open: bool = False
    """Whether the gate is open at the end of the step."""
    opening_db: float = -120.0
    """Sound above this level is worth the gate's closer look."""


@dataclass(frozen=True)
class Speech:
    """The gate opened or closed."""

    is_open: bool
    at: int
    """Opening: where the utterance begins, pre-roll left out. Closing: where the gate closed."""


@dataclass(frozen=True)
class Prediction:
    """A label with its confidence: provisional while the gate is open, final once it closes."""

    final: bool
    label: str
    confidence: float
    """Probability of ``label``, in [0, 1]."""
    probabilities: Mapping[str, float]
    """Every active label's probability, after folding by the vocabulary; they sum to 1."""
    start: int
    """Sample index where the word begins."""
    end: int
    """Sample index where the word ends, or ends so far."""
    at: int
    """Sample index at which this was decided; ``at - end`` is the latency that the engine adds."""
    reason: str = ""
    """Why a final label is ``unknown`` although a word was heard: ``below threshold``, ``hardly speech``, ``too long``,
    ``too short``, ``running speech`` (it goes on with an utterance that was too long), or nothing."""
    profile: str = ""
    """Name of the voice profile that it came from, or nothing for the model alone."""
    speech: float = 1.0
    """The gate's highest probability of speech in the word, in [0, 1]; 1 while push-to-talk is held."""


@dataclass(frozen=True)
class Timing:
    """When a final prediction came about, told right before it by an engine that runs in real time.

    The one place of the clock among the events: seconds of ``time.perf_counter``, taken at the engine's edges.
    """

    at: int
    """The prediction's own ``at``."""
    spoken_s: float
    """When the sample ``at`` was in the air."""
    read_s: float
    """When the engine got the block with that sample."""
    told_s: float
    """When the engine handed the prediction over."""


@dataclass(frozen=True)
class SecondOpinion:
    """What a second model answers for the same utterance, right after the final prediction of the first.

    There is none where no model was asked: for running speech, and for what is too long.
    """

    model: str
    """Name and version of the second model."""
    label: str
    confidence: float
    probabilities: Mapping[str, float]
    """Of every label that is active and that the second model knows; they sum to 1."""
    start: int
    end: int
    at: int
    """As in the final prediction."""
    agrees: bool
    """Whether the final prediction has the same label."""
    reason: str = ""
    """Why the answer is ``unknown`` although a word was likelier, as in the final prediction."""


@dataclass(frozen=True, eq=False)
class Utterance:
    """One utterance with its audio, after its final prediction."""

    start: int
    """Sample index of ``samples[0]``: pre-roll included."""
    samples: Samples
    """Exactly what the model heard, pre-roll and hang-over included."""
    prediction: Prediction


@dataclass(frozen=True)
class Ready:
    """The engine runs: first event of a stream."""

    source: str
    """What is listened to, for people."""
    model: str
    """Name and version of the model."""
    labels: tuple[str, ...]
    """The active labels."""
    live: bool
    """Whether the source is a microphone."""
    profile: str = ""
    """Name of the voice profile on top of the model, or nothing."""


@dataclass(frozen=True)
class ModelsInUse:
    """Which model answers from here on, and which one beside it: right after :class:`Ready`, and at each change."""

    title: str
    """Name and version of the model."""
    path: str
    """Its file."""
    labels: tuple[str, ...]
    """Every label that it can answer."""
    companion: str
    """Name and version of the second model, empty where there is none."""
    at: int
    profile: str = ""
    """Name of the voice profile on top of the model, or nothing."""


@dataclass(frozen=True)
class Overflow:
    """The sound system lost samples."""

    total: int
    """How often since the stream began."""
    at: int


@dataclass(frozen=True)
class Notice:
    """Something that the user should know; the stream goes on."""

    message: str
    at: int


@dataclass(frozen=True)
class Problem:
    """The stream cannot go on: last event of a stream that failed."""

    message: str
    details: str = field(default="", compare=False)
    """Traceback of an unexpected error, empty for an expected one."""
    may_pass: bool = False
    """Whether it may pass by itself: a microphone that is gone or in use comes back, a damaged file does not."""


@dataclass(frozen=True)
class Ended:
    """The source has no more samples: last event of a stream that came to its end."""

    at: int


Event = (
    Columns
    | Level
    | Speech
    | Prediction
    | Timing
    | SecondOpinion
    | Utterance
    | Ready
    | ModelsInUse
    | Overflow
    | Notice
    | Problem
    | Ended
)
Dense = Columns | Level

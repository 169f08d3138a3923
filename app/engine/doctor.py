"""The microphone doctor: listen for ten seconds, find the speech in them, measure, judge. No clock, no thread."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from app.audio.source import Source
from app.dsp.checkup import measure
from app.dsp.level import frame_levels, peak_level
from app.dsp.loudness import FRAME, above_rumble
from app.engine.findings import Report
from app.engine.speech_detector import CHUNK, SpeechDetector
from app.engine.verdicts import judge
from app.errors import AudioError
from app.types import SAMPLE_RATE, Samples, to_seconds

SECONDS = 10.0
"""How long the doctor listens unless told otherwise."""

SETTLING = SAMPLE_RATE // 4
"""Samples of a live source that are passed over: a microphone that was just opened clicks, fades in, or sends zeros."""

SHORTEST = SAMPLE_RATE // 2
"""Samples; less tells nothing."""

SPEECH_PROBABILITY = 0.5
"""From here on Silero is believed; its own makers' threshold."""

HEARD_AT_DB = -26.0
"""The loudest frames are brought to this level for Silero, so that a microphone set too low is said to be too low,
and not that nobody speaks."""

LOUDEST_PERCENTILE = 98
"""Of ten seconds, 200 ms are louder: a short word, but not a click."""


@dataclass(frozen=True)
class Progress:
    """How far the examination is, and how loud it was since the last one."""

    at: int
    """Samples heard so far."""
    total: int
    """Samples to hear in all."""
    rms_db: float
    peak_db: float


def examine(
    source: Source, detector: SpeechDetector, seconds: float = SECONDS, claimed_rate: int | None = None
) -> Iterator[Progress | Report]:
    """Listen to ``source`` and yield :class:`Progress` per block, and at last one :class:`Report`.

    Args:
        source: what to examine; it is closed at the end, or when the generator is. A shorter one is judged by what it
            has.
        detector: finds the speech.
        seconds: how long to listen, in time of the stream.
        claimed_rate: the rate in hertz that the device or the file says it has; ``None`` where it says nothing.

    Raises:
        AudioError: the recording is damaged, or too short to judge.
        DeviceError: the device is gone.
    """
    total = int(seconds * SAMPLE_RATE)
    blocks: list[Samples] = []
    heard = 0
    with closing(source):
        _settle(source)
        overflows = source.overflows
        while heard < total and (block := source.read()) is not None:
            blocks.append(block.samples[: total - heard])
            heard += len(blocks[-1])
            yield Progress(heard, total, _rms_db(blocks[-1]), peak_level(blocks[-1]))
        overflows = source.overflows - overflows
    if heard < SHORTEST:
        raise AudioError(
            f"{source.name}: only {to_seconds(heard):.1f} s of sound, too little to judge; let the check run to its end"
        )
    samples = np.concatenate(blocks)
    yield Report(
        source.name,
        to_seconds(heard),
        judge(measure(samples, find_speech(samples, detector), overflows), claimed_rate),
    )


def find_speech(samples: Samples, detector: SpeechDetector) -> np.ndarray:
    """Return where somebody speaks, booleans of shape ``(n,)``, whatever the level."""
    raised = _raise(above_rumble(samples))
    padded = np.concatenate([raised, np.zeros(-len(raised) % CHUNK, np.float32)])
    detector.reset()
    speaks = [detector.push(chunk) >= SPEECH_PROBABILITY for chunk in padded.reshape(-1, CHUNK)]
    return np.repeat(speaks, CHUNK)[: len(samples)]


def _raise(samples: Samples) -> Samples:
    """Return ``samples`` with their loudest frames at the level that Silero was made for."""
    levels = frame_levels(samples[: len(samples) // FRAME * FRAME], FRAME)
    gain_db = HEARD_AT_DB - float(np.percentile(levels, LOUDEST_PERCENTILE))
    raised: Samples = np.clip(samples * np.float32(10 ** (gain_db / 20)), -1.0, 1.0)
    return raised


def _settle(source: Source) -> None:
    """Pass over the beginning of a live source."""
    passed = 0
    while source.live and passed < SETTLING and (block := source.read()) is not None:
        passed += len(block.samples)


def _rms_db(block: Samples) -> float:
    return float(frame_levels(block, len(block))[0])

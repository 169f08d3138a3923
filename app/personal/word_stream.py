"""Long streams of known words, made of labelled clips and background sound: what a streaming benchmark listens to."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.dsp.level import frame_levels
from app.types import SAMPLE_RATE, Samples

FRAME = 128
"""Samples per level frame: the precision with which the ends of a word are known."""

WORD_RANGE_DB = 30.0
"""A clip's word reaches from its first frame to its last that is no further below its loudest than this."""

GAP_S = (0.9, 2.0)
"""Seconds between two words, drawn evenly: they stand alone, as the app asks for, and not to a beat."""

LEAD_S = 2.0
"""Seconds of background before the first word: nobody speaks the moment the app starts."""

WORD_DB = -26.0
"""Level of every word, relative to full scale: a voice at arm's length."""


VOCODER_FRAME = 512
"""Samples: 32 ms, as for speech; librosa's default of 2048 is made for music, and smears plosives over 128 ms."""


@dataclass(frozen=True)
class SpokenWord:
    """One word in a stream."""

    label: str
    start: int
    """Sample index where it begins."""
    end: int
    """Sample index after its last sample."""


@dataclass(frozen=True, eq=False)
class WordStream:
    """A stream and what is said in it, in order."""

    samples: Samples
    words: tuple[SpokenWord, ...]


def build_stream(
    clips: Iterable[tuple[str, Samples]],
    rng: np.random.Generator,
    background: Samples | None = None,
    snr_db: float | None = None,
) -> WordStream:
    """Put clips one after another, with pauses, over background sound.

    A clip's own noise ends with its word, so that the background alone fills the pauses; it is faded there.

    Args:
        clips: label and samples of each; one in which nothing sounds is left out.
        rng: draws the pauses, and where in the background to begin.
        background: any sound, repeated as needed; the stream is silent between the words without it.
        snr_db: decibels of the words, over their own length, above the background; every word is as loud.
    """
    pieces: list[Samples] = [np.zeros(int(LEAD_S * SAMPLE_RATE), np.float32)]
    words: list[SpokenWord] = []
    at = len(pieces[0])
    for label, samples in clips:
        word = cut_word(samples)
        if not len(word):
            continue
        pause = np.zeros(int(rng.uniform(*GAP_S) * SAMPLE_RATE), np.float32)
        words.append(SpokenWord(label, at, at + len(word)))
        pieces += [at_level(word, WORD_DB), pause]
        at += len(word) + len(pause)
    stream = np.concatenate(pieces)
    if background is not None and snr_db is not None:
        stream = stream + at_level(_stretch(background, len(stream), rng), WORD_DB - snr_db)
    return WordStream(np.clip(stream, -1, 1).astype(np.float32), tuple(words))


def cut_word(samples: Samples) -> Samples:
    """Return the part of a clip in which its word sounds, with short fades at both ends; nothing for silence."""
    levels = frame_levels(samples[: len(samples) // FRAME * FRAME], FRAME)
    loud = np.flatnonzero(levels > max(float(levels.max(initial=-120.0)) - WORD_RANGE_DB, -100.0))
    if not len(loud):
        return samples[:0]
    word = samples[loud[0] * FRAME : (loud[-1] + 1) * FRAME].copy()
    fade = np.linspace(0, 1, FRAME, dtype=np.float32)
    word[:FRAME] *= fade
    word[-FRAME:] *= fade[::-1]
    return word


def at_level(samples: Samples, level_db: float) -> Samples:
    """Return ``samples`` scaled to a root mean square of ``level_db``; silence stays silence."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return samples * np.float32(10 ** (level_db / 20) / rms) if rms > 0 else samples


def speak_faster(samples: Samples, speed: float) -> Samples:
    """Return a clip spoken ``speed`` times as fast, at the same pitch (phase vocoder, librosa)."""
    if speed == 1.0:
        return samples
    from librosa.effects import time_stretch  # takes seconds to import

    faster: Samples = time_stretch(samples, rate=speed, n_fft=VOCODER_FRAME).astype(np.float32)
    return faster


def _stretch(background: Samples, length: int, rng: np.random.Generator) -> Samples:
    """Return ``length`` samples of ``background`` from a drawn place on, begun again at its end."""
    begin = int(rng.integers(len(background)))
    return np.take(background, np.arange(begin, begin + length), mode="wrap")


def quiet_room(seconds: float) -> Samples:
    """Return the hiss of a room in which nobody speaks, the same each time, at -75 dB."""
    noise = np.random.default_rng(0).standard_normal(int(seconds * SAMPLE_RATE)) * 10 ** (-75 / 20)
    return noise.astype(np.float32)

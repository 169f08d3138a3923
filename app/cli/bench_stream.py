"""``sayso bench --stream``: how well words are spotted in long streams, by noise and by speed, and how late."""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.audio.files import read_audio
from app.cli.options import count, engine_settings, model_path
from app.cli.output import MISSED, OK, complain, print_json, say
from app.engine.commands import Hold
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.errors import AudioError, UsageError
from app.events import Prediction
from app.personal.evaluation import AUDIO_SUFFIXES, LabelledClip, find_labelled
from app.personal.statistics import rate_interval, wilson_interval
from app.personal.streaming import StreamScore, false_accepts, score_stream
from app.personal.word_stream import build_stream, cut_word, speak_faster
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Json, Samples, to_seconds
from app.vocabulary import UNKNOWN

SEED = 0
SNRS_DB = (20.0, 10.0, 5.0, 0.0)
SPEEDS = (0.8, 1.25)

CLEAN_RECALL, NOISY_RECALL, NOISY_DB = 0.95, 0.85, 10.0
MOST_FALSE_ACCEPTS = 2.0
"""Per hour of background."""
LATEST_FINAL_MS = 350.0
LATEST_RELEASE_MS = 100.0

Clip = tuple[str, Samples]


@dataclass(frozen=True)
class Bar:
    """A limit that was set beforehand, and whether it was kept."""

    name: str
    value: float
    limit: float
    is_kept: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso bench --stream``."""
    group = parser.add_argument_group("words in long streams")
    group.add_argument("--stream", type=Path, metavar="CLIPS", help="labelled clips, CLIPS/<label>/*.wav")
    group.add_argument("--background", type=Path, nargs="+", default=[], metavar="PATH", help="speech without commands")
    group.add_argument("--noise", type=Path, nargs="+", default=[], metavar="PATH", help="noise to speak in")
    group.add_argument("--per-label", type=count, default=30, metavar="N", help="clips of each word (default: 30)")


class StreamBench:
    """Runs the real pipeline over streams made of the same clips."""

    def __init__(self, model: Path, settings: EngineSettings, clips: Sequence[Clip], noise: Samples | None) -> None:
        self._model, self._detector, self._settings = Model(model), Silero(), settings
        self._clips, self._noise = clips, noise

    def _pipeline(self, settings: EngineSettings | None = None) -> Pipeline:
        return Pipeline(self._model, self._detector, settings or self._settings)

    def spot(self, snr_db: float | None = None, speed: float = 1.0) -> StreamScore:
        """Return what is spotted in one stream of all clips."""
        spoken = [(label, speak_faster(samples, speed)) for label, samples in self._clips]
        said = build_stream(spoken, np.random.default_rng(SEED), self._noise, snr_db)
        return score_stream(said, self._pipeline())

    def make_up(self, background: Samples) -> list[Prediction]:
        """Return the words that are heard in the background."""
        return false_accepts(background, self._pipeline())

    def push_to_talk(self) -> tuple[int, list[float]]:
        """Hold, speak and release each clip; return how many were named rightly, and the milliseconds from release.

        No sound is waited for after the release, so these are milliseconds of computing.
        """
        right, times = 0, []
        for label, samples in self._clips:
            pipeline = self._pipeline(replace(self._settings, push_to_talk=True))
            word = np.concatenate([np.zeros(SAMPLE_RATE // 5, np.float32), cut_word(samples)])
            pipeline.push(np.zeros(SAMPLE_RATE, np.float32))
            pipeline.apply(Hold(True))
            pipeline.push(np.concatenate([word, np.zeros(SAMPLE_RATE // 10, np.float32)]))
            began = time.perf_counter()
            events = pipeline.apply(Hold(False))
            times.append(1000 * (time.perf_counter() - began))
            wanted = label if label in pipeline.labels else UNKNOWN
            right += any(isinstance(event, Prediction) and event.label == wanted for event in events)
        return right, times


def run(options: argparse.Namespace) -> int:
    """Measure, print one row per stream, and say which of the bars were missed."""
    clips = read_clips(options.stream, options.per_label)
    noise = np.concatenate(read_all(options.noise)) if options.noise else None
    bench = StreamBench(model_path(options), engine_settings(options), clips, noise)
    show = print_json if options.json else _show_row
    bars: list[Bar] = []
    for snr_db, speed in _conditions(noise is not None):
        score = bench.spot(snr_db, speed)
        show(_row(score, snr_db, speed))
        bars += _bars(score, snr_db, speed)
    if options.background:
        background = np.concatenate(read_all(options.background))
        bars.append(_background(bench, background, options.json))
    right, times = bench.push_to_talk()
    late = float(np.percentile(times, 95))
    show({"stream": "push-to-talk", "words": len(clips), "recall": right / len(clips), "release_ms_p95": late})
    bars.append(
        Bar("ms from release to the label, 95th percentile", late, LATEST_RELEASE_MS, late <= LATEST_RELEASE_MS)
    )
    return _judge(bars)


def read_clips(folder: Path, per_label: int) -> list[Clip]:
    """Return label and samples of up to ``per_label`` clips of each label, drawn and shuffled the same each time.

    Raises:
        UsageError: there is no such folder, or no labelled clip in it.
    """
    rng = np.random.default_rng(SEED)
    found: dict[str, list[LabelledClip]] = {}
    for clip in find_labelled(folder):
        found.setdefault(clip.label, []).append(clip)
    drawn = [clips[i] for clips in found.values() for i in rng.permutation(len(clips))[:per_label]]
    return [(drawn[i].label, read_audio(drawn[i].path, SAMPLE_RATE)) for i in rng.permutation(len(drawn))]


def read_all(paths: Sequence[Path]) -> list[Samples]:
    """Return every recording named, or lying in a folder that is, in order of their names; bad ones are told of.

    Raises:
        UsageError: there is none that can be read.
    """
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    recordings = []
    for file in files:
        if file.suffix.lower() in AUDIO_SUFFIXES:
            try:
                recordings.append(read_audio(file, SAMPLE_RATE))
            except AudioError as error:
                complain(error)
    if not recordings:
        raise UsageError(f"{paths[0]}: no recording in it can be read; name a file, or a folder of recordings")
    return recordings


def _conditions(with_noise: bool) -> Iterator[tuple[float | None, float]]:
    """Yield the signal-to-noise ratio, ``None`` for clean, and the speed of each stream."""
    yield None, 1.0
    if with_noise:
        yield from ((snr_db, 1.0) for snr_db in SNRS_DB)
    yield from ((None, speed) for speed in SPEEDS)


def _row(score: StreamScore, snr_db: float | None, speed: float) -> Json:
    low, high = wilson_interval(score.hits, score.words) if score.words else (0.0, 1.0)
    finals = [latency.final for latency in score.latencies]
    shown = [latency.provisional for latency in score.latencies if latency.provisional is not None]
    return {
        "stream": "clean" if snr_db is None else f"{snr_db:g} dB",
        "speed": speed,
        "words": score.words,
        "hits": score.hits,
        "recall": score.hits / max(score.words, 1),
        "low": low,
        "high": high,
        "wrong": len(score.wrong) + len(score.mistaken),
        "double": len(score.doubles),
        "made_up": len(score.false_accepts),
        "by_pace": [{"hits": hits, "words": words} for hits, words in score.by_pace()],
        "minutes": to_seconds(score.samples) / 60,
        "provisional_ms_p50": _milliseconds(shown, 50),
        "provisional_ms_p95": _milliseconds(shown, 95),
        "final_ms_p50": _milliseconds(finals, 50),
        "final_ms_p95": _milliseconds(finals, 95),
    }


def _milliseconds(lengths: Sequence[int], percentile: float) -> float | None:
    return 1000 * to_seconds(1) * float(np.percentile(lengths, percentile)) if lengths else None


def _bars(score: StreamScore, snr_db: float | None, speed: float) -> list[Bar]:
    """Return the bars that were set for this stream; none for most."""
    if speed != 1.0 or snr_db not in (None, NOISY_DB) or not score.words:
        return []
    recall, least = score.hits / score.words, CLEAN_RECALL if snr_db is None else NOISY_RECALL
    where = "clean" if snr_db is None else f"{snr_db:g} dB"
    bars = [Bar(f"recall, {where}", recall, least, recall >= least)]
    bars.append(Bar(f"words named twice, {where}", len(score.doubles), 0, not score.doubles))
    late = _milliseconds([latency.final for latency in score.latencies], 95) or 0.0
    name = f"ms to the final label, {where}, 95th percentile"
    return [*bars, Bar(name, late, LATEST_FINAL_MS, late <= LATEST_FINAL_MS)]


def _background(bench: StreamBench, background: Samples, as_json: bool) -> Bar:
    """Print the words that were made up, each with its place, and their rate."""
    found, hours = bench.make_up(background), to_seconds(len(background)) / 3600
    low, high = rate_interval(len(found), hours)
    rate = len(found) / hours
    places = [
        {"label": p.label, "confidence": round(p.confidence, 3), "at_s": round(to_seconds(p.start), 2)} for p in found
    ]
    if as_json:
        print_json(
            {"stream": "background", "hours": hours, "per_hour": rate, "low": low, "high": high, "words": places}
        )
    else:
        said = f"{len(found)} words in {hours:.2f} h, {rate:.1f} per hour (95 % interval {low:.1f} to {high:.1f})"
        say(f"background: {said}")
        for place in places:
            say(f"    {place['label']:10} {place['confidence']:.0%} at {place['at_s']:.1f} s")
    return Bar("false accepts per hour", rate, MOST_FALSE_ACCEPTS, rate <= MOST_FALSE_ACCEPTS)


def _show_row(row: Json) -> None:
    if "release_ms_p95" in row:
        say(f"push-to-talk: {row['recall']:.1%} of {row['words']}, label {row['release_ms_p95']:.1f} ms after release")
        return
    ends = [row[name] for name in ("provisional_ms_p50", "provisional_ms_p95", "final_ms_p50", "final_ms_p95")]
    late = "  ".join(f"{end:6.0f}" if end is not None else "     -" for end in ends)
    share = f"{row['recall']:6.1%} of {row['words']} ({row['low']:.1%} to {row['high']:.1%})"
    name = f"{row['stream']:>6}, speed {row['speed']:g}"
    say(f"{name:18} {share:32} wrong {row['wrong']:3}  double {row['double']:2}  made up {row['made_up']:2}  ms {late}")
    if row["stream"] == "clean" and row["speed"] == 1:
        paces = ", ".join(f"{pace['hits']} of {pace['words']}" for pace in row["by_pace"])
        say(f"    by the third that spoke fastest, the middle one and the slowest: {paces}")


def _judge(bars: Sequence[Bar]) -> int:
    missed = [bar for bar in bars if not bar.is_kept]
    for bar in missed:
        complain(f"missed: {bar.name}: {bar.value:.3g}, the bar is {bar.limit:g}")
    return MISSED if missed else OK

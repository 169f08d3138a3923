"""``sayso bench``: speed, latency and memory of the engine on this machine."""

import argparse
import cProfile
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.audio.files import read_audio
from app.audio.memory import ArraySource, Paced
from app.cli import bench_gui, bench_long, bench_stream
from app.cli.memory import resident_megabytes
from app.cli.options import add_engine_arguments, add_json_argument, engine_settings, model_path
from app.cli.output import MISSED, OK, complain, print_json, say
from app.dsp.display import Display
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import final_predictions, stream
from app.events import Prediction
from app.personal.word_stream import quiet_room
from app.resources import PACKAGE, assets_folder
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples, to_seconds

SHUT_SECONDS = 120
IDLE_SECONDS = 10
REPEATS = 5
INFERENCES = 200

FIRST_COLUMN = """
import sys, time
began = float(sys.argv[1])
from pathlib import Path
from app.audio.opening import open_source
from app.engine.build import build_pipeline
from app.engine.stream import stream
from app.events import Columns
from app.settings import EngineSettings
events = stream(open_source("demo"), build_pipeline(EngineSettings(), Path(sys.argv[2])))
next(event for event in events if isinstance(event, Columns))
print(time.time() - began)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso bench``."""
    add_engine_arguments(parser)
    add_json_argument(parser)
    bench_stream.add_arguments(parser)
    bench_long.add_arguments(parser)
    bench_gui.add_arguments(parser)


@dataclass(frozen=True)
class Figure:
    """One thing measured, and the limit that was set for it beforehand."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def limit(self) -> str:
        """The limit in words, or nothing."""
        if self.most is not None:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.least is not None else ""

    @property
    def is_kept(self) -> bool:
        """Whether the limit is kept; what has none is."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)


def run(options: argparse.Namespace) -> int:
    """Measure, print one figure per line, and say which limits were missed."""
    if options.stream:
        return bench_stream.run(options)
    if options.hours is not None:
        return bench_long.run(options)
    if options.gui:
        return bench_gui.run(options)
    missed: list[Figure] = []
    for figure in _figures(model_path(options), engine_settings(options)):
        missed += [] if figure.is_kept else [figure]
        if options.json:
            limits = {"most": figure.most, "least": figure.least}
            print_json({"figure": figure.name, "value": round(figure.value, 4), "unit": figure.unit, **limits})
        else:
            say(f"{figure.name:45} {figure.value:10.2f} {figure.unit:20} {figure.limit}".rstrip())
    for figure in missed:
        complain(f"missed: {figure.name}: {figure.value:.3g} {figure.unit}, the limit is {figure.limit}")
    return MISSED if missed else OK


def _figures(path: Path, settings: EngineSettings) -> Iterator[Figure]:
    """Yield every figure; times are medians over repeats."""
    model, detector = Model(path), Silero()
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)

    def listen(samples: Samples) -> list[Prediction]:
        return final_predictions(ArraySource(samples), Pipeline(model, detector, settings))

    yield Figure("file input, gate shut", *_speed(listen, quiet_room(SHUT_SECONDS)), least=100)
    yield Figure("file input, gate open (the demo)", *_speed(listen, demo))
    latencies = [1000 * to_seconds(final.at - final.end) for final in listen(demo)]
    yield Figure("end of word to final label, median", statistics.median(latencies), "ms of sound")
    yield Figure("end of word to final label, slowest", max(latencies), "ms of sound")
    window = demo[: model.card.window_samples][None]
    inference = _time(lambda: model.predict(window), INFERENCES)
    yield Figure("inference, one window, one thread", 1000 * inference, "ms", most=3)
    yield Figure("of that in Python, at most", 100 * _python_share(model, window), "%", most=33)
    pipeline = Pipeline(model, detector, settings, Display())
    yield Figure("listening to a quiet room, in real time", 100 * _idle_share(pipeline), "% of a core", most=3)
    if (memory := resident_megabytes()) is not None:
        yield Figure("resident memory", memory, "MB", most=200)
    if not getattr(sys, "frozen", False):  # a bundle has no Python that could be given a program
        yield Figure("start-up to first column, new process", _start_up(path), "s", most=2)


def _python_share(model: Model, window: Samples) -> float:
    """Return which part of an inference is spent outside ONNX Runtime; the profiler's own cost makes it too large."""
    profile = cProfile.Profile()
    with profile:
        for _ in range(INFERENCES):
            model.predict(window)
    stats = pstats.Stats(profile)
    rows: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = stats.stats  # type: ignore[attr-defined]
    native = sum(own for (_, _, name), (_, _, own, _, _) in rows.items() if "onnxruntime" in name)
    return 1 - native / sum(own for _, _, own, _, _ in rows.values())


def _idle_share(pipeline: Pipeline) -> float:
    """Return which part of a core it takes to listen, in real time, to a room in which nobody speaks."""
    source = Paced(ArraySource(quiet_room(IDLE_SECONDS)))
    wall, processor = time.perf_counter(), time.process_time()
    for _ in stream(source, pipeline):
        pass
    return (time.process_time() - processor) / (time.perf_counter() - wall)


def _speed(listen: Callable[[Samples], object], samples: Samples) -> tuple[float, str]:
    return to_seconds(len(samples)) / _time(lambda: listen(samples), REPEATS), "times real time"


def _time(work: Callable[[], object], repeats: int) -> float:
    """Return the median time of ``work`` in seconds, after one run to warm up."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _start_up(path: Path) -> float:
    """Return the median time of three new processes from their start to the first spectrogram column."""
    times = []
    for _ in range(3):
        command = [sys.executable, "-c", FIRST_COLUMN, str(time.time()), str(path.resolve())]
        answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
        times.append(float(answer.stdout))
    return statistics.median(times)

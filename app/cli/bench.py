"""``sayso bench``: speed, latency and memory of the engine on this machine."""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.cli import bench_gui, bench_long, bench_stream
from app.cli.memory import resident_megabytes
from app.cli.options import add_engine_arguments, add_json_argument, engine_settings, model_path
from app.cli.output import OK, print_json, say
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import final_predictions
from app.events import Prediction
from app.personal.word_stream import quiet_room
from app.resources import PACKAGE, assets_folder
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples, to_seconds

SHUT_SECONDS = 120
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


def run(options: argparse.Namespace) -> int:
    """Measure, and print one figure per line."""
    if options.stream:
        return bench_stream.run(options)
    if options.hours is not None:
        return bench_long.run(options)
    if options.gui:
        return bench_gui.run(options)
    for name, value, unit in _figures(model_path(options), engine_settings(options)):
        if options.json:
            print_json({"figure": name, "value": round(value, 4), "unit": unit})
        else:
            say(f"{name:45} {value:10.2f} {unit}")
    return OK


def _figures(path: Path, settings: EngineSettings) -> Iterator[tuple[str, float, str]]:
    """Yield name, value and unit of each figure; times are medians over repeats."""
    model, detector = Model(path), Silero()
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)

    def listen(samples: Samples) -> list[Prediction]:
        return final_predictions(ArraySource(samples), Pipeline(model, detector, settings))

    yield "file input, gate shut", *_speed(listen, quiet_room(SHUT_SECONDS))
    yield "file input, gate open (the demo)", *_speed(listen, demo)
    latencies = [1000 * to_seconds(final.at - final.end) for final in listen(demo)]
    yield "end of word to final label, median", statistics.median(latencies), "ms of sound"
    yield "end of word to final label, slowest", max(latencies), "ms of sound"
    window = demo[: model.card.window_samples][None]
    yield "inference, one window, one thread", _time(lambda: model.predict(window), INFERENCES) * 1000, "ms"
    if (memory := resident_megabytes()) is not None:
        yield "resident memory", memory, "MB"
    yield "start-up to first column, new process", _start_up(path), "s"


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

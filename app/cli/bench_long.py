"""``sayso bench --hours``: a long stream replayed fast. Memory must not grow, and words must be named to its end."""

import argparse
import time

from app.audio.files import read_audio
from app.cli.memory import resident_megabytes
from app.cli.options import engine_settings, hours, model_path
from app.cli.output import MISSED, OK, complain, print_json, say
from app.engine.build import build_pipeline
from app.engine.pipeline import Pipeline
from app.events import Prediction
from app.personal.word_stream import quiet_room
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples, to_seconds
from app.vocabulary import SILENCE, UNKNOWN

QUIET_S = 600
"""Seconds of a quiet room between two plays of the demo."""

MOST_LOST_WORDS = 1
"""Of each play, which meets the steps of the stream elsewhere each time."""

MOST_GROWTH_MB = 5.0
"""After the first tenth; what an allocator keeps is not told apart from what leaks."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso bench --hours``."""
    group = parser.add_argument_group("a long stream")
    group.add_argument("--hours", type=hours, metavar="H", help="replay so many hours as fast as it goes")


def run(options: argparse.Namespace) -> int:
    """Replay, print what was heard and what memory did, and say which bars were missed."""
    pipeline = build_pipeline(engine_settings(options), model_path(options))
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)
    quiet = quiet_room(QUIET_S)
    heard: list[list[str]] = []
    memory: list[float] = []
    began = time.perf_counter()
    while to_seconds(pipeline.at) < 3600 * options.hours:
        hear(pipeline, quiet)
        heard.append(hear(pipeline, demo))
        memory.append(resident_megabytes() or 0.0)
    growth = memory[-1] - memory[len(memory) // 10]
    fewest = min(len(words) for words in heard)
    figures = {
        "hours": to_seconds(pipeline.at) / 3600,
        "times_real_time": to_seconds(pipeline.at) / (time.perf_counter() - began),
        "memory_mb": memory[-1],
        "growth_mb": growth,
        "plays": len(heard),
        "words_at_first": len(heard[0]),
        "fewest_words": fewest,
    }
    if options.json:
        print_json(figures)
    else:
        for name, value in figures.items():
            say(f"{name.replace('_', ' '):20} {value:10.2f}")
    if growth > MOST_GROWTH_MB or fewest < len(heard[0]) - MOST_LOST_WORDS:
        complain(f"missed: memory grew by {growth:.1f} MB, {fewest} words in a play, {len(heard[0])} in the first")
        return MISSED
    return OK


def hear(pipeline: Pipeline, samples: Samples) -> list[str]:
    """Let a pipeline hear more of its stream, second by second, and return the words that were named."""
    found: list[str] = []
    for at in range(0, len(samples), SAMPLE_RATE):
        events = pipeline.push(samples[at : at + SAMPLE_RATE])
        found += [event.label for event in events if isinstance(event, Prediction) and event.final]
    return [label for label in found if label not in (UNKNOWN, SILENCE)]

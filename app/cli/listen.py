"""``sayso listen``: what is heard, one line per prediction."""

import argparse
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from app.audio.opening import open_source
from app.audio.source import Source
from app.cli.keys import read_keys
from app.cli.options import (
    OK,
    add_engine_arguments,
    add_json_argument,
    complain,
    duration,
    engine_settings,
    model_path,
    print_json,
)
from app.engine.build import build_pipeline
from app.engine.commands import Command, Hold
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Ended, Event, Notice, Overflow, Prediction, Ready, Speech
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Json, to_seconds

TAKE_SAMPLES = int(1.5 * SAMPLE_RATE)
"""How long R holds push-to-talk."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso listen``."""
    parser.add_argument("--source", default="mic", metavar="mic|demo|FILE", help="what to listen to (default: mic)")
    parser.add_argument("--device", default="", metavar="NAME", help="an input's name in `sayso devices`")
    parser.add_argument("--host-api", default="", metavar="NAME", help="the sound system that the input belongs to")
    add_engine_arguments(parser)
    parser.add_argument("--push-to-talk", action="store_true", help="R takes 1.5 s and names it, Q quits")
    parser.add_argument("--real-time", action="store_true", help="play a recording no faster than it was spoken")
    parser.add_argument("--exit-after", type=duration, metavar="S", help="end after this much sound")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Listen until the source ends, Q is pressed, or Control-C."""
    chosen = engine_settings(options)
    settings = EngineSettings(chosen.vocabulary, chosen.threshold, push_to_talk=options.push_to_talk)
    pipeline = build_pipeline(settings, model_path(options), display=False)
    source = open_source(options.source, device=options.device, host_api=options.host_api, real_time=options.real_time)
    show = _show_json if options.json else _show_text
    commands: Callable[[], list[Command]] = list
    if options.push_to_talk:
        commands = PushToTalk(pipeline, source).commands
    for event in stream(source, pipeline, commands):
        show(event)
        if options.exit_after and pipeline.at >= options.exit_after * SAMPLE_RATE:
            source.close()
    return OK


class PushToTalk:
    """Turns the keys R and Q into commands: R holds the gate open for 1.5 s of the stream."""

    def __init__(self, pipeline: Pipeline, source: Source) -> None:
        self._pipeline, self._source = pipeline, source
        self._release_at: int | None = None
        self._keys: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=lambda: read_keys(self._keys.put), name="keys", daemon=True).start()
        complain("press R to speak for 1.5 s, Q to quit")

    def commands(self) -> list[Command]:
        """Return what to do before the next block."""
        found: list[Command] = []
        if self._release_at is not None and self._pipeline.at >= self._release_at:
            self._release_at = None
            found.append(Hold(False))
        try:
            while self._release_at is None:
                found += self._obey(self._keys.get_nowait())
        except Empty:
            pass
        return found

    def _obey(self, key: str) -> list[Command]:
        if key == "q":
            self._source.close()
        if key != "r":
            return []
        self._release_at = self._pipeline.at + TAKE_SAMPLES
        return [Hold(True)]


def _show_json(event: Event) -> None:
    if isinstance(event, Prediction):
        print_json(prediction_json(event))
    elif isinstance(event, Speech):
        print_json({"event": "speech", "open": event.is_open, "at_s": round(to_seconds(event.at), 3)})
    else:
        _show_state(event)


def prediction_json(event: Prediction) -> Json:
    """Return a prediction as ``sayso listen --json`` prints it; times are positions in the stream."""
    return {
        "event": "prediction",
        "final": event.final,
        "label": event.label,
        "confidence": round(event.confidence, 4),
        "start_s": round(to_seconds(event.start), 3),
        "end_s": round(to_seconds(event.end), 3),
        "latency_ms": round(1000 * to_seconds(event.at - event.end), 1),
    }


def _show_text(event: Event) -> None:
    if isinstance(event, Prediction) and event.final:
        reason = f"   ({event.reason})" if event.reason else ""
        print(f"{to_seconds(event.start):8.2f} s  {event.label:10} {event.confidence:4.0%}{reason}", flush=True)
    else:
        _show_state(event)


def _show_state(event: Event) -> None:
    """Print what is no prediction on standard error."""
    if isinstance(event, Ready):
        complain(f"listening to {event.source} with {event.model}")
    elif isinstance(event, Notice):
        complain(event.message)
    elif isinstance(event, Overflow):
        complain(f"samples were lost at {to_seconds(event.at):.1f} s ({event.total} times so far)")
    elif isinstance(event, Ended) and sys.stderr.isatty():
        complain(f"end, after {to_seconds(event.at):.1f} s")

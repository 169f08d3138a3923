"""``sayso listen``: what is heard, one line per prediction."""

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

from app.audio.memory import Sliced
from app.audio.opening import open_source
from app.audio.source import Source
from app.cli.actions import Actions, read_actions
from app.cli.keys import Keys, has_terminal, open_keys
from app.cli.options import (
    add_engine_arguments,
    add_json_argument,
    add_profile_argument,
    chosen_profile,
    duration,
    engine_settings,
    model_path,
    port,
)
from app.cli.output import OK, complain, print_json, say
from app.engine.agreement import Agreement
from app.engine.build import build_pipeline
from app.engine.commands import Command, Compare, Hold
from app.engine.model import Model
from app.engine.model_files import named_model
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.events import Ended, Event, Notice, Overflow, Prediction, Ready, SecondOpinion, Speech
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
    add_profile_argument(parser)
    parser.add_argument("--compare", metavar="M", help="a second model that answers beside the first, for comparison")
    parser.add_argument("--push-to-talk", action="store_true", help="R takes 1.5 s and names it, Q quits")
    parser.add_argument("--real-time", action="store_true", help="play a recording no faster than it was spoken")
    parser.add_argument("--exit-after", type=duration, metavar="S", help="end after this much sound")
    parser.add_argument(
        "--serve", type=port, metavar="PORT", help="send the events over a WebSocket on this machine; asks for a token"
    )
    parser.add_argument("--exec", type=Path, metavar="FILE", help="run the commands in this TOML file for their words")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Listen until the source ends, Q is pressed, or Control-C; whichever it is, the source is closed."""
    chosen = engine_settings(options)
    settings = EngineSettings(chosen.vocabulary, chosen.threshold, push_to_talk=options.push_to_talk)
    pipeline = build_pipeline(settings, model_path(options), display=False, profile=chosen_profile(options))
    show = _show_json if options.json else _show_text
    actions = Actions(read_actions(options.exec), complain) if options.exec else None
    with ExitStack() as open_things:
        listeners = [show, *_broadcast(options.serve, open_things)]
        if options.compare is not None:
            pipeline.apply(Compare(Model(named_model(options.compare))))
            comparison = Comparison(options.json)
            listeners.append(comparison.hear)
            open_things.callback(comparison.sum_up)
        source = open_things.enter_context(closing(_open(options)))
        commands: Callable[[], list[Command]] = list
        if options.push_to_talk:
            keys = open_things.enter_context(open_keys())
            commands = PushToTalk(pipeline, source, keys, patient=not source.live and not has_terminal()).commands
            complain("press R to speak for 1.5 s, Q to quit")
        for event in stream(source, pipeline, commands):
            for listener in listeners:
                listener(event)
            if actions and isinstance(event, Prediction):
                actions.obey(event)
            if options.exit_after and pipeline.at >= options.exit_after * SAMPLE_RATE:
                source.close()
    return OK


class Comparison:
    """Counts how often a second model says the same as the first, and sums it up at the end."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._agreement = Agreement()

    def hear(self, event: Event) -> None:
        """Count a second opinion."""
        if isinstance(event, SecondOpinion):
            self._agreement = self._agreement.after(event)

    def sum_up(self) -> None:
        """Print the count, however listening ended."""
        if self._as_json:
            print_json({"event": "agreement", "agreed": self._agreement.agreed, "of": self._agreement.asked})
        else:
            say(self._agreement)


def _open(options: argparse.Namespace) -> Source:
    source = open_source(options.source, device=options.device, host_api=options.host_api, real_time=options.real_time)
    return Sliced(source) if options.push_to_talk else source


class PushToTalk:
    """Turns the keys R and Q into commands: R holds the gate open for 1.5 s of the stream.

    Args:
        pipeline: tells where in the stream we are.
        source: what Q closes; a take that was begun is finished first.
        keys: what is typed.
        patient: wait for the first key before the first block, so that a script's keys meet a recording at its
            beginning, not wherever it has got to.
    """

    def __init__(self, pipeline: Pipeline, source: Source, keys: Keys, patient: bool) -> None:
        self._pipeline, self._source, self._keys, self._patient = pipeline, source, keys, patient
        self._typed = ""
        self._release_at: int | None = None

    def commands(self) -> list[Command]:
        """Return what to do before the next block."""
        found: list[Command] = []
        if self._release_at is not None:
            if self._pipeline.at < self._release_at:
                return []
            self._release_at = None
            found.append(Hold(False))
        self._typed += self._keys.pressed(wait=self._patient)
        self._patient = False
        while self._typed and self._release_at is None:
            key, self._typed = self._typed[0], self._typed[1:]
            found += self._obey(key)
        return found

    def _obey(self, key: str) -> list[Command]:
        if key == "q":
            self._source.close()
            self._typed = ""
        if key != "r":
            return []
        self._release_at = self._pipeline.at + TAKE_SAMPLES
        return [Hold(True)]


def _broadcast(port: int | None, open_things: ExitStack) -> list[Callable[[Event], None]]:
    """Open ``port``, if there is one, and return what sends an event there."""
    if port is None:
        return []
    from app.cli.broadcast import Broadcast, token_of_this_run

    token = token_of_this_run()
    broadcast = open_things.enter_context(Broadcast(port, token))
    complain(f"serving events on {broadcast.address}?token={quote(token, safe='')}")

    def send(event: Event) -> None:
        if content := event_json(event):
            broadcast.send(content)

    return [send]


def _show_json(event: Event) -> None:
    if content := event_json(event):
        print_json(content)
    else:
        _show_state(event)


def event_json(event: Event) -> Json | None:
    """Return an event as programs are told of it; nothing for one that is for people."""
    if isinstance(event, Prediction):
        return prediction_json(event)
    if isinstance(event, Speech):
        return {"event": "speech", "open": event.is_open, "at_s": round(to_seconds(event.at), 3)}
    return opinion_json(event) if isinstance(event, SecondOpinion) else None


def prediction_json(event: Prediction) -> Json:
    """Return a prediction as ``sayso listen --json`` prints it; times are positions in the stream."""
    found = {
        "event": "prediction",
        "final": event.final,
        "label": event.label,
        "confidence": round(event.confidence, 4),
        "start_s": round(to_seconds(event.start), 3),
        "end_s": round(to_seconds(event.end), 3),
        "latency_ms": round(1000 * to_seconds(event.at - event.end), 1),
    }
    return {**found, "profile": event.profile} if event.profile else found


def opinion_json(event: SecondOpinion) -> Json:
    """Return what a second model answers as ``sayso listen --json`` prints it, right after the final prediction."""
    return {
        "event": "second_opinion",
        "label": event.label,
        "confidence": round(event.confidence, 4),
        "agrees": event.agrees,
        "start_s": round(to_seconds(event.start), 3),
        "end_s": round(to_seconds(event.end), 3),
        "model": event.model,
    }


def _show_text(event: Event) -> None:
    if isinstance(event, Prediction) and event.final:
        say(f"{to_seconds(event.start):8.2f} s  {_answer(event)}")
    elif isinstance(event, SecondOpinion):
        say(f"{'=' if event.agrees else '≠':>10}  {_answer(event)}   {event.model}")
    else:
        _show_state(event)


def _answer(event: Prediction | SecondOpinion) -> str:
    reason = f"   ({event.reason})" if event.reason else ""
    return f"{event.label:10} {event.confidence:4.0%}{reason}"


def _show_state(event: Event) -> None:
    """Print what is no prediction on standard error."""
    if isinstance(event, Ready):
        profile = f" and the voice profile {event.profile!r}" if event.profile else ""
        complain(f"listening to {event.source} with {event.model}{profile}")
    elif isinstance(event, Notice):
        complain(event.message)
    elif isinstance(event, Overflow):
        complain(f"samples were lost at {to_seconds(event.at):.1f} s ({event.total} times so far)")
    elif isinstance(event, Ended) and sys.stderr is not None and sys.stderr.isatty():
        complain(f"end, after {to_seconds(event.at):.1f} s")

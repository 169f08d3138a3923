"""``sayso record``: takes for a personal test set, from the microphone or out of recordings."""

import argparse
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from app.audio.memory import Sliced
from app.audio.opening import open_source
from app.audio.source import Source
from app.cli.keys import has_terminal, open_keys
from app.cli.options import add_json_argument, model_path
from app.cli.output import OK, complain
from app.cli.record_files import keep_words
from app.cli.record_screen import open_screen
from app.cli.record_session import Session
from app.engine.build import build_pipeline
from app.engine.pipeline import Pipeline
from app.engine.stream import stream
from app.errors import UsageError
from app.events import Notice, Overflow
from app.personal.recorder import Recorder
from app.personal.recording_plan import ORDERS, Plan
from app.personal.recording_state import AT_ONCE, UNHURRIED, Pace, State
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.settings import EngineSettings
from app.vocabulary import NAMED

TAKES = 5

LONGEST_COUNTDOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso record``."""
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the test set; made if it is not there")
    parser.add_argument("--label", action="append", default=[], metavar="WORD", help="a word to say; may be repeated")
    parser.add_argument("--labels", default="", metavar="WORDS", help="digits, commands, or words divided by commas")
    parser.add_argument("--takes", type=int, default=TAKES, metavar="N", help=f"per label, in all (default: {TAKES})")
    parser.add_argument("--order", choices=ORDERS, default="shuffled", help="how labels follow (default: shuffled)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another number, another shuffled order")
    parser.add_argument("--speaker", default="", metavar="ALIAS", help="who speaks, by any name")
    parser.add_argument("--source", default="mic", metavar="mic|demo|FILE", help="what to listen to (default: mic)")
    parser.add_argument("--device", default="", metavar="NAME", help="an input's name in `sayso devices`")
    parser.add_argument("--host-api", default="", metavar="NAME", help="the sound system that the input belongs to")
    parser.add_argument(
        "--countdown", type=_beats, metavar="N", help="count from N before each word (default: 3; 0 for a recording)"
    )
    parser.add_argument(
        "--from", nargs="+", type=Path, dest="recordings", metavar="FILE", help="keep the words in these recordings"
    )
    parser.add_argument("--ask", action="store_true", help="with --from: ask for the label of each word")
    parser.add_argument("--unchecked", action="store_true", help="with --from: keep what the check would refuse, too")
    parser.add_argument("--model", metavar="M", help="the model that tells what it heard")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Record until every label has its takes, the source ends, or Q; or go through recordings."""
    labels = _labels(options)
    if options.recordings:
        return keep_words(options, labels)
    for name in ("ask", "unchecked"):
        if getattr(options, name):
            raise UsageError(f"--{name} is for recordings that are there already; name them with --from FILE")
    if labels:
        Plan.of(labels, options.takes)  # refuse a bad one before the model is loaded and the folder made
    pipeline = build_pipeline(EngineSettings(), model_path(options), display=False)
    takes = TestSet(options.into, create=bool(labels))
    if takes.complaint:
        complain(takes.complaint)
    plan = Plan.of(labels or list(takes.labels()), options.takes, options.order, options.seed)
    with closing(open_source(options.source, device=options.device, host_api=options.host_api)) as source:
        recorder = Recorder(takes, plan, Origin(options.speaker), _pace(options.countdown, source.live))
        session = Session(recorder, options.json)
        _record(Sliced(source), pipeline, session)
    session.sum_up()
    return OK


def _record(source: Source, pipeline: Pipeline, session: Session) -> None:
    """Let events drive the recorder until it is done, or stopped by key or by Control-C."""
    recorder = session.recorder
    with ExitStack() as open_things:
        keys = open_things.enter_context(open_keys()) if has_terminal() else None
        screen = open_things.enter_context(open_screen())
        recorder.resume()
        session.report()
        screen.show(recorder)
        try:
            for event in stream(source, pipeline, lambda: session.obey(keys.pressed() if keys else "")):
                if isinstance(event, Notice | Overflow):
                    screen.clear()
                    complain(event.message if isinstance(event, Notice) else "samples were lost")
                if recorder.push(event) | session.take_obeyed():
                    screen.clear()
                    session.report()
                    screen.show(recorder)
                if recorder.state is State.FINISHED:
                    source.close()
        except KeyboardInterrupt:
            recorder.stop()


def _labels(options: argparse.Namespace) -> list[str]:
    """Return the labels that ``--label`` and ``--labels`` name."""
    listed = [part.strip() for part in options.labels.split(",") if part.strip()]
    return [*options.label, *(word for part in listed for word in NAMED.get(part, (part,)))]


def _pace(countdown: int | None, live: bool) -> Pace:
    """Return how long to wait for a speaker; a recording waits for nobody, unless a countdown is asked for."""
    if countdown is None:
        return UNHURRIED if live else AT_ONCE
    return replace(UNHURRIED if live or countdown else AT_ONCE, beats=countdown)


def _beats(text: str) -> int:
    if not text.isdecimal() or int(text) > LONGEST_COUNTDOWN:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to {LONGEST_COUNTDOWN}")
    return int(text)

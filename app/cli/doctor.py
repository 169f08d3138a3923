"""``sayso doctor``: a ten-second check of the microphone."""

import argparse
from contextlib import closing

from app.audio.claimed_rate import claimed_rate
from app.audio.opening import open_source
from app.cli.options import add_json_argument, duration
from app.cli.output import MISSED, OK, complain, print_json, say
from app.engine.doctor import SECONDS, examine
from app.engine.findings import Report
from app.engine.speech_detector import Silero

LONGEST_S = 300.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso doctor``."""
    parser.add_argument("--source", default="mic", metavar="mic|demo|FILE", help="what to check (default: mic)")
    parser.add_argument("--device", default="", metavar="NAME", help="an input's name in `sayso devices`")
    parser.add_argument("--host-api", default="", metavar="NAME", help="the sound system that the input belongs to")
    parser.add_argument(
        "--seconds", type=_seconds, default=SECONDS, metavar="S", help=f"how long to listen (default: {SECONDS:g})"
    )
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Listen, and print the report; exit status 1 for red."""
    detector = Silero()
    source = open_source(options.source, device=options.device, host_api=options.host_api)
    with closing(source):
        claim = claimed_rate(options.source, device=options.device, host_api=options.host_api)
        if source.live:
            complain(f"checking {source.name}: say a few words, then be quiet, for {options.seconds:g} s in all")
        *_, report = examine(source, detector, options.seconds, claim)
    assert isinstance(report, Report)
    if options.json:
        print_json(report.to_json())
    else:
        for line in report.lines():
            say(line)
    return MISSED if report.verdict == "red" else OK


def _seconds(text: str) -> float:
    """Parse one second to five minutes: all of it is kept in memory."""
    seconds = duration(text)
    if not 1.0 <= seconds <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text!r} is not from 1 to {LONGEST_S:g} seconds")
    return seconds

"""``sayso devices``: the inputs."""

import argparse

from app.audio.microphone import list_inputs
from app.cli.options import add_json_argument
from app.cli.output import OK, print_json, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso devices``."""
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print every input, the default first."""
    inputs = list_inputs()
    for device in inputs:
        if options.json:
            print_json(device.to_json())
        else:
            mark = "*" if device.is_default else " "
            say(f"{mark} {device.name}   ({device.host_api}, {device.channels} channels, {device.sample_rate} Hz)")
    if not inputs and not options.json:
        say("no input found; plug a microphone in, or try: sayso --source demo")
    return OK

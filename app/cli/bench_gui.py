"""``sayso bench --gui``: what the open window costs on this machine, on a screen or, without one, in memory."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.audio.files import write_wav
from app.cli.memory import resident_megabytes
from app.cli.options import duration
from app.cli.output import MISSED, OK, complain, print_json, say
from app.errors import UsageError
from app.personal.word_stream import quiet_room
from app.types import SAMPLE_RATE

if TYPE_CHECKING:
    from app.gui.running_cost import RunningCost  # brings Qt, which must not be imported before a screen is looked for

SECONDS = 20.0
"""How long each state is watched unless told otherwise: the demo once."""

MOST_SHOWN, MOST_IDLE = 25.0, 3.0
"""Per cent of a core."""

MOST_GROWTH = 5.0
"""Megabytes; a process that keeps nothing moves by as much from one look to the next."""


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, and the limit that was set beforehand, if any."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the limit was kept; so it was where there is none, and where the system does not tell the value."""
        return self.limit is None or not self.value > self.limit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso bench --gui``."""
    group = parser.add_argument_group("the window")
    group.add_argument("--gui", action="store_true", help="measure the open window instead of the engine")
    told = f"watch each state so long (default: {SECONDS:g})"
    group.add_argument("--seconds", type=duration, default=SECONDS, metavar="S", help=told)


def run(options: argparse.Namespace) -> int:
    """Measure, print one figure per line as soon as it is known, and say which limits were missed."""
    missed = []
    for figure in measure(options.seconds, options.model):
        _show(figure, options.json)
        if not figure.is_kept:
            missed.append(figure)
    for figure in missed:
        complain(f"missed: {figure.name}: {figure.value:.1f} {figure.unit}, the bar is {figure.limit:g}")
    return MISSED if missed else OK


def measure(seconds: float, model: str | None) -> Iterator[Figure]:
    """Open the real window with settings of its own, and yield each figure.

    Raises:
        SaysoError: the window cannot listen to the demo.
    """
    use_any_screen()
    from app.gui.running_cost import RunningCost, open_measured, real_meters

    with tempfile.TemporaryDirectory() as folder, open_measured(Path(folder) / "settings.json", model) as opened:
        room = Path(folder) / "quiet room.wav"
        write_wav(room, quiet_room(2 * seconds + 10), SAMPLE_RATE)
        yield from figures(RunningCost(*opened, real_meters(resident_megabytes), seconds), room)


def figures(cost: "RunningCost", room: Path) -> Iterator[Figure]:
    """Yield what is measured of each state of the window, and of ten minutes of sound."""
    core = "% of a core"
    shown = cost.shown()
    yield Figure("shown, words spoken: pictures", shown.frames_per_second, "per second")
    yield Figure("shown, words spoken: processor", shown.cpu_percent, core, MOST_SHOWN)
    yield Figure("shown, stopped: processor", cost.stopped().cpu_percent, core, MOST_IDLE)
    yield Figure("hidden, words spoken: processor", cost.hidden_demo().cpu_percent, core)
    yield Figure("hidden, quiet room: processor", cost.hidden(str(room)).cpu_percent, core, MOST_IDLE)
    growth = cost.growth()
    yield Figure("fast replay: speed", growth.speed, "times real time")
    yield Figure("memory, once all that is kept is full", growth.before_mb, "MB")
    yield Figure("memory, ten minutes of words later", growth.after_mb, "MB")
    yield Figure("growth in ten minutes of words", growth.grown_mb, "MB", MOST_GROWTH)


def use_any_screen() -> None:
    """Draw in memory where there is no screen; Qt decides when it is imported."""
    from app.gui.screen import require_screen

    try:
        require_screen()
    except UsageError:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _show(figure: Figure, as_json: bool) -> None:
    if as_json:
        print_json({"figure": figure.name, "value": round(figure.value, 2), "unit": figure.unit, "limit": figure.limit})
    else:
        limit = "" if figure.limit is None else f"   (at most {figure.limit:g})"
        say(f"{figure.name:45} {figure.value:10.2f} {figure.unit}{limit}")

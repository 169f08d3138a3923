"""What the open window costs: pictures per second, processor time, and memory that grows or does not."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop, QTimer

from app.audio.opening import DEMO
from app.errors import SaysoError
from app.events import Event, Prediction
from app.gui.assembly import make_application, make_controller, make_keeper
from app.gui.controller import Controller
from app.gui.listening.inputs import InputChoice
from app.gui.window import Window
from app.settings_file import load_settings
from app.types import SAMPLE_RATE

WARM_UP_SHARE = 0.2
"""Of the time that a state is watched, until what happens once has happened."""

PATIENCE_S = 120.0
"""Whatever takes longer than this to begin does not begin."""

LOOK_S = 0.1

REPLAY_SPEED = 20.0
"""Ten minutes of sound are heard in half a minute."""

GROWTH_MINUTES = (18.0, 28.0)
"""Of the demo. By the first all that is kept is full, and what comes takes the place of what goes: the picture keeps
two minutes, the history 500 words, which the demo says in 16."""


@dataclass(frozen=True)
class Share:
    """How busy one state of the window keeps the machine."""

    frames_per_second: float
    cpu_percent: float
    """Of one core, all threads of the process together."""


@dataclass(frozen=True)
class Growth:
    """Memory of the process at the two ends of a long replay."""

    speed: float
    """How many times faster than it was spoken the sound was really played."""
    before_mb: float
    after_mb: float

    @property
    def grown_mb(self) -> float:
        """How much more it is in the end; less is none, and not a number where it is unknown."""
        grown_mb = self.after_mb - self.before_mb
        return 0.0 if grown_mb < 0 else grown_mb


@dataclass(frozen=True)
class Meters:
    """Where the figures come from: the system's clocks, or a test's.

    ``spend`` lets the window live for some seconds.
    """

    spend: Callable[[float], None]
    clock_s: Callable[[], float]
    cpu_s: Callable[[], float]
    """Processor time of all threads of this process."""
    memory_mb: Callable[[], float | None]
    """What the process holds; ``None`` where the system does not tell."""


def real_meters(memory_mb: Callable[[], float | None]) -> Meters:
    """Return the system's own clocks; the window lives in Qt's event loop."""
    return Meters(live_for, time.perf_counter, time.process_time, memory_mb)


@contextmanager
def open_measured(settings_file: Path, model: str | None = None) -> Iterator[tuple[Window, Controller]]:
    """Make the real window, wired to real engines; it listens to nothing yet, and is closed in the end."""
    application = make_application()
    application.setQuitOnLastWindowClosed(False)  # it is hidden for a while
    window = Window()
    keeper = make_keeper(application, window, settings_file, load_settings(settings_file))
    controller = make_controller(window, keeper, model)
    try:
        yield window, controller
    finally:
        window.close()


def live_for(seconds: float) -> None:
    """Run Qt's event loop for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


class RunningCost:
    """Takes a window through its states, and measures each.

    Args:
        window: the real one.
        controller: wired to it, not opened yet.
        meters: clocks.
        seconds: how long each state is watched.
    """

    def __init__(self, window: Window, controller: Controller, meters: Meters, seconds: float) -> None:
        self._window, self._controller, self._meters, self._seconds = window, controller, meters, seconds
        self._heard = 0
        controller.happened.connect(self._note)

    def shown(self) -> Share:
        """Measure the window in full view of the demo, played in real time."""
        self._window.show()
        self._controller.open(DEMO)
        return self._watch()

    def stopped(self) -> Share:
        """Measure the window in view while it listens to nothing."""
        self._window.show()
        self._controller.stop()
        return self._watch(listening=False)

    def hidden(self, quiet_room: str) -> Share:
        """Measure the hidden window while it listens to the recording of a quiet room."""
        self._window.hide()
        self._controller.choose_input(InputChoice(quiet_room))
        return self._watch()

    def hidden_demo(self) -> Share:
        """Measure the hidden window while words are spoken to it."""
        self._window.hide()
        self._controller.choose_input(InputChoice(DEMO))
        return self._watch()

    def growth(self, speed: float = REPLAY_SPEED) -> Growth:
        """Play the demo fast and over and over to the shown window, and measure the memory meanwhile."""
        self._window.show()
        self._heard = 0
        self._controller.choose_input(InputChoice(DEMO, speed=speed))
        began_s = self._meters.clock_s()
        before_mb, after_mb = (self._memory_before(minutes) for minutes in GROWTH_MINUTES)
        took_s = self._meters.clock_s() - began_s
        self._controller.stop()
        return Growth(self._heard / SAMPLE_RATE / took_s, before_mb, after_mb)

    def _note(self, event: Event) -> None:
        if isinstance(event, Prediction):
            self._heard = event.at

    def _memory_before(self, minutes: float) -> float:
        """Return the median memory of the half minute of sound before ``minutes``; not a number where it is unknown."""
        taken = []
        while self._heard < minutes * 60 * SAMPLE_RATE:
            self._hear_more()
            if self._heard >= (minutes - 0.5) * 60 * SAMPLE_RATE:
                taken.append(self._meters.memory_mb() or math.nan)
        return median(taken)

    def _hear_more(self) -> None:
        heard = self._heard
        self._wait(lambda: self._heard > heard)

    def _watch(self, listening: bool = True) -> Share:
        meters = self._meters
        if listening:
            self._wait(lambda: self._controller.state == "listening")
        meters.spend(WARM_UP_SHARE * self._seconds)
        frames, clock_s, cpu_s = self._window.spectrogram.frames, meters.clock_s(), meters.cpu_s()
        meters.spend(self._seconds)
        took_s = meters.clock_s() - clock_s
        frames = self._window.spectrogram.frames - frames
        return Share(frames / took_s, 100 * (meters.cpu_s() - cpu_s) / took_s)

    def _wait(self, happened: Callable[[], bool]) -> None:
        """Let the window live until something happened."""
        began_s = self._meters.clock_s()
        while not happened():
            if self._controller.failure or self._meters.clock_s() - began_s > PATIENCE_S:
                why = self._controller.failure or f"nothing happened for {PATIENCE_S:.0f} s"
                raise SaysoError(f"the window cannot be measured: {why}")
            self._meters.spend(LOOK_S)

"""Open the window and run it."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.audio.devices import InputDevice
from app.audio.source import Source
from app.errors import UsageError
from app.events import Ready
from app.gui.bridge import Bridge, RunningEngine
from app.gui.controller import Controller
from app.gui.inputs import DEMO, MICROPHONE, InputChoice, InputSearch
from app.gui.theme import apply_theme
from app.gui.window import Window
from app.settings import EngineSettings, settings_path


def run_window(source: str | None = None, exit_after_s: float | None = None, settings_file: Path | None = None) -> int:
    """Open the window, run until it is closed, and return the exit status.

    Args:
        source: ``mic``, ``demo`` or the path of a recording; ``None`` is the microphone of last time.
        exit_after_s: quit after so many seconds, and sum up on standard output what was shown.
        settings_file: where the choices are kept; ``None`` is the user's own place.

    Raises:
        UsageError: there is no screen to open a window on.
    """
    require_screen()
    announcement = Announcement(process_age(), wanted=exit_after_s is not None)
    application = make_application()
    window = Window()
    controller = make_controller(application, window, settings_file or settings_path())
    controller.heard.connect(announcement.heard)
    painted = FirstPaint(window)
    painted.happened.connect(announcement.shown)
    painted.happened.connect(partial(controller.open, source))
    window.show()
    if exit_after_s is not None:
        QTimer.singleShot(round(1000 * exit_after_s), window.close)
    with closed_by_interrupt(window):
        application.exec()
    controller.close()
    if exit_after_s is not None:
        finals = controller.tally.finals
        print(f"sayso: {controller.tally.columns} columns, {len(finals)} final predictions: {' '.join(finals)}")
    return 0


def require_screen() -> None:
    """Raise ``UsageError`` where Qt would abort the process for want of a screen."""
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in named):
        raise UsageError("no screen to open a window on; log in to a desktop, or listen without one: sayso listen")


def make_application() -> QApplication:
    """Return the one application object, named for the desktop and ready to be dressed."""
    application = QApplication.instance() or QApplication(["sayso"])
    assert isinstance(application, QApplication)
    application.setApplicationName("Sayso")
    application.setDesktopFileName("sayso")
    application.setStyle("Fusion")
    return application


def make_controller(application: QApplication, window: Window, settings_file: Path) -> Controller:
    """Wire ``window`` to real engines and real microphones, and dress it."""
    dress = partial(apply_theme, application)
    controller = Controller(window, Bridge(make_engine), InputSearch(look_for_inputs), settings_file, dress)
    controller.dress()
    application.styleHints().colorSchemeChanged.connect(controller.follow_system)
    return controller


def make_engine(choice: InputChoice, settings: EngineSettings) -> RunningEngine:
    """Return an engine that is not started; ONNX Runtime and librosa are imported here and on its thread."""
    from app.audio.opening import open_source
    from app.engine.build import build_pipeline
    from app.engine.runner import Engine

    def source() -> Source:
        if choice.source == MICROPHONE:
            return open_source(MICROPHONE, device=choice.device, host_api=choice.host_api)
        return open_source(choice.source, real_time=True, repeat=choice.source == DEMO)

    return Engine(source, lambda: build_pipeline(settings))


def look_for_inputs(again: bool) -> Sequence[InputDevice]:
    """List the microphones, newly plugged ones too if ``again``. Raises ``DeviceError``."""
    from app.audio.microphone import list_inputs, rescan

    return rescan() if again else list_inputs()


class FirstPaint(QObject):
    """Says once that ``window`` was painted for the first time."""

    happened = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Wait for the paint event, and let it pass."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.happened.emit)
        return False


class Announcement:
    """Says on standard error, in one line, how long it took until the window was shown and sound was heard."""

    def __init__(self, age_s: float, wanted: bool) -> None:
        self._began = time.perf_counter() - age_s
        self._wanted = wanted
        self._shown_s = 0.0

    def shown(self) -> None:
        """The window is on screen."""
        self._shown_s = time.perf_counter() - self._began

    def heard(self, ready: Ready) -> None:
        """The engine runs: say so, the first time."""
        if self._wanted:
            self._wanted = False
            after_s = time.perf_counter() - self._began
            shown = f"ready in {self._shown_s:.2f} s (window shown)"
            print(f"sayso: {shown}, listening to {ready.source} after {after_s:.1f} s", file=sys.stderr, flush=True)


def process_age() -> float:
    """Return how many seconds ago this process began, imports included; 0 where the system does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began_s = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - began_s
    except (OSError, AttributeError, ValueError):
        return 0.0


@contextmanager
def closed_by_interrupt(window: Window) -> Iterator[None]:
    """Let Ctrl+C in the terminal close the window as its own button does."""
    before = signal.signal(signal.SIGINT, lambda *_: window.close())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

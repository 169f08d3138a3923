"""The window, its controller, real engines and real microphones, put together and run."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.audio.devices import InputDevice
from app.audio.opening import DEMO, MICROPHONE
from app.audio.source import Source
from app.gui.announcement import Announcement
from app.gui.bridge import Bridge, RunningEngine
from app.gui.controller import Controller
from app.gui.doctor import Doctor, make_examination
from app.gui.inputs import InputChoice, InputSearch
from app.gui.interrupt import Interrupt
from app.gui.settings_keeper import SettingsKeeper
from app.gui.theme import apply_theme
from app.gui.window import Window
from app.settings import EngineSettings

INTERRUPT_MS = 100
"""Between two looks for Ctrl+C. While Qt waits for events Python runs nothing, and would not hear of it."""


def run_until_closed(
    source: str | None,
    exit_after_s: float | None,
    settings_file: Path,
    announcement: Announcement,
    interrupt: Interrupt,
) -> Controller:
    """Open the window, run until it is closed, and return its controller."""
    application = make_application()
    window = Window()
    controller = make_controller(application, window, settings_file)
    controller.heard.connect(announcement.heard)
    painted = FirstPaint(window)
    painted.happened.connect(announcement.shown)
    painted.happened.connect(partial(controller.open, source))
    window.show()
    close_on_interrupt(window, interrupt)
    if exit_after_s is not None:
        QTimer.singleShot(round(1000 * exit_after_s), window.close)
    application.exec()
    return controller


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
    keeper = SettingsKeeper(window, settings_file, partial(apply_theme, application))
    keeper.dress()
    application.styleHints().colorSchemeChanged.connect(keeper.follow_system)
    controller = Controller(window, Bridge(make_engine), InputSearch(look_for_inputs), keeper)
    attach_doctor(window, controller)
    return controller


def attach_doctor(window: Window, controller: Controller) -> None:
    """Let the menu of inputs open the microphone doctor."""
    doctor = Doctor(window.doctor, make_examination)
    window.header.input.doctor_requested.connect(lambda: doctor.consult(controller))
    window.closed.connect(doctor.dismiss)


def make_engine(choice: InputChoice, settings: EngineSettings) -> RunningEngine:
    """Return an engine that is not started; ONNX Runtime is imported here and on its thread."""
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


def close_on_interrupt(window: Window, interrupt: Interrupt) -> None:
    """Let Ctrl+C in the terminal close the window as its own button does."""
    timer = QTimer(window, interval=INTERRUPT_MS)
    timer.timeout.connect(lambda: interrupt.came and window.close())
    timer.start()


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

"""The window, its controller, real engines and real microphones, put together and run."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.gui.announcement import Announcement
from app.gui.answers.history_desk import HistoryDesk
from app.gui.answers.latency import LatencyInspector
from app.gui.answers.player import Player
from app.gui.banners import Message
from app.gui.bridge import Bridge
from app.gui.controller import Controller
from app.gui.doctor.doctor import Doctor, make_examination
from app.gui.help.crash import CrashHooks
from app.gui.help.crash_desk import CrashDesk
from app.gui.help.help_desk import HelpDesk
from app.gui.help.log import kept_log, log_folder, note
from app.gui.help.screen_reader import ScreenReader, announce
from app.gui.interrupt import Interrupt
from app.gui.listening.drop_area import DropArea
from app.gui.listening.inputs import InputChoice
from app.gui.look.theme import apply_theme
from app.gui.models.model_desk import ModelDesk
from app.gui.models.model_shelf import ModelShelf, wish_of
from app.gui.models.profile_desk import ProfileDesk
from app.gui.settings_keeper import SettingsKeeper
from app.gui.translation import speak
from app.gui.voice.adapt_desk import AdaptDesk
from app.gui.voice.adapting import MakeProfile, make_profile
from app.gui.voice.figures_desk import FiguresDesk
from app.gui.voice.voice_desk import VoiceDesk
from app.gui.window import Window
from app.gui.window_place import attach_place
from app.gui.world import World
from app.personal.profiles import Profiles
from app.settings_file import Loaded, load_settings

INTERRUPT_MS = 100
"""Between two looks for Ctrl+C. While Qt waits for events Python runs nothing, and would not hear of it."""


def run_until_closed(
    source: str | None,
    exit_after_s: float | None,
    settings_file: Path,
    announcement: Announcement,
    interrupt: Interrupt,
    *,
    model: str | None = None,
    profile: str | None = None,
) -> Controller:
    """Open the window, run until it is closed, and return its controller."""
    loaded = load_settings(settings_file)
    application = make_application()
    speak(application, loaded.settings.language)
    with kept_log(log_folder()) as log, CrashHooks() as hooks:
        window = Window()
        keeper = make_keeper(application, window, settings_file, loaded)
        controller = make_controller(window, keeper, model, profile)
        attach_help(window, controller, log, hooks)
        attach_place(window, keeper)
        show(window, controller, source, exit_after_s, announcement, interrupt)
        application.exec()
    return controller


def show(
    window: Window,
    controller: Controller,
    source: str | None,
    exit_after_s: float | None,
    announcement: Announcement,
    interrupt: Interrupt,
) -> None:
    """Show the window; what it listens to is opened once it is painted."""
    controller.heard.connect(announcement.heard)
    painted = FirstPaint(window)
    painted.happened.connect(announcement.shown)
    painted.happened.connect(partial(controller.open, source))
    window.show()
    close_on_interrupt(window, interrupt)
    if exit_after_s is not None:
        QTimer.singleShot(round(1000 * exit_after_s), window.close)


def make_application() -> QApplication:
    """Return the one application object, named for the desktop and ready to be dressed."""
    application = QApplication.instance() or QApplication(["sayso"])
    assert isinstance(application, QApplication)
    application.setApplicationName("Sayso")
    application.setDesktopFileName("sayso")
    application.setStyle("Fusion")
    return application


def make_keeper(application: QApplication, window: Window, settings_file: Path, loaded: Loaded) -> SettingsKeeper:
    """Dress ``window`` as the settings say, and as the system does when it changes."""
    keeper = SettingsKeeper(window, settings_file, partial(apply_theme, application), loaded)
    keeper.dress()
    application.styleHints().colorSchemeChanged.connect(keeper.follow_system)
    application.fontChanged.connect(keeper.dress)
    return keeper


def make_controller(
    window: Window,
    keeper: SettingsKeeper,
    model: str | None = None,
    profile: str | None = None,
    world: World | None = None,
) -> Controller:
    """Wire ``window`` to a world, the real one by default; ``model`` and ``profile`` come before those of last time."""
    world = world or World()
    shelf = ModelShelf(wish_of(keeper.settings, model))
    bridge = Bridge(partial(world.make_engine, shelf))
    search = world.search()
    controller = Controller(window, bridge, search, keeper, clock=world.clock)
    models = attach_models(window, keeper, controller, bridge, shelf)
    profiles = attach_profiles(window, keeper, controller, bridge, shelf, profile)
    attach_drops(window, controller, models.show_file)
    attach_doctor(window, controller)
    desk = HistoryDesk(window, controller, keeper)
    voice = VoiceDesk(window, controller, keeper, bridge, desk)
    FiguresDesk(window, controller, keeper, desk, voice)
    attach_adapt(window, keeper, voice, desk, profiles, partial(make_profile, shelf.load))
    search.before_rescan = partial(stop_all, (desk.player, voice.player))
    LatencyInspector(window, controller).measured.connect(desk.show_latency)
    return controller


def attach_doctor(window: Window, controller: Controller) -> None:
    """Let the menu of inputs open the microphone doctor."""
    doctor = Doctor(window.doctor, make_examination)
    window.header.input.doctor_requested.connect(lambda: doctor.consult(controller))
    window.closed.connect(doctor.dismiss)


def attach_drops(window: Window, controller: Controller, show_model: Callable[[Path], object]) -> DropArea:
    """Let recordings and models be dropped on the window."""
    drops = DropArea(window)
    drops.recording_dropped.connect(lambda path: controller.choose_input(InputChoice(path)))
    drops.model_dropped.connect(lambda path: show_model(Path(path)))
    drops.began.connect(lambda: window.banners.clear("drop"))
    drops.remarked.connect(lambda text: window.banners.show_message(Message("drop", text)))
    return drops


def attach_models(
    window: Window, keeper: SettingsKeeper, controller: Controller, bridge: Bridge, shelf: ModelShelf
) -> ModelDesk:
    """Let models be looked at, changed while they listen, and compared."""
    desk = ModelDesk(window, keeper, controller, bridge.send, shelf)
    controller.happened.connect(desk.hear)
    desk.opinion_given.connect(window.history.show_opinion)
    return desk


def attach_profiles(
    window: Window,
    keeper: SettingsKeeper,
    controller: Controller,
    bridge: Bridge,
    shelf: ModelShelf,
    named: str | None = None,
) -> ProfileDesk:
    """Let a voice profile be chosen, ``named`` to begin with or that of last time."""
    desk = ProfileDesk(window, keeper, shelf, bridge.send, Profiles(), named)
    controller.happened.connect(desk.hear)
    return desk


def attach_adapt(
    window: Window,
    keeper: SettingsKeeper,
    voice: VoiceDesk,
    history: HistoryDesk,
    profiles: ProfileDesk,
    make: MakeProfile,
) -> AdaptDesk:
    """Let voice profiles be made of the takes in the open test set, and kept in order."""
    desk = AdaptDesk(window, keeper, history.sets, profiles, make)
    desk.record_wanted.connect(voice.open)
    window.header.model.profiles.make_requested.connect(voice.open)
    window.header.model.profiles.make_requested.connect(lambda: window.voice.open_page(desk.panel))
    return desk


def stop_all(players: Sequence[Player]) -> None:
    """Close every output that is open."""
    for player in players:
        player.stop()


def attach_help(window: Window, controller: Controller, log: Path | None, hooks: CrashHooks) -> None:
    """Let the menu of help work, crashes be shown and written down, and a screen reader hear of results."""
    HelpDesk(window, log, portaudio_version)
    desk = CrashDesk(window.crash, log)
    hooks.crashed.connect(desk.take)
    window.crash.quit_wanted.connect(window.close)
    reader = ScreenReader(partial(announce, window), window)
    desk.announced.connect(reader.say)
    window.banners.shown.connect(reader.read)
    for hear in (note, desk.hear, reader.hear):
        controller.happened.connect(hear)


def portaudio_version() -> str:
    """Return what PortAudio says of itself, empty where it is missing."""
    from app.audio.microphone import portaudio_version

    return portaudio_version()


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

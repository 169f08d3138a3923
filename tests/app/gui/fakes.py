"""An engine, microphones and a stage to act on, none of which needs sound, threads or a screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from app.audio.devices import InputDevice
from app.dsp.spectrogram import BIN_HZ, BINS, HOP
from app.engine.commands import Command
from app.engine.runner import Drained
from app.events import Columns, Dense, Event, Level, Prediction, Ready
from app.gui.background_job import BackgroundJob
from app.gui.banners import Banners
from app.gui.bridge import Bridge
from app.gui.controller import Controller
from app.gui.listening.inputs import InputChoice, InputSearch
from app.gui.listening.vocabulary_button import SHIPPED_LABELS
from app.gui.look.theme import DARK, LIGHT, Tokens
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window
from app.settings import EngineSettings, Theme

YETI = InputDevice("Yeti", "ALSA", 1, 48_000, is_default=True, index=0)
HEADSET = InputDevice("Headset", "PulseAudio", 1, 16_000, is_default=False, index=3)
READY = Ready("demo", "tiny 1.0", SHIPPED_LABELS, live=False)


def columns(first: int, count: int, level_db: float = -50.0) -> Columns:
    """Return ``count`` even columns from column number ``first`` on, over silence."""
    return Columns(first * HOP, np.full((count, BINS), level_db, np.float32), BIN_HZ, np.zeros(count * HOP, np.float32))


def level(at: int, rms_db: float = -40.0, peak_db: float = -30.0, floor_db: float = -60.0) -> Level:
    return Level(at, rms_db, peak_db, floor_db, speech=0.0, is_open=False, opening_db=floor_db + 6.0)


def prediction(label: str, final: bool = True, confidence: float = 0.9, reason: str = "") -> Prediction:
    """Return a prediction of a word from 1.0 to 1.5 s, known 0.25 s later."""
    others = {name: (1 - confidence) / 5 for name in ("one", "two", "three", "four", "unknown") if name != label}
    return Prediction(final, label, confidence, {label: confidence, **others}, 16_000, 24_000, 28_000, reason)


class FakeEngine:
    """Says what the test tells it to say, and remembers what it was told."""

    def __init__(self, choice: InputChoice, settings: EngineSettings) -> None:
        self.choice, self.settings = choice, settings
        self.started = self.stopped = False
        self.commands: list[Command] = []
        self._dense: list[Dense] = []
        self._events: list[Event] = []

    def start(self) -> None:
        self.started = True

    def send(self, command: Command) -> None:
        self.commands.append(command)

    def stop(self) -> None:
        self.stopped = True

    def say(self, *events: Event) -> None:
        for event in events:
            if isinstance(event, Columns | Level):
                self._dense.append(event)
            else:
                self._events.append(event)

    def drain(self) -> Drained:
        drained = Drained(self._dense, self._events)
        self._dense, self._events = [], []
        return drained


@dataclass
class FakeSound:
    """A sound system with microphones that come and go, or that fails."""

    devices: Sequence[InputDevice] = (YETI, HEADSET)
    failure: Exception | None = None
    looks: list[bool] = field(default_factory=list)

    def look(self, rescan: bool) -> Sequence[InputDevice]:
        self.looks.append(rescan)
        if self.failure:
            raise self.failure
        return self.devices

    def glance(self) -> Sequence[InputDevice]:
        """Return what is plugged in, as another process sees it."""
        return self.devices


class Stage:
    """The window, wired to fakes; time passes only when told to."""

    def __init__(self, settings_file: Path, sound: FakeSound) -> None:
        self.settings_file, self.sound = settings_file, sound
        self.engines: list[FakeEngine] = []
        self.themes: list[Theme] = []
        self.text_percent = 0.0
        self.now_s = 0.0
        self.window = Window()
        self.search = InputSearch(sound.look, sound.glance)
        self.keeper = SettingsKeeper(self.window, settings_file, self._dress)
        self.bridge = Bridge(self._make)
        self.controller = Controller(self.window, self.bridge, self.search, self.keeper, clock=lambda: self.now_s)

    def _make(self, choice: InputChoice, settings: EngineSettings) -> FakeEngine:
        self.engines.append(FakeEngine(choice, settings))
        return self.engines[-1]

    def _dress(self, theme: Theme, text_percent: float) -> Tokens:
        self.themes.append(theme)
        self.text_percent = text_percent
        return DARK if theme == "dark" else LIGHT

    @property
    def engine(self) -> FakeEngine:
        """The engine that runs now."""
        return self.engines[-1]

    @property
    def messages(self) -> list[str]:
        return [message.text for message in self.window.banners.messages]

    def open(self, source: str | None = "demo", ready: bool = True) -> "Stage":
        """Show the window and start to listen, until the search for inputs is over and the engine runs."""
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        self.controller.open(source)
        self.find_inputs()
        if ready:
            self.hear(READY)
        return self

    def find_inputs(self) -> None:
        """Let the search for inputs end, and the window know."""
        self.search.wait()
        self.tick(0.0)

    def tick(self, elapsed_s: float = 0.016) -> None:
        self.now_s += elapsed_s
        self.controller.tick()

    def hear(self, *events: Event) -> None:
        """Let the engine say ``events``, and the window show them."""
        self.engine.say(*events)
        self.tick()

    def press(self, key: Qt.Key, target: QWidget | None = None, again: bool = False) -> None:
        self._key(QEvent.Type.KeyPress, key, target, again)

    def let_go(self, key: Qt.Key, target: QWidget | None = None, again: bool = False) -> None:
        self._key(QEvent.Type.KeyRelease, key, target, again)

    def _key(self, kind: QEvent.Type, key: Qt.Key, target: QWidget | None, again: bool) -> None:
        text = " " if key == Qt.Key.Key_Space else ""
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, again)
        QApplication.sendEvent(target or QApplication.focusWidget() or self.window, event)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.controller.deleteLater()


def finish(job: BackgroundJob) -> None:
    """Let the work come to its end, and be heard of."""
    job.wait()
    job.look()


def dismiss(banners: Banners, text: str) -> QPushButton:
    """Return the button that takes away the message ``text``."""
    return next(banner.dismiss for banner in banners._shown if banner.message.text == text)


def look(window: Window, value: object) -> QAction:
    """Return the entry of "View" for a theme, colours, a threshold, a size of text, or a language but "system"."""
    view = window.header.view
    return {**view._languages, **view._sizes, **view._themes, **view._colours, **view._thresholds}[value]


def entry(menu: QMenu, text: str) -> QAction:
    """Return the menu's entry that begins with ``text``."""
    return next(action for action in menu.actions() if action.text().replace("&", "").startswith(text))


MakeStage = Callable[..., Stage]

"""Take pictures of the real window on the demo, without a screen and without waiting.

Run as ``python -m app.gui.screenshots``.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.audio.opening import DEMO, open_source
from app.engine.build import build_pipeline
from app.engine.commands import Command
from app.engine.runner import Drained
from app.engine.stream import stream
from app.events import Columns, Event, Level, Prediction
from app.gui.assembly import make_application, make_controller, make_keeper
from app.gui.controller import Controller
from app.gui.listening.inputs import InputChoice, InputSearch
from app.gui.window import Window
from app.gui.world import World
from app.personal.test_set import TestSet
from app.settings import EngineSettings, Settings, Theme
from app.settings_file import load_settings, save_settings

SMALL, LARGE = QSize(1280, 800), QSize(1920, 1080)

PATIENCE_S = 60.0


class Replay:
    """An engine without a thread: each drain returns all that happens up to the next final prediction."""

    def __init__(self, choice: InputChoice, settings: EngineSettings) -> None:
        self._events: Iterator[Event] = stream(open_source(choice.source), build_pipeline(settings))

    def start(self) -> None:
        """Begin; nothing runs until it is drained."""

    def send(self, command: Command) -> None:
        """Ignore the user: there is none."""

    def stop(self) -> None:
        """End; there is nothing that runs."""

    def drain(self) -> Drained:
        """Go on to the next final prediction, or to the end."""
        drained = Drained([], [])
        for event in self._events:
            if isinstance(event, Columns | Level):
                drained.dense.append(event)
            else:
                drained.events.append(event)
            if isinstance(event, Prediction) and event.final:
                break
        return drained


@dataclass(frozen=True)
class Scene:
    """The real window on a replay of the demo."""

    application: QApplication
    window: Window
    controller: Controller

    def hear(self, words: int) -> None:
        """Let so many words of the demo be heard."""
        for _ in range(words):
            self.controller.tick()
        self.application.sendPostedEvents()  # lays out anew; timers do not run, so no more words are heard


@contextmanager
def scene(application: QApplication, theme: Theme, size: QSize) -> Iterator[Scene]:
    """Open the window, all of it, away from the user's own settings."""
    with tempfile.TemporaryDirectory() as folder:
        settings_file = Path(folder) / "settings.json"
        save_settings(Settings(theme=theme, test_set=str(Path(folder) / "my voice")), settings_file)
        TestSet(Path(folder) / "my voice", create=True)
        window = Window()
        keeper = make_keeper(application, window, settings_file, load_settings(settings_file))
        replay: World = World(lambda _, *wanted: Replay(*wanted), lambda: InputSearch(lambda _: ()), lambda: 0.0)
        controller = make_controller(window, keeper, world=replay)
        window.resize(size)
        window.show()
        application.processEvents()  # it is exposed now, and draws
        controller.open(DEMO)
        try:
            yield Scene(application, window, controller)
        finally:
            window.close()


def take(application: QApplication, theme: Theme, size: QSize, words: int, path: Path) -> None:
    """Save a picture of the window after the demo's first ``words`` words."""
    with scene(application, theme, size) as stage:
        stage.hear(words)
        stage.window.grab().save(str(path))


def take_inspector(application: QApplication, theme: Theme, words: int, path: Path) -> None:
    """Save a picture of the inspector on the last of ``words`` words but one, once its answer is explained."""
    with scene(application, theme, SMALL) as stage:
        stage.hear(words)
        window = stage.window
        window.history.opened.emit(window.history.history.rows[1])  # the sound of the newest is still to come
        until = time.monotonic() + PATIENCE_S
        while not window.inspector.reasons.isVisible() and time.monotonic() < until:
            application.processEvents()
        window.inspector.grab().save(str(path))


def take_recording(application: QApplication, theme: Theme, path: Path) -> None:
    """Save a picture of "My voice", with the digits to be recorded."""
    with scene(application, theme, SMALL) as stage:
        window = stage.window
        window.header.voice.click()
        window.voice.record.plan.labels.digits.click()
        application.processEvents()
        window.voice.grab().save(str(path))


def main() -> None:
    """Save the README's pictures of the window, light and dark, and with ``--large`` both at 1920 × 1080 too."""
    parser = argparse.ArgumentParser(prog="python -m app.gui.screenshots", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=Path("assets"), help="folder for the pictures (default: assets)")
    parser.add_argument("--large", action="store_true", help="also at 1920 × 1080")
    parser.add_argument("--words", type=int, default=8, help="how much of the demo to play (default: 8 words)")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    options.out.mkdir(parents=True, exist_ok=True)
    themes: tuple[Theme, ...] = ("light", "dark")
    for theme in themes:
        take(application, theme, SMALL, options.words, options.out / f"screenshot-{theme}.png")
        if options.large:
            take(application, theme, LARGE, options.words, options.out / f"screenshot-{theme}-large.png")
    take_inspector(application, "light", options.words, options.out / "screenshot-inspector.png")
    take_recording(application, "light", options.out / "screenshot-voice.png")


if __name__ == "__main__":
    main()

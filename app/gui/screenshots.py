"""Take pictures of the real window on the demo, without a screen and without waiting.

Run as ``python -m app.gui.screenshots``.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.audio.opening import DEMO, open_source
from app.engine.build import build_pipeline
from app.engine.commands import Command
from app.engine.runner import Drained
from app.engine.stream import stream
from app.events import Columns, Event, Level, Prediction
from app.gui.assembly import make_application
from app.gui.bridge import Bridge
from app.gui.controller import Controller
from app.gui.listening.inputs import InputChoice, InputSearch
from app.gui.look.theme import apply_theme
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window
from app.settings import EngineSettings, Settings, Theme
from app.settings_file import save_settings

SMALL, LARGE = QSize(1280, 800), QSize(1920, 1080)


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


def take(application: QApplication, theme: Theme, size: QSize, words: int, path: Path) -> None:
    """Save a picture of the window after the demo's first ``words`` words."""
    with tempfile.TemporaryDirectory() as folder:
        settings_file = Path(folder) / "settings.json"
        save_settings(Settings(theme=theme), settings_file)
        window = Window()
        keeper = SettingsKeeper(window, settings_file, partial(apply_theme, application))
        keeper.dress()
        controller = Controller(window, Bridge(Replay), InputSearch(lambda _: ()), keeper, clock=lambda: 0.0)
        window.resize(size)
        window.show()
        application.processEvents()  # it is exposed now, and draws
        controller.open(DEMO)
        for _ in range(words):
            controller.tick()
        application.sendPostedEvents()  # lays out anew; timers do not run, so no more words are heard
        window.grab().save(str(path))
        window.close()


def main() -> None:
    """Save ``screenshot-light.png`` and ``screenshot-dark.png``, and with ``--large`` both at 1920 × 1080 too."""
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


if __name__ == "__main__":
    main()

"""What belongs to the history, put together: sound and traces of each word, verdicts, the inspector, and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.events import Event, ModelsInUse, Prediction, Ready
from app.gui.answers.digit_run import DigitRun
from app.gui.answers.explanation import Explainer
from app.gui.answers.heard import Listener
from app.gui.answers.inspector import Inspector
from app.gui.answers.latency import LatencyParts
from app.gui.answers.open_test_set import KeepsTakes, OpenTestSet, ask_for_folder, open_folder
from app.gui.answers.player import MakePlayback, Player, play_aloud
from app.gui.answers.verdicts import Verdicts
from app.gui.controller import Controller
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window


@dataclass(frozen=True)
class Tools:
    """What the history uses of the world outside."""

    make_playback: MakePlayback = play_aloud
    explainer: Explainer = field(default_factory=Explainer)
    open_set: Callable[[Path, bool], KeepsTakes] = open_folder
    ask_for_folder: Callable[[QWidget, str], str] = ask_for_folder


class HistoryDesk(QObject):
    """Hands what happens to whom it concerns.

    Args:
        window: shows the history, the number, and the inspector.
        controller: says what happened, and ignores what the window plays.
        keeper: knows the settings.
        tools: the world outside.
    """

    def __init__(
        self, window: Window, controller: Controller, keeper: SettingsKeeper, tools: Tools | None = None
    ) -> None:
        super().__init__(window)
        tools = tools or Tools()
        self._window, self._controller, self._keeper = window, controller, keeper
        self.player = Player(tools.make_playback, self)
        self.sets = OpenTestSet(
            (window.history.test_set, window.inspector.test_set, window.voice.record.test_set),
            keeper,
            tools.open_set,
            tools.ask_for_folder,
        )
        self.verdicts = Verdicts(window.history, window.labels, self.sets)
        self.inspector = Inspector(
            window.inspector, window.history, self.verdicts, self.player, tools.explainer, keeper
        )
        self._digits = DigitRun()
        self._listener = Listener(window.spectrogram.record)
        self._connect()

    def _connect(self) -> None:
        window, controller = self._window, self._controller
        controller.happened.connect(self._hear)
        controller.began.connect(self._begin)
        window.prediction.number.cleared.connect(self._clear_number)
        window.closed.connect(self.inspector.dismiss)
        window.hold.changed.connect(self._make_way)
        self.player.changed.connect(self.mind_playing)
        for buttons in (window.history.verdicts, window.inspector.verdicts):
            buttons.undone.connect(self.verdicts.undo)

    def show_latency(self, prediction: Prediction, parts: LatencyParts) -> None:
        """Show in the history how late a word was on the screen."""
        self._window.history.history.show_latency(prediction, parts.total_ms)

    def _hear(self, event: Event) -> None:
        self._listener.threshold = self._keeper.settings.threshold
        if (heard := self._listener.take(event)) is not None:
            self._window.history.keep(heard)
        if isinstance(event, Ready):
            self.inspector.ignores_words = event.live
        elif isinstance(event, ModelsInUse):
            self.verdicts.use_labels(event.labels)
        elif isinstance(event, Prediction) and event.final:
            self._digits.take(event)
            self._window.prediction.number.show_number(self._digits.number)

    def _begin(self) -> None:
        """Another stream begins: indices count from 0 again."""
        self._digits.end()
        self._controller.deafness.forget()
        self.sets.renew()

    def _clear_number(self) -> None:
        self._digits.clear()
        self._window.prediction.number.show_number("")

    def mind_playing(self, playing: bool) -> None:
        """Do not answer what the microphone hears of what is played."""
        heard_so_far = self._window.spectrogram.record.end
        if not playing:
            self._controller.deafness.end(heard_so_far)
        elif self.inspector.ignores_words:
            self._controller.deafness.begin(heard_so_far)

    def _make_way(self, held: bool) -> None:
        """Be quiet while someone holds the gate open to speak, and listen to every word of it."""
        if held:
            self.player.stop()
            self._controller.deafness.forget()

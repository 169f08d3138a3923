"""The dialog "My voice" at work. What its pages need is imported when it opens for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui.answers.history_desk import HistoryDesk
from app.gui.answers.player import MakePlayback, Player, play_aloud
from app.gui.bridge import Bridge
from app.gui.controller import Controller
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.now_heard import NowHeard
from app.gui.window import Window

if TYPE_CHECKING:
    from app.gui.voice.found_desk import FoundDesk
    from app.gui.voice.record_desk import RecordDesk
    from app.gui.voice.takes_desk import TakesDesk
    from app.gui.voice.word_finder import FindWords


@dataclass(frozen=True)
class VoiceTools:
    """What the dialog uses of the world outside."""

    make_playback: MakePlayback = play_aloud
    find_words: FindWords | None = None
    """Finds the words in a recording; ``None`` for the default model's pipeline."""


class VoiceDesk(QObject):
    """Opens the dialog, and lets its pages work from then on.

    Args:
        window: holds the dialog.
        controller: listens.
        keeper: knows the settings.
        bridge: tells all that the engine says.
        history: knows the open test set, and what else plays.
        tools: the world outside.
    """

    begun = Signal(object)
    """The dialog opens for the first time: other pages may be added. Carries the :class:`TakePlayer` of all pages."""

    def __init__(
        self,
        window: Window,
        controller: Controller,
        keeper: SettingsKeeper,
        bridge: Bridge,
        history: HistoryDesk,
        tools: VoiceTools | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._controller, self._keeper = window, controller, keeper
        self._bridge, self._history, self._tools = bridge, history, tools or VoiceTools()
        self._now = NowHeard(self)
        self.player = Player(self._tools.make_playback, self)
        self.recording: RecordDesk | None = None
        """At work since the dialog was opened."""
        self.takes: TakesDesk | None = None
        self.found: FoundDesk | None = None
        bridge.tap = self._now.hear
        controller.began.connect(self._now.forget)
        window.hold.spared.add(window.voice)
        window.header.voice.clicked.connect(self.open)
        window.history.test_set.record.clicked.connect(self.open)
        window.history.test_set.record.show()
        window.voice.closed.connect(self.leave)
        window.closed.connect(self.end)
        self.player.changed.connect(history.mind_playing)

    def open(self) -> None:
        """Show the dialog, beside the window."""
        if self.recording is None:
            self._begin()
        self._history.sets.reopen()
        self._window.voice.open_page(self._window.voice.record)

    def leave(self) -> None:
        """End what is recorded or played; words out of recordings wait for the dialog to be opened again."""
        if self.recording is not None:
            self.recording.stop()
        self.player.stop()

    def end(self) -> None:
        """Close the dialog for good, as when the window closes."""
        self._window.voice.reject()
        if self.found is not None:
            self.found.end()

    def _begin(self) -> None:
        from app.gui.voice.diversion import Diversion
        from app.gui.voice.found_desk import FoundDesk
        from app.gui.voice.record_desk import RecordDesk
        from app.gui.voice.record_plan_desk import RecordPlanDesk
        from app.gui.voice.take_player import TakePlayer
        from app.gui.voice.takes_desk import TakesDesk
        from app.gui.voice.word_finder import WordFinder, find_in

        panel, sets = self._window.voice.record, self._history.sets
        player = TakePlayer(self.player, self._history.player, self._keeper)
        player.failed.connect(panel.show_complaint)
        plans = RecordPlanDesk(panel, self._keeper, sets)
        self.takes = TakesDesk(panel, sets, player)
        plans.looked_at.connect(self.takes.look_at)
        finder = WordFinder(self._tools.find_words or find_in, self)
        self.found = FoundDesk(panel, sets, self._keeper, player, finder)
        diversion = Diversion(self._window, self._controller, self._keeper, self._bridge.send)
        self.recording = RecordDesk(self._window, self._controller, plans, player, diversion, self._now)
        self.begun.emit(player)

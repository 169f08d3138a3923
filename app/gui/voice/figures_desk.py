"""The pages "Evaluate" and "Tune" of the dialog "My voice", added when it opens for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.gui.answers.history_desk import HistoryDesk
from app.gui.controller import Controller
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.voice_desk import VoiceDesk
from app.gui.window import Window

if TYPE_CHECKING:
    from app.gui.voice.evaluate_desk import EvaluateDesk, EvaluateTools
    from app.gui.voice.room_desk import RoomDesk, RoomTools
    from app.gui.voice.take_player import TakePlayer
    from app.gui.voice.tune_desk import TuneDesk, TuneTools


@dataclass(frozen=True)
class FiguresTools:
    """What the pages use of the world outside; ``None`` for the real one."""

    evaluate: EvaluateTools | None = None
    tune: TuneTools | None = None
    rooms: RoomTools | None = None


class FiguresDesk(QObject):
    """Lets the figures of one's takes be seen.

    Args:
        window: holds the dialog and what was heard last.
        controller: knows what is listened to.
        keeper: knows the settings.
        history: knows the open test set, and what else plays.
        voice: opens the dialog.
        tools: the world outside.
    """

    def __init__(
        self,
        window: Window,
        controller: Controller,
        keeper: SettingsKeeper,
        history: HistoryDesk,
        voice: VoiceDesk,
        tools: FiguresTools | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._controller, self._keeper, self._history = window, controller, keeper, history
        self._tools = tools or FiguresTools()
        self.evaluation: EvaluateDesk | None = None
        """At work since the dialog was opened, as the two below."""
        self.tuning: TuneDesk | None = None
        self.rooms: RoomDesk | None = None
        voice.begun.connect(self._begin)
        window.voice.opened.connect(self._open)
        window.voice.tabs.currentChanged.connect(self._open)
        window.voice.closed.connect(self._leave)
        window.closed.connect(self._end)

    def _begin(self, player: TakePlayer) -> None:
        from app.gui.voice.evaluate_desk import EvaluateDesk
        from app.gui.voice.evaluate_panel import EvaluatePanel
        from app.gui.voice.room_desk import RoomDesk
        from app.gui.voice.tune_desk import TuneDesk
        from app.gui.voice.tune_panel import TunePanel

        dialog, sets, keeper = self._window.voice, self._history.sets, self._keeper
        evaluate, tune = EvaluatePanel(dialog), TunePanel(dialog)
        dialog.add_page(evaluate, self.tr("Evaluate"), evaluate.set_tokens, dialog.adapt)
        dialog.add_page(tune, self.tr("Tune"), tune.set_tokens, dialog.adapt)
        self.evaluation = EvaluateDesk(evaluate, sets, keeper, player, self._history.player, self._tools.evaluate)
        record = self._window.spectrogram.record
        self.rooms = RoomDesk(tune.background, self._controller, record, keeper, self._tools.rooms)
        self.tuning = TuneDesk(tune, sets, self.rooms, keeper, self._tools.tune)

    def _open(self, *_: object) -> None:
        """Show things as they are now: another page may have made a profile meanwhile."""
        if self.evaluation is not None and self.tuning is not None and self.rooms is not None:
            self.evaluation.refresh()
            self.tuning.refresh()
            self.rooms.open()

    def _leave(self) -> None:
        """Let go of what goes on; the figures stay."""
        if self.evaluation is not None and self.tuning is not None and self.rooms is not None:
            self.evaluation.leave()
            self.tuning.leave()
            self.rooms.leave()

    def _end(self) -> None:
        """End everything: the window goes."""
        self._leave()
        for desk in (self.evaluation, self.tuning):
            if desk is not None:
                desk.job.stop()

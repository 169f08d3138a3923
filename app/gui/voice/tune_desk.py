"""The page "Tune" at work: listens to takes and background on a thread, and puts the threshold to use."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.gui.answers.open_test_set import OpenTestSet, ask_for_folder
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.background_job import BackgroundJob, Done, Failed
from app.gui.voice.contenders import in_use
from app.gui.voice.room_desk import RoomDesk
from app.gui.voice.takes_place import TakesPlace
from app.gui.voice.tune_panel import TunePanel
from app.personal.tuning import Choice, pick
from app.personal.tuning_run import Curve, Progress, Tell, TuningPlan, run_tuning

LOOK_MS = 50
"""Between two looks at how far it is."""


@dataclass(frozen=True)
class TuneTools:
    """What the page uses of the world outside."""

    run: Callable[[TuningPlan, Tell], Curve] = run_tuning
    ask_for_folder: Callable[[QWidget, str], str] = ask_for_folder


class TuneDesk(QObject):
    """Finds a threshold.

    Args:
        panel: shows it.
        sets: knows the open test set.
        rooms: knows the background.
        keeper: knows the model and the words, and takes the threshold.
        tools: the world outside.
    """

    def __init__(
        self,
        panel: TunePanel,
        sets: OpenTestSet,
        rooms: RoomDesk,
        keeper: SettingsKeeper,
        tools: TuneTools | None = None,
    ) -> None:
        super().__init__(panel)
        self._panel, self._rooms = panel, rooms
        self._keeper, self._tools = keeper, tools or TuneTools()
        self._place = TakesPlace(panel, sets, self._tools.ask_for_folder)
        self.job: BackgroundJob[Progress, Curve] = BackgroundJob("tuning")
        self.curve: Curve | None = None
        self.choice: Choice | None = None
        self._before: list[float | None] = []
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        panel.folder_wanted.connect(self._place.choose)
        panel.set_wanted.connect(self._place.go_back)
        panel.run_clicked.connect(self.run)
        panel.cancel_clicked.connect(self.cancel)
        panel.threshold.budget_chosen.connect(lambda _: self._pick())
        panel.threshold.use_clicked.connect(self.use)
        panel.threshold.undo_clicked.connect(self.undo)
        rooms.failed.connect(panel.show_complaint)
        rooms.changed.connect(self.refresh)
        self._place.changed.connect(self.refresh)

    @property
    def folder(self) -> Path | None:
        """Where the takes are."""
        return self._place.folder

    def refresh(self) -> None:
        """Show what there is to listen to, as it is now."""
        folder = self.folder
        self._panel.show_folder(self._place.title, self._place.is_other)
        ready = folder is not None and bool(self._rooms.paths)
        self._panel.show_can_run(ready)
        if self.curve is None:
            self._panel.show_nothing(self._hint(folder, ready))

    def run(self) -> None:
        """Listen to everything."""
        if self.folder is None:
            return
        settings = self._keeper.settings
        plan = TuningPlan(self.folder, tuple(self._rooms.paths), in_use(settings), settings.engine())
        self._panel.show_complaint("")
        self._panel.show_note("")
        self._panel.show_progress(0.0, self.tr("Loading the model…"))
        self._panel.cancel.setFocus()
        self.job.start(partial(self._tools.run, plan))
        self._timer.start()

    def look(self) -> None:
        """Show what happened since the last look."""
        for news in self.job.take():
            if isinstance(news, Progress):
                what = news.name or self.tr("Your takes")
                self._panel.show_progress(news.share, f"{100 * news.share:.0f} %   {what}")
                continue
            self._end()
            if isinstance(news, Failed):
                self._panel.show_complaint(news.complaint)
            elif isinstance(news, Done):
                self.curve = news.result
                self._panel.show_curve(news.result)
                self._pick()

    def cancel(self) -> None:
        """Listen no further; the curve before stays."""
        self.job.stop()
        self._end()

    def leave(self) -> None:
        """End what goes on."""
        if self.job.is_running:
            self.cancel()

    def use(self) -> None:
        """Listen with the threshold that was picked."""
        if self.choice is None or self._keeper.settings.threshold == self.choice.point.threshold:
            return
        self._before.append(self._keeper.settings.threshold)
        self._keeper.change(threshold=self.choice.point.threshold)
        self._tell(self._before[-1])

    def undo(self) -> None:
        """Listen with the threshold before."""
        if self._before:
            now = self._keeper.settings.threshold
            self._keeper.change(threshold=self._before.pop())
            self._tell(now)

    def _tell(self, before: float | None) -> None:
        now = self._keeper.settings.threshold
        told = self.tr("The window listens with {} now; before, with {}.")
        self._panel.show_note(told.format(self._name(now), self._name(before)))
        self._panel.threshold.show_undoable(bool(self._before))

    def _name(self, threshold: float | None) -> str:
        if threshold is None:
            return self.tr("the model's own threshold")
        return self.tr("the threshold {:.4g} %").format(100 * threshold)

    def _pick(self) -> None:
        """Move the point; nothing is listened to again."""
        if self.curve is not None:
            self.choice = pick(self.curve.points, self._panel.threshold.budget.value())
            self._panel.threshold.show_choice(self.choice)

    def _end(self) -> None:
        self._timer.stop()
        had_focus = self._panel.cancel.hasFocus()
        self._panel.show_progress(None)
        if had_focus:
            self._panel.run.setFocus()

    def _hint(self, folder: Path | None, ready: bool) -> str:
        if folder is None:
            return self.tr("Record takes of your voice under “Record”, or choose a folder that holds recordings.")
        if not ready:
            return self.tr("Record your room, or add long recordings without the words.")
        return self.tr("Tune listens to all of it, and finds the threshold that hears most of your words.")

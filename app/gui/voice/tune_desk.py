"""The page "Tune" at work: listens to takes and background on a thread, and puts the threshold to use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.gui.answers.open_test_set import OpenTestSet, ask_for_folder
from app.gui.background_job import BackgroundJob
from app.gui.numbers import filled
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.contenders import in_use
from app.gui.voice.room_desk import RoomDesk
from app.gui.voice.takes_place import TakesPlace
from app.gui.voice.tune_panel import TunePanel
from app.personal.tuning import Choice, pick
from app.personal.tuning_run import Curve, Progress, Tell, TuningPlan, run_tuning


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
        self._place = TakesPlace(panel.place, sets, self._tools.ask_for_folder)
        self.job = BackgroundJob("tuning", self)
        self.curve: Curve | None = None
        self.choice: Choice | None = None
        self._before: list[float | None] = []
        self.job.told.connect(self._show_progress)
        self.job.ended.connect(panel.work.show_idle)
        self.job.done.connect(self._take)
        self.job.failed.connect(panel.complaint.say)
        panel.work.run.clicked.connect(self._run)
        panel.work.cancel.clicked.connect(self.job.cancel)
        panel.threshold.budget_chosen.connect(lambda _: self._pick())
        panel.threshold.use_clicked.connect(self._use)
        panel.threshold.undo_clicked.connect(self._undo)
        rooms.failed.connect(panel.complaint.say)
        rooms.changed.connect(self.refresh)
        keeper.changed.connect(self._offer)
        self._place.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what there is to listen to, as it is now."""
        ready = self._place.folder is not None and bool(self._rooms.paths)
        self._panel.work.run.setEnabled(ready)
        if self.curve is None:
            self._panel.cards.show_hint(self._hint(ready))

    def leave(self) -> None:
        """Let go of what goes on; the curve before stays."""
        self.job.cancel()

    def _run(self) -> None:
        """Listen to everything."""
        folder, settings = self._place.folder, self._keeper.settings
        if folder is None:
            return
        plan = TuningPlan(folder, tuple(self._rooms.paths), in_use(settings), settings.engine())
        self._panel.complaint.say("")
        self._panel.note.say("")
        self.job.start(partial(self._tools.run, plan))
        self._panel.work.show_progress(0.0, self.tr("Loading the model…"))

    def _show_progress(self, steps: Sequence[Progress]) -> None:
        share, what = steps[-1].share, steps[-1].name or self.tr("Your takes")
        self._panel.work.show_progress(share, f"{100 * share:.0f} %   {what}")

    def _take(self, curve: Curve) -> None:
        self.curve = curve
        self._panel.show_curve(curve)
        self._pick()

    def _use(self) -> None:
        """Listen with the threshold that was picked."""
        if self.choice is not None:
            self._before.append(self._keeper.settings.threshold)
            self._change(self.choice.point.threshold)

    def _undo(self) -> None:
        """Listen with the threshold before."""
        self._change(self._before.pop())

    def _change(self, threshold: float | None) -> None:
        before = self._keeper.settings.threshold
        self._keeper.change(threshold=threshold)
        told = self.tr("The window listens with {} now; before, with {}.")
        self._panel.note.say(told.format(self._name(threshold), self._name(before)))

    def _offer(self, *_: object) -> None:
        """Offer to use the threshold that was picked, or the one before, where that would change anything."""
        now = self._keeper.settings.threshold
        while self._before and self._before[-1] == now:
            self._before.pop()  # somebody took it back elsewhere
        usable = self.choice is not None and self.choice.point.threshold != now
        self._panel.threshold.show_usable(usable, bool(self._before))

    def _name(self, threshold: float | None) -> str:
        if threshold is None:
            return self.tr("the model's own threshold")
        return filled(self.tr("the threshold {:.4g} %"), 100 * threshold)

    def _pick(self) -> None:
        """Move the point; nothing is listened to again."""
        if self.curve is not None:
            self.choice = pick(self.curve.points, self._panel.threshold.budget.value())
            self._panel.threshold.show_choice(self.choice)
        self._offer()

    def _hint(self, ready: bool) -> str:
        if self._place.folder is None:
            return self.tr("Record takes of your voice under “Record”, or choose a folder that holds recordings.")
        if not ready:
            return self.tr("Record your room, or add long recordings without the words.")
        return self.tr("Tune listens to all of it, and finds the threshold that hears most of your words.")

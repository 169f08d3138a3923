"""The page "Evaluate" at work: judges takes on a thread, shows the figures, and plays what was confused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.files import write_text_atomically
from app.gui.answers.open_test_set import OpenTestSet, ask_for_folder
from app.gui.answers.player import Player
from app.gui.background_job import BackgroundJob
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.contenders import Entrant, entrants, in_use
from app.gui.voice.evaluate_panel import EvaluatePanel
from app.gui.voice.take_player import TakePlayer, samples_of
from app.gui.voice.takes_place import TakesPlace
from app.personal.report_html import report_html
from app.personal.trial import Judged, Tell, Trial, TrialResult, run_trial


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Let the user choose a file to write; empty if they changed their mind."""
    return QFileDialog.getSaveFileName(parent, title, name, kinds)[0]


@dataclass(frozen=True)
class EvaluateTools:
    """What the page uses of the world outside."""

    run: Callable[[Trial, Tell], TrialResult] = run_trial
    ask_for_folder: Callable[[QWidget, str], str] = ask_for_folder
    ask_where_to_save: Callable[[QWidget, str, str, str], str] = ask_where_to_save


class EvaluateDesk(QObject):
    """Judges takes.

    Args:
        panel: shows it.
        sets: knows the open test set.
        keeper: knows the models, the words and the threshold in use.
        player: plays takes.
        others: plays other things.
        tools: the world outside.
    """

    def __init__(
        self,
        panel: EvaluatePanel,
        sets: OpenTestSet,
        keeper: SettingsKeeper,
        player: TakePlayer,
        others: Player,
        tools: EvaluateTools | None = None,
    ) -> None:
        super().__init__(panel)
        self._panel, self._keeper = panel, keeper
        self._player, self._others, self._tools = player, others, tools or EvaluateTools()
        self._place = TakesPlace(panel.place, sets, self._tools.ask_for_folder)
        self.job = BackgroundJob("evaluation", self)
        self.result: TrialResult | None = None
        self._entrants: Sequence[Entrant] = ()
        self._queue: list[Path] = []
        self.job.told.connect(self._show_progress)
        self.job.ended.connect(panel.work.show_idle)
        self.job.done.connect(self._take)
        self.job.failed.connect(panel.complaint.say)
        panel.work.run.clicked.connect(self._run)
        panel.work.cancel.clicked.connect(self.job.cancel)
        panel.report_clicked.connect(self._save)
        panel.views.heard.connect(self._hear)
        player.changed.connect(self._follow_player)
        player.failed.connect(self._mind_failure)
        self._place.changed.connect(self._show_folder)

    def refresh(self) -> None:
        """Show what there is to judge, and by whom, as it is now."""
        if not self.job.is_running:
            self._entrants = entrants(self._keeper.settings)
            wanted = in_use(self._keeper.settings)
            places = [place for place, entrant in enumerate(self._entrants) if entrant.contender == wanted]
            self._panel.show_contenders([self._name(entrant) for entrant in self._entrants], places[0] if places else 0)
        self._show_folder()

    def leave(self) -> None:
        """Let go of everything that goes on; the figures before stay."""
        self._queue = []
        self.job.cancel()

    def _run(self) -> None:
        """Judge."""
        folder = self._place.folder
        if folder is None:
            return
        against = self._panel.against.currentIndex() - 1
        trial = Trial(
            folder,
            self._entrants[self._panel.model.currentIndex()].contender,
            self._entrants[against].contender if against >= 0 else None,
            self._keeper.settings.engine(),
        )
        self._panel.complaint.say("")
        self._panel.note.say("")
        self.job.start(partial(self._tools.run, trial))
        self._panel.work.show_progress(0.0, self.tr("Loading the model…"))

    def _show_progress(self, steps: Sequence[Judged]) -> None:
        text = self.tr("{} of {} takes").format(steps[-1].clips, steps[-1].of)
        self._panel.work.show_progress(steps[-1].clips / steps[-1].of, text)

    def _take(self, result: TrialResult) -> None:
        self.result = result
        self._panel.show_result(result)

    def _show_folder(self) -> None:
        folder = self._place.folder
        self._panel.work.run.setEnabled(self._place.is_ready)
        if self.result is not None and self.result.folder != folder and not self.job.is_running:
            self.result = None  # the figures of one set may not stand under the name of another
        if self.result is None:
            self._panel.show_nothing(self._hint())

    def _hint(self) -> str:
        if not self._place.is_ready:
            return self.tr("Record takes of your voice under “Record”, or choose a folder that holds recordings.")
        return self.tr("Evaluate tells how many takes the model names rightly, and which words it confuses.")

    def _name(self, entrant: Entrant) -> str:
        name, profile = entrant.name, entrant.contender.profile
        return self.tr("{} with the voice profile “{}”").format(name, profile) if profile else name

    def _save(self) -> None:
        if self.result is None:
            return
        name = f"{self.result.folder.name}.html"
        kinds = self.tr("Web pages (*.html)")
        chosen = self._tools.ask_where_to_save(self._panel.window(), self.tr("Save report"), name, kinds)
        if chosen:
            self._write(Path(chosen), self.result)

    def _write(self, path: Path, result: TrialResult) -> None:
        page = report_html(result.evaluation, result.title, str(result.folder), result.limits(), result.comparison)
        self._panel.complaint.say("")
        self._panel.note.say("")
        try:
            # What a name holds beyond Unicode is shown by its number; a report must open everywhere.
            write_text_atomically(path, page.encode("utf-8", "backslashreplace").decode("utf-8"))
        except OSError as error:
            told = self.tr("{}: cannot be written ({}); free the disk or choose another folder")
            self._panel.complaint.say(told.format(path, error.strerror or error))
        else:
            self._panel.note.say(self.tr("The report is in {}").format(path))

    def _hear(self, paths: Sequence[Path]) -> None:
        """Play these, one after the other; be quiet if something is played."""
        was_playing, self._queue = self._player.is_playing, []
        self._panel.complaint.say("")
        if was_playing:
            self._player.stop()
            return
        self._queue = list(paths)
        self._play_next()

    def _play_next(self) -> None:
        if self._queue:
            path = self._queue.pop(0)
            self._player.play_or_stop(lambda: samples_of(path))
            self._show_playing(path if self._player.is_playing else None)

    def _follow_player(self, _: bool) -> None:
        if self._player.is_playing:
            return
        if self._queue and not self._others.is_playing:
            self._play_next()
        else:
            self._queue = []
            self._show_playing(None)

    def _show_playing(self, path: Path | None) -> None:
        for clips in (self._panel.views.takes, self._panel.views.changes):
            clips.show_playing(path)

    def _mind_failure(self, why: str) -> None:
        self._queue = []
        if self._panel.isVisible():
            self._panel.complaint.say(why)

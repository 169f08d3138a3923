"""The utterance inspector at work: it follows the history, explains answers, and plays what was heard."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject

from app.gui.answers.explanation import Explainer, Explanation
from app.gui.answers.heard import HeardUtterance
from app.gui.answers.history import Entry, Judgement
from app.gui.answers.history_view import HistoryView
from app.gui.answers.inspector_dialog import InspectorDialog
from app.gui.answers.player import Player
from app.gui.answers.verdicts import Verdicts
from app.gui.settings_keeper import SettingsKeeper


class Inspector(QObject):
    """Shows the selected row of the history while its dialog is open.

    Args:
        dialog: shows, and says what the user did.
        view: the history.
        verdicts: carries out what the user says of an answer.
        player: plays.
        explainer: finds out what an answer rests on.
        keeper: remembers the output, and how a spectrogram looks.
    """

    def __init__(
        self,
        dialog: InspectorDialog,
        view: HistoryView,
        verdicts: Verdicts,
        player: Player,
        explainer: Explainer,
        keeper: SettingsKeeper,
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._view, self._verdicts = dialog, view, verdicts
        self._player, self._explainer, self._keeper = player, explainer, keeper
        self._explained: WeakKeyDictionary[HeardUtterance, Explanation] = WeakKeyDictionary()
        self.entry: Entry | None = None
        """What is on show."""
        self.ignores_words = False
        """Whether a microphone listens, whose answers are ignored while something is played."""
        explainer.explained.connect(self._take)
        self._connect()
        self._obey_settings()

    def _connect(self) -> None:
        dialog, view, player = self._dialog, self._view, self._player
        view.opened.connect(self.open)
        view.selected.connect(self._follow)
        view.cleared.connect(dialog.reject)
        view.history.rowsInserted.connect(self._count)
        dialog.step_wanted.connect(self._step)
        dialog.play_clicked.connect(self.play_or_stop)
        dialog.judged.connect(self._judge)
        dialog.finished.connect(self._close)
        dialog.output.chosen.connect(lambda name, api: self._keeper.change(output=name, output_host_api=api))
        player.changed.connect(lambda playing: dialog.show_playing(playing, self.ignores_words))
        player.moved.connect(dialog.picture.show_playhead)
        player.failed.connect(dialog.show_complaint)
        self._verdicts.changed.connect(self._show_verdict)
        self._keeper.changed.connect(self._obey_settings)

    def open(self, entry: Entry) -> None:
        """Look into ``entry``."""
        self._show(entry)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self._dialog.play.setFocus()

    def dismiss(self) -> None:
        """Close the dialog for good, as when the window closes."""
        self._dialog.reject()
        self._player.stop()
        self._explainer.job.stop()

    def play_or_stop(self) -> None:
        """Play what the model heard, or stop."""
        heard = self.entry.heard if self.entry is not None else None
        if self._player.is_playing:
            self._player.stop()
        elif heard is not None:
            self._dialog.show_complaint("")
            settings = self._keeper.settings
            self._player.play(heard.samples, settings.output, settings.output_host_api)

    def _take(self, found: Explanation) -> None:
        if self.entry is not None and self.entry.heard is not None:
            self._explained[self.entry.heard] = found
            self._show_explanation(found)

    def _follow(self, entry: Entry | None) -> None:
        if self._dialog.isVisible() and entry is not None:
            self._show(entry)

    def _show(self, entry: Entry) -> None:
        if entry is not self.entry or not self._dialog.isVisible():
            self._player.stop()
            self.entry = entry
            self._count_neighbours(entry)
            self._explain(entry)

    def _count_neighbours(self, entry: Entry) -> None:
        ends = (self._view.neighbour(entry, step) is not None for step in (-1, 1))
        self._dialog.show_entry(entry, *ends)

    def _count(self) -> None:
        """Let the newest row be reached, and those that went be out of reach."""
        if self.entry is not None:
            self._dialog.newer.setEnabled(self._view.neighbour(self.entry, -1) is not None)
            self._dialog.older.setEnabled(self._view.neighbour(self.entry, 1) is not None)

    def _explain(self, entry: Entry) -> None:
        heard = entry.heard
        if heard is None:
            self._explainer.job.cancel()
        elif heard in self._explained:
            self._explainer.job.cancel()
            self._show_explanation(self._explained[heard])
        else:
            self._dialog.show_explaining(self.tr("Finding out what the answer rests on…"))
            self._explainer.ask(heard)

    def _show_explanation(self, found: Explanation) -> None:
        self._dialog.picture.show_threshold(found.threshold)
        if found.saliency is not None:
            self._dialog.show_saliency(found.saliency)
        else:
            self._dialog.show_explaining(found.complaint)

    def _step(self, step: int) -> None:
        neighbour = self._view.neighbour(self.entry, step) if self.entry is not None else None
        if neighbour is not None:
            self._view.select(neighbour)
            self._show(neighbour)

    def _judge(self, judgement: Judgement) -> None:
        if self.entry is not None:
            self._verdicts.judge(self.entry, judgement, self._dialog.verdicts.buttons["was"])

    def _show_verdict(self, entry: Entry) -> None:
        if entry is self.entry:
            self._dialog.show_verdict(entry.verdict)

    def _close(self) -> None:
        """Be quiet, and leave what was being explained."""
        self._player.stop()
        self._explainer.job.cancel()

    def _obey_settings(self, *_: object) -> None:
        settings = self._keeper.settings
        self._dialog.output.show_choice(settings.output, settings.output_host_api)
        self._dialog.picture.show_settings(settings)

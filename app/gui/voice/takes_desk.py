"""The table of takes at work: they are heard, get another label, are thrown away, and come back."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from app.errors import SaysoError
from app.gui.answers.label_popup import LabelPopup
from app.gui.answers.open_test_set import OpenTestSet
from app.gui.numbers import filled
from app.gui.voice.record_panel import RecordPanel
from app.gui.voice.take_player import TakePlayer, samples_of
from app.gui.voice.takes_table import TakeRow
from app.personal.take import Take
from app.personal.take_check import LEAST_SNR_DB, QUIETEST_DB
from app.personal.test_set import TestSet
from app.types import SAMPLE_RATE
from app.vocabulary import SHIPPED_LABELS


class TakesDesk(QObject):
    """Shows the takes of the open set, newest first.

    Args:
        panel: shows them.
        sets: knows the open set.
        player: plays.
    """

    def __init__(self, panel: RecordPanel, sets: OpenTestSet, player: TakePlayer) -> None:
        super().__init__(panel)
        self._panel, self._table, self._sets, self._player = panel, panel.plan.table, sets, player
        self._label = ""
        self._popup = LabelPopup(panel)
        self._popup.chosen.connect(self._relabel)
        self._table.play_clicked.connect(self._play)
        self._table.relabel_clicked.connect(self._ask)
        self._table.delete_clicked.connect(self._delete)
        self._table.undo_clicked.connect(self._undo)
        player.changed.connect(lambda _: self._table.show_playing(player.is_playing))
        sets.changed.connect(self.show)
        self.show()

    @property
    def popup(self) -> LabelPopup:
        """Asks which word was said."""
        return self._popup

    def look_at(self, label: str) -> None:
        """Show the takes of one label, or with an empty label all."""
        self._label = label
        self.show()

    def show(self) -> None:
        """Show the takes as they are now."""
        takes = self._sets.current.takes if self._sets.current else ()
        shown = [take for take in takes if self._label in ("", take.label)]
        heading = self.tr("Takes of “{}”").format(self._label) if self._label else self.tr("Takes")
        rows = [self._row(take) for take in reversed(shown)]
        self._table.show_rows(self.tr("{}: {}").format(heading, len(rows)), rows, self._why_empty())
        self._table.show_undoable(self._set is not None and self._set.can_undo)

    @property
    def _set(self) -> TestSet | None:
        current = self._sets.current
        return current if isinstance(current, TestSet) else None

    def _why_empty(self) -> str:
        if self._sets.current is None:
            return self.tr("No test set is open. Choose its folder, or an empty one for a new set.")
        if self._label:
            return self.tr("No takes of “{}” yet.").format(self._label)
        return self.tr("No takes yet. Start recording, or drop recordings here: their words are found and cut out.")

    def _row(self, take: Take) -> TakeRow:
        level, over = ("–" if db is None else filled("{:.0f} dB", db) for db in (take.level_db, take.snr_db))
        length = filled("{:.2f} s", (take.trim[1] - take.trim[0]) / SAMPLE_RATE)
        return TakeRow(take.id, take.label, length, level, over, _local(take.time), self._remark(take))

    def _remark(self, take: Take) -> str:
        remarks = (
            (take.clipped, self.tr("clipped")),
            (take.level_db is None or take.level_db < QUIETEST_DB, self.tr("too quiet")),
            (take.snr_db is not None and take.snr_db < LEAST_SNR_DB, self.tr("noisy")),
        )
        found = [text for is_so, text in remarks if is_so]
        return "⚠ " + ", ".join(found) if found else ""

    def _chosen(self) -> list[Take]:
        ids = self._table.selected
        takes = {take.id: take for take in self._set.takes} if self._set else {}
        return [takes[id_] for id_ in ids if id_ in takes]

    def _play(self) -> None:
        if chosen := self._chosen():
            assert self._set is not None
            path = self._set.path_of(chosen[0])
            self._player.play_or_stop(lambda: samples_of(path))

    def _ask(self) -> None:
        if chosen := self._chosen():
            known = sorted({take.label for take in self._set.takes}) if self._set else []
            words = [word for word in (*known, *SHIPPED_LABELS) if word != chosen[0].label]
            self._popup.ask(words, self._table.relabel)

    def _relabel(self, label: str) -> None:
        self._change(self._chosen(), lambda takes, take: takes.relabel(take, label))

    def _delete(self) -> None:
        self._player.stop()
        self._change(self._chosen(), lambda takes, take: takes.remove(take))

    def _change(self, chosen: Sequence[Take], act: Callable[[TestSet, Take], object]) -> None:
        """Change takes one by one, up to the first that cannot be changed."""
        complaint = ""
        try:
            for take in chosen:
                assert self._set is not None
                act(self._set, take)
        except SaysoError as error:
            complaint = str(error)
        self._panel.show_complaint(complaint)
        self._sets.show()

    def _undo(self) -> None:
        complaint = note = ""
        try:
            take = self._set.undo() if self._set else None
            note = self.tr("Taken back: “{}”.").format(take.label) if take else self.tr("Nothing is left to take back.")
        except SaysoError as error:
            complaint = str(error)
        self._panel.show_complaint(complaint)
        self._panel.note.say(note)
        self._sets.show()


def _local(time: str) -> str:
    """Return a moment as the clock on the wall shows it, or as it is written where that is no moment."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return time

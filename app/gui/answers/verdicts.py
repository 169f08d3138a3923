"""What the user says of the answers, and the takes that are kept of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import SaysoError
from app.gui.answers.history import Entry, Judgement, Verdict
from app.gui.answers.history_view import HistoryView
from app.gui.answers.label_popup import LabelPopup
from app.gui.answers.open_test_set import KeepsTakes, OpenTestSet
from app.vocabulary import SHIPPED_LABELS, UNKNOWN

UNDOABLE = 100
"""Verdicts that can be taken back, one after the other."""


class Verdicts(QObject):
    """Gives, changes and takes back verdicts; the test set follows.

    Args:
        view: shows the entries.
        popup: asks which word was said.
        sets: knows the open test set.
    """

    changed = Signal(object)
    """Another verdict is in force for an :class:`Entry`."""
    failed = Signal(str)
    """A verdict could not be carried out, and may be given again; carries why in one line, or that all is well."""

    def __init__(self, view: HistoryView, popup: LabelPopup, sets: OpenTestSet) -> None:
        super().__init__(view)
        self._view, self._popup, self._sets = view, popup, sets
        self._labels: Sequence[str] = SHIPPED_LABELS
        self._kept: WeakKeyDictionary[Entry, tuple[KeepsTakes, str]] = WeakKeyDictionary()
        self._before: deque[tuple[Entry, Verdict | None]] = deque(maxlen=UNDOABLE)
        self._asked: Entry | None = None
        popup.chosen.connect(self._name)
        view.judged.connect(self._judge_selected)

    def use_labels(self, labels: Sequence[str]) -> None:
        """Offer these words too: all that the model in use knows, whether or not they are listened for."""
        self._labels = labels

    def judge(self, entry: Entry, judgement: Judgement, beside: QWidget) -> None:
        """Give a verdict on ``entry``; "it was …" asks first, in a popup ``beside`` a widget."""
        if judgement == "was":
            self._asked = entry
            self._popup.ask(self._words(entry), beside)
        else:
            label = {"right": entry.label, "wrong": UNKNOWN}.get(judgement, "")
            self._give(entry, Verdict(judgement, label))

    def undo(self) -> None:
        """Take back the last verdict: what was in force before it is again, in the test set too."""
        if self._before and self._put(*self._before[-1]):
            self._before.pop()

    def _judge_selected(self, judgement: Judgement) -> None:
        if (entry := self._view.judged_entry) is not None:
            self.judge(entry, judgement, self._view.verdicts.buttons["was"])

    def _name(self, word: str) -> None:
        """Take what the popup was told; the word that was answered is simply right."""
        entry, self._asked = self._asked, None
        if entry is not None:
            self._give(entry, Verdict("right" if word == entry.label else "was", word))

    def _words(self, entry: Entry) -> list[str]:
        """Return what may have been said: by likelihood, then other words that the model knows or that were kept."""
        shares = entry.prediction.probabilities
        kept = {take.label for take in self._sets.current.takes} if self._sets.current else set()
        likely = sorted(shares, key=lambda label: -shares[label])
        words = dict.fromkeys([*likely, *self._labels, *sorted(kept)])
        return [word for word in words if word not in (UNKNOWN, entry.label)]

    def _give(self, entry: Entry, verdict: Verdict) -> None:
        """Carry out a verdict, or ask for a test set first if it needs one."""
        if verdict.label and entry not in self._kept and self._sets.current is None:
            self._sets.ask_then(lambda: self._give(entry, verdict))
            return
        before = entry.verdict
        if before != verdict and self._put(entry, verdict):
            self._before.append((entry, before))

    def _put(self, entry: Entry, verdict: Verdict | None) -> bool:
        """Let ``verdict`` be in force, and the test set hold what it says; return whether that could be done."""
        try:
            self._keep(entry, verdict.label if verdict is not None else "")
        except (SaysoError, OSError) as error:
            self._tell(str(error))
            return False
        entry.verdict = verdict
        self._tell("")
        self._view.show_entry(entry)
        self.changed.emit(entry)
        return True

    def _keep(self, entry: Entry, label: str) -> None:
        """Keep the sound of ``entry`` under ``label``, or with an empty label not at all."""
        from app.personal.take import Origin

        home, id_ = self._kept.get(entry, (self._sets.current, ""))
        take = next((take for take in home.takes if take.id == id_), None) if home is not None else None
        if home is None or (take is None and not label):
            return
        if take is None:
            home = self._sets.current or home
            heard = entry.heard
            if heard is None:
                raise SaysoError(self.tr("The sound of this word is no longer kept; judge newer ones"))
            word = (heard.prediction.start - heard.start, heard.prediction.end - heard.start)
            take = home.add(label, heard.samples, Origin(device=heard.source, trim=word))
            self._kept[entry] = (home, take.id)
        elif not label:
            home.remove(take)
            del self._kept[entry]
        elif take.label != label:
            self._kept[entry] = (home, home.relabel(take, label).id)

    def _tell(self, complaint: str) -> None:
        self._sets.show(complaint)
        self.failed.emit(complaint)

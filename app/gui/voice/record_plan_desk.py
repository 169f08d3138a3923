"""The plan at work: what is to be said is kept in the settings, and how far it is comes from the set."""

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from app.errors import UsageError
from app.gui.answers.open_test_set import OpenTestSet
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.label_list import LabelRow
from app.gui.voice.record_panel import RecordPanel
from app.personal.label_folder import clean_label
from app.personal.recording_plan import Plan
from app.personal.recording_state import UNHURRIED
from app.types import SAMPLE_RATE

SPEAKING_S = 1.2
"""Until a word was said and its end was heard, in the mean."""


class RecordPlanDesk(QObject):
    """Shows the plan, and changes it as the user wishes.

    Args:
        panel: shows it.
        keeper: remembers it.
        sets: knows what is recorded already.
    """

    looked_at = Signal(str)
    """The takes of this label are to be seen; empty for all."""

    def __init__(self, panel: RecordPanel, keeper: SettingsKeeper, sets: OpenTestSet) -> None:
        super().__init__(panel)
        self._panel, self._page, self._keeper = panel, panel.plan, keeper
        self.sets = sets
        page = panel.plan
        page.labels.added.connect(self.add)
        page.labels.removed.connect(self._remove)
        page.speaker_named.connect(lambda name: keeper.change(speaker=name.strip()))
        page.takes_chosen.connect(lambda takes: keeper.change(takes_per_label=takes))
        page.order.order_chosen.connect(lambda order: keeper.change(take_order=order))
        page.labels.looked_at.connect(self.looked_at)
        keeper.changed.connect(self.show)
        sets.changed.connect(self.show)
        self.show()

    @property
    def labels(self) -> Sequence[str]:
        """What is to be said."""
        return self._keeper.settings.recorded_labels

    def plan(self) -> Plan:
        """Return what is to be said, and how often. Raises ``UsageError`` where that makes no sense."""
        settings = self._keeper.settings
        return Plan.of(self.labels, settings.takes_per_label, settings.take_order)

    def add(self, labels: Sequence[str]) -> None:
        """Ask for these words too; a word that cannot be a label is named, the others are added."""
        added: list[str] = []
        complaint = ""
        for label in labels:
            try:
                added += Plan.of([clean_label(label)], 1).labels
            except UsageError as error:
                complaint = str(error)
        self._panel.show_complaint(complaint)
        self._keeper.change(recorded_labels=tuple(dict.fromkeys((*self.labels, *added))))

    def show(self, *_: object) -> None:
        """Show the plan, and how far it is, as they are now."""
        settings = self._keeper.settings
        self._page.show_plan(settings.speaker, settings.takes_per_label, settings.take_order)
        self._page.labels.show_labels(list(self._rows()))
        self._page.show_summary(*self._summary())

    def _remove(self, labels: Sequence[str]) -> None:
        self._keeper.change(recorded_labels=tuple(label for label in self.labels if label not in labels))

    def _own(self) -> Counter[str]:
        """Return how many takes each label has by this speaker."""
        takes = self.sets.current.takes if self.sets.current else ()
        return Counter(take.label for take in takes if take.speaker == self._keeper.settings.speaker)

    def _rows(self) -> Iterator[LabelRow]:
        own, wanted = self._own(), self._keeper.settings.takes_per_label
        all_takes = Counter(take.label for take in self.sets.current.takes) if self.sets.current else Counter[str]()
        others = sorted(set(all_takes) - set(self.labels))
        if self.labels or others:
            yield LabelRow("", self.tr("All words"), self._counted(all_takes.total()))
        for label in self.labels:
            yield LabelRow(label, label, self.tr("{} of {}").format(min(own[label], wanted), wanted))
        for label in others:
            yield LabelRow(label, label, self._counted(all_takes[label]), planned=False)

    def _counted(self, takes: int) -> str:
        return self.tr("1 take") if takes == 1 else self.tr("{} takes").format(takes)

    def _summary(self) -> tuple[str, bool]:
        """Return how much there is to do, and whether one can begin."""
        if not self.labels:
            return self.tr("Add the words to say: any words, not only those that the model knows."), False
        try:
            left = len(self.plan().remaining(self._own()))
        except UsageError as error:
            return str(error), False
        if not left:
            return self.tr("All of these are recorded. Add words, or raise the number of takes."), False
        pace = UNHURRIED
        each_s = SPEAKING_S + (pace.prompt + pace.beats * pace.beat + pace.kept) / SAMPLE_RATE
        minutes = max(round(left * each_s / 60), 1)
        how_long = self.tr("about a minute") if minutes == 1 else self.tr("about {} minutes").format(minutes)
        return self.tr("To go: {}, {}.").format(self._counted(left), how_long), True

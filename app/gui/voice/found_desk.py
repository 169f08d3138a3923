"""Recordings that were made elsewhere: their words are found, heard, labelled by hand, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from app.errors import SaysoError, UsageError
from app.gui.answers.open_test_set import OpenTestSet
from app.gui.help.phrases import translated
from app.gui.numbers import filled
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.found_page import FoundRow
from app.gui.voice.record_panel import RecordPanel
from app.gui.voice.take_player import TakePlayer
from app.gui.voice.word_finder import WordFinder
from app.personal.label_folder import clean_label
from app.personal.recordings import FoundWord
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.types import SAMPLE_RATE, to_seconds
from app.vocabulary import SHIPPED_LABELS


@dataclass(eq=False)
class Candidate:
    """A word that was found, and what the user says it is."""

    word: FoundWord
    label: str = ""


class FoundDesk(QObject):
    """Hands recordings to the finder, and what it finds to the user.

    Args:
        panel: shows it.
        sets: knows the set that the words are kept in.
        keeper: knows the speaker.
        player: plays.
        finder: finds words.
    """

    def __init__(
        self, panel: RecordPanel, sets: OpenTestSet, keeper: SettingsKeeper, player: TakePlayer, finder: WordFinder
    ) -> None:
        super().__init__(panel)
        self._panel, self._page = panel, panel.found
        self._sets, self._keeper, self._player, self._finder = sets, keeper, player, finder
        self.candidates: list[Candidate] = []
        self._complaints: list[str] = []  # one for each recording that was looked through, empty for a good one
        self._expected = 0
        self._warned = False
        finder.found.connect(self._take)
        finder.searched.connect(self._note_end)
        panel.files_given.connect(self.read)
        self._page.labelled.connect(self._label)
        self._page.discarded.connect(self._discard)
        self._page.play_clicked.connect(self._play)
        self._page.keep_clicked.connect(self.keep)
        self._page.back_clicked.connect(self.go_back)
        player.changed.connect(lambda _: self._page.show_playing(player.is_playing))

    def read(self, paths: Sequence[str]) -> None:
        """Look for words in recordings; ask for a test set first if none is open."""
        if self._sets.current is None:
            self._sets.ask_then(lambda: self.read(paths))
            return
        self._panel.show_complaint("")
        self._panel.note.say("")
        self.candidates, self._complaints, self._expected, self._warned = [], [], len(paths), False
        kept = sorted({take.label for take in self._sets.current.takes})
        self._page.offer_labels(list(dict.fromkeys((*self._keeper.settings.recorded_labels, *kept, *SHIPPED_LABELS))))
        self._finder.start([Path(path) for path in paths])
        self._show()
        self._panel.show_page(self._page)

    def _take(self, words: Sequence[FoundWord]) -> None:
        self.candidates += map(Candidate, words)
        self._show()

    def _note_end(self, complaint: str) -> None:
        """Count a recording that was looked through, and say what is wrong with any of them."""
        self._complaints.append(complaint)
        self._panel.show_complaint("  ".join(translated(text) for text in self._complaints if text))
        self._show()

    def keep(self) -> None:
        """Put every word that has a label into the set; the others stay for now."""
        takes = self._sets.current
        assert isinstance(takes, TestSet)
        kept = there = 0
        complaint = ""
        try:
            for candidate in [candidate for candidate in self.candidates if candidate.label]:
                if candidate.word.take_in(takes) is None:
                    word = candidate.word
                    takes.add(
                        candidate.label,
                        word.samples,
                        Origin(self._keeper.settings.speaker, word.recording.name, word.word),
                    )
                    kept += 1
                else:
                    there += 1
                self.candidates.remove(candidate)
        except SaysoError as error:
            complaint = str(error)
        self._sets.show()
        self._show()
        if not self.candidates:
            self._leave()
        self._panel.show_complaint(complaint)
        self._panel.note.say(self._outcome(kept, there))

    def go_back(self) -> None:
        """Forget what was not kept; words that have a label already not before the second time."""
        labelled = sum(bool(candidate.label) for candidate in self.candidates)
        if labelled and not self._warned:
            self._warned = True
            text = self.tr("Labelled and not kept yet: {}. Keep them, or go back once more to forget them.")
            self._panel.note.say(text.format(labelled))
            return
        self._panel.note.say("")
        self._leave()

    def end(self) -> None:
        """End the search: the window goes."""
        self._finder.cancel()
        self._finder.job.stop()

    def _leave(self) -> None:
        self._finder.cancel()
        self._player.stop()
        self.candidates = []
        self._panel.show_complaint("")
        self._panel.show_page(self._panel.plan)

    def _outcome(self, kept: int, there: int) -> str:
        texts = [self.tr("1 word was kept.") if kept == 1 else self.tr("{} words were kept.").format(kept)]
        if there:
            texts.append(self.tr("In the set already: {}.").format(there))
        if self.candidates:
            texts.append(self.tr("Without a label: {}.").format(len(self.candidates)))
        return " ".join(texts)

    def _label(self, rows: Sequence[int], label: str) -> None:
        try:
            label = clean_label(label)
        except UsageError as error:
            self._panel.show_complaint(str(error))
            return
        self._panel.show_complaint("")
        for row in rows:
            self.candidates[row].label = label
        self._show()
        self._page.select_next(rows)

    def _discard(self, rows: Sequence[int]) -> None:
        self._player.stop()
        gone = [self.candidates[row] for row in rows]
        self.candidates = [candidate for candidate in self.candidates if candidate not in gone]
        self._show()

    def _play(self) -> None:
        if rows := self._page.selected:
            self._player.play_or_stop(lambda: self.candidates[rows[0]].word.samples)

    def _show(self) -> None:
        count = len(self.candidates)
        found = self.tr("1 word found") if count == 1 else self.tr("{} words found").format(count)
        left = self._expected - len(self._complaints)
        headline = found if not left else self.tr("{}; {} of {} recordings to go…").format(found, left, self._expected)
        rows = [self._row(candidate) for candidate in self.candidates]
        labelled = any(candidate.label for candidate in self.candidates)
        self._page.show_words(headline, self._hint(left), rows, labelled and not left)

    def _hint(self, left: int) -> str:
        if left or self.candidates:
            return self.tr("Select a word, hear it, type what was said, and press Enter: the next one follows.")
        return self.tr("Nobody is heard saying a word. Go back, and add other recordings.")

    def _row(self, candidate: Candidate) -> FoundRow:
        word = candidate.word
        minutes, seconds = divmod(to_seconds(word.prediction.start), 60)
        remark = "⚠ " + " ".join(translated(fault.sentence) for fault in word.faults) if word.faults else ""
        length = filled("{:.2f} s", (word.word[1] - word.word[0]) / SAMPLE_RATE)
        at = filled("{:.0f}:{:04.1f}", minutes, seconds)
        return FoundRow(word.recording.name, at, length, word.prediction.label, candidate.label, remark)

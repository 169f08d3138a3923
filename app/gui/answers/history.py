"""The words heard so far, newest first, each with all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.events import Prediction, SecondOpinion
from app.gui.answers.heard import HeardUtterance
from app.gui.answers.probability_bars import percent
from app.gui.help.phrases import translated
from app.gui.look.theme import LIGHT
from app.gui.numbers import filled
from app.types import SAMPLE_RATE, to_seconds
from app.vocabulary import SILENCE, UNKNOWN

KEPT = 500
"""Rows; older ones are dropped."""

KEPT_SOUND_S = 600
"""Seconds of sound that all rows together keep, the newest first: 19 MB."""

Judgement = Literal["right", "wrong", "was", "discarded"]


@dataclass(frozen=True)
class Verdict:
    """What the user says of an answer."""

    judgement: Judgement
    label: str = ""
    """What was said, as it is kept in the test set; empty for what is discarded."""


@dataclass(eq=False)
class Entry:
    """One final prediction."""

    prediction: Prediction
    latency_ms: float
    """From the end of the word to its name: in the stream at first, on the screen once that was measured."""
    heard: HeardUtterance | None = None
    """Its sound and traces; ``None`` before they come, and when they are too old to be kept."""
    verdict: Verdict | None = None
    other: SecondOpinion | None = None
    """What a second model answered, where that was something else."""

    @property
    def time(self) -> str:
        """Where the word begins in the stream, in minutes, seconds and tenths."""
        minutes, seconds = divmod(to_seconds(self.prediction.start), 60)
        return f"{minutes:.0f}:{filled('{:04.1f}', int(10 * seconds) / 10)}"

    @property
    def label(self) -> str:
        """The answer."""
        return self.prediction.label

    @property
    def answers(self) -> str:
        """The answer, and beside it the other one of two that differ."""
        return f"{self.label} ≠ {self.other.label}" if self.other is not None else self.label

    @property
    def confidence(self) -> str:
        """How sure it is; a dash where a rule, not a model, said ``unknown``."""
        return "–" if self.remark else percent(self.prediction.confidence)

    @property
    def latency(self) -> str:
        """How late it was known."""
        return f"{self.latency_ms:.0f} ms" if self.latency_ms < 999.5 else filled("{:.1f} s", self.latency_ms / 1000)

    @property
    def is_word(self) -> bool:
        """Whether the answer is a word."""
        return self.label not in (UNKNOWN, SILENCE)

    @property
    def remark(self) -> str:
        """Why it is no word, or nothing."""
        return translated(self.prediction.reason)


def latency_ms(prediction: Prediction) -> float:
    """Return the milliseconds of stream from the word's end to the answer."""
    return 1000 * (prediction.at - prediction.end) / SAMPLE_RATE


Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TIME, WORD, CONFIDENCE, LATENCY, VERDICT = range(5)
"""Columns."""


class History(QAbstractTableModel):
    """Final predictions, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = (
            self.tr("Time"), self.tr("Word"), self.tr("Sure"), self.tr("Latency"), self.tr("Verdict"),
        )  # fmt: skip
        self.rows: list[Entry] = []
        self.muted = LIGHT.muted

    def add(self, prediction: Prediction) -> None:
        """Put a final prediction on top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.rows.insert(0, Entry(prediction, latency_ms(prediction)))
        self.endInsertRows()
        if len(self.rows) > KEPT:
            self.beginRemoveRows(QModelIndex(), KEPT, len(self.rows) - 1)
            del self.rows[KEPT:]
            self.endRemoveRows()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self.rows.clear()
        self.endResetModel()

    def keep(self, heard: HeardUtterance) -> None:
        """Add the sound of a prediction that is in the list, and drop the oldest when there is too much of it."""
        entry = self.entry_of(heard.prediction)
        if entry is None:
            return
        entry.heard = heard
        left_s = float(KEPT_SOUND_S)
        for other in self.rows:
            if other.heard is not None:
                left_s -= other.heard.length_s
                if left_s < 0:
                    other.heard = None

    def show_latency(self, prediction: Prediction, measured_ms: float) -> None:
        """Show how late the name of a word was on the screen."""
        if (entry := self.entry_of(prediction)) is not None:
            entry.latency_ms = measured_ms
            self.redraw(entry)

    def show_opinion(self, prediction: Prediction, opinion: SecondOpinion) -> None:
        """Mark a prediction from which a second model differs."""
        if not opinion.agrees and (entry := self.entry_of(prediction)) is not None:
            entry.other = opinion
            self.redraw(entry)

    def entry_of(self, prediction: Prediction) -> Entry | None:
        """Return the row of a prediction, this very one; ``None`` once it is gone."""
        return next((entry for entry in self.rows if entry.prediction is prediction), None)

    def redraw(self, entry: Entry) -> None:
        """Tell the views that a row shows something else."""
        if entry in self.rows:
            row = self.rows.index(entry)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._headings) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802  (Qt's name)
        """Return how many predictions there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802  (Qt's name)
        """Return five: time, word, confidence, latency, verdict."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802  (Qt's name)
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return text, weight, colour, alignment or explanation of one cell."""
        entry, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (entry.time, entry.answers, entry.confidence, entry.latency, self.verdict_text(entry))[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole if column == WORD and entry.is_word:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.ForegroundRole if column not in (WORD, VERDICT) or (
                column == WORD and not entry.is_word
            ):
                return QColor(self.muted)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(entry, column)
        return None

    def verdict_text(self, entry: Entry) -> str:
        """Return the user's verdict as a sign and a word; nothing while there is none."""
        if entry.verdict is None:
            return ""
        return self.verdict_words().get(entry.verdict.judgement, f"→ {entry.verdict.label}")

    def verdict_words(self) -> Mapping[Judgement, str]:
        """Return what each verdict is called in the table, those with a word of their own left out."""
        return {"right": self.tr("✓ right"), "wrong": self.tr("✕ wrong"), "discarded": self.tr("– out")}

    def _tip(self, entry: Entry, column: int) -> str:
        if column == VERDICT:
            return self.verdict_text(entry)
        word = f"{entry.label}: {entry.remark}" if entry.remark else entry.label
        if entry.prediction.profile:
            word = self.tr("{}, with voice profile {}").format(word, entry.prediction.profile)
        if entry.other is not None:
            word = self.tr("{}; {} differs: it said “{}”").format(word, entry.other.model, entry.other.label)
        return self.tr("{}. Click, or press Enter, to see and hear it.").format(word)


def _alignment(column: int) -> Qt.AlignmentFlag:
    """Return numbers to the right, words to the left."""
    side = Qt.AlignmentFlag.AlignRight if column in (CONFIDENCE, LATENCY) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

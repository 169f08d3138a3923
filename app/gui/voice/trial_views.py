"""The figures of an evaluation: confusions with their takes, labels, confidence, and what changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from app.gui.look.segments import Segments
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.refit import Refit
from app.gui.voice.clip_list import ClipList, ClipRow
from app.gui.voice.confusion_table import ConfusionTable
from app.gui.voice.figures_table import FiguresTable
from app.gui.voice.reliability_plot import ReliabilityPlot
from app.gui.voice.trial_texts import TrialTexts
from app.personal.evaluation import Outcome
from app.personal.reliability import reliability
from app.personal.trial import TrialResult

WORST_SHOWN = 8
LEAST_LINES = 10
"""Height of a view, in lines of text."""

CONFUSIONS, LABELS, CONFIDENCE, CHANGES = range(4)


class TrialViews(QWidget):
    """Shows one of four views, and says what is to be heard."""

    heard = Signal(object)
    """Paths of the takes to play, one after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = TrialTexts(self)
        self._result: TrialResult | None = None
        views = (self.tr("Confusions"), self.tr("Words"), self.tr("Confidence"), self.tr("What changed"))
        self.switch = Segments(views, self)
        self.switch.setAccessibleName(self.tr("Figures"))
        self.stack = QStackedWidget(self)
        self.confusion = ConfusionTable(self)
        self.worst = QListWidget(self)
        self.worst.setAccessibleName(self.tr("Most often confused"))
        self.takes, self.changes = ClipList(self), ClipList(self)
        heads = (self.tr("Word"), self.tr("Precision"), self.tr("Recall"), self.tr("95 % interval"), self.tr("F1"),
                 self.tr("Takes"))  # fmt: skip
        self.labels = FiguresTable(heads, self)
        self.labels.setAccessibleName(self.tr("Figures of each word"))
        titles = (self.tr("Confidence"), self.tr("Takes"), self.tr("Right"), self.tr("95 % interval"), "")
        self.bins = FiguresTable(titles, self)
        self.bins.setAccessibleName(self.tr("Right answers by confidence"))
        self.trust = WrappedLabel(self)
        self.plot = ReliabilityPlot(self)
        self._lay_out()
        self.switch.chosen.connect(self.stack.setCurrentIndex)
        self.confusion.looked_at.connect(self.show_cell)
        self.confusion.hear_wanted.connect(self._hear_cell)
        self.worst.currentRowChanged.connect(self._choose_worst)
        self.worst.itemActivated.connect(lambda _: self._hear_takes())
        for clips in (self.takes, self.changes):
            clips.play_clicked.connect(self.heard)
        Refit(self, self._fit)

    def _lay_out(self) -> None:
        self.stack.addWidget(self._confusions())
        self.stack.addWidget(self.labels)
        self.stack.addWidget(self._confidence())
        self.stack.addWidget(self.changes)
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def _confusions(self) -> QWidget:
        page = QWidget(self)
        worst = QLabel(self.tr("Most often confused"), page)
        worst.setObjectName("heading")
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(worst)
        side.addWidget(self.worst, 1)
        side.addWidget(self.takes, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        caption = WrappedLabel(page)
        caption.setObjectName("caption")
        caption.setText(self.tr("Rows are what was said, columns what was heard. Choose a cell to hear its takes."))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.confusion, 1)
        left.addWidget(caption)
        row.addLayout(left, 2)
        row.addLayout(side, 1)
        return page

    def _confidence(self) -> QWidget:
        page = QWidget(self)
        self.plot.setAccessibleName(self.tr("Share of right answers against confidence"))
        caption = WrappedLabel(page)
        caption.setObjectName("caption")
        caption.setText(self.tr("Share of right answers (up) against confidence (right); lines are 95 % intervals"))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.plot, 1)
        left.addWidget(caption)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.trust)
        right.addWidget(self.bins, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        return page

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.confusion.set_tokens(tokens)
        self.plot.set_tokens(tokens)

    def show_result(self, result: TrialResult) -> None:
        """Show the figures, the worst confusion first."""
        self._result, evaluation = result, result.evaluation
        bins = reliability(evaluation.outcomes)
        self.confusion.show_confusion(evaluation.confusion())
        self.labels.show_rows(self._texts.per_label(evaluation))
        self.bins.show_rows(self._texts.bins(bins))
        self.plot.show_bins(bins)
        self.trust.setText(self._texts.confidence(bins))
        self._show_worst()
        self._show_changes(result)

    def show_cell(self, truth: str, answer: str) -> None:
        """List the takes of one cell."""
        assert self._result is not None
        found = [o for o in self._result.evaluation.outcomes if (o.truth, o.predicted) == (truth, answer)]
        self.takes.show_clips(self._texts.cell(truth, answer, len(found)), [self._row(outcome) for outcome in found])

    def _hear_cell(self, truth: str, answer: str) -> None:
        self.show_cell(truth, answer)
        self._hear_takes()

    def _hear_takes(self) -> None:
        if self.takes.paths:
            self.heard.emit(self.takes.paths)

    def _row(self, outcome: Outcome) -> ClipRow:
        return ClipRow(outcome.path, self._texts.clip(outcome))

    def _show_worst(self) -> None:
        assert self._result is not None
        self._worst = self._result.evaluation.confusions()[:WORST_SHOWN]
        self.worst.blockSignals(True)
        self.worst.clear()
        self.worst.addItems([self._texts.confusion(*confusion) for confusion in self._worst])
        self.worst.blockSignals(False)
        if self._worst:
            self.worst.setCurrentRow(0)
        else:
            self.worst.addItem(self.tr("Nothing was confused"))
            self.takes.show_clips(self.tr("Choose a cell to hear its takes"), ())

    def _choose_worst(self, row: int) -> None:
        if 0 <= row < len(self._worst):
            truth, answer, _ = self._worst[row]
            self.confusion.choose(truth, answer)
            self.show_cell(truth, answer)

    def _show_changes(self, result: TrialResult) -> None:
        comparison = result.comparison
        button = self.switch.buttons[CHANGES]
        button.setVisible(comparison is not None)
        if comparison is None:
            if self.stack.currentIndex() == CHANGES:
                self.switch.buttons[CONFUSIONS].click()
            return
        pairs = [*comparison.better, *comparison.worse]
        rows = [ClipRow(after.path, self._texts.change(before, after)) for before, after in pairs]
        counts = self.tr("{} better (▲), {} worse (▼)").format(len(comparison.better), len(comparison.worse))
        self.changes.show_clips(counts, rows)

    def _fit(self) -> None:
        self.stack.setMinimumHeight(LEAST_LINES * (self.fontMetrics().height() + 8))

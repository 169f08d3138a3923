"""The threshold that a budget of false accepts picks: the curve, and what can be claimed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.help.phrases import translated
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.numbers import filled, written
from app.gui.refit import Refit
from app.gui.voice.background_box import SPIN_MARGIN_PX
from app.gui.voice.threshold_plot import ThresholdPlot
from app.gui.voice.trial_texts import TrialTexts
from app.personal.statistics import rate_text
from app.personal.tuning import Choice
from app.personal.tuning_run import Curve

LEAST_BUDGET, MOST_BUDGET, USUAL_BUDGET = 0.1, 100.0, 1.0
PLOT_LINES = 12
"""Height of the plot at least, in lines of text."""


class ThresholdView(QWidget):
    """Shows what it is given and says what the user did."""

    budget_chosen = Signal(float)
    use_clicked = Signal()
    undo_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = TrialTexts(self)
        self.headline, self.counts, self.claim, self.key, self.left_out = (WrappedLabel(self) for _ in range(5))
        self.headline.setObjectName("headline")
        self.counts.setObjectName("hint")
        self.key.setObjectName("caption")
        self.plot = ThresholdPlot(self)
        self.plot.setAccessibleName(self.tr("Recall against false accepts per hour"))
        self.budget = QDoubleSpinBox(self)
        self.use, self.undo = QPushButton(self.tr("Use this threshold"), self), QPushButton(self.tr("Undo"), self)
        self._set_up()
        self._lay_out()
        self.show_usable(False, False)
        Refit(self, self._fit)

    def _set_up(self) -> None:
        self.key.setText(
            self.tr(
                "Words of yours that are heard (up) against false accepts per hour (right). Shaded: 95 % intervals. "
                "Dashed: at most so many. Large mark: the threshold."
            )
        )
        self.budget.setRange(LEAST_BUDGET, MOST_BUDGET)
        self.budget.setDecimals(1)
        self.budget.lineEdit().setTextMargins(SPIN_MARGIN_PX, 0, SPIN_MARGIN_PX, 0)
        self.budget.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.budget.setValue(USUAL_BUDGET)
        self.budget.setAccessibleName(self.tr("False accepts per hour at most"))
        self.use.setObjectName("primary")
        self.use.setToolTip(self.tr("Let the window listen with this threshold"))
        self.undo.setToolTip(self.tr("Listen with the threshold before  (Ctrl+Z)"))
        for button in (self.use, self.undo):
            button.setAutoDefault(False)
        self.budget.valueChanged.connect(self.budget_chosen)
        self.use.clicked.connect(self.use_clicked)
        self.undo.clicked.connect(self.undo_clicked)

    def _lay_out(self) -> None:
        before, after = QLabel(self.tr("At &most"), self), QLabel(self.tr("false accepts per hour"), self)
        before.setBuddy(self.budget)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (before, self.budget, after):
            row.addWidget(widget)
        row.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.use)
        buttons.addWidget(self.undo)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self.headline, self.counts, self.claim, self.left_out):
            column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.plot, 1)
        column.addWidget(self.key)
        column.addLayout(buttons)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.plot.set_tokens(tokens)

    def show_curve(self, curve: Curve) -> None:
        """Show what each threshold gives."""
        self.plot.show_curve(curve)
        self.left_out.setText(f"⚠  {self._texts.left_out(curve.unreadable)}" if curve.unreadable else "")
        self.left_out.setVisible(bool(curve.unreadable))

    def show_choice(self, choice: Choice) -> None:
        """Show the threshold that the budget picks, and how far that is proven."""
        figures = choice.point.figures()
        recall, accepts = figures["recall"], figures["false_accepts"]
        self.plot.show_choice(choice)
        headline = filled(
            self.tr("Threshold {:.4g} %: {:.1f} % of your words heard, {} false accepts per hour"),
            100 * choice.point.threshold,
            100 * recall["value"],
            written(rate_text(accepts["per_hour"])),
        )
        self.headline.setText(headline)
        self.plot.setAccessibleDescription(headline)
        counts = self.tr("95 % intervals: {:.0f} to {:.0f} %, {} to {} per hour; {} takes, {:.2f} h of background.")
        rates = (written(rate_text(accepts[end])) for end in ("low", "high"))
        shares = 100 * recall["low"], 100 * recall["high"]
        self.counts.setText(filled(counts, *shares, *rates, recall["takes"], accepts["hours"]))
        reasons = [_sentence(translated(reason)) for reason in choice.reasons()]
        signs = ["✓" if choice.proven else "⚠", *(len(reasons) * ["⚠"])]
        self.claim.setText("\n".join(f"{sign}  {reason}" for sign, reason in zip(signs, reasons, strict=False)))

    def show_usable(self, usable: bool, undoable: bool) -> None:
        """Offer to use this threshold, and to take it back, or not; the focus goes to what can be done."""
        focused = self.use.hasFocus() or self.undo.hasFocus()
        self.use.setEnabled(usable)
        self.undo.setEnabled(undoable)
        if focused and not (self.use.hasFocus() or self.undo.hasFocus()):
            (self.undo if undoable else self.use if usable else self.budget).setFocus()

    def _fit(self) -> None:
        self.plot.setMinimumHeight(PLOT_LINES * self.fontMetrics().height())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."

"""What an evaluation says, in sentences."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.gui.help.phrases import translated
from app.gui.numbers import filled
from app.personal.evaluation import Evaluation, Outcome
from app.personal.reliability import FEW, Bin, calibration_error
from app.personal.statistics import wilson_interval
from app.personal.trial import TrialResult

Rows = list[tuple[str, ...]]


class TrialTexts(QObject):
    """Turns figures into text. It is an object for Qt's sake, which translates by class."""

    def headline(self, result: TrialResult) -> str:
        """Return the accuracy, with what it rests on."""
        evaluation = result.evaluation
        low, high = evaluation.interval()
        told = self.tr("{:.1f} % right: {} of {} takes, 95 % interval {:.1f} to {:.1f} %")
        counts = evaluation.correct, len(evaluation.outcomes)
        return filled(told, 100 * evaluation.accuracy, *counts, 100 * low, 100 * high)

    def judge(self, result: TrialResult) -> str:
        """Return who judged what, and how fast."""
        text = self.tr("{} on {}.").format(result.title, result.folder.name)
        latency = result.evaluation.latency()
        if latency["clips"]:
            told = self.tr("From the end of a word to its answer: {:.0f} ms, {:.0f} ms at the 95th percentile.")
            text += " " + told.format(latency["median"], latency["p95"])
        return text

    def compared(self, result: TrialResult) -> str:
        """Return what changed from the other to this one, and whether it is real; empty without another."""
        if result.comparison is None:
            return ""
        first = result.comparison.first
        counted = filled(self.tr("Compared with {} ({:.1f} % right):"), result.against, 100 * first.accuracy)
        return f"{counted} {translated(result.comparison.verdict())}."

    def left_out(self, unreadable: Sequence[str]) -> str:
        """Return how many recordings cannot be read, and why that is with the first."""
        first, count = translated(unreadable[0]), len(unreadable)
        if count == 1:
            return self.tr("One recording is left out: {}").format(first)
        return self.tr("{} recordings are left out, the first of them: {}").format(count, first)

    def per_label(self, evaluation: Evaluation) -> Rows:
        """Return the figures of each label: precision, recall, its interval, F1, takes."""
        rows: Rows = []
        for label, row in evaluation.per_label().items():
            takes, interval = row["support"], self.tr("no take")
            if takes:
                low, high = wilson_interval(round(row["recall"] * takes), takes)
                interval = self.tr("{:.0f} to {:.0f} %").format(100 * low, 100 * high)
            shares = [filled("{:.1f} %", 100 * row[name]) for name in ("precision", "recall", "f1")]
            rows.append((label, shares[0], shares[1], interval, shares[2], str(takes)))
        return rows

    def confidence(self, bins: Sequence[Bin]) -> str:
        """Return how far confidence can be trusted."""
        if not bins:
            return self.tr("No answer had a confidence that could be compared.")
        told = self.tr("On average, confidence and the share of right answers differ by {:.1f} %.")
        error = filled(told, 100 * calibration_error(bins))
        if any(bin_.clips < FEW for bin_ in bins):
            error += " " + self.tr("Hollow marks rest on fewer than {} takes, which is too few to tell.").format(FEW)
        return error

    def bins(self, bins: Sequence[Bin]) -> Rows:
        """Return the figures of each bin: confidence, takes, right, interval, remark."""
        rows: Rows = []
        for bin_ in bins:
            low, high = bin_.interval()
            remark = "" if bin_.is_honest else self.tr("off")
            rows.append(
                (
                    self.tr("{:.0f} to {:.0f} %").format(100 * bin_.low, 100 * bin_.high),
                    str(bin_.clips),
                    f"{100 * bin_.share:.0f} %",
                    self.tr("{:.0f} to {:.0f} %").format(100 * low, 100 * high),
                    self.tr("too few") if bin_.clips < FEW else remark,
                )
            )
        return rows

    def confusion(self, truth: str, answer: str, count: int) -> str:
        """Return one confusion."""
        return self.tr("{} heard as {}: {}").format(truth, answer, count)

    def cell(self, truth: str, answer: str, count: int) -> str:
        """Return what the takes of one cell are."""
        if not count:
            return self.tr("No take of “{}” was heard as “{}”").format(truth, answer)
        return self.tr("“{}” heard as “{}”: {}").format(truth, answer, count)

    def clip(self, outcome: Outcome) -> str:
        """Return one take."""
        return f"{outcome.path.name}   {100 * outcome.confidence:.0f} %"

    def change(self, before: Outcome, after: Outcome) -> str:
        """Return one take that two judged differently."""
        sign = "▲" if after.is_right else "▼"
        return self.tr("{} {}: {}, before {}   ({})").format(
            sign, after.truth, after.predicted, before.predicted, after.path.name
        )

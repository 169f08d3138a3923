"""The two pages of the microphone doctor's dialog: listening, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.dsp.level import QUIETEST_DB
from app.engine.findings import Report, Status
from app.events import Level
from app.gui.doctor.finding_row import FindingRow
from app.gui.doctor.status_sign import StatusSign
from app.gui.help.phrases import translated
from app.gui.listening.level_meter import LevelBar
from app.gui.look.theme import LIGHT, Tokens
from app.types import SAMPLE_RATE

if TYPE_CHECKING:
    from app.engine.doctor import Progress  # brings ONNX Runtime, which the window does not wait for

SIGN_PX = 40

SPEAKING_SHARE = 0.6
"""Part of the time in which to speak; the rest is for the room."""

SIGNS: dict[str, Status] = {"green": "good", "amber": "fair", "red": "bad"}

WORST_FIRST = ("bad", "fair", "unmeasured", "good")


class PlainLevelBar(LevelBar):
    """A level bar without the mark of the gate: nothing listens for words here."""

    @property
    def opening_db(self) -> None:
        """There is none."""
        return


class ListeningPage(QFrame):
    """Says what to do now, for how long, and shows that something is heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._is_recording = False
        self.headline, self.hint = _label("instruction", self), _label("hint", self)
        self.progress = QProgressBar(self, textVisible=False)
        self.progress.setAccessibleName(self.tr("Progress of the check"))
        self.bar = PlainLevelBar(self)
        self.bar.setAccessibleName(self.tr("Input level"))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self.headline, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(24)
        column.addLayout(_as_wide_as_the_bar(self.progress))
        column.addSpacing(24)
        column.addLayout(_as_wide_as_the_bar(self._caption()))
        column.addWidget(self.bar)
        column.addStretch(3)

    def _caption(self) -> QLabel:
        caption = _label("heading", self)
        caption.setText(self.tr("Input level"))
        return caption

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.bar.set_tokens(tokens)

    def show_waiting(self, title: str, is_recording: bool) -> None:
        """Show that an input is being opened."""
        self._is_recording = is_recording
        self.bar.clear()
        self.progress.setValue(0)
        self._say(self.tr("One moment"), self.tr("Opening {}…").format(title))

    def show_progress(self, progress: Progress) -> None:
        """Show how loud it is, what to do now, and for how long."""
        self.bar.push(Level(progress.at, progress.rms_db, progress.peak_db, QUIETEST_DB, speech=0.0, is_open=False))
        self.bar.update()
        self.progress.setMaximum(progress.total)
        self.progress.setValue(progress.at)
        left = self.tr("{} s left").format(-(-(progress.total - progress.at) // SAMPLE_RATE))
        if self._is_recording:
            self._say(self.tr("Listening to the recording"), left)
        elif progress.at < SPEAKING_SHARE * progress.total:
            self._say(self.tr("Say a few words"), self.tr("As you would speak to Sayso.  {}").format(left))
        else:
            self._say(self.tr("Now be quiet"), self.tr("This tells how loud the room is.  {}").format(left))

    def _say(self, headline: str, hint: str) -> None:
        self.headline.setText(headline)
        self.hint.setText(hint)


class ReportPage(QWidget):
    """The verdict, and every finding, the worst first; or why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self.rows: list[FindingRow] = []
        self.sign = StatusSign(SIGN_PX, self)
        self.headline, self.hint = _label("headline", self), _label("hint", self)
        self._page, self._results = QFrame(self), QVBoxLayout()
        self._page.setObjectName("card")
        self._results.setContentsMargins(4, 8, 4, 8)
        self._results.setSpacing(0)
        self._page.setLayout(self._results)
        self.list = QScrollArea(self, widgetResizable=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._top())
        column.addWidget(self.list, 1)
        column.addStretch()

    def _top(self) -> QHBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self.headline)
        texts.addWidget(self.hint)
        texts.addStretch()
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        return top

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.sign.set_tokens(tokens)
        for row in self.rows:
            row.set_tokens(tokens)

    def show_report(self, report: Report, title: str, is_recording: bool) -> None:
        """Show the verdict and every finding, of a microphone or a recording called ``title``."""
        verdict = {"green": self.tr("Green"), "amber": self.tr("Amber"), "red": self.tr("Red")}[report.verdict]
        self.sign.show_status(SIGNS[report.verdict])
        fine = is_recording and report.verdict == "green"
        summary = self.tr("The recording is fine.") if fine else translated(report.summary)
        self.headline.setText(f"{verdict}: {summary}")
        self.hint.setText(self.tr("{}, {:.0f} s").format(title or report.source, report.seconds))
        self._fill(report)
        self.list.show()

    def show_failure(self, message: str) -> None:
        """Show why there is no report."""
        self.sign.show_status("bad")
        self.headline.setText(self.tr("The check could not be made"))
        self.hint.setText(translated(message))
        self.list.hide()

    def _fill(self, report: Report) -> None:
        while (item := self._results.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        findings = sorted(report.findings, key=lambda finding: WORST_FIRST.index(finding.status))
        self.rows = [FindingRow(finding, self._tokens, self._page) for finding in findings]
        for finding_row in self.rows:
            self._results.addWidget(finding_row)
        self._results.addStretch()
        self.list.verticalScrollBar().setValue(0)


def _as_wide_as_the_bar(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 16, 0)
    row.addWidget(widget)
    return row


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setObjectName(name)
    return label

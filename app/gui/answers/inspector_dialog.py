"""The utterance inspector: everything about one answer, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.answers.history import Entry, Verdict
from app.gui.answers.inspector_picture import InspectorPicture
from app.gui.answers.output_button import LookForOutputs, OutputButton, look_for_outputs
from app.gui.answers.probability_bars import percent
from app.gui.answers.test_set_line import TestSetLine
from app.gui.answers.verdict_buttons import VerdictButtons
from app.gui.help.phrases import translated
from app.gui.look.kept_place import keep_place
from app.gui.look.tall_page import TallPage
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from app.engine.saliency import Saliency  # brings ONNX Runtime, which the window does not wait for

SIZE = QSize(840, 704)

PICTURE_LINES = 20
"""Height of the pictures at least, in lines of text; a dialog that is lower is scrolled."""

ROBUST = 0.9
"""An answer that stays at least so sure, whatever is taken away, rests on no single part."""


class InspectorDialog(QDialog):
    """Shows what it is given and says what the user did; the main window stays in use beside it."""

    step_wanted = Signal(int)
    """Another entry of the history: -1 for the newer one, 1 for the older one."""
    play_clicked = Signal()
    judged = Signal(str)
    """A :data:`Judgement` of the entry on show."""

    def __init__(self, parent: QWidget | None = None, look: LookForOutputs = look_for_outputs) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setWindowTitle(self.tr("Utterance"))
        self.word = self._label("headline")
        self.facts = self._label("hint")
        self.newer = self._step(self.tr("↑ Newer"), "PgUp", self.tr("Go to the newer word"), -1)
        self.older = self._step(self.tr("↓ Older"), "PgDown", self.tr("Go to the older word"), 1)
        self.picture = InspectorPicture(self)
        self.gone = self._label("hint")
        self.reasons = QPushButton(self)
        self.explanation = self._label("hint")
        self.play = QPushButton(self)
        self.output = OutputButton(look, self)
        self.complaint = self._label("complaint")
        self.verdicts = VerdictButtons(self)
        self.test_set = TestSetLine(self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._pages = QStackedWidget(self)
        self._set_up()
        self._lay_out()
        self.show_playing(False)
        self.resize(SIZE)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText) if name == "headline" else WrappedLabel(self)
        label.setObjectName(name)
        return label

    def _step(self, text: str, key: str, tip: str, step: int) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("flat")
        button.setAutoDefault(False)
        button.setAccessibleName(tip)
        button.setToolTip(f"{tip}  ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.clicked.connect(lambda: self.step_wanted.emit(step))
        self._key(key, tip).activated.connect(button.click)
        return button

    def _key(self, key: str, does: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setWhatsThis(does)
        return shortcut

    def _set_up(self) -> None:
        self.gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.gone.setText(self.tr("The sound of this word is no longer kept. Only the last ten minutes of speech are."))
        self.reasons.setObjectName("verdict")
        self.reasons.setCheckable(True)
        self.reasons.setAutoDefault(False)
        self.reasons.toggled.connect(self._name_reasons)
        self.reasons.setAccessibleName(self.tr("Show what counted"))
        self.reasons.setChecked(True)
        self.reasons.setToolTip(
            self.tr("Dim what did not matter for the answer: parts of the sound were taken away, one after the other, "
                    "and the model was asked again")
        )  # fmt: skip
        self.reasons.toggled.connect(self.picture.set_saliency_wanted)
        keep_place(self.reasons)
        for button in (self.play, self.close_button):
            button.setAutoDefault(True)
        self.play.clicked.connect(self.play_clicked)
        self._key("P", self.tr("Play what the model heard, or stop")).activated.connect(self.play.click)
        self.output.failed.connect(self.show_complaint)
        self.verdicts.judged.connect(self.judged)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        empty = QWidget(self)
        middle = QVBoxLayout(empty)
        middle.addStretch()
        middle.addWidget(self.gone)
        middle.addStretch()
        for page in (self.picture, empty):
            self._pages.addWidget(page)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(_row(self.word, self.facts, self.newer, self.older, wide=self.facts))
        column.addWidget(self._pages, 1)
        column.addLayout(_row(self.reasons, self.explanation, wide=self.explanation))
        column.addSpacing(8)
        column.addLayout(_row(self.play, self.output, self.complaint, wide=self.complaint))
        column.addSpacing(8)
        column.addLayout(_row(self.verdicts, None, self.close_button))
        column.addWidget(self.test_set)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallPage(content, self))

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.picture.set_tokens(tokens)
        self._fit_to_text()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Measure the text, whose font is known by now."""
        super().showEvent(event)
        self._fit_to_text()

    def _fit_to_text(self) -> None:
        """Let the pictures be looked at, however large the text beside them is."""
        self._pages.setMinimumHeight(PICTURE_LINES * self.fontMetrics().height())

    def show_entry(self, entry: Entry, has_newer: bool, has_older: bool) -> None:
        """Show one row of the history."""
        self.word.setText(entry.label)
        self.facts.setText("   ·   ".join(self._facts(entry)))
        self.newer.setEnabled(has_newer)
        self.older.setEnabled(has_older)
        self.verdicts.show_verdict(entry.verdict)
        self.show_complaint("")
        self._pages.setCurrentIndex(1 if entry.heard is None else 0)
        self.play.setEnabled(entry.heard is not None)
        self.show_explaining("")
        if entry.heard is not None:
            self.picture.show_utterance(entry.heard)

    def _name_reasons(self, shown: bool) -> None:
        """Say by a sign whether it is on, not by colour alone."""
        self.reasons.setText(self.tr("● What &counted") if shown else self.tr("○ What &counted"))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show another verdict on the same row."""
        self.verdicts.show_verdict(verdict)

    def show_explaining(self, text: str) -> None:
        """Say that what counted is being found out, or why it cannot be."""
        self.reasons.setVisible(False)
        self.explanation.setText(translated(text))

    def show_saliency(self, saliency: Saliency) -> None:
        """Show what counted, in the picture and in words."""
        self.picture.show_saliency(saliency)
        self.reasons.setVisible(True)
        shares = saliency.label, percent(saliency.confidence), percent(saliency.lowest)
        if saliency.lowest >= ROBUST:
            text = self.tr("No single part decides: “{0}” stays at least {2} sure, whatever is taken away.")
        else:
            text = self.tr("“{}” is {} sure; without the part that counts most it would be {}.")
        self.explanation.setText(text.format(*shares))

    def show_playing(self, playing: bool, ignores: bool = False) -> None:
        """Offer to play or to stop; while a microphone listens, say that what it hears of it is not answered."""
        self.play.setText(self.tr("■  Stop") if playing else self.tr("▶  Play"))
        self.play.setAccessibleName(self.tr("Stop playing") if playing else self.tr("Play what the model heard"))
        self.play.setToolTip(f"{self.play.accessibleName()}  (P)")
        if playing:
            self.complaint.setObjectName("hint")
            self._say(self.tr("No word is answered while this plays.") if ignores else "")
        else:
            self.picture.show_playhead(None)
            self._say("")

    def show_complaint(self, text: str) -> None:
        """Say what went wrong, in one line; empty when nothing did."""
        self.complaint.setObjectName("complaint")
        self._say(f"✕  {translated(text)}" if text else "")

    def _say(self, text: str) -> None:
        self.complaint.style().unpolish(self.complaint)
        self.complaint.style().polish(self.complaint)
        self.complaint.setText(text)

    def _facts(self, entry: Entry) -> list[str]:
        """Return what is known of an answer, in few words."""
        sure = self.tr("{} sure").format(entry.confidence) if entry.confidence != "–" else ""
        heard = entry.heard
        facts = [sure, entry.remark, entry.time, entry.latency]
        facts += [heard.source, heard.model] if heard is not None else []
        facts += [self.tr("voice profile {}").format(entry.prediction.profile)] if entry.prediction.profile else []
        return [fact for fact in facts if fact]


def _row(*widgets: QWidget | None, wide: QWidget | None = None) -> QHBoxLayout:
    """Return a row, in which ``None`` is a gap that grows and ``wide`` takes what room there is."""
    row = QHBoxLayout()
    row.setSpacing(16)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if widget is wide else 0)
    return row

"""One utterance as a picture: its sound, what counted in it, the gate, and the scores, over one time axis."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.events import Level
from app.gui.answers.heard import HeardUtterance
from app.gui.answers.probability_bars import percent
from app.gui.answers.saliency_overlay import SaliencyOverlay
from app.gui.answers.scores_plot import SIGNS, ScoresPlot
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.picture.sound_plot import SoundPlot
from app.gui.picture.sound_record import STEP
from app.settings import Settings
from app.types import SAMPLE_RATE

if TYPE_CHECKING:
    from app.engine.saliency import Saliency  # brings ONNX Runtime, which the window does not wait for

SCORES_SHARE = 0.28
"""Of the height, for the scores."""


class InspectorPicture(QFrame):
    """Draws what it is given; where something is played, a line moves through all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.sound = SoundPlot(parent=self, gate=True)
        self.sound.setAccessibleName(self.tr("Spectrogram and gate of the utterance"))
        self.scores = ScoresPlot(self.sound, self)
        self.scores.setAccessibleName(self.tr("Scores while the utterance went on"))
        self.legend = WrappedLabel(self)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setObjectName("caption")
        self.overlay = SaliencyOverlay(self.sound.spectrogram_box)
        self._saliency: Saliency | None = None
        self._heard: HeardUtterance | None = None
        self._shows_saliency = True
        self._playheads = [pg.InfiniteLine(angle=90) for _ in range(2)]
        for box, line in zip((self.sound.spectrogram_box, self.scores.box), self._playheads, strict=True):
            line.setZValue(10)
            line.setVisible(False)
            box.addItem(line, ignoreBounds=True)
        for plot in (self.sound, self.scores):
            plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.sound, round(100 * (1 - SCORES_SHARE)))
        column.addWidget(self.legend)
        column.addWidget(self.scores, round(100 * SCORES_SHARE))

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.sound.set_tokens(tokens)
        self.scores.set_tokens(tokens)
        for line in self._playheads:
            line.setPen(pg.mkPen(tokens.text if line is self._playheads[1] else "#ffffff", width=2))
        self.legend.setContentsMargins(self.scores.left_px, 0, 0, 0)
        self._name_lines()

    def show_settings(self, settings: Settings) -> None:
        """Use the colours, the axis and the levels that were chosen."""
        self.sound.show_settings(settings)
        if self._heard is not None:
            self.sound.show_all_frequencies()
            self.sound.show_stretch(self._heard.start, self._heard.end)
        self._lay_over()

    def show_utterance(self, heard: HeardUtterance) -> None:
        """Show the sound, the gate and the scores of an utterance; what counted in it comes later."""
        self._heard, self._saliency = heard, None
        self.sound.show_samples(heard.samples, heard.start)
        for begin, row in heard.gate:
            level = Level(
                begin + STEP, row.level_db, row.level_db, row.opening_db, row.speech, row.is_open, row.opening_db
            )
            self.sound.record.take(level)
        self.sound.forget()
        self.scores.show_threshold(None)
        self.scores.show_utterance(heard)
        self.scores.setAccessibleDescription(
            "; ".join(f"{label}: {', '.join(percent(share) for _, share in line)}" for label, line in self.scores.lines)
        )
        self.show_playhead(None)
        self._name_lines()
        self._lay_over()

    def show_threshold(self, threshold: float | None) -> None:
        """Show what an answer must reach."""
        self.scores.show_threshold(threshold)
        self._name_lines()

    def show_saliency(self, saliency: Saliency) -> None:
        """Show what counted."""
        self._saliency = saliency
        self._lay_over()

    def set_saliency_wanted(self, wanted: bool) -> None:
        """Show what counted over the spectrogram, or the bare picture."""
        self._shows_saliency = wanted
        self._lay_over()

    def show_playhead(self, played_s: float | None) -> None:
        """Mark how far the playing is, or nothing."""
        for line in self._playheads:
            line.setVisible(played_s is not None)
            if played_s is not None and self._heard is not None:
                line.setValue(self._heard.start / SAMPLE_RATE + played_s)

    def _lay_over(self) -> None:
        if self._saliency is not None and self._shows_saliency:
            self.overlay.show(self._saliency, self.sound.frequencies)
        else:
            self.overlay.hide()

    def _name_lines(self) -> None:
        """Say which line is which label."""
        names = [
            f'<span style="color:{colour}">{letter}</span>&nbsp;{escape(label)}'
            for (label, _), colour, (_, letter) in zip(self.scores.lines, self.scores.colours(), SIGNS, strict=False)
        ]
        if self.scores.threshold is not None:
            threshold = self.tr("threshold {}").format(percent(self.scores.threshold))
            names.append(f"╌&nbsp;{escape(threshold)}")
        self.legend.setText("&nbsp;&nbsp; ".join([escape(self.tr("Scores")), *names]))

"""The live picture of the sound with its controls."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.dsp.spectrogram import HOP
from app.events import Columns, Dense, Prediction, Speech
from app.gui.help.shortcuts import Shortcut
from app.gui.look.theme import Tokens
from app.gui.picture.level_range import USUAL_DB, bounded
from app.gui.picture.picture_gestures import Picture
from app.gui.picture.picture_keys import level_shortcuts, picture_shortcuts
from app.gui.picture.picture_toolbar import PictureToolbar
from app.gui.picture.playhead import Playhead
from app.gui.picture.sound_record import SoundRecord
from app.gui.picture.timeline import Timeline
from app.gui.picture.track_hands import NOTCH
from app.gui.picture.word_spans import WordSpans
from app.settings import ColourMap, Settings
from app.types import Decibels

SETTLE_MS = 500
"""After the last turn of the wheel, the choice is kept."""

LOST_SHARE = 0.05
"""From this share of the picture on, it is said that sound in view is too old to be kept."""


class SpectrogramView(QWidget):
    """Shows the last two minutes of sound: time to the right, pitch upwards, loudness as colour.

    ``take`` stores, ``draw`` paints: a hidden view is never painted, and late columns cost one image, not many.
    """

    chosen = Signal(dict)
    """The user chose other settings: their names and values."""
    picture_wanted = Signal()
    data_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record, self.words, self.timeline = SoundRecord(), WordSpans(), Timeline()
        self._playhead = Playhead()
        self._settings = Settings()
        self._pending: dict[str, Any] = {}
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.settle)
        self.toolbar = PictureToolbar(self)
        self.picture = Picture(self.record, self.timeline, self.words, self)
        self._hint = self._text("hint", "")
        self._note = self._text("note", self.tr("Sound older than two minutes is not kept"))
        self._note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.picture, 1)
        self.picture.setAccessibleName(self.tr("Spectrogram"))
        self.picture.setAccessibleDescription(
            self.tr("Picture of the sound: time to the right, pitch upwards. Arrow keys move, plus and minus zoom, "
                    "Shift with the arrow keys reads a point, End goes on with the present.")
        )  # fmt: skip
        self._connect()
        self.show_settings(self._settings)

    def _text(self, name: str, text: str) -> QLabel:
        """Return a text that lies over the spectrogram."""
        label = QLabel(text, self.picture)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _connect(self) -> None:
        toolbar, picture = self.toolbar, self.picture
        toolbar.pause_clicked.connect(self.pause_or_resume)
        toolbar.span_chosen.connect(self._set_span)
        toolbar.zoomed.connect(lambda more: self._set_span(self.timeline.span_s * (NOTCH if more else 1 / NOTCH)))
        toolbar.axis_chosen.connect(lambda axis: self._choose(frequency_axis=axis))
        toolbar.band_chosen.connect(lambda whole: self._choose(whole_band=whole))
        toolbar.all_frequencies_chosen.connect(self._show_all_frequencies)
        toolbar.fit_chosen.connect(self._fit_levels)
        toolbar.usual_levels_chosen.connect(lambda: self._set_levels(*USUAL_DB))
        toolbar.top_chosen.connect(lambda top: self._choose(waveform_top=top))
        toolbar.waveform_switched.connect(lambda on: self._choose(show_waveform=on))
        toolbar.gate_switched.connect(lambda on: self._choose(show_gate=on))
        toolbar.picture_wanted.connect(self.picture_wanted)
        toolbar.data_wanted.connect(self.data_wanted)
        picture.changed.connect(self._show_stretch)
        picture.read.connect(self._show_reading)
        picture.level_range.moved.connect(self._set_levels)
        picture.spectrogram_box.sigResized.connect(self._place_texts)

    @property
    def colour_map(self) -> ColourMap:
        """The colours in use."""
        return self._settings.colour_map

    @property
    def frames(self) -> int:
        """How many times a new picture was made."""
        return self.picture.frames

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.picture.set_tokens(tokens)
        self._redraw()

    def show_settings(self, settings: Settings) -> None:
        """Use the settings that concern the picture; what the user is still turning goes before them."""
        if self._pending:
            return
        self._settings = settings
        self.toolbar.show_settings(settings)
        if settings.span_s != self.timeline.span_s:
            self.timeline.set_span(settings.span_s)
        self.picture.show_settings(settings)
        self._redraw()
        self.toolbar.show_span(self.timeline.span_s)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the picture and of the scale of levels."""
        return (*picture_shortcuts(), *level_shortcuts())

    def show_hint(self, text: str) -> None:
        """Say something on the empty picture; nothing takes it away."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def clear(self) -> None:
        """Begin a new stream with an empty picture."""
        for part in (self.record, self.words, self.timeline, self._playhead):
            part.clear()
        self.toolbar.show_live(True)
        self.picture.forget()
        self._redraw()

    def take(self, event: Dense) -> None:
        """Store columns or levels; they appear with the next :meth:`draw`."""
        bins = self.record.bins, self.record.bin_hz
        self.record.take(event)
        if isinstance(event, Columns) and bins != (self.record.bins, self.record.bin_hz):
            self.picture.show_all_frequencies()

    def mark(self, event: Speech | Prediction) -> None:
        """Store what was understood; it appears with the next :meth:`draw`."""
        self.words.take(event)

    def draw(self, elapsed_s: float) -> None:
        """Show the stream ``elapsed_s`` seconds further than last time, as far as it is known."""
        position = self._playhead.advance(self.record.end / HOP, elapsed_s)
        self.timeline.follow(position * HOP)
        self.picture.refresh()
        begin = self.record.begin
        self._note.setVisible(begin > 0 and begin > self.timeline.left + LOST_SHARE * self.timeline.span)

    def pause_or_resume(self) -> None:
        """Stand still, or go on with the present."""
        if self.timeline.live:
            self.timeline.pause()
        else:
            self.timeline.resume()
        self.picture.refresh()
        self._show_stretch()

    def shown_levels(self) -> Decibels:
        """Return the decibels in view, shape ``(columns of pixels, rows)``, the highest row first."""
        return self.picture.shown_levels()

    def settle(self) -> None:
        """Keep what the user turned, now."""
        self._settling.stop()
        pending, self._pending = self._pending, {}
        if pending:
            self.chosen.emit(pending)

    def _choose(self, **choices: object) -> None:
        self.settle()
        self.chosen.emit(choices)

    def _turn(self, **choices: float) -> None:
        """Keep a choice once the user has settled on it: a wheel turns many times a second."""
        self._pending.update(choices)
        self._settling.start()

    def _set_span(self, span_s: float) -> None:
        self.timeline.zoom(span_s / self.timeline.span_s, 0.5)
        self.picture.refresh()
        self._show_stretch()

    def _show_all_frequencies(self) -> None:
        self.picture.show_all_frequencies()
        self.picture.refresh()

    def _fit_levels(self) -> None:
        """Let the colours reach from the quiet of what is in view to its loudest."""
        quiet, loud = np.percentile(self.shown_levels(), (10, 99.9))
        self._set_levels(*bounded(5.0 * np.floor(quiet / 5), 5.0 * np.ceil(loud / 5)))

    def _set_levels(self, low: float, high: float) -> None:
        self.picture.set_levels(float(low), float(high))
        self._redraw()
        self._turn(quietest_db=float(low), loudest_db=float(high))

    def _show_stretch(self) -> None:
        """Let the controls follow what the user did to the picture."""
        self.toolbar.show_live(self.timeline.live)
        self.toolbar.show_span(self.timeline.span_s)
        if self.timeline.span_s != self._settings.span_s or "span_s" in self._pending:
            self._turn(span_s=round(self.timeline.span_s, 3))

    def _redraw(self) -> None:
        """Show what was changed, unless nothing was drawn yet: what a mel is takes a while to import."""
        if self.frames:
            self.picture.refresh()

    def _place_texts(self) -> None:
        area, size = self.picture.place_of(self.picture.spectrogram_box), self._note.sizeHint()
        self._hint.setGeometry(area)
        self._note.setGeometry(area.left() + 8, area.bottom() - 8 - size.height(), size.width(), size.height())

    def _show_reading(self, text: str) -> None:
        self.toolbar.readout.setText(text)

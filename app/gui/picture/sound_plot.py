"""A stretch of sound as a picture that stands still: spectrogram, waveform and gate over one time axis."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QLabel, QWidget

from app.dsp.spectrogram import FRAME, HOP, Spectrogram
from app.events import Columns
from app.gui.look.theme import Tokens
from app.gui.picture.frequency_axis import FrequencyAxis
from app.gui.picture.frequency_scale import SPEECH_HZ, FrequencyScale
from app.gui.picture.gate_caption import GateCaption
from app.gui.picture.plot_view import LevelAxis, PlotView
from app.gui.picture.sound_record import SoundRecord
from app.gui.picture.time_axis import TimeAxis
from app.gui.picture.track_box import TrackBox
from app.gui.picture.tracks import GATE_DB, GateTrack, SpectrogramTrack, WaveformTrack
from app.settings import Settings
from app.types import Decibels, Samples

STRIP_SHARE, LEAST_STRIP_PX, MOST_STRIP_PX = 0.11, 40, 72
"""Height of the waveform and of the gate, as a share of the picture's."""

GAP_PX = 8
OWN_S = 40
"""Seconds that a picture without a record keeps: more than the longest utterance."""


class SoundPlot(PlotView):
    """Draws a stretch of a sound record with the axes, the colours and the level range of the settings.

    ``spectrogram_box``, ``waveform_box`` and ``gate_box`` are pyqtgraph view boxes. What is added to them lies over the
    picture: to the right seconds of the stream, upwards mels or hertz, sample values, decibels.

    Args:
        record: the sound; without one, :meth:`show_samples` brings it.
        parent: the widget that this one is in.
        waveform: show the waveform under the spectrogram.
        gate: show what the gate knew under it.
    """

    def __init__(
        self,
        record: SoundRecord | None = None,
        parent: QWidget | None = None,
        *,
        waveform: bool = False,
        gate: bool = False,
    ) -> None:
        super().__init__(parent)
        self.record = SoundRecord(OWN_S) if record is None else record
        self.spectrogram, self.waveform = SpectrogramTrack(self.record), WaveformTrack(self.record)
        self.gate = GateTrack(self.record)
        boxes = self._make_boxes()
        self.spectrogram_box, self.waveform_box, self.gate_box = boxes
        self.frequency_axis, self.times = FrequencyAxis(), TimeAxis()
        self._strip_axes = (LevelAxis("left", (1.0,), "0"), LevelAxis("left", (20, 40, 80), self.tr("0 dB")))
        self._gate_caption = GateCaption(self)
        self._captions = (QLabel(self.tr("Waveform"), self), self._gate_caption)
        self.first, self.scale = 0, 1.0
        self._stretch: tuple[float, float] | None = None
        self._shown: FrequencyScale | None = None
        self._whole_band = False
        self._strips = (waveform, gate)
        self._fill(boxes)

    def _make_boxes(self) -> tuple[TrackBox, TrackBox, TrackBox]:
        record = self.record
        return TrackBox(self.spectrogram, record), TrackBox(self.waveform, record), TrackBox(self.gate, record)

    def _fill(self, boxes: Sequence[TrackBox]) -> None:
        """Put the boxes one below the other, each with its axis on the left; the rows between are for captions."""
        for number, (box, axis) in enumerate(zip(boxes, (self.frequency_axis, *self._strip_axes), strict=True)):
            self.ci.addItem(axis, 2 * number, 0)
            self.ci.addItem(box, 2 * number, 1)
            axis.linkToView(box)
        for caption in self._captions:
            caption.setObjectName("caption")
        self.ci.addItem(self.times, 5, 1)
        self.times.linkToView(self.spectrogram_box)
        self.gate_box.setYRange(*GATE_DB, padding=0)
        self._show_waveform_top(self.waveform.top)

    def _show_waveform_top(self, top: float) -> None:
        self.waveform.top = top
        self.waveform_box.setYRange(-top, top, padding=0)
        self._strip_axes[0].set_steps((top, 2 * top))

    @property
    def shows(self) -> tuple[bool, bool]:
        """Whether the waveform and the gate are shown."""
        return self._strips

    @property
    def boxes(self) -> list[TrackBox]:
        """What is shown, from the top down."""
        strips = zip((self.waveform_box, self.gate_box), self._strips, strict=True)
        return [self.spectrogram_box, *(box for box, is_shown in strips if is_shown)]

    @property
    def top_hz(self) -> float:
        """The highest frequency that there is to see."""
        return self.record.highest_hz if self._whole_band else min(SPEECH_HZ, self.record.highest_hz)

    @property
    def frequencies(self) -> FrequencyScale:
        """The frequencies in view."""
        return self.spectrogram.frequencies

    def set_frequencies(self, scale: FrequencyScale) -> None:
        """Show other frequencies."""
        if scale != self.spectrogram.frequencies:
            self.spectrogram.frequencies = scale
            self.spectrogram_box.forget()

    def show_all_frequencies(self) -> None:
        """Show every frequency that there is to see."""
        self.set_frequencies(FrequencyScale(self.frequencies.axis, 0.0, self.top_hz))

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        for track in (self.spectrogram, self.waveform, self.gate):
            track.set_tokens(tokens)
        self._gate_caption.set_tokens(tokens)
        super().set_tokens(tokens)
        self.forget()

    def show_settings(self, settings: Settings) -> None:
        """Use the colours, the axis, the levels and the height of the waveform that were chosen."""
        self.spectrogram.set_colour_map(settings.colour_map)
        self.spectrogram.range_db = (settings.quietest_db, settings.loudest_db)
        self._show_waveform_top(settings.waveform_top)
        if (settings.whole_band, settings.frequency_axis) != (self._whole_band, self.frequencies.axis):
            self._whole_band = settings.whole_band
            self.set_frequencies(FrequencyScale(settings.frequency_axis, 0.0, self.top_hz))
        self.forget()

    def show_strips(self, waveform: bool, gate: bool) -> None:
        """Show or hide what lies under the spectrogram."""
        if self._strips != (waveform, gate):
            self._strips = (waveform, gate)
            self.arrange()

    def show_samples(self, samples: Samples, start: int = 0) -> None:
        """Show ``samples``, shape ``(n,)`` at 16 kHz, the first of which has index ``start`` in its stream."""
        self.record.clear()
        first = start // HOP * HOP
        behind = FRAME + -(start + len(samples)) % HOP  # a column shows what lies before its end
        padded = np.pad(samples, (start - first, behind))
        spectrogram = Spectrogram()
        self.record.take(Columns(first, spectrogram.push(padded), spectrogram.bin_hz, padded))
        self.show_all_frequencies()
        self.forget()
        self.show_stretch(start, start + max(len(samples), HOP))

    def show_stretch(self, left: float, right: float) -> None:
        """Show the sound between two sample indices, to the pixel."""
        self._stretch = (left, right)
        columns, _ = self.spectrogram_box.size_px
        self.scale = (right - left) / columns
        self.first = math.floor(right / self.scale) - columns
        if self._shown != self.frequencies:
            self._shown = self.frequencies
            self.frequency_axis.set_scale(self.frequencies)
            self.spectrogram_box.setYRange(*self.frequencies.ends, padding=0)
        for box in self.boxes:
            box.show_columns(self.first, self.first + columns, self.scale)

    def forget(self) -> None:
        """Draw everything anew next time: the sound or its colours are others."""
        for box in (self.spectrogram_box, self.waveform_box, self.gate_box):
            box.forget()

    def shown_levels(self) -> Decibels:
        """Return the decibels in view, shape ``(columns of pixels, rows)``, the highest row first."""
        columns, rows = self.spectrogram_box.size_px
        return self.spectrogram.levels(self.first, columns, self.scale, rows)

    @property
    def right_px(self) -> int:
        """Room on the right, so that the last time is not cut."""
        widest: int = self.fontMetrics().horizontalAdvance("00:00.0")
        return widest // 2 + 1

    def arrange(self) -> None:
        """Share out the room between the spectrogram, the strips with their captions, and the axes."""
        super().arrange()
        line, layout = self.fontMetrics().height(), self.ci.layout
        layout.setContentsMargins(0, line // 2 + 1, self.right_px, 0)
        for axis in (self.frequency_axis, *self._strip_axes):
            axis.setWidth(self.fontMetrics().horizontalAdvance("1.25 kHz") + 16)
        self.times.setHeight(line + 12)
        strip = round(min(max(STRIP_SHARE * self.height(), LEAST_STRIP_PX), MOST_STRIP_PX))
        strips = zip((self.waveform_box, self.gate_box), self._strip_axes, self._captions, self._strips, strict=True)
        for number, (box, axis, caption, shown) in enumerate(strips):
            layout.setRowFixedHeight(2 * number + 1, caption.sizeHint().height() + GAP_PX if shown else 0)
            layout.setRowFixedHeight(2 * number + 2, strip if shown else 0)
            for part in (box, axis):
                part.setVisible(shown)
            caption.setVisible(shown)
        layout.activate()
        self._place_captions()
        if self._stretch is not None:
            self.show_stretch(*self._stretch)

    def _place_captions(self) -> None:
        for box, caption in zip((self.waveform_box, self.gate_box), self._captions, strict=True):
            area, height = self.place_of(box), caption.sizeHint().height()
            caption.setGeometry(area.left(), area.top() - height - 1, area.width(), height)

"""Where what is, in the picture of the sound."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics

from app.gui.level_range import BAR_PX

GAP_PX = 8
STRIP_SHARE, LEAST_STRIP_PX, MOST_STRIP_PX = 0.11, 40, 72


@dataclass(frozen=True)
class Areas:
    """One below the other, in logical pixels; left of them the scales, right of the spectrogram the colours."""

    spectrogram: QRect
    waveform: QRect | None
    gate: QRect | None
    times: QRect
    colours: QRect

    @property
    def tracks(self) -> list[QRect]:
        """The areas over the one time axis that are shown, from the top down."""
        return [area for area in (self.spectrogram, self.waveform, self.gate) if area is not None]


def areas(size: QSize, metrics: QFontMetrics, waveform: bool, gate: bool) -> Areas:
    """Share out ``size``, with strips for the waveform and the gate if they are wanted."""
    left = metrics.horizontalAdvance("1.25 kHz") + 16
    right = metrics.horizontalAdvance("−100") + BAR_PX + 18 + GAP_PX
    width = max(1, size.width() - left - right)
    strip = round(min(max(STRIP_SHARE * size.height(), LEAST_STRIP_PX), MOST_STRIP_PX))
    bottom = size.height() - metrics.height() - 12
    times = QRect(left, bottom, width, size.height() - bottom)
    strips: list[QRect | None] = []
    for wanted in (gate, waveform):
        if wanted:
            strips.append(QRect(left, bottom - strip, width, strip))
            bottom -= strip + GAP_PX
        else:
            strips.append(None)
    spectrogram = QRect(left, 0, width, max(1, bottom))
    colours = QRect(left + width + GAP_PX, 0, right - GAP_PX, max(1, bottom))
    return Areas(spectrogram, strips[1], strips[0], times, colours)

"""Frequency on the left of a spectrogram, in hertz."""

from app.gui.picture.frequency_scale import FrequencyScale
from app.gui.picture.plot_view import Mark, PlotAxis


class FrequencyAxis(PlotAxis):
    """Hertz beside a plot whose upright unit is that of its scale: mels or hertz.

    It has no marks before it is told a scale: what a mel is takes a while to import, and nothing is drawn by then.
    """

    def __init__(self) -> None:
        super().__init__("left")
        self._scale: FrequencyScale | None = None

    def set_scale(self, scale: FrequencyScale) -> None:
        """Mark the frequencies of ``scale``."""
        if scale != self._scale:
            self._scale = scale
            self.setRange(*scale.ends)

    def marks(self, low: float, high: float, length_px: float) -> list[Mark]:
        """Return octaves or even steps, whichever are more."""
        if self._scale is None:
            return []
        shares = self._scale.ticks(length_px, 1.5 * self.metrics.height())
        return [(low + share * (high - low), text) for share, text in shares]

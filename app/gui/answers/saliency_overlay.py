"""What an answer rests on, over the spectrogram: the rest is dimmed, and the heart of it is outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt

from app.gui.picture.frequency_scale import FrequencyScale
from app.types import SAMPLE_RATE

if TYPE_CHECKING:
    from app.engine.saliency import Saliency  # brings ONNX Runtime, which the window does not wait for

ROWS, COLUMNS = 96, 160
"""Pixels of the overlay, between which it is smooth."""

DIMMED = 175
"""Opacity, of 255, over what does not matter. Dimming is seen with every map of colours, and by every eye."""

OUTLINED = 0.5
"""Part of the largest evidence at which the outline runs."""

LEAST_EVIDENCE = 0.5
"""Log odds; where no part has more, none stands out, and little differences are not blown up."""

Floats = npt.NDArray[np.float64]


class SaliencyOverlay:
    """Two items in the view box of a spectrogram.

    Args:
        box: the view box, in seconds of the stream and the units of its frequency scale.
    """

    def __init__(self, box: pg.ViewBox) -> None:
        self._dim = pg.ImageItem(axisOrder="row-major")
        self._outlines = [
            pg.IsocurveItem(level=OUTLINED, pen=pg.mkPen("#000000", width=4)),
            pg.IsocurveItem(level=OUTLINED, pen=pg.mkPen("#ffffff", width=2, style=Qt.PenStyle.SolidLine)),
        ]
        for item in (self._dim, *self._outlines):
            box.addItem(item, ignoreBounds=True)
        self.shares: Floats | None = None
        """What is shown: 0 where nothing matters, 1 where most does, ``(ROWS, COLUMNS)``, low frequencies first."""
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Whether anything lies over the picture."""
        return bool(self._dim.isVisible())

    def hide(self) -> None:
        """Show the bare picture."""
        for item in (self._dim, *self._outlines):
            item.setVisible(False)

    def show(self, saliency: Saliency, scale: FrequencyScale) -> None:
        """Lay ``saliency`` over a picture with the axis ``scale``."""
        self.shares = shares_of(saliency, scale)
        pixels = np.zeros((ROWS, COLUMNS, 4), np.uint8)
        pixels[..., 3] = np.rint(DIMMED * (1 - self.shares))
        low, high = scale.ends
        begin, end = saliency.edges[[0, -1]] / SAMPLE_RATE
        place = QRectF(begin, low, end - begin, high - low)
        self._dim.setImage(pixels, autoLevels=False, levels=(0, 255))
        self._dim.setRect(place)
        transform = pg.QtGui.QTransform().translate(begin, low).scale((end - begin) / COLUMNS, (high - low) / ROWS)
        for outline in self._outlines:
            outline.setData(self.shares.T)
            outline.setTransform(transform)
        for item in (self._dim, *self._outlines):
            item.setVisible(True)


def shares_of(saliency: Saliency, scale: FrequencyScale) -> Floats:
    """Return how much each place counts, of the place that counts most, smooth between the cells."""
    evidence = np.clip(saliency.evidence, 0, None) / max(LEAST_EVIDENCE, float(saliency.evidence.max()))
    times = np.linspace(float(saliency.edges[0]), float(saliency.edges[-1]), COLUMNS)
    by_time = np.array([np.interp(times, _middles(saliency.edges), row) for row in evidence])
    heights = (np.arange(ROWS) + 0.5) / ROWS
    bands = scale.share(_middles(saliency.edges_hz))
    return np.array([np.interp(heights, bands, column) for column in by_time.T]).T


def _middles(edges: Floats) -> Floats:
    return (edges[:-1] + edges[1:]) / 2

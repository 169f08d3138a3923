"""The scrolling mel spectrogram."""

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.dsp.spectrogram import BANDS, HOP
from app.events import Columns
from app.gui.column_history import ColumnHistory
from app.gui.mel_axis import ticks
from app.gui.playhead import COLUMNS_PER_SECOND, Playhead
from app.gui.theme import LIGHT, Tokens
from app.settings import ColourMap

SPAN_S = 6
"""Seconds from the left edge to the right."""

LEVELS_DB = (-100.0, -20.0)
"""Darkest and brightest level: fixed, so that the same sound always looks the same."""

COLOUR_MAPS: dict[ColourMap, str] = {"viridis": "viridis", "cividis": "cividis", "grey": "CET-L1"}
"""pyqtgraph's names. Cividis is made for colour-blind eyes."""


class SmoothImage(pg.ImageItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An image that is interpolated: a column is narrower than a pixel, and would shimmer while it scrolls."""

    def paint(self, painter: QPainter, *args: Any) -> None:
        """Draw with bilinear interpolation."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, *args)


class SpectrogramView(QWidget):
    """Shows the last seconds of sound: time to the right, pitch upwards, loudness as colour.

    ``append`` stores, ``draw`` paints: a hidden view is never painted, and late columns cost one image, not many.
    The axes stand still; only the image moves under them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = ColumnHistory(capacity=int((SPAN_S + 4) * COLUMNS_PER_SECOND))
        self._playhead = Playhead()
        self._drawn: tuple[float, int] | None = None
        self.frames = 0
        """How many times a new image was shown."""
        self._image = SmoothImage(axisOrder="row-major")
        self._plot = _plot(self._image)
        self._canvas = _canvas(self._plot)
        self._hint = QLabel(self._canvas)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas)
        self.setAccessibleName(self.tr("Spectrogram"))
        self.setAccessibleDescription(self.tr("Live picture of the sound: time to the right, pitch upwards"))
        self._plot.getViewBox().sigResized.connect(self._fit)
        self.set_tokens(LIGHT)
        self.set_colour_map("viridis")
        self.clear()

    @property
    def colour_map(self) -> ColourMap:
        """The colours in use."""
        return self._colour_map

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw the axes in the theme's colours."""
        self._canvas.setBackground(tokens.surface)
        self._plot.getViewBox().setBackgroundColor(tokens.raised)
        self._hint.setStyleSheet(f"color: {tokens.muted};")
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(tokens.border)
            axis.setTextPen(tokens.muted)

    def set_colour_map(self, name: ColourMap) -> None:
        """Draw loudness in other colours, at once."""
        self._colour_map = name
        self._image.setLookupTable(pg.colormap.get(COLOUR_MAPS[name]).getLookupTable(nPts=256))

    def show_hint(self, text: str) -> None:
        """Say something on the empty picture; nothing takes it away."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def clear(self) -> None:
        """Begin a new stream with an empty picture."""
        self._columns.clear()
        self._playhead.clear()
        self._drawn = None
        self._image.clear()

    def append(self, columns: Columns) -> None:
        """Store columns; they appear with the next :meth:`draw`."""
        self._columns.append(columns.start // HOP, columns.values)

    def draw(self, elapsed_s: float) -> None:
        """Show the stream ``elapsed_s`` seconds further than last time, as far as it is known."""
        right = self._playhead.advance(self._columns.end, elapsed_s)
        last = min(math.ceil(right), self._columns.end)
        if self._drawn == (right, last) or not last:
            return
        self._drawn = right, last
        first = max(0, math.floor(right - SPAN_S * COLUMNS_PER_SECOND))
        image = self._columns.between(first, last)
        self._image.setImage(image, autoLevels=False, levels=LEVELS_DB)
        left_s, width_s = (first - right) / COLUMNS_PER_SECOND, (last - first) / COLUMNS_PER_SECOND
        self._image.setRect(QRectF(left_s, 0, width_s, BANDS))
        self.frames += 1

    def shown_image(self) -> np.ndarray | None:
        """Return the image on screen, shape ``(bands, columns)`` in decibels, or ``None`` when it is empty."""
        image: np.ndarray | None = self._image.image
        return image

    def _fit(self) -> None:
        """Keep the hint in the middle, and the ticks apart, in the font that is known by now."""
        left, bottom = self._plot.getAxis("left"), self._plot.getAxis("bottom")
        for axis in (left, bottom):
            axis.setTickFont(self.font())
        left.setWidth(self.fontMetrics().horizontalAdvance("500 Hz") + 20)
        bottom.setHeight(self.fontMetrics().height() + 12)
        box = self._plot.getViewBox()
        left.setTicks([ticks(box.height(), self.fontMetrics().height()), []])
        self._hint.setGeometry(box.sceneBoundingRect().toRect())


def _canvas(plot: Any) -> Any:
    """Return the view that holds ``plot`` and repaints only what changed."""
    canvas = pg.GraphicsView(useOpenGL=False, background=None)
    canvas.setCentralItem(plot)
    canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return canvas


def _plot(image: Any) -> Any:
    """Return a still pair of axes around ``image``."""
    plot = pg.PlotItem(enableMenu=False)
    plot.addItem(image)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.setContentsMargins(0, 8, 24, 0)
    plot.setXRange(-SPAN_S, 0, padding=0)
    plot.setYRange(0, BANDS, padding=0)
    plot.getViewBox().setBorder(None)
    left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
    bottom.setTicks([[(-second, f"−{second} s" if second else "now") for second in range(SPAN_S + 1)], []])
    for axis in (left, bottom):
        axis.setStyle(tickLength=-4, tickTextOffset=6, hideOverlappingLabels=40)  # pixels past the end
    return plot

"""The three pictures over one time axis: spectrogram, waveform, gate. Each draws pixel columns of the sound record.

Pixel column *k* shows the samples from ``k * scale`` to ``(k + 1) * scale``, where ``scale`` is samples per pixel, so a
column is the same whenever it is drawn.
"""

import numpy as np
import numpy.typing as npt

from app.dsp.level import QUIETEST_DB
from app.dsp.spectrogram import CENTRE, HOP
from app.gui.look.theme import LIGHT, Tokens
from app.gui.picture.colour_maps import lookup_table, pixel
from app.gui.picture.frequency_scale import FrequencyScale, Rows
from app.gui.picture.rolling_image import Pixels
from app.gui.picture.sound_record import STEP, SoundRecord
from app.settings import ColourMap
from app.types import Decibels

GATE_DB = (-90.0, 0.0)
"""Level at the bottom and at the top of the gate's track."""

LINE_PX = 2

Floats = npt.NDArray[np.float64]


def blank(record: SoundRecord, first: int, count: int, scale: float) -> npt.NDArray[np.bool_]:
    """Return which pixel columns show nothing: before the stream, after it, or too old."""
    middle = (first + np.arange(count) + 0.5) * scale
    return (middle < record.begin) | (middle >= record.end)


class SpectrogramTrack:
    """Loudness by time and frequency."""

    def __init__(self, record: SoundRecord) -> None:
        self._record = record
        self._rows: tuple[object, Rows] | None = None
        self.frequencies = FrequencyScale()
        self.range_db = (-100.0, -20.0)
        self.set_colour_map("viridis")
        self.set_tokens(LIGHT)

    def set_colour_map(self, name: ColourMap) -> None:
        """Draw loudness in other colours."""
        self.colours = lookup_table(name)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw what is blank in the theme's colour."""
        self._blank = pixel(tokens.raised)

    def render(self, first: int, count: int, scale: float, height: int) -> Pixels:
        """Return the colours of ``count`` pixel columns, shape ``(height, count)``."""
        if not self._record.columns.end:  # nor is it asked where a frequency lies, which takes an import
            return np.full((height, count), self._blank)
        low, high = self.range_db
        shares = (self.levels(first, count, scale, height) - low) * (255.0 / (high - low))
        colours = self.colours[np.clip(shares, 0, 255).astype(np.uint8)]
        colours[blank(self._record, first, count, scale)] = self._blank
        picture: Pixels = colours.T
        return picture

    def levels(self, first: int, count: int, scale: float, height: int) -> Decibels:
        """Return the decibels of ``count`` pixel columns, shape ``(count, height)``, the top row first.

        A pixel longer than a column shows the loudest in it; a shorter one lies between two.
        """
        rows = self._rows_of(height)
        if scale >= HOP:
            edges = (first + np.arange(count + 1)) * scale
            starts = np.ceil((edges - CENTRE) / HOP).astype(np.intp)
            columns = self._record.levels(int(starts[0]), int(starts[-1]))
            return rows.apply(np.maximum.reduceat(columns, starts[:-1] - starts[0], axis=0))
        places = ((first + np.arange(count) + 0.5) * scale - CENTRE) / HOP
        lower = np.floor(places).astype(np.intp)
        weight = (places - lower).astype(np.float32)[:, None]
        columns = rows.apply(self._record.levels(int(lower[0]), int(lower[-1]) + 2))
        lower -= lower[0]
        between: Decibels = columns[lower] + (columns[lower + 1] - columns[lower]) * weight
        return between

    def _rows_of(self, height: int) -> Rows:
        wanted = (self.frequencies, height, self._record.bins, self._record.bin_hz)
        if self._rows is None or self._rows[0] != wanted:
            self._rows = wanted, Rows(*wanted)
        return self._rows[1]


class WaveformTrack:
    """The samples themselves: each pixel column from the lowest to the highest."""

    def __init__(self, record: SoundRecord) -> None:
        self._record = record
        self.top = 0.25
        """The sample value at the upper edge."""
        self.set_tokens(LIGHT)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._ground, self._line, self._middle = pixel(tokens.raised), pixel(tokens.accent), pixel(tokens.border)

    def render(self, first: int, count: int, scale: float, height: int) -> Pixels:
        """Return the colours of ``count`` pixel columns, shape ``(height, count)``."""
        low, high = self.extremes(first - 1, count + 1, scale)
        lowest = np.minimum(low[1:], high[:-1])  # so that the line does not break from one column to the next
        highest = np.maximum(high[1:], low[:-1])
        colours = np.full((height, count), self._ground, np.uint32)
        colours[height // 2] = self._middle
        rows = np.arange(height)[:, None]
        drawn = (rows >= np.floor(self._row(highest, height))) & (rows <= np.floor(self._row(lowest, height)))
        colours[drawn & ~blank(self._record, first, count, scale)] = self._line
        return colours

    def extremes(self, first: int, count: int, scale: float) -> tuple[Floats, Floats]:
        """Return the lowest and the highest sample of each pixel column."""
        edges = np.floor((first + np.arange(count + 1)) * scale).astype(np.intp)
        samples = self._record.sound(int(edges[0]), int(edges[-1]))
        starts = edges[:-1] - edges[0]
        return np.minimum.reduceat(samples, starts), np.maximum.reduceat(samples, starts)

    def _row(self, value: Floats, height: int) -> Floats:
        return np.clip((1 - value / self.top) / 2 * height, 0, height - 1)


class GateTrack:
    """What opens the gate: the level, the level worth a closer look, the probability of speech, and open or not."""

    def __init__(self, record: SoundRecord) -> None:
        self._record = record
        self.set_tokens(LIGHT)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._ground, self._open = pixel(tokens.raised), pixel(tokens.accent_soft)
        self._level, self._opening, self._speech = pixel(tokens.track), pixel(tokens.warning), pixel(tokens.accent)

    def render(self, first: int, count: int, scale: float, height: int) -> Pixels:
        """Return the colours of ``count`` pixel columns, shape ``(height, count)``."""
        steps = self._steps(first - 1, count + 1, scale)
        gaps = np.isnan(steps)
        steps[gaps] = QUIETEST_DB
        level_db, opening_db, speech, is_open = steps.T
        unknown = gaps[1:, 0] | blank(self._record, first, count, scale)
        rows = np.arange(height)[:, None]
        colours = np.where(is_open[1:] > 0, self._open, self._ground) * np.ones_like(rows, np.uint32)
        colours[rows >= self._row(level_db[1:], height)] = self._level
        colours[_line(rows, self._row(opening_db, height))] = self._opening
        asked = np.maximum(speech[1:], speech[:-1]) > 0
        colours[_line(rows, (1 - np.clip(speech, 0, 1)) * (height - LINE_PX)) & asked] = self._speech
        colours[:, unknown] = self._ground
        return colours

    def _steps(self, first: int, count: int, scale: float) -> Floats:
        """Return level, opening level, speech and openness of each pixel column, the largest where there are many."""
        edges = (first + np.arange(count + 1)) * scale / STEP
        starts = np.floor(edges).astype(np.intp)
        rows = self._record.gate.between(int(starts[0]), int(starts[-1]) + 1)
        if scale >= STEP:
            steps: Floats = np.fmax.reduceat(rows[:-1], starts[:-1] - starts[0], axis=0)
            return steps
        held: Floats = rows[starts[:-1] - starts[0]]
        return held

    def _row(self, level_db: Floats, height: int) -> Floats:
        low, high = GATE_DB
        return np.clip((high - level_db) / (high - low), 0, 1) * (height - LINE_PX)


def _line(rows: npt.NDArray[np.intp], heights: Floats) -> npt.NDArray[np.bool_]:
    """Return where an unbroken line runs through ``heights``, the first of which lies before the first column."""
    tops, bottoms = np.minimum(heights[1:], heights[:-1]), np.maximum(heights[1:], heights[:-1])
    return (rows >= np.floor(tops)) & (rows < np.floor(bottoms) + LINE_PX)

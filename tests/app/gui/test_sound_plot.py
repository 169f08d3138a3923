"""The picture of a sound that stands still."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.gui.look.theme import DARK
from app.gui.picture.colour_maps import lookup_table
from app.gui.picture.sound_plot import SoundPlot
from app.settings import Settings
from app.types import SAMPLE_RATE
from tests.fakes import hush, tone

START = 12_345


@pytest.fixture
def plot(qtbot):
    """Return a picture of a second of silence, a second of a tone and another of silence."""
    plot = SoundPlot(waveform=True)
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.set_tokens(DARK)
    plot.show()
    QApplication.processEvents()
    plot.show_samples(np.concatenate([hush(1), tone(1), hush(1)]), START)
    return plot


def colours(plot: SoundPlot, box, row: float) -> np.ndarray:
    """Return the colours along a row of a box, a share of its height from the top."""
    area, image = plot.place_of(box), plot.grab().toImage()
    y = area.top() + int(row * area.height())
    return np.array([image.pixel(x, y) for x in range(area.left(), area.right() + 1)])


def test_sound_is_seen_at_the_seconds_of_its_stream(plot):
    levels = plot.shown_levels().max(axis=1)
    seconds = (plot.first + np.flatnonzero(levels > -60)) * plot.scale / SAMPLE_RATE
    assert seconds[[0, -1]] == pytest.approx([START / SAMPLE_RATE + 1, START / SAMPLE_RATE + 2], abs=0.04)
    (left, right), _ = plot.spectrogram_box.viewRange()
    assert (left, right) == pytest.approx((START / SAMPLE_RATE, START / SAMPLE_RATE + 3), abs=0.01)


def test_the_waveform_lies_under_the_spectrogram(plot):
    line = colours(plot, plot.waveform_box, 0.45) == QColor(DARK.accent).rgba()
    third = len(line) // 3
    assert line[third + 5 : 2 * third - 5].all()
    assert not line[: third - 5].any()


def test_it_is_drawn_as_the_settings_say(plot):
    plot.show_settings(Settings(colour_map="grey", quietest_db=-100, loudest_db=-20, frequency_axis="linear"))
    plot.show_all_frequencies()
    plot.show_stretch(START, START + 3 * SAMPLE_RATE)
    assert set(colours(plot, plot.spectrogram_box, 0.5)) <= {int(colour) for colour in lookup_table("grey")}
    assert plot.spectrogram_box.viewRange()[1] == pytest.approx([0, 8000])


def test_what_is_added_lies_over_the_sound_at_its_second_and_its_frequency(plot):
    plot.show_settings(Settings(frequency_axis="linear"))
    plot.show_stretch(START, START + 3 * SAMPLE_RATE)
    second = START / SAMPLE_RATE + 1.5
    plot.spectrogram_box.addItem(pg.ScatterPlotItem([second], [4000], size=9, brush="r", pen=None), ignoreBounds=True)
    place = plot.spectrogram_box.mapViewToScene(QPointF(second, 4000)).toPoint()
    area = plot.place_of(plot.spectrogram_box)
    assert (place - area.center()).manhattanLength() <= 3
    assert QColor(plot.grab().toImage().pixel(place)).name() == "#ff0000"


def test_another_sound_takes_the_place_of_the_first(plot):
    plot.show_samples(hush(2))
    assert plot.shown_levels().max() < -60
    assert plot.spectrogram_box.viewRange()[0] == pytest.approx([0, 2], abs=0.01)


def test_it_is_as_sharp_after_the_window_grew(plot):
    plot.resize(900, 500)
    QApplication.processEvents()
    columns, _ = plot.spectrogram_box.size_px
    assert columns > 700
    assert plot.scale * columns == pytest.approx(3 * SAMPLE_RATE)

"""The picture's store, its steady scrolling, its axis and its colours."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.dsp.level import QUIETEST_DB
from app.dsp.spectrogram import BANDS, band_frequencies
from app.gui.column_history import ColumnHistory
from app.gui.mel_axis import band_position, ticks
from app.gui.playhead import COLUMNS_PER_SECOND, Playhead
from app.gui.theme import DARK, LIGHT, Tokens, tokens_of


def numbered(first: int, count: int) -> np.ndarray:
    return np.repeat(np.arange(first, first + count, dtype=np.float32)[:, None], BANDS, axis=1)


@pytest.mark.parametrize("block", [1, 3, 7, 10])
def test_any_stretch_of_the_last_columns_is_one_image(block):
    history = ColumnHistory(capacity=10)
    for first in range(0, 42, block):
        history.append(first, numbered(first, block))
    end = history.end
    for first in range(end - 10, end):
        assert np.array_equal(history.between(first, end)[0], np.arange(first, end))


def test_columns_that_were_dropped_are_silence_not_old_sound():
    history = ColumnHistory(capacity=10)
    history.append(0, numbered(0, 10))
    history.append(14, numbered(14, 2))
    assert history.between(8, 16)[0].tolist() == [8, 9, *[QUIETEST_DB] * 4, 14, 15]


def test_more_columns_than_fit_leave_the_newest():
    history = ColumnHistory(capacity=10)
    history.append(0, numbered(0, 25))
    assert history.between(15, 25)[0].tolist() == list(range(15, 25))


def test_the_picture_moves_steadily_though_columns_come_in_bursts():
    playhead, frame_s = Playhead(), 1 / 60
    positions = []
    for frame in range(600):
        burst = int(frame * frame_s * COLUMNS_PER_SECOND / 4) * 4  # as a block of 32 ms brings them
        positions.append(playhead.advance(burst, frame_s))
    steps = np.diff(positions[120:])
    assert np.ptp(steps) < 0.3
    assert steps.mean() == pytest.approx(COLUMNS_PER_SECOND * frame_s, rel=0.01)


def test_the_picture_never_runs_ahead_of_the_sound():
    playhead = Playhead()
    assert all(playhead.advance(50, 0.1) <= 50 for _ in range(100))


def test_a_late_reader_jumps_to_the_present():
    playhead = Playhead()
    playhead.advance(10, 0.016)
    assert playhead.advance(5000, 0.016) > 4900


def test_ticks_lie_where_librosa_puts_the_frequencies():
    positions = [band_position(hz) for hz in band_frequencies()]
    assert positions == pytest.approx(np.arange(BANDS) + 0.5, abs=1e-6)


@pytest.mark.parametrize("height", [120, 300, 600, 1000])
def test_ticks_never_touch_each_other(height):
    gaps = np.diff([position for position, _ in ticks(height, 16)]) * height / BANDS
    assert gaps.min() >= 16


def test_a_tall_axis_has_all_ticks():
    texts = [text for _, text in ticks(600, 16)]
    assert texts == ["100 Hz", "200 Hz", "500 Hz", "1 kHz", "2 kHz", "4 kHz", "8 kHz"]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground"),
    [("text", "surface"), ("text", "raised"), ("text", "hover"), ("text", "accent_soft"), ("muted", "surface"),
     ("muted", "window"), ("muted", "raised"), ("on_accent", "accent"), ("warning", "warning_soft"),
     ("danger", "danger_soft"), ("danger", "surface"), ("danger", "window")],
)  # fmt: skip
def test_text_can_be_read_on_its_ground(tokens: Tokens, front, ground):
    lighter, darker = sorted((luminance(getattr(tokens, front)), luminance(getattr(tokens, ground))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_system_decides_between_light_and_dark_unless_the_user_does():
    assert tokens_of("system", Qt.ColorScheme.Dark) is DARK
    assert tokens_of("system", Qt.ColorScheme.Unknown) is LIGHT
    assert tokens_of("light", Qt.ColorScheme.Dark) is LIGHT

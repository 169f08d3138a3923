"""The picture's store, its scrolling, its scales, its tracks and its colours."""

from itertools import pairwise
from typing import get_args

import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from app.dsp.spectrogram import BIN_HZ, BINS, Spectrogram
from app.engine.build import build_pipeline
from app.events import Columns, Level
from app.gui.look.theme import DARK, LIGHT, Tokens, tokens_of
from app.gui.picture.colour_maps import lookup_table
from app.gui.picture.frequency_axis import FrequencyAxis
from app.gui.picture.frequency_scale import FrequencyScale, Rows
from app.gui.picture.playhead import COLUMNS_PER_SECOND, Playhead
from app.gui.picture.plot_view import LevelAxis, PlotAxis
from app.gui.picture.recent import Recent
from app.gui.picture.rolling_image import RollingImage
from app.gui.picture.sound_record import SoundRecord
from app.gui.picture.time_axis import TimeAxis, clock
from app.gui.picture.time_axis import ticks as time_ticks
from app.gui.picture.timeline import Timeline
from app.gui.picture.tracks import GateTrack, SpectrogramTrack, WaveformTrack
from app.settings import ColourMap, EngineSettings, GateSettings
from app.types import SAMPLE_RATE
from tests.fakes import hush, tone


def numbered(first: int, count: int) -> np.ndarray:
    return np.repeat(np.arange(first, first + count, dtype=np.float32)[:, None], 3, axis=1)


@pytest.mark.parametrize("block", [1, 3, 7, 10])
def test_any_stretch_of_the_last_rows_can_be_had(block):
    recent = Recent(capacity=10, width=3, fill=-1)
    for first in range(0, 42, block):
        recent.append(first, numbered(first, block))
    for first in range(recent.end - 10, recent.end):
        assert np.array_equal(recent.between(first, recent.end)[:, 0], np.arange(first, recent.end))


def test_rows_that_were_dropped_are_too_old_or_still_to_come_are_filled():
    recent = Recent(capacity=10, width=3, fill=-1)
    recent.append(0, numbered(0, 10))
    recent.append(14, numbered(14, 2))
    assert recent.between(8, 18)[:, 0].tolist() == [8, 9, *[-1] * 4, 14, 15, -1, -1]
    assert recent.between(4, 7)[:, 0].tolist() == [-1, -1, 6]


def test_more_rows_than_fit_leave_the_newest():
    recent = Recent(capacity=10, width=3, fill=-1)
    recent.append(0, numbered(0, 25))
    assert recent.between(15, 25)[:, 0].tolist() == list(range(15, 25))


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


@pytest.mark.parametrize("axis", ["mel", "linear"])
def test_a_frequency_is_found_again_where_it_was_put(axis):
    scale, hz = FrequencyScale(axis, 0, 24_000), np.linspace(0, 24_000, 500)
    assert scale.hz(scale.share(hz)) == pytest.approx(hz, abs=1e-6)
    assert scale.share([0, 24_000]) == pytest.approx([0, 1])


def test_mels_are_librosa_s():
    scale = FrequencyScale("mel", 0, 8000)
    assert scale.share(1000) == pytest.approx(librosa.hz_to_mel(1000) / librosa.hz_to_mel(8000))


SCALES = [
    FrequencyScale(axis, low, high)
    for axis in ("mel", "linear")
    for low, high in ((0, 8000), (0, 24_000), (0, 22_050), (300, 800), (2950, 3450), (1000, 4000))
]


@pytest.mark.parametrize("scale", SCALES, ids=str)
@pytest.mark.parametrize("height", [120, 300, 600, 1000])
def test_frequency_marks_are_in_view_and_never_touch(scale, height):
    marks = np.array([share for share, _ in scale.ticks(height, 24)])
    assert len(marks) >= 2
    assert marks.min() >= 0
    assert marks.max() <= 1
    assert (np.diff(marks) * height >= 24 - 1e-6).all()


def test_frequency_marks_are_round():
    assert [text for _, text in FrequencyScale("linear", 0, 8000).ticks(300, 24)][:3] == ["0 Hz", "1 kHz", "2 kHz"]
    texts = [text for _, text in FrequencyScale("mel", 0, 8000).ticks(600, 24)]
    assert texts == ["0 Hz", "200 Hz", "500 Hz", "1 kHz", "2 kHz", "3 kHz", "4 kHz", "6 kHz", "8 kHz"]


@pytest.mark.parametrize("axis", ["mel", "linear"])
def test_the_frequency_under_the_pointer_stays_there_while_zooming(axis):
    scale = FrequencyScale(axis)
    for anchor in (0.3, 0.5, 0.7):
        assert float(scale.zoomed(0.5, anchor, 8000).hz(anchor)) == pytest.approx(float(scale.hz(anchor)))


@pytest.mark.parametrize("axis", ["mel", "linear"])
@pytest.mark.parametrize("share", [-5.0, -0.1, 0.1, 5.0])
def test_the_frequencies_in_view_never_leave_what_the_device_hears(axis, share):
    scale = FrequencyScale(axis).zoomed(0.4, 0.5, 8000).moved(share, 8000).zoomed(1.3, 0.2, 8000)
    assert 0 <= scale.low_hz < scale.high_hz <= 8000 + 1e-6


@pytest.mark.parametrize("axis", ["mel", "linear"])
@pytest.mark.parametrize("height", [40, 300, 1200])
def test_a_tone_is_drawn_at_its_frequency_as_loud_as_it_is(axis, height):
    scale = FrequencyScale(axis)
    for number in (8, 40, 130, 250):
        column = np.full((1, BINS), -100, np.float32)
        column[0, number] = -10
        rows = Rows(scale, height, BINS, BIN_HZ).apply(column)[0]
        drawn = float(scale.hz(1 - (rows.argmax() + 0.5) / height))
        row_hz = abs(float(scale.hz(1 - rows.argmax() / height)) - float(scale.hz(1 - (rows.argmax() + 1) / height)))
        assert abs(drawn - number * BIN_HZ) <= max(row_hz, BIN_HZ)
        assert rows.max() >= -10 - 90 * row_hz / BIN_HZ
        if row_hz > BIN_HZ:
            assert rows.max() == -10


def test_times_are_round_and_apart_at_every_span():
    for span_s in (1, 2.5, 6, 17, 60):
        marks = time_ticks(31.234, 31.234 + span_s, 700, lambda _: 90)
        assert len(marks) >= 2
        assert (np.diff([seconds for seconds, _ in marks]) / span_s * 700 >= 90 - 1e-6).all()
    assert time_ticks(-2, 4, 700, lambda _: 90)[0] == (0, "0:00")
    assert [clock(59.96, 1), clock(61.25, 2), clock(3599.5, 0)] == ["1:00.0", "1:01.25", "60:00"]


def frequency_axis(scale: FrequencyScale) -> FrequencyAxis:
    axis = FrequencyAxis()
    axis.set_scale(scale)
    return axis


def ranged(axis: PlotAxis, low: float, high: float) -> PlotAxis:
    axis.setRange(low, high)
    return axis


AXES = {
    "mel": lambda: frequency_axis(FrequencyScale("mel", 0, 8000)),
    "linear": lambda: frequency_axis(FrequencyScale("linear", 2000, 24_000)),
    "high": lambda: frequency_axis(FrequencyScale("linear", 10_000, 10_500)),
    "time": lambda: ranged(TimeAxis(), 58.3, 64.3),
    "long time": lambda: ranged(TimeAxis(), 7000, 7060),
    "waveform": lambda: ranged(LevelAxis("left", (0.25, 0.5), "0"), -0.25, 0.25),
    "levels": lambda: ranged(LevelAxis("right", (20, 40, 60), "0 dB"), -120, 0),
}


@pytest.mark.parametrize("points", [8, 10, 20, 40])
@pytest.mark.parametrize("length", [30, 58, 330, 700])
@pytest.mark.parametrize("name", AXES)
def test_texts_on_an_axis_never_touch_and_are_never_cut(qapp, name, length, points):
    axis, font = AXES[name](), QFont()
    font.setPointSize(points)
    axis.dress(DARK, font)
    if name.endswith("time"):
        axis.setHeight(axis.metrics.height() + 12)
    else:
        axis.setWidth(axis.metrics.horizontalAdvance("1.25 kHz") + 16)
    axis.resize(length, length)  # as far as its own size is not set
    _, _, texts = axis.generateDrawSpecs(None)
    places = sorted((place for place, _, _ in texts), key=lambda place: (place.left(), place.top()))
    assert len(texts) >= 2 or points > 10 or length < 330
    assert all(axis.boundingRect().contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in pairwise(places))


@pytest.mark.parametrize("name", get_args(ColourMap))
def test_what_is_louder_is_lighter_in_every_colour_map(name):
    lightness = [luminance(f"#{int(colour) & 0xFFFFFF:06x}") for colour in lookup_table(name)]
    assert (np.diff(lightness) > -1e-3).all()
    assert lightness[-1] - lightness[0] > 0.6


class Numbers:
    """Draws each column in its own number, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, first: int, count: int) -> np.ndarray:
        self.asked.append((first, count))
        return np.repeat(np.arange(first, first + count, dtype=np.uint32)[None], 4, axis=0)


def test_a_picture_that_scrolls_draws_only_what_is_new(qapp):
    image, numbers = RollingImage(), Numbers()
    image.resize(10, 4)
    for first in (100, 102, 101, 150):
        image.show(first, numbers)
        assert image.pixels()[0].tolist() == list(range(first, first + 10))
    assert numbers.asked == [(100, 10), (110, 2), (150, 10)]


def test_what_is_known_already_is_drawn_a_few_columns_at_a_time(qapp):
    image, numbers = RollingImage(), Numbers()
    image.resize(10, 4)
    for first in range(100, 110, 2):
        image.show(first, numbers, known=first + 15)
        assert image.pixels()[0].tolist() == list(range(first, first + 10))
    assert numbers.asked == [(100, 15), (115, 6)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 90)), max_size=30))
def test_a_picture_shows_what_it_is_at_wherever_it_jumps(jumps):
    image, numbers = RollingImage(), Numbers()
    image.resize(10, 4)
    for first, known in jumps:
        image.show(first, numbers, known)
        assert image.pixels()[0].tolist() == list(range(first, first + 10))


def sounding(seconds: float = 4.0) -> SoundRecord:
    """Return a record of a tone between two silences."""
    record, samples = SoundRecord(), np.concatenate([hush(1), tone(seconds - 2), hush(1)])
    record.take(Columns(0, Spectrogram().push(samples), BIN_HZ, samples))
    return record


@pytest.mark.parametrize("scale", [16, 100, 128, 129, 700, 1900])
def test_a_pixel_column_is_the_same_whenever_it_is_drawn(scale):
    record = sounding()
    for track in (SpectrogramTrack(record), WaveformTrack(record), GateTrack(record)):
        count = int(4 * SAMPLE_RATE / scale)
        whole = track.render(0, count, scale, 50)
        pieces = [track.render(first, min(7, count - first), scale, 50) for first in range(0, count, 7)]
        assert np.array_equal(np.concatenate(pieces, axis=1), whole)


@pytest.mark.parametrize("scale", [50, 128, 500, 2000])
def test_the_tone_is_seen_where_it_is_heard(scale):
    record = sounding()
    count = int(4 * SAMPLE_RATE / scale)
    loud = SpectrogramTrack(record).levels(0, count, scale, 60).max(axis=1) > -40
    low, high = WaveformTrack(record).extremes(0, count, scale)
    for seen in (loud, high - low > 0.1):
        first, last = np.flatnonzero(seen)[[0, -1]]
        assert abs(first * scale - SAMPLE_RATE) <= 300 + scale
        assert abs((last + 1) * scale - 3 * SAMPLE_RATE) <= 300 + scale


def test_the_opening_level_in_the_picture_is_the_gate_s_own():
    record, gate = SoundRecord(), GateSettings(open_margin_db=20.0)
    levels = [e for e in build_pipeline(EngineSettings(gate=gate)).push(30 * hush(2)) if isinstance(e, Level)]
    for level in levels:
        record.take(level)
    last = levels[-1]
    assert last.floor_db > gate.quietest_db
    assert record.gate_at(last.at - 1).opening_db == pytest.approx(last.floor_db + 20)


def test_where_the_gate_told_nothing_nothing_is_drawn():
    picture = GateTrack(sounding()).render(0, 100, 128, 50)
    assert len(np.unique(picture)) == 1


def test_a_paused_picture_stands_still_however_old_its_sound_is():
    timeline = Timeline(span_s=6)
    timeline.follow(10 * SAMPLE_RATE)
    timeline.pause()
    timeline.follow(1000 * SAMPLE_RATE)
    assert timeline.right == 10 * SAMPLE_RATE
    timeline.move(-1)
    assert timeline.left == 880 * SAMPLE_RATE


@given(st.lists(st.tuples(st.sampled_from(["move", "zoom", "show", "follow"]), st.floats(-2, 2)), max_size=30))
def test_whoever_moves_the_timeline_stays_where_there_is_sound(steps):
    timeline, now = Timeline(), 0.0
    for name, amount in steps:
        if name == "follow":
            now += abs(amount) * 40 * SAMPLE_RATE
            timeline.follow(now)
        elif name == "move":
            timeline.move(amount * timeline.span)
        elif name == "zoom":
            timeline.zoom(2**amount, abs(amount) / 2)
        else:
            timeline.show(now / 2, now / 2 + abs(amount) * SAMPLE_RATE)
        assert 1 <= timeline.span_s <= 60
        assert 0 <= timeline.right <= now
        assert name == "follow" or timeline.right >= now - 120 * SAMPLE_RATE


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

"""The picture of the sound in the window: every control, by mouse and by keyboard."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.dsp.spectrogram import BIN_HZ, BINS, HOP
from app.events import Columns, Level, Speech
from app.gui.theme import DARK
from app.settings import Settings, load_settings, save_settings
from app.types import SAMPLE_RATE
from tests.app.gui.fakes import columns, entry, prediction

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def heard(stage):
    """Return a stage on which thirty seconds were heard, ever louder."""
    QApplication.processEvents()
    for second in range(30):
        stage.hear(columns(125 * second, 125, -100.0 + 2 * second))
    return stage


def view(stage):
    return stage.window.spectrogram


def kept(stage) -> Settings:
    return load_settings(stage.settings_file).settings


def mouse(stage, kind: QEvent.Type, x: float, y: float, modifiers=NONE, target=None) -> None:
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    target = target or view(stage).picture
    place = QPointF(x, y)
    QApplication.sendEvent(target, QMouseEvent(kind, place, target.mapToGlobal(place), button, pressed, modifiers))


def drag(stage, begin: tuple[float, float], end: tuple[float, float], modifiers=NONE, target=None) -> None:
    mouse(stage, QEvent.Type.MouseButtonPress, *begin, modifiers, target)
    mouse(stage, QEvent.Type.MouseMove, *end, modifiers, target)
    mouse(stage, QEvent.Type.MouseButtonRelease, *end, modifiers, target)


def wheel(target, notches: float, place: QPointF, modifiers=NONE) -> None:
    turned = QPoint(0, round(120 * notches))
    event = QWheelEvent(place, target.mapToGlobal(place), QPoint(), turned, Qt.MouseButton.NoButton, modifiers,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(target, event)


def middle(stage) -> QPointF:
    return QPointF(view(stage).picture.areas.spectrogram.center())


def test_a_paused_picture_stands_still_while_listening_goes_on(heard):
    view(heard).toolbar.pause.click()
    before, frames = view(heard).timeline.right, view(heard).frames
    heard.hear(columns(3750, 250))
    assert (view(heard).timeline.right, view(heard).frames) == (before, frames)
    assert view(heard).toolbar.pause.text() == "▶  Live"
    view(heard).toolbar.pause.click()
    heard.tick()
    assert view(heard).timeline.right > before + SAMPLE_RATE
    assert view(heard).toolbar.pause.text() == "❚❚  Pause"


def test_ctrl_p_pauses(heard, qtbot):
    qtbot.keyClick(view(heard), Qt.Key.Key_P, CONTROL)
    assert not view(heard).timeline.live


def test_two_minutes_can_be_looked_back_and_no_more(heard, qtbot):
    for second in range(30, 150):
        heard.hear(columns(125 * second, 125))
    qtbot.keyClick(view(heard).picture, Qt.Key.Key_Home)
    assert view(heard).timeline.left == pytest.approx(view(heard).timeline._now - 120 * SAMPLE_RATE)
    qtbot.keyClick(view(heard).picture, Qt.Key.Key_End)
    assert view(heard).timeline.live


def test_what_is_looked_back_at_is_what_was_heard_then(heard):
    view(heard).timeline.show(10 * SAMPLE_RATE, 13 * SAMPLE_RATE)
    view(heard).picture.refresh()
    levels = view(heard).shown_levels().max(axis=1)
    assert levels[len(levels) // 6] == pytest.approx(-80, abs=0.1)
    assert levels[-len(levels) // 6] == pytest.approx(-76, abs=0.1)


@pytest.mark.parametrize(
    ("key", "moved_s"),
    [(Qt.Key.Key_Left, -0.6), (Qt.Key.Key_PageUp, -6.0)],
)
def test_keys_go_back_and_forth(heard, qtbot, key, moved_s):
    before = view(heard).timeline.right
    qtbot.keyClick(view(heard).picture, key)
    assert view(heard).timeline.right - before == pytest.approx(moved_s * SAMPLE_RATE)
    back = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_PageUp: Qt.Key.Key_PageDown}[key]
    qtbot.keyClick(view(heard).picture, back)
    assert view(heard).timeline.live


def test_dragging_goes_back_by_as_much_as_the_pointer_moves(heard):
    before, area = view(heard).timeline.right, view(heard).picture.areas.spectrogram
    drag(heard, (area.left() + 100, 50), (area.left() + 100 + area.width() / 2, 50))
    assert before - view(heard).timeline.right == pytest.approx(3 * SAMPLE_RATE)
    assert view(heard).toolbar.pause.text() == "▶  Live"


def test_the_wheel_zooms_and_the_sound_under_the_pointer_stays_there(heard):
    view(heard).timeline.show(10 * SAMPLE_RATE, 16 * SAMPLE_RATE)
    view(heard).picture.refresh()
    before = view(heard).picture.sample_at(middle(heard).x())
    wheel(view(heard).picture, 3, middle(heard))
    assert view(heard).timeline.span_s == pytest.approx(6 / 1.25**3)
    assert view(heard).picture.sample_at(middle(heard).x()) == pytest.approx(before, abs=200)


def test_the_wheel_with_ctrl_zooms_frequency_and_with_shift_goes_back(heard):
    picture = view(heard).picture
    before = picture.hz_at(middle(heard).y())
    wheel(picture, 4, middle(heard), CONTROL)
    assert picture.spectrogram.frequencies.high_hz < 8000
    assert picture.hz_at(middle(heard).y()) == pytest.approx(before, rel=0.01)
    wheel(picture, 1, middle(heard), SHIFT)
    assert not view(heard).timeline.live
    mouse(heard, QEvent.Type.MouseButtonDblClick, 300, 100)
    assert view(heard).timeline.live
    assert picture.spectrogram.frequencies.high_hz == 8000


def test_a_marked_rectangle_is_zoomed_to(heard):
    area = view(heard).picture.areas.spectrogram
    left, right = (view(heard).picture.sample_at(area.left() + share * area.width()) for share in (0.2, 0.6))
    top = view(heard).picture.hz_at(area.top() + 0.25 * area.height())
    drag(heard, (area.left() + 0.2 * area.width(), area.top() + 0.25 * area.height()),
         (area.left() + 0.6 * area.width(), area.top() + 0.75 * area.height()), SHIFT)  # fmt: skip
    timeline = view(heard).timeline
    assert (timeline.left, timeline.right) == pytest.approx((left, right), abs=50)
    assert view(heard).picture.spectrogram.frequencies.high_hz == pytest.approx(top)


def test_keys_zoom_time_and_frequency(heard, qtbot):
    picture = view(heard).picture
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert view(heard).timeline.span_s == pytest.approx(6 / 1.25)
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert view(heard).timeline.span_s == pytest.approx(6)
    qtbot.keyClick(picture, Qt.Key.Key_Up, CONTROL)
    zoomed = picture.spectrogram.frequencies
    assert zoomed.high_hz < 8000
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert picture.spectrogram.frequencies.low_hz > zoomed.low_hz
    qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture.spectrogram.frequencies.high_hz == 8000


def test_the_time_span_goes_from_one_second_to_sixty_and_is_kept(heard):
    toolbar = view(heard).toolbar
    for span_s in (60.0, 1.0):
        toolbar.action_of(span_s).trigger()
        view(heard).settle()
        assert (view(heard).timeline.span_s, kept(heard).span_s) == (span_s, span_s)
    assert not toolbar.less.isEnabled()
    toolbar.more.click()
    assert toolbar.span.text() == "1.25 s  ▾"
    assert toolbar.less.isEnabled()


def test_the_last_turn_of_the_wheel_is_kept_when_the_window_closes(heard):
    wheel(view(heard).picture, -2, middle(heard))
    heard.window.close()
    assert kept(heard).span_s == pytest.approx(6 * 1.25**2, abs=0.001)


def test_a_choice_elsewhere_does_not_undo_the_wheel(heard):
    wheel(view(heard).picture, -2, middle(heard))
    heard.window.header.view.action_of("dark").trigger()
    assert view(heard).timeline.span_s == pytest.approx(6 * 1.25**2)


def test_choices_of_last_time_are_in_force(make_stage, tmp_path):
    path = tmp_path / "settings.json"
    save_settings(Settings(span_s=15, frequency_axis="linear", quietest_db=-90, loudest_db=-40, waveform_top=0.1,
                           show_waveform=False, show_gate=True, colour_map="grey"), path)  # fmt: skip
    shown = view(make_stage(settings_file=path).open())
    assert shown.timeline.span_s == 15
    assert shown.picture.spectrogram.frequencies.axis == "linear"
    assert shown.picture.spectrogram.range_db == (-90, -40)
    assert (shown.picture.waveform.top, shown.picture.shows) == (0.1, (False, True))
    assert shown.toolbar.action_of("linear").isChecked()
    assert shown.picture.spectrogram.colours[128] == 0xFF808080


@pytest.mark.parametrize("axis", ["linear", "mel"])
def test_the_frequency_axis_is_chosen_and_kept(heard, axis):
    view(heard).toolbar.action_of({"linear": "mel", "mel": "linear"}[axis]).trigger()
    view(heard).toolbar.action_of(axis).trigger()
    assert view(heard).picture.spectrogram.frequencies.axis == axis
    assert kept(heard).frequency_axis == axis


def test_a_device_with_more_bandwidth_is_shown_to_its_own_edge(stage):
    wide = Columns(0, np.full((250, 769), -50, np.float32), 31.25, np.zeros(250 * HOP, np.float32))
    stage.hear(wide)
    assert view(stage).picture.spectrogram.frequencies.high_hz == 24_000
    assert view(stage).shown_levels().max() == pytest.approx(-50)


def test_strips_are_switched_off_and_on_and_kept(heard):
    toolbar, picture = view(heard).toolbar, view(heard).picture
    tall = picture.areas.spectrogram.height()
    toolbar.waveform_action.trigger()
    toolbar.gate_action.trigger()
    assert picture.areas.spectrogram.height() > tall
    assert (kept(heard).show_waveform, kept(heard).show_gate) == (False, False)
    toolbar.gate_action.trigger()
    assert picture.areas.gate is not None
    toolbar.action_of("±0.1").trigger()
    assert (picture.waveform.top, kept(heard).waveform_top) == (0.1, 0.1)


def test_the_level_range_is_moved_by_its_ends_and_between_them_and_kept(heard):
    levels = view(heard).picture.level_range
    drag(heard, (5, levels.height_of(-20)), (5, levels.height_of(-40)), target=levels)
    assert levels.range_db == pytest.approx((-100, -40), abs=1)
    drag(heard, (5, levels.height_of(-100)), (5, levels.height_of(-80)), target=levels)
    assert levels.range_db == pytest.approx((-80, -40), abs=1)
    drag(heard, (5, levels.height_of(-60)), (5, levels.height_of(-50)), target=levels)
    assert levels.range_db == pytest.approx((-70, -30), abs=2)
    view(heard).settle()
    assert (kept(heard).quietest_db, kept(heard).loudest_db) == levels.range_db


def test_the_level_range_obeys_keys_and_wheel_within_its_limits(heard, qtbot):
    levels = view(heard).picture.level_range
    qtbot.keyClick(levels, Qt.Key.Key_Up)
    assert levels.range_db == (-105, -25)
    qtbot.keyClick(levels, Qt.Key.Key_Down, SHIFT)
    assert levels.range_db == (-102.5, -27.5)
    for _ in range(60):
        wheel(levels, -1, QPointF(5, 5), SHIFT)
    assert levels.range_db[1] - levels.range_db[0] >= 10
    for _ in range(60):
        wheel(levels, -1, QPointF(5, 5))
    assert levels.range_db[1] == 0
    qtbot.keyClick(levels, Qt.Key.Key_Home)
    assert levels.range_db == (-100, -20)


def test_levels_are_fitted_to_what_is_in_view_and_reset(heard):
    entry(view(heard).toolbar.scales.menu(), "Fit levels").trigger()
    low, high = view(heard).picture.level_range.range_db
    assert low <= -50 < -44 <= high
    assert high - low < 80
    entry(view(heard).toolbar.scales.menu(), "Usual levels").trigger()
    assert view(heard).picture.level_range.range_db == (-100, -20)


def test_the_cursor_reads_time_frequency_and_level(heard):
    area = view(heard).picture.areas.spectrogram
    view(heard).timeline.show(10 * SAMPLE_RATE, 16 * SAMPLE_RATE)
    view(heard).picture.point_at(QPointF(area.left() + area.width() / 12, area.center().y()))
    time, hz, level_db = view(heard).toolbar.readout.text().split("    ")
    assert (time[:5], level_db) == ("0:10.", "−80 dB")
    assert hz.endswith("Hz")
    view(heard).picture.point_at(None)
    assert view(heard).toolbar.readout.text() == ""


def test_the_cursor_reads_the_waveform_and_the_gate(heard):
    heard.hear(Columns(3750 * HOP, np.full((250, BINS), -40, np.float32), BIN_HZ, np.full(250 * HOP, 0.5, np.float32)))
    for step in range(1000):
        heard.hear(Level((step + 1) * 512, -33.0, -20.0, -60.0, speech=0.8, is_open=True))
    picture = view(heard).picture
    x = picture.areas.spectrogram.right() - 5
    picture.point_at(QPointF(x, picture.areas.waveform.center().y()))
    assert "+0.500 to +0.500" in view(heard).toolbar.readout.text()
    picture.point_at(QPointF(x, picture.areas.gate.center().y()))
    assert "−33 dB, looks from −54 dB    speech 80 %    open" in view(heard).toolbar.readout.text()


def test_the_cursor_is_moved_by_keys_down_to_the_gate_and_taken_away(heard, qtbot):
    picture = view(heard).picture
    qtbot.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    assert view(heard).toolbar.readout.text()
    for _ in range(200):
        qtbot.keyClick(picture, Qt.Key.Key_Down, SHIFT)
    assert picture.areas.gate.contains(picture.point.toPoint())
    for _ in range(200):
        qtbot.keyClick(picture, Qt.Key.Key_Up, SHIFT)
    assert picture.areas.spectrogram.contains(picture.point.toPoint())
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert (picture.point, view(heard).toolbar.readout.text()) == (None, "")


def test_a_word_is_marked_from_its_first_sound_to_its_name(stage):
    spans = view(stage).words
    stage.hear(Speech(True, 15_000))
    assert [(span.start, span.end, span.text) for span in spans.spans] == [(15_000, None, "…")]
    stage.hear(prediction("seven", final=False))
    assert [(span.label, span.final) for span in spans.spans] == [("seven", False)]
    stage.hear(Speech(False, 28_000), prediction("seven", confidence=0.97))
    assert [(span.start, span.end, span.text) for span in spans.spans] == [(16_000, 24_000, "seven  97 %")]
    stage.hear(prediction("unknown", confidence=0.4))
    assert [span.is_word for span in spans.spans] == [True, False]


def test_words_are_drawn_over_the_sound_where_they_were_said(stage):
    QApplication.processEvents()
    stage.hear(columns(0, 500), prediction("seven"))
    stage.window.set_tokens(DARK)
    picture = view(stage).picture
    image, area = picture.grab().toImage(), picture.areas.spectrogram
    left = area.left() + (16_000 - picture.left) / picture.scale
    inside = {image.pixelColor(round(left) + shift, 1).name() for shift in (3, 20, 40)}
    assert inside == {DARK.accent}
    assert image.pixelColor(round(left) - 10, 1).name() != DARK.accent


def test_words_older_than_two_minutes_are_forgotten(stage):
    for second in range(0, 300, 2):
        stage.hear(Speech(True, second * SAMPLE_RATE))
        stage.hear(prediction("seven"))
    assert len(view(stage).words.spans) <= 150


def test_the_picture_is_saved_as_it_is_seen(heard, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sound"), "Picture (*.png)"))
    seen = view(heard).picture.size()
    view(heard).toolbar.picture_action.trigger()
    assert QImage(str(tmp_path / "sound.png")).size() == seen
    assert heard.messages == ["Saved sound.png"]


def test_the_data_in_view_is_saved_for_numpy(heard, monkeypatch, tmp_path):
    heard.hear(prediction("seven"))
    view(heard).timeline.show(0.5 * SAMPLE_RATE, 2.5 * SAMPLE_RATE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sound.npz"), ""))
    view(heard).toolbar.data_action.trigger()
    with np.load(tmp_path / "sound.npz") as data:
        assert data["level_db"].shape == (250, BINS)
        assert data["time_s"][[0, -1]] == pytest.approx([0.5, 2.5], abs=0.01)
        assert data["frequency_hz"][-1] == 8000
        assert len(data["samples"]) == 2 * SAMPLE_RATE
        assert data["level_db"][10] == pytest.approx(-100)
        assert (data["word_label"].tolist(), data["word_start_s"].tolist()) == (["seven"], [1.0])


def test_the_data_in_view_is_saved_as_text(heard, monkeypatch, tmp_path):
    view(heard).timeline.show(0, 1 * SAMPLE_RATE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sound"), "Text (*.csv)"))
    view(heard).toolbar.data_action.trigger()
    with (tmp_path / "sound.csv").open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head[:3] == ["time_s", "0 Hz", "31.25 Hz"]
    assert [len(row) for row in rows] == [BINS + 1] * len(rows)
    assert np.diff([float(row[0]) for row in rows]) == pytest.approx(0.008)


def test_nothing_is_saved_when_the_dialog_is_cancelled(heard, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    view(heard).toolbar.picture_action.trigger()
    assert (heard.messages, list(tmp_path.glob("*.png"))) == ([], [])


@pytest.mark.parametrize("kind", ["picture_action", "data_action"])
def test_a_folder_that_is_not_there_is_a_banner(heard, monkeypatch, tmp_path, kind):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "sound"), ""))
    getattr(view(heard).toolbar, kind).trigger()
    assert len(heard.messages) == 1
    assert "nothing was saved" in heard.messages[0]


def test_a_hidden_picture_is_neither_computed_nor_painted(heard, monkeypatch):
    heard.window.hide()
    track = view(heard).picture.spectrogram
    monkeypatch.setattr(track, "render", lambda *_, **__: pytest.fail("a hidden picture was drawn"))
    heard.hear(columns(3750, 250))
    QApplication.processEvents()
    assert view(heard).record.columns.end == 4000


def test_a_picture_in_which_nothing_moves_is_not_drawn_again(heard):
    view(heard).toolbar.pause.click()
    heard.tick()
    frames = view(heard).frames
    for _ in range(10):
        heard.tick()
    assert view(heard).frames == frames


@pytest.mark.parametrize("control", ["pause", "less", "span", "more", "scales", "export"])
def test_every_control_of_the_picture_is_reached_by_tab_and_explains_itself(heard, qtbot, control):
    wanted, reached = getattr(view(heard).toolbar, control), set()
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget() or heard.window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {wanted, view(heard).picture, view(heard).picture.level_range} <= reached
    assert wanted.toolTip()
    assert wanted.accessibleName()

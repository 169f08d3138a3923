"""The picture of the sound in the window: every control, by mouse and by keyboard."""

import csv
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent, QTextDocumentFragment, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app.dsp.spectrogram import BIN_HZ, BINS, HOP
from app.events import Columns, Level, Speech
from app.gui.look.theme import DARK, apply_theme
from app.gui.picture.span_marks import tag_left
from app.settings import Settings
from app.settings_file import load_settings, save_settings
from app.types import SAMPLE_RATE
from tests.app.gui.fakes import columns, entry, look, prediction

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
    QApplication.sendPostedEvents()  # the layout is settled, and so is where things are
    return stage


def view(stage):
    return stage.window.spectrogram


def kept(stage) -> Settings:
    return load_settings(stage.settings_file).settings


def area_of(stage, box=None) -> QRect:
    """Return where the spectrogram is, or another picture over the time axis, in the pixels of the mouse."""
    picture = view(stage).picture
    return picture.place_of(box or picture.spectrogram_box)


def mouse(stage, kind: QEvent.Type, place: tuple[float, float], modifiers=NONE, held=True, target=None) -> None:
    pressed = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    target, point = (target or view(stage).picture).viewport(), QPointF(*place)
    QApplication.sendEvent(target, QMouseEvent(kind, point, target.mapToGlobal(point), button, pressed, modifiers))


def drag(stage, begin: tuple[float, float], end: tuple[float, float], modifiers=NONE, target=None) -> None:
    mouse(stage, QEvent.Type.MouseButtonPress, begin, modifiers, target=target)
    mouse(stage, QEvent.Type.MouseMove, end, modifiers, target=target)
    mouse(stage, QEvent.Type.MouseButtonRelease, end, modifiers, held=False, target=target)


def point(stage, x: float, y: float) -> None:
    mouse(stage, QEvent.Type.MouseMove, (x, y), held=False)


def double_click(stage, place: tuple[float, float]) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease,
                 QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):  # fmt: skip
        mouse(stage, kind, place, held=kind != QEvent.Type.MouseButtonRelease)


def wheel(target, notches: float, place: QPointF, modifiers=NONE) -> None:
    turned, target = QPoint(0, round(120 * notches)), target.viewport()
    event = QWheelEvent(place, target.mapToGlobal(place), QPoint(), turned, Qt.MouseButton.NoButton, modifiers,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(target, event)


def middle(stage) -> QPointF:
    return QPointF(area_of(stage).center())


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
    before, area = view(heard).timeline.right, area_of(heard)
    drag(heard, (area.left() + 100, 50), (area.left() + 100 + area.width() / 2, 50))
    pixel = 6 * SAMPLE_RATE / area.width()
    assert before - view(heard).timeline.right == pytest.approx(3 * SAMPLE_RATE, abs=pixel)
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
    assert picture.frequencies.high_hz < 8000
    assert picture.hz_at(middle(heard).y()) == pytest.approx(before, rel=0.01)
    wheel(picture, 1, middle(heard), SHIFT)
    assert not view(heard).timeline.live
    double_click(heard, (300, 100))
    assert view(heard).timeline.live
    assert picture.frequencies.high_hz == 8000


def test_a_marked_rectangle_is_zoomed_to(heard):
    area = area_of(heard)
    begin = (area.left() + area.width() // 5, area.top() + area.height() // 4)
    end = (begin[0] + area.width() // 2, begin[1] + area.height() // 2)
    left, right = (view(heard).picture.sample_at(x) for x in (begin[0], end[0]))
    top = view(heard).picture.hz_at(begin[1])
    drag(heard, begin, end, SHIFT)
    timeline = view(heard).timeline
    assert (timeline.left, timeline.right) == pytest.approx((left, right), abs=50)
    assert view(heard).picture.frequencies.high_hz == pytest.approx(top)


def test_keys_zoom_time_and_frequency(heard, qtbot):
    picture = view(heard).picture
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert view(heard).timeline.span_s == pytest.approx(6 / 1.25)
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert view(heard).timeline.span_s == pytest.approx(6)
    qtbot.keyClick(picture, Qt.Key.Key_Up, CONTROL)
    zoomed = picture.frequencies
    assert zoomed.high_hz < 8000
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert picture.frequencies.low_hz > zoomed.low_hz
    qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture.frequencies.high_hz == 8000


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
    look(heard.window, "dark").trigger()
    assert view(heard).timeline.span_s == pytest.approx(6 * 1.25**2)


def test_choices_of_last_time_are_in_force(make_stage, tmp_path):
    path = tmp_path / "settings.json"
    save_settings(Settings(span_s=15, frequency_axis="linear", quietest_db=-90, loudest_db=-40, waveform_top=0.1,
                           show_waveform=False, show_gate=True, colour_map="grey"), path)  # fmt: skip
    shown = view(make_stage(settings_file=path).open())
    assert shown.timeline.span_s == 15
    assert shown.picture.frequencies.axis == "linear"
    assert shown.picture.spectrogram.range_db == (-90, -40)
    assert (shown.picture.waveform.top, shown.picture.shows) == (0.1, (False, True))
    assert shown.toolbar.action_of("linear").isChecked()
    assert shown.picture.spectrogram.colours[[0, -1]].tolist() == [0xFF000000, 0xFFFFFFFF]


@pytest.mark.parametrize("axis", ["linear", "mel"])
def test_the_frequency_axis_is_chosen_and_kept(heard, axis):
    view(heard).toolbar.action_of({"linear": "mel", "mel": "linear"}[axis]).trigger()
    view(heard).toolbar.action_of(axis).trigger()
    assert view(heard).picture.frequencies.axis == axis
    assert kept(heard).frequency_axis == axis


def wide(first: int = 0) -> Columns:
    """Return two seconds of a device with 48 kHz."""
    values = np.full((250, 769), -50, np.float32)
    return Columns(first * HOP, values, 31.25, np.zeros(250 * HOP, np.float32))


def test_a_device_with_more_bandwidth_is_shown_as_far_as_the_models_hear_or_to_its_own_edge(stage):
    stage.hear(wide())
    assert view(stage).picture.frequencies.high_hz == 8000
    view(stage).toolbar.action_of("whole band").trigger()
    assert (view(stage).picture.frequencies.high_hz, kept(stage).whole_band) == (24_000, True)
    assert view(stage).shown_levels().max() == pytest.approx(-50)
    view(stage).toolbar.action_of("8 kHz").trigger()
    assert (view(stage).picture.frequencies.high_hz, kept(stage).whole_band) == (8000, False)


def test_the_whole_band_follows_the_device(make_stage, tmp_path):
    save_settings(Settings(whole_band=True), tmp_path / "settings.json")
    stage = make_stage(settings_file=tmp_path / "settings.json").open()
    stage.hear(columns(0, 250))
    assert view(stage).picture.frequencies.high_hz == 8000
    stage.hear(wide(250))
    assert view(stage).picture.frequencies.high_hz == 24_000


def test_on_an_axis_wheel_and_drag_do_to_it_what_they_can(heard):
    area, picture = area_of(heard), view(heard).picture
    left_of, below = QPointF(area.left() - 20, area.center().y()), area_of(heard, picture.times).center()
    wheel(picture, 4, left_of)
    assert (picture.frequencies.high_hz < 8000, view(heard).timeline.span_s) == (True, 6)
    before = picture.frequencies.low_hz
    drag(heard, (left_of.x(), left_of.y()), (left_of.x() + 50, left_of.y() + 40))
    assert (picture.frequencies.low_hz > before, view(heard).timeline.live) == (True, True)
    frequencies = picture.frequencies
    drag(heard, (below.x(), below.y()), (below.x() + 100, below.y() - 40))
    assert (picture.frequencies, view(heard).timeline.live) == (frequencies, False)
    wheel(picture, 1, QPointF(below))
    assert view(heard).timeline.span_s == pytest.approx(6 / 1.25)


def test_escape_takes_back_a_rectangle_that_is_being_marked(heard, qtbot):
    area, span_s = area_of(heard), view(heard).timeline.span_s
    mouse(heard, QEvent.Type.MouseButtonPress, (area.left() + 50, area.top() + 50), SHIFT)
    mouse(heard, QEvent.Type.MouseMove, (area.left() + 150, area.top() + 150), SHIFT)
    assert view(heard).picture.spectrogram_box.rbScaleBox.isVisible()
    qtbot.keyClick(view(heard).picture, Qt.Key.Key_Escape)
    assert not view(heard).picture.spectrogram_box.rbScaleBox.isVisible()
    mouse(heard, QEvent.Type.MouseButtonRelease, (area.left() + 200, area.top() + 200), SHIFT, held=False)
    assert (view(heard).timeline.span_s, view(heard).timeline.live) == (span_s, True)


def test_what_is_paused_for_longer_than_two_minutes_stays_and_is_said_to_be_gone(heard):
    view(heard).toolbar.pause.click()
    before = view(heard).picture.grab().toImage()
    right, frames = view(heard).timeline.right, view(heard).frames
    for second in range(30, 160):
        heard.hear(columns(125 * second, 125))
    assert (view(heard).timeline.right, view(heard).frames) == (right, frames)
    note = next(label for label in view(heard).findChildren(QLabel) if "two minutes" in label.text())
    assert note.isVisible()
    note.hide()
    assert view(heard).picture.grab().toImage() == before
    view(heard).toolbar.pause.click()
    heard.tick()
    assert not note.isVisible()


def test_the_strips_say_what_they_show(heard):
    captions = [label for label in view(heard).picture.findChildren(QLabel) if label.isVisible() and label.text()]
    texts = [QTextDocumentFragment.fromHtml(label.text()).toPlainText() for label in captions]
    assert "Waveform" in texts
    gate = next(text for text in texts if text.startswith("Gate"))
    assert all(name in gate for name in ("level", "opening level", "speech", "open"))
    view(heard).toolbar.gate_action.trigger()
    assert sum(label.isVisible() for label in captions) == len(captions) - 1


def test_strips_are_switched_off_and_on_and_kept(heard):
    toolbar, picture = view(heard).toolbar, view(heard).picture
    tall = area_of(heard).height()
    toolbar.waveform_action.trigger()
    toolbar.gate_action.trigger()
    assert area_of(heard).height() > tall
    assert (kept(heard).show_waveform, kept(heard).show_gate) == (False, False)
    toolbar.gate_action.trigger()
    assert picture.shows == (False, True)
    assert picture.gate_box.isVisible()
    toolbar.action_of("±0.1").trigger()
    assert (picture.waveform.top, kept(heard).waveform_top) == (0.1, 0.1)


def height_of(levels, level_db: float) -> float:
    """Return where a level lies on its scale, in the pixels of the mouse."""
    return levels.box.mapViewToScene(QPointF(0, level_db)).y()


def test_the_level_range_is_moved_by_its_ends_and_between_them_and_kept(heard):
    levels = view(heard).picture.level_range
    drag(heard, (5, height_of(levels, -20)), (5, height_of(levels, -40)), target=levels)
    assert levels.range_db == pytest.approx((-100, -40), abs=1)
    drag(heard, (5, height_of(levels, -100)), (5, height_of(levels, -80)), target=levels)
    assert levels.range_db == pytest.approx((-80, -40), abs=1)
    drag(heard, (5, height_of(levels, -60)), (5, height_of(levels, -50)), target=levels)
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
    area = area_of(heard)
    view(heard).timeline.show(10 * SAMPLE_RATE, 16 * SAMPLE_RATE)
    point(heard, area.left() + area.width() / 12, area.center().y())
    time, hz, level_db = view(heard).toolbar.readout.text().split("    ")
    assert (time[:5], level_db) == ("0:10.", "−80 dB")
    assert hz.endswith("Hz")
    QApplication.sendEvent(view(heard).picture, QEvent(QEvent.Type.Leave))
    assert view(heard).toolbar.readout.text() == ""


def test_the_cursor_reads_the_waveform_and_the_gate(heard):
    heard.hear(Columns(3750 * HOP, np.full((250, BINS), -40, np.float32), BIN_HZ, np.full(250 * HOP, 0.5, np.float32)))
    for step in range(1000):
        heard.hear(Level((step + 1) * 512, -33.0, -20.0, -60.0, speech=0.8, is_open=True, opening_db=-54.0))
    picture = view(heard).picture
    x = area_of(heard).right() - 5
    point(heard, x, area_of(heard, picture.waveform_box).center().y())
    assert "+0.500 to +0.500" in view(heard).toolbar.readout.text()
    point(heard, x, area_of(heard, picture.gate_box).center().y())
    assert "−33 dB, looks from −54 dB    speech 80 %    open" in view(heard).toolbar.readout.text()


def test_the_cursor_is_moved_by_keys_down_to_the_gate_and_taken_away(heard, qtbot):
    picture = view(heard).picture
    qtbot.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    assert view(heard).toolbar.readout.text()
    for _ in range(200):
        qtbot.keyClick(picture, Qt.Key.Key_Down, SHIFT)
    assert area_of(heard, picture.gate_box).contains(picture.point.toPoint())
    for _ in range(200):
        qtbot.keyClick(picture, Qt.Key.Key_Up, SHIFT)
    assert area_of(heard).contains(picture.point.toPoint())
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert (picture.point, view(heard).toolbar.readout.text()) == (None, "")


def test_a_word_is_marked_from_its_first_sound_to_its_name(stage):
    spans = view(stage).words
    stage.hear(Speech(True, 15_000))
    assert [(span.start, span.end, span.label) for span in spans.spans] == [(15_000, None, "…")]
    stage.hear(prediction("seven", final=False))
    assert [(span.label, span.final) for span in spans.spans] == [("seven", False)]
    stage.hear(Speech(False, 28_000), prediction("seven", confidence=0.97))
    assert [(span.start, span.end, span.label, span.share) for span in spans.spans] == [
        (16_000, 24_000, "seven", "97 %")
    ]
    stage.hear(prediction("unknown", confidence=0.4))
    assert [span.is_word for span in spans.spans] == [True, False]


def test_words_are_drawn_over_the_sound_where_they_were_said(stage):
    QApplication.processEvents()
    stage.hear(columns(0, 500), prediction("seven"))
    stage.window.set_tokens(DARK)
    picture = view(stage).picture
    image, area = picture.grab().toImage(), area_of(stage)
    left = round(area.left() + (16_000 - picture.spectrogram_box.left) / picture.scale)
    inside = {image.pixelColor(left + shift, area.top() + 1).name() for shift in (3, 20, 40)}
    assert inside == {DARK.accent}
    assert image.pixelColor(left - 10, area.top() + 1).name() != DARK.accent


def test_every_word_in_view_tells_how_sure_it_is_the_newest_too(stage, qapp):
    apply_theme(qapp, "light")
    QApplication.processEvents()
    picture, every, most = view(stage).picture, 12, 0
    for step in range(150):  # a word every 1.3 seconds, named a quarter of a second after its end
        stage.engine.say(columns(14 * step, 14))
        if step % every == 5:
            at = 14 * HOP * (step + 1)
            word = prediction("seven", confidence=0.999)
            stage.engine.say(replace(word, start=at - 9_000, end=at - 4_000, at=at))
        stage.tick(14 * HOP / SAMPLE_RATE)
        tags = picture.marks.tags()
        assert {tag.share for tag in tags} <= {"> 99 %"}
        edges = [edge for tag in reversed(tags) for edge in (tag.left, tag.left + tag.width)]
        assert edges == sorted(edges)
        assert all(edge <= area_of(stage).width() for edge in edges)
        most = max(most, len(tags))
    assert most >= 4


def test_where_shares_have_no_room_no_word_tells_its(stage):
    view(stage).toolbar.span_chosen.emit(20.0)
    QApplication.processEvents()
    for number, label in enumerate(("seven", "no", "yes", "left", "two", "no")):
        start = 8_000 + number * 40_000
        stage.hear(columns(start // HOP, 40_000 // HOP))
        stage.hear(replace(prediction(label), start=start, end=start + 5_000, at=start + 8_000))
    assert [(tag.span.label, tag.share) for tag in view(stage).picture.marks.tags()] == [
        ("no", ""), ("two", ""), ("left", ""), ("yes", ""), ("no", ""), ("seven", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "room", "left"),
    [
        pytest.param((300, 340), 900, 270, id="over the middle"),
        pytest.param((585, 595), 900, 500, id="inside on the right"),
        pytest.param((20, 60), 900, 0, id="inside on the left"),
        pytest.param((20, 60), 95, -5, id="pushed out by the next"),
        pytest.param((20, 60), 50, -10, id="but not further than over its middle"),
        pytest.param((-10, 30), 900, -10, id="leaves with its word"),
        pytest.param((-500, 900), 950, 150, id="longer than the picture"),
        pytest.param((-500, 60), 900, -40, id="leaves with the end of a long one"),
    ],
)
def test_a_tag_lies_over_the_middle_of_its_word_inside_the_picture_and_leaves_with_it(ends, room, left):
    assert tag_left(ends, width=100, right=600, room=room) == left


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


def test_a_file_that_is_dropped_on_the_picture_is_left_to_the_window(heard):
    picture = view(heard).picture
    for plot in (picture, picture.level_range):
        assert not plot.acceptDrops()
        assert not plot.viewport().acceptDrops()


def test_the_window_is_painted_before_anything_slow_is_imported():
    """In a process of its own: here others have imported it long ago."""
    program = (
        "import sys; from app.gui.assembly import FirstPaint, make_application; from app.gui.window import Window;"
        "application, window = make_application(), Window(); painted = FirstPaint(window);"
        "painted.happened.connect(application.quit); window.show(); application.exec(); window.close();"
        "sys.exit('librosa' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_a_word_that_is_heard_elsewhere_does_not_draw_a_paused_picture_again(heard):
    view(heard).timeline.show(10 * SAMPLE_RATE, 16 * SAMPLE_RATE)
    heard.tick()
    frames = view(heard).frames
    heard.hear(Speech(True, 29 * SAMPLE_RATE), prediction("seven"))
    assert view(heard).frames == frames


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

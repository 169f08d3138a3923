"""What the window shows of what the engine says."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from app.dsp.spectrogram import BINS
from app.events import Ended, Level, Notice, Overflow, Prediction, Problem, Ready, Speech
from app.gui.banners import Message
from app.gui.listening.inputs import InputChoice
from tests.app.gui.fakes import READY, columns, dismiss, level, prediction


def silence(at: int) -> Level:
    return level(at, rms_db=-120, peak_db=-120)


def test_the_window_says_that_it_loads_until_the_engine_is_ready(make_stage):
    stage = make_stage().open(ready=False)
    assert stage.window.prediction.word.text == "One moment"
    stage.hear(READY)
    assert stage.window.prediction.word.text == "Say a word"
    assert stage.window.status.model.text() == "Model tiny 1.0"
    assert "Listening: Demo recording" in stage.window.status.state.text()


def test_columns_appear_in_the_spectrogram_in_decibels_with_low_frequencies_below(stage):
    event = columns(0, 200)
    event.values[:] = np.linspace(-100, -20, BINS, dtype=np.float32)
    stage.hear(event)
    column = stage.window.spectrogram.shown_levels()[-1]
    assert (np.diff(column) <= 0).all()
    assert column[[0, -1]] == pytest.approx([-20, -100], abs=0.5)


def test_levels_of_the_spectrogram_are_fixed(stage):
    for number, loudness in enumerate((-90.0, -30.0, -110.0)):
        stage.hear(columns(200 * number, 200, loudness))
        assert stage.window.spectrogram.picture.spectrogram.range_db == (-100.0, -20.0)


def test_one_image_is_drawn_per_tick_however_many_columns_came(stage):
    before = stage.window.spectrogram.frames
    stage.hear(*(columns(4 * number, 4) for number in range(50)))
    assert stage.window.spectrogram.frames == before + 1


@pytest.mark.parametrize("leave", ["hide", "showMinimized"])
def test_nothing_is_drawn_while_nobody_sees_it_but_nothing_is_lost(stage, leave):
    stage.hear(columns(0, 100))
    getattr(stage.window, leave)()
    before = stage.window.spectrogram.frames
    stage.hear(columns(100, 100), prediction("four"))
    assert stage.window.spectrogram.frames == before
    assert [row.label for row in stage.window.history.history.rows] == ["four"]
    stage.window.showNormal()
    stage.tick()
    assert stage.window.spectrogram.frames == before + 1
    assert stage.controller.tally.columns == 200


def test_a_provisional_and_a_final_prediction_differ_in_text_shape_and_weight(stage):
    view = stage.window.prediction
    stage.hear(prediction("seven", final=False, confidence=0.62))
    assert (view.state, view.tag.text(), view.word.text) == ("provisional", "Listening…", "seven")
    assert (view.word.weight, view.confidence.text()) == (QFont.Weight.Light, "62 % so far")
    stage.hear(prediction("seven", confidence=0.97))
    assert (view.state, view.tag.text(), view.word.text) == ("final", "✓  Heard", "seven")
    assert (view.word.weight, view.confidence.text()) == (QFont.Weight.Bold, "97 % sure")


def test_an_opening_gate_shows_before_any_word_is_guessed(stage):
    stage.hear(prediction("seven"), Speech(is_open=True, at=30_000))
    assert (stage.window.prediction.state, stage.window.prediction.word.text) == ("provisional", "…")


def test_a_refused_word_says_why_and_what_it_may_have_been(stage):
    stage.hear(prediction("unknown", confidence=0.42, reason="below threshold"))
    view = stage.window.prediction
    assert (view.state, view.word.text) == ("refused", "unknown")
    assert "12 % sure: below threshold" in view.hint.text()


def test_running_speech_is_told_to_use_single_words(stage):
    stage.hear(prediction("unknown", reason="too long"))
    assert "single words" in stage.window.prediction.hint.text()


def test_the_five_likeliest_words_are_bars_in_order(stage):
    stage.hear(prediction("seven", confidence=0.9))
    rows = stage.window.prediction.bars.rows
    assert rows[0] == ("seven", 0.9)
    assert len(rows) == 5
    assert [share for _, share in rows] == sorted((share for _, share in rows), reverse=True)
    assert stage.window.prediction.bars.answer == "seven"


def test_bars_are_words_and_none_is_marked_when_the_answer_is_no_word(stage):
    chances = {"unknown": 0.5, "yes": 0.1, "silence": 0.2, "no": 0.15, "up": 0.05}
    stage.hear(Prediction(True, "unknown", 0.5, chances, 16_000, 24_000, 28_000))
    bars = stage.window.prediction.bars
    assert bars.rows == [("no", 0.15), ("yes", 0.1), ("up", 0.05)]
    assert bars.answer == "unknown"


def test_final_predictions_fill_the_history_newest_first(stage):
    stage.hear(prediction("seven", final=False), prediction("seven"), prediction("four", confidence=0.81))
    rows = stage.window.history.history.rows
    assert [(row.time, row.label, row.confidence, row.latency) for row in rows] == [
        ("0:01.0", "four", "81 %", "250 ms"),
        ("0:01.0", "seven", "90 %", "250 ms"),
    ]


def test_the_history_can_be_cleared(stage):
    stage.hear(prediction("seven"))
    stage.window.history.clear_button.click()
    assert stage.window.history.history.rowCount() == 0
    assert not stage.window.history.table.isVisible()


def test_the_meter_shows_level_peak_and_where_the_gate_opens(stage):
    stage.hear(level(512, rms_db=-40, peak_db=-28, floor_db=-60))
    bar = stage.window.meter.bar
    assert stage.window.meter.reading.text() == "−40 dB"
    assert (bar.held_peak_db, bar.opening_db) == (-28, -54)


def test_the_marks_of_the_meter_are_named_and_none_of_the_names_is_cut(stage):
    legend = stage.window.meter.legend
    legend.resize(legend.sizeHint())
    assert legend.shown() == ["Noise floor", "Opens above", "Peak"]
    legend.resize(legend.sizeHint().width() - 1, legend.height())
    assert legend.shown() == ["Noise floor", "Opens above"]
    assert "Opens above" in legend.accessibleName()


def test_a_held_peak_falls_after_a_second(stage):
    stage.hear(level(0, peak_db=-10), level(16_000, peak_db=-60))
    assert stage.window.meter.bar.held_peak_db == -10
    stage.hear(level(24_000, peak_db=-60), level(32_000, peak_db=-60))
    assert stage.window.meter.bar.held_peak_db == pytest.approx(-34)


def test_clipping_is_named_for_four_seconds_with_a_sign_and_what_to_do(stage):
    stage.hear(level(0, peak_db=0.0), level(63_000))
    assert stage.window.meter.reading.text() == "⚠ Clipping: speak softer, or lower the input"
    stage.hear(level(64_000))
    assert stage.window.meter.reading.text() == "−40 dB"


@pytest.mark.parametrize("end", [Ended(1_000), Problem("Yeti: the microphone is gone")])
def test_the_meter_is_empty_once_nothing_is_listened_to(stage, end):
    stage.hear(level(512, rms_db=-40), end)
    assert stage.window.meter.bar.level is None
    assert stage.window.meter.reading.text() == ""


def test_lost_sound_is_counted(stage):
    assert stage.window.status.overflows.text() == "Lost sound: never"
    stage.hear(Overflow(3, 100))
    assert stage.window.status.overflows.text() == "Lost sound: 3 times"


def test_a_notice_is_a_banner_and_listening_goes_on(stage):
    stage.hear(
        Notice("the microphone sends nothing but zeros", 16_000), Notice("the microphone sends nothing but zeros", 1)
    )
    assert stage.messages == ["the microphone sends nothing but zeros"]
    assert stage.controller.state == "listening"


def test_a_problem_is_a_banner_and_the_window_can_start_again(stage):
    stage.hear(Problem("/x.wav: no such file; check the name"))
    assert stage.messages == ["/x.wav: no such file; check the name"]
    assert stage.window.prediction.word.text == "Not listening"
    assert stage.engine.stopped
    stage.window.header.start_stop.click()
    assert stage.messages == []
    assert (len(stage.engines), stage.controller.state) == (2, "starting")


def test_sound_that_comes_back_takes_away_the_notice_of_silence(stage):
    stage.hear(silence(16_000), Notice("the microphone sends nothing but zeros", 16_100))
    stage.hear(level(16_512), level(31_000))
    assert stage.messages == ["the microphone sends nothing but zeros"]
    stage.hear(level(33_000))
    assert stage.messages == []


def test_sound_that_comes_back_for_an_instant_leaves_the_notice_of_silence(stage):
    stage.hear(silence(16_000), Notice("the microphone sends nothing but zeros", 16_100))
    stage.hear(level(30_000), silence(31_000), level(33_000))
    assert stage.messages == ["the microphone sends nothing but zeros"]


def test_a_notice_about_something_else_than_silence_stays(stage):
    stage.hear(silence(16_000), level(40_000), Notice("no word is called 'nope'", 40_000), level(90_000))
    assert stage.messages == ["no word is called 'nope'"]


def test_a_problem_takes_the_place_of_the_notice_before(stage):
    stage.hear(Notice("Yeti sends nothing but zeros", 16_000), Problem("Yeti: the microphone is gone"))
    assert stage.messages == ["Yeti: the microphone is gone"]


def test_a_banner_goes_when_it_is_dismissed(stage):
    banners = stage.window.banners
    banners.show_message(Message("input", "one"))
    banners.show_message(Message("engine", "two"))
    dismiss(banners, "one").click()
    assert stage.messages == ["two"]
    dismiss(banners, "two").click()
    assert not banners.isVisible()


def test_markup_in_a_name_is_shown_as_it_is_written(make_stage):
    stage = make_stage().open("/music/<b>a&b.wav")
    window, menu = stage.window, stage.window.header.input.choices
    assert window.header.input.text().startswith("<b>a&&b.wav")
    assert "<b>a&&b.wav" in [action.text() for action in menu.actions()]
    stage.hear(Problem("<i>x</i>: no such file"))
    banner = window.banners.findChild(QLabel, "message")
    for label in (window.status.state, window.status.model, banner, window.prediction.hint, window.words.complaint):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_name_that_cannot_be_printed_is_shown_on_one_line(make_stage):
    stage = make_stage().open("a\nb\udcff.wav")
    assert stage.window.status.state.text() == "●  Listening: a\ufffdb\ufffd.wav"


def test_a_recording_that_ends_keeps_its_last_word_on_show(make_stage):
    stage = make_stage().open("four.wav", ready=False)
    assert stage.engine.choice == InputChoice("four.wav")
    stage.hear(Ready("four.wav", "tiny 1.0", ("four",), live=False), prediction("four"), Ended(16_000))
    assert stage.window.prediction.word.text == "four"
    assert stage.window.status.state.text() == "■  Played to the end: four.wav"
    assert stage.window.header.start_stop.text() == "▶  Start"

"""An answer can be looked into and heard."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from app.audio.opening import MICROPHONE
from app.audio.playback import OutputDevice
from app.errors import DeviceError
from app.events import ModelsInUse, Speech
from app.gui.answers.deafness import TAIL, Deafness
from app.gui.answers.heard import Listener
from app.gui.answers.history import KEPT_SOUND_S, LATENCY, WORD, History, Verdict
from app.gui.answers.history_view import HistoryView
from app.gui.answers.latency import LatencyParts
from app.gui.answers.scores_plot import lines_of
from app.gui.listening.inputs import InputSearch
from app.gui.look.theme import apply_theme
from app.gui.picture.sound_record import SoundRecord
from app.types import SAMPLE_RATE
from tests.app.gui.fakes import READY, columns, prediction
from tests.app.gui.history_stage import HistoryStage, spoken

SPEAKERS = OutputDevice("Speakers", "ALSA", 2, 48_000, is_default=True, index=0)
HEADSET = OutputDevice("Headset", "PulseAudio", 2, 48_000, is_default=False, index=3)


@pytest.fixture
def history(make_stage, model) -> HistoryStage:
    """A window that has heard two, four and six."""
    history = HistoryStage(make_stage(), model)
    history.stage.open()
    for word in ("two", "four", "six"):
        history.say(word)
    return history


@pytest.fixture
def opened(history) -> HistoryStage:
    """The same, looking into the newest word."""
    history.view.opened.emit(history.rows[0])
    return history


@pytest.fixture
def live(make_stage, model) -> HistoryStage:
    """A window that listens to a microphone, and looks into a word."""
    history = HistoryStage(make_stage(), model)
    history.stage.open(MICROPHONE, ready=False).hear(replace(READY, live=True))
    history.say("two")
    history.view.opened.emit(history.rows[0])
    return history


def labels(history: HistoryStage) -> list[str]:
    return [entry.label for entry in history.rows]


def test_a_click_on_a_row_opens_it(history, qtbot):
    table = history.view.table
    place = table.visualRect(history.view.history.index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert history.dialog.isVisible()
    assert not history.dialog.isModal()
    assert history.dialog.word.text() == "four"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_selected_row(history, qtbot, key):
    history.view.select(history.rows[2])
    history.view.table.setFocus()
    qtbot.keyClick(history.view.table, key)
    assert history.dialog.word.text() == "two"


def test_it_follows_the_selected_row(opened):
    opened.view.select(opened.rows[1])
    assert opened.dialog.word.text() == "four"


def test_a_closed_inspector_does_not_come_back_by_itself(opened):
    opened.dialog.close_button.click()
    opened.view.select(opened.rows[1])
    assert not opened.dialog.isVisible()


def test_keys_go_from_word_to_word_as_far_as_there_are_words(opened, qtbot):
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(opened.dialog, key)
        seen.append(opened.dialog.word.text())
    assert seen == ["four", "two", "two", "four"]
    assert opened.view.selected_entry is opened.rows[1]


def test_words_that_are_heard_meanwhile_can_be_reached_and_change_nothing(opened):
    assert not opened.dialog.newer.isEnabled()
    opened.say("nine")
    assert opened.dialog.word.text() == "six"
    opened.dialog.newer.click()
    assert opened.dialog.word.text() == "nine"


def test_it_says_what_is_known_of_the_answer(opened):
    facts = opened.dialog.facts.text()
    for fact in ("90 % sure", "0:04.0", "252 ms", "demo", "tiny 1.0"):
        assert fact in facts


def test_the_picture_shows_the_sound_of_the_utterance_and_its_gate(opened):
    heard = opened.rows[0].heard
    sound = opened.dialog.picture.sound
    assert sound.record.sound(heard.start, heard.end) == pytest.approx(heard.samples, abs=1e-4)
    levels = sound.record.levels(heard.start // 128, heard.end // 128).max(axis=1)
    loud = levels > levels.max() - 12
    first, last = (int(place) * 128 + heard.start for place in np.flatnonzero(loud)[[0, -1]])
    assert heard.prediction.start - 512 <= first < last <= heard.prediction.end + 512
    assert not sound.record.gate_at(heard.prediction.start - 1_024).is_open
    assert sound.record.gate_at(heard.prediction.end).is_open


def test_scores_are_lines_of_the_likeliest_labels_the_answer_first(opened):
    scores = opened.dialog.picture.scores
    (label, points), *others = scores.lines
    assert label == "six"
    assert [round(share, 6) for _, share in points] == [0.3, 0.6, 0.9]
    assert (np.diff([second for second, _ in points]) > 0).all()
    assert len(others) == 3
    heard = opened.rows[0].heard
    assert heard.start <= points[0][0] * SAMPLE_RATE <= points[-1][0] * SAMPLE_RATE <= heard.end


def test_lines_are_chosen_by_their_best_moment():
    early = prediction("four", final=False, confidence=0.8)
    assert [label for label, _ in lines_of([early, prediction("two", confidence=0.99)])][:2] == ["two", "four"]


def test_the_answer_is_explained_and_the_threshold_drawn(opened, model):
    assert "Finding out" in opened.dialog.explanation.text()
    opened.explain()
    assert opened.dialog.picture.overlay.is_shown
    assert opened.dialog.picture.scores.threshold == model.card.default_threshold
    assert "six" in opened.dialog.explanation.text()
    opened.dialog.reasons.setChecked(False)
    assert not opened.dialog.picture.overlay.is_shown
    opened.dialog.reasons.setChecked(True)
    assert opened.dialog.picture.overlay.is_shown


def test_a_chosen_threshold_is_the_one_drawn(history):
    history.stage.keeper.change(threshold=0.8)
    history.say("nine")
    history.view.opened.emit(history.rows[0])
    history.explain()
    assert history.dialog.picture.scores.threshold == 0.8


def test_an_answer_is_explained_once(opened):
    opened.explain()
    opened.dialog.older.click()
    opened.explain()
    opened.dialog.newer.click()
    assert not opened.desk.inspector._explainer.job.is_running
    assert opened.dialog.picture.overlay.is_shown


def test_the_explanation_of_a_word_one_went_on_from_is_not_shown(opened):
    opened.dialog.older.click()
    opened.dialog.older.click()
    opened.explain()
    assert "two" in opened.dialog.explanation.text()


def test_what_no_model_was_asked_about_says_so(history):
    history.say("unknown", reason="too long", confidence=1.0)
    history.view.opened.emit(history.rows[0])
    history.explain()
    assert "no model was asked" in history.dialog.explanation.text()
    assert not history.dialog.reasons.isVisible()
    assert not history.dialog.picture.overlay.is_shown
    assert "too long" in history.dialog.facts.text()


def test_each_answer_is_explained_by_the_model_that_gave_it(history, model):
    paths = []

    def load(path: str) -> object:
        paths.append(path)
        return model

    history.desk.inspector._explainer._load = load
    history.stage.hear(ModelsInUse("narrow 0.2.0", "/models/narrow.onnx", model.labels, "", 0))
    history.say("nine")
    history.view.opened.emit(history.rows[0])
    history.explain()
    history.dialog.older.click()
    history.explain()
    assert paths == ["/models/narrow.onnx", ""]


def test_a_model_that_is_gone_is_one_line_in_place(history, tmp_path):
    from app.gui.answers.explanation import load_model

    history.desk.inspector._explainer._load = load_model
    history.stage.hear(ModelsInUse("mine 1.0", str(tmp_path / "mine.onnx"), (), "", 0))
    history.say("nine")
    history.view.opened.emit(history.rows[0])
    history.explain()
    assert "no such model file" in history.dialog.explanation.text()


def test_an_axis_that_is_changed_meanwhile_is_that_of_the_overlay_too(opened):
    opened.explain()
    before = opened.dialog.picture.overlay.shares.copy()
    opened.stage.keeper.change(frequency_axis="linear")
    assert opened.dialog.picture.sound.frequencies.axis == "linear"
    assert not np.allclose(before, opened.dialog.picture.overlay.shares)


def test_the_sound_of_old_words_is_dropped_and_that_is_said(history):
    heard = history.rows[2].heard
    long = np.zeros(int((KEPT_SOUND_S - 1.5) * SAMPLE_RATE), np.int16)
    history.view.keep(replace(history.rows[0].heard, pcm=long))
    assert [entry.heard is not None for entry in history.rows] == [True, True, False]
    assert heard.length_s < 1.5
    history.view.opened.emit(history.rows[2])
    assert history.dialog.gone.isVisible()
    assert not history.dialog.play.isEnabled()
    assert labels(history) == ["six", "four", "two"]


def test_cleared_history_closes_the_inspector(opened):
    opened.dialog.play.click()
    opened.view.clear_button.click()
    assert not opened.dialog.isVisible()
    assert opened.world.played[0].closed


def test_p_plays_exactly_what_the_model_heard_and_p_stops_it(opened, qtbot):
    qtbot.keyClick(opened.dialog, Qt.Key.Key_P)
    playback = opened.world.played[0]
    np.testing.assert_array_equal(playback.samples, opened.rows[0].heard.samples)
    assert opened.dialog.play.text() == "■  Stop"
    qtbot.keyClick(opened.dialog, Qt.Key.Key_P)
    assert playback.closed
    assert opened.dialog.play.text() == "▶  Play"


def test_playing_ends_with_the_sound_and_shows_how_far_it_is(opened):
    opened.dialog.play.click()
    playback, picture = opened.world.played[0], opened.dialog.picture
    playback.heard_s = 0.25
    opened.desk.player.look()
    begin = opened.rows[0].heard.start / SAMPLE_RATE
    assert [line.value() for line in picture._playheads if line.isVisible()] == pytest.approx([begin + 0.25] * 2)
    playback.done = True
    opened.desk.player.look()
    assert playback.closed
    assert not any(line.isVisible() for line in picture._playheads)


@pytest.mark.parametrize("leave", ["close", "older", "window"])
def test_playing_stops_when_one_leaves(opened, leave):
    opened.dialog.play.click()
    {"close": opened.dialog.reject, "older": opened.dialog.older.click, "window": opened.stage.window.close}[leave]()
    assert opened.world.played[0].closed


def test_playing_stops_before_the_sound_system_begins_anew(opened):
    search = InputSearch(lambda _: ())
    search.before_rescan = opened.desk.player.stop
    opened.dialog.play.click()
    search.start(rescan=True)
    assert opened.world.played[0].closed
    search.wait()


def test_no_sound_output_is_one_line_in_place(opened):
    opened.world.refusal = "no sound output found; plug in a loudspeaker or a headset, then play again"
    opened.dialog.play.click()
    assert opened.dialog.complaint.text() == f"✕  {opened.world.refusal}"
    opened.world.refusal = ""
    opened.dialog.play.click()
    assert opened.dialog.complaint.text() == ""


def test_the_output_is_chosen_by_name_and_kept(opened):
    output = opened.dialog.output
    output.look = lambda: (SPEAKERS, HEADSET)
    output.choices.aboutToShow.emit()
    actions = {action.text(): action for action in output.choices.actions()}
    assert list(actions) == ["System's default output", "Speakers   (ALSA)", "Headset   (PulseAudio)"]
    assert actions["System's default output"].isChecked()
    actions["Headset   (PulseAudio)"].trigger()
    assert output.text().startswith("Headset")
    settings = opened.stage.controller.settings
    assert (settings.output, settings.output_host_api) == ("Headset", "PulseAudio")
    opened.dialog.play.click()
    assert (opened.world.played[0].device, opened.world.played[0].host_api) == ("Headset", "PulseAudio")


def test_outputs_that_cannot_be_listed_are_one_line_in_place(opened):
    def look() -> tuple[OutputDevice, ...]:
        raise DeviceError("no microphone: the PortAudio library is missing; type: sudo apt install libportaudio2")

    opened.dialog.output.look = look
    opened.dialog.output.choices.aboutToShow.emit()
    assert "PortAudio library is missing" in opened.dialog.complaint.text()
    assert len(opened.dialog.output.choices.actions()) == 1


def test_what_the_microphone_hears_of_the_playing_is_not_answered(live):
    live.dialog.play.click()
    assert "No word is answered" in live.dialog.complaint.text()
    live.say("nine")
    assert labels(live) == ["two"]
    assert live.stage.window.prediction.word.text == "two"
    assert live.stage.controller.tally.finals == ["two"]
    assert live.stage.window.prediction.number.number.text() == "2"


def test_words_after_the_playing_are_answered_again(live):
    live.dialog.play.click()
    live.say("nine")
    live.dialog.play.click()
    live.stage.hear(columns(live._at // 128, 400))
    live._at += 51_200
    live.say("four")
    assert labels(live) == ["four", "two"]


def test_a_recording_that_is_listened_to_hears_nothing_of_the_playing(opened):
    opened.dialog.play.click()
    opened.say("nine")
    assert labels(opened)[0] == "nine"
    assert opened.dialog.complaint.text() == ""


def test_holding_to_talk_stops_the_playing_and_is_answered(live):
    live.stage.window.header.listening.hold.click()
    live.dialog.play.click()
    live.stage.window.activateWindow()
    live.stage.press(Qt.Key.Key_Space)
    assert live.world.played[0].closed
    live.say("nine")
    assert labels(live) == ["nine", "two"]
    live.stage.let_go(Qt.Key.Key_Space)


def test_an_utterance_that_began_before_the_playing_goes_on_to_its_end():
    deafness = Deafness()
    before, _ = spoken("two", 10_000)
    assert not deafness.ignores(before[0])
    deafness.begin(12_000)
    assert not any(deafness.ignores(event) for event in before[1:])
    during, _ = spoken("four", 40_000)
    assert all(deafness.ignores(event) for event in during)
    deafness.end(60_000)
    assert deafness.ignores(Speech(True, 60_000 + TAIL - 1))
    assert not deafness.ignores(Speech(True, 60_000 + TAIL))


def test_other_events_are_never_ignored():
    deafness = Deafness()
    deafness.begin(0)
    deafness.ignores(Speech(True, 1_000))
    assert not deafness.ignores(READY)
    assert not deafness.ignores(columns(0, 4))


def test_another_stream_is_heard_from_its_beginning(live):
    live.dialog.play.click()
    live.stage.controller.start()
    live.stage.hear(replace(READY, live=True))
    live.say("nine")
    assert labels(live)[0] == "nine"


def test_verdict_keys_work_in_the_inspector_too(opened, qtbot, tmp_path):
    opened.world.folder = str(tmp_path / "my-voice")
    opened.desk.sets.choose(opened.dialog.test_set)
    opened.dialog.older.click()
    qtbot.keyClick(opened.dialog, Qt.Key.Key_R)
    assert [entry.verdict is not None for entry in opened.rows] == [False, True, False]
    assert opened.dialog.verdicts.buttons["right"].isChecked()
    assert opened.dialog.test_set.name.text() == "Test set: my-voice, 1 take"
    qtbot.keyClick(opened.dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not opened.dialog.verdicts.buttons["right"].isChecked()


def test_the_question_about_a_test_set_is_asked_in_the_inspector_too(opened, qtbot):
    qtbot.keyClick(opened.dialog, Qt.Key.Key_W)
    assert opened.dialog.test_set.question.isVisible()


def test_the_history_shows_the_latency_that_was_measured(history):
    history.desk.show_latency(history.rows[1].prediction, LatencyParts(10, 250, 4, 16))
    assert [entry.latency for entry in history.rows] == ["252 ms", "280 ms", "252 ms"]
    history.desk.show_latency(history.rows[1].prediction, LatencyParts(10, 1_250, 4, 16))
    assert history.rows[1].latency == "1.3 s"


@pytest.mark.parametrize("width", [1280, 1920])
def test_every_column_of_the_history_is_seen_whole_at_the_usual_sizes(history, qapp, width):
    apply_theme(qapp, "light")
    history.stage.window.resize(width, 800)
    history.say("unknown", reason="below threshold", confidence=0.999)
    for entry, judgement in zip(history.rows, ("right", "wrong", "discarded"), strict=False):
        entry.verdict = Verdict(judgement)
    QApplication.processEvents()
    table = history.view.table
    for column in range(5):
        assert not table.isColumnHidden(column)
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)


def test_where_there_is_little_room_the_latency_gives_way_to_the_word(qapp):
    apply_theme(qapp, "light")
    view = HistoryView()
    view.add(prediction("unknown", confidence=0.999))
    view.show()
    for width, hidden in ((384, False), (330, True), (384, False)):
        view.resize(width, 300)
        QApplication.processEvents()
        assert view.table.isColumnHidden(LATENCY) == hidden
        assert view.table.columnWidth(WORD) >= view.table.sizeHintForColumn(WORD)
    view.close()


def test_a_gate_of_which_a_step_was_missed_is_shown_as_far_as_it_is_known():
    listener = Listener(SoundRecord())
    events, utterance = spoken("two", 16_384)
    for event in events[:-1]:
        assert listener.take(event) is None
    heard = listener.take(utterance)
    assert heard.gate == ()
    assert [guess.final for guess in heard.provisional] == [False, False]


def test_samples_are_kept_as_exactly_as_a_recording_holds_them():
    pcm = np.arange(-32_768, 32_768, 7, dtype=np.int16)
    _, utterance = spoken("two", 16_384)
    heard = Listener(SoundRecord()).take(replace(utterance, samples=pcm.astype(np.float32) / 32_768))
    np.testing.assert_array_equal(heard.pcm, pcm)
    np.testing.assert_array_equal(heard.samples, pcm.astype(np.float32) / 32_768)


def test_guesses_of_one_utterance_are_not_those_of_the_next():
    listener = Listener(SoundRecord())
    for word, at in (("two", 16_384), ("four", 48_000)):
        events, utterance = spoken(word, at)
        for event in events[:-1]:
            listener.take(event)
        heard = listener.take(utterance)
        assert {guess.label for guess in heard.provisional} == {word}


def test_a_row_that_is_gone_takes_no_sound(qapp):
    _, utterance = spoken("two", 16_384)
    history = History()
    history.keep(Listener(SoundRecord()).take(utterance))
    assert history.rows == []


def test_every_control_of_the_inspector_has_a_name(opened):
    for control in opened.dialog.findChildren(QAbstractButton) + opened.dialog.findChildren(QLineEdit):
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text or control.objectName().startswith("qt_"), control
    for name in (opened.dialog.picture.sound, opened.dialog.picture.scores):
        assert name.accessibleName()
    assert "six: 30 %, 60 %, 90 %" in opened.dialog.picture.scores.accessibleDescription()


def test_everything_in_the_inspector_is_reached_by_tab(opened, qtbot):
    dialog, reached = opened.dialog, set()
    opened.explain()
    dialog.activateWindow()
    QApplication.processEvents()
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {dialog.play, dialog.output, dialog.reasons, dialog.older, dialog.close_button} <= reached
    assert set(dialog.verdicts.buttons.values()) <= reached


def test_pictures_of_the_utterance_share_one_time_axis(opened):
    opened.dialog.resize(opened.dialog.size())
    QApplication.processEvents()
    picture = opened.dialog.picture
    sound = picture.sound.place_of(picture.sound.spectrogram_box)
    scores = picture.scores.place_of(picture.scores.box)
    assert (sound.left(), sound.right()) == (scores.left(), scores.right())
    left, right = picture.sound.spectrogram_box.viewRange()[0]
    assert picture.scores.box.viewRange()[0] == pytest.approx([left, right], abs=0.004)

"""Takes of one's own voice are recorded in the window."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from app.engine.commands import Configure
from app.events import Ended, Overflow, Problem, Speech
from app.gui.listening.inputs import InputChoice
from app.gui.look.theme import apply_theme
from app.gui.voice import record_session_page
from app.personal.manifest import NAME
from app.personal.take import Origin, TakeError
from app.personal.take_check import FAULTS
from app.personal.test_set import TestSet
from tests.app.gui.fakes import prediction
from tests.app.gui.test_appearance import texts, whole
from tests.app.gui.voice_stage import MICROPHONE, VoiceStage, found
from tests.app.personal.takes import WORD, spoken


@pytest.fixture
def voice(make_stage, model) -> VoiceStage:
    """A window that listens to a microphone."""
    return VoiceStage(make_stage(), model).listen()


@pytest.fixture
def begun(voice) -> VoiceStage:
    """A recording of two takes each of seven and banana, in blocks, that began."""
    voice.prepare("seven", "banana")
    voice.wait(1.0)
    voice.plan.start.click()
    return voice


def press(voice: VoiceStage, qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_a_key_opens_the_dialog_beside_the_window(voice, qtbot):
    qtbot.keyClick(
        voice.stage.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert voice.dialog.isVisible()
    assert not voice.dialog.isModal()


def test_the_line_under_the_history_opens_it_too(voice):
    assert voice.stage.window.history.test_set.record.isVisible()
    voice.stage.window.history.test_set.record.click()
    assert voice.dialog.isVisible()


def test_a_word_is_prompted_counted_down_heard_and_kept(begun):
    kinds = [begun.scene.kind]
    begun.wait(0.7)
    kinds.append(begun.scene.kind)
    numbers = []
    for _ in range(3):
        numbers.append(begun.scene.number)
        begun.wait(0.5)
    kinds.append(begun.scene.kind)
    begun.say()
    kinds.append(begun.scene.kind)
    assert kinds == ["ready", "countdown", "listening", "kept"]
    assert numbers == [3, 2, 1]
    assert begun.scene.word == "seven"
    assert begun.scene.sentence == "Kept: −20 dB, 50 dB over the room"
    assert begun.kept() == ["seven"]


def test_while_somebody_speaks_the_prompt_says_so(begun):
    begun.until_listening()
    begun.stage.hear(Speech(True, begun._at))
    assert (begun.scene.kind, begun.scene.sentence) == ("hearing", "I hear you")


def test_a_take_knows_its_microphone_its_speaker_and_what_was_cut_off(voice):
    voice.open()
    voice.plan.speaker.setText("  anna ")
    voice.prepare("seven")
    voice.plan.start.click()
    voice.take()
    take = TestSet(Path(voice.world.folder)).takes[0]
    assert (take.speaker, take.device) == ("anna", "Yeti")
    assert 0 < take.trim[0] < take.trim[1]


def test_a_take_that_is_too_quiet_is_asked_for_again_with_a_reason(begun):
    begun.take(spoken(level_db=-64.0))
    assert begun.scene.kind == "again"
    assert begun.scene.sentence.startswith("Say it again. It was too quiet. Speak louder")
    begun.wait(2.6)
    assert (begun.scene.kind, begun.scene.word) == ("ready", "seven")
    begun.take()
    assert begun.kept() == ["seven"]


def test_lost_sound_is_a_reason_to_say_it_again(begun):
    begun.until_listening()
    begun.stage.hear(Overflow(1, begun._at + 100))
    begun.say()
    assert "lost on its way" in begun.scene.sentence


def test_how_far_it_is_shows_per_word_and_in_all(begun):
    session = begun.session
    assert (session.label_progress.text(), session.total_progress.text()) == ("seven: 1 of 2", "0 of 4 takes")
    begun.take()
    begun.wait(1.0)
    assert (session.label_progress.text(), session.total_progress.text()) == ("seven: 2 of 2", "1 of 4 takes")
    assert (session.bar.value(), session.bar.maximum()) == (1, 4)


def test_everything_recorded_says_so_and_the_plan_shows_it(begun):
    for _ in range(4):
        begun.take()
        begun.wait(1.0)
    assert (begun.scene.kind, begun.scene.sentence) == ("done", "All 4 takes are there.")
    begun.session.stop.click()
    assert begun.panel.pages.currentWidget() is begun.plan
    assert begun.plan.summary.text().startswith("All of these are recorded")
    assert not begun.plan.start.isEnabled()


def test_another_day_goes_on_where_this_one_stopped(begun, make_stage, model, tmp_path):
    begun.take()
    begun.dialog.reject()
    again = VoiceStage(make_stage(settings_file=tmp_path / "settings.json"), model).listen()
    again.world.folder = begun.world.folder
    again.open()
    assert again.plan.summary.text().startswith("To go: 3 takes")
    again.plan.start.click()
    assert (again.scene.word, again.session.label_progress.text()) == ("seven", "seven: 2 of 2")


def test_every_key_does_what_its_button_does(begun, qtbot):
    begun.take()
    begun.wait(1.0)
    press(begun, qtbot, Qt.Key.Key_R)
    assert (begun.kept(), begun.scene.word, begun.session.label_progress.text()) == ([], "seven", "seven: 1 of 2")
    press(begun, qtbot, Qt.Key.Key_U)
    assert begun.kept() == ["seven"]
    press(begun, qtbot, Qt.Key.Key_Delete)
    assert begun.kept() == []
    press(begun, qtbot, Qt.Key.Key_S)
    assert begun.session.total_progress.text() == "0 of 4 takes, 1 skipped"
    press(begun, qtbot, Qt.Key.Key_Space)
    assert (begun.scene.kind, begun.session.pause.text()) == ("paused", "Go on")
    press(begun, qtbot, Qt.Key.Key_Space)
    assert begun.scene.kind == "ready"
    press(begun, qtbot, Qt.Key.Key_Escape)
    assert begun.panel.pages.currentWidget() is begun.plan
    assert begun.dialog.isVisible()
    press(begun, qtbot, Qt.Key.Key_Return)
    assert begun.panel.pages.currentWidget() is begun.session


def test_nothing_is_recorded_while_it_is_paused(begun):
    begun.until_listening()
    begun.session.pause.click()
    begun.say()
    assert (begun.kept(), begun.scene.kind) == ([], "paused")


def test_the_space_bar_pauses_and_holds_nothing_open(begun, qtbot):
    begun.stage.window.header.listening.hold.click()
    begun.dialog.activateWindow()
    QApplication.processEvents()
    press(begun, qtbot, Qt.Key.Key_Space)
    assert begun.scene.kind == "paused"
    assert not begun.stage.window.hold.held


def test_words_are_heard_without_a_held_key_while_takes_are_recorded(voice):
    voice.stage.window.header.listening.hold.click()
    voice.prepare("seven")
    told = [c.settings.push_to_talk for c in voice.stage.engine.commands if isinstance(c, Configure)]
    assert told == [True]
    voice.plan.start.click()
    voice.session.stop.click()
    told = [c.settings.push_to_talk for c in voice.stage.engine.commands if isinstance(c, Configure)]
    assert told == [True, False, True]


def test_another_stream_hears_without_a_held_key_too(voice):
    voice.stage.window.header.listening.hold.click()
    voice.prepare("seven")
    voice.plan.start.click()
    voice.stage.controller.choose_input(InputChoice("mic", "Headset", "PulseAudio"))
    voice.stage.find_inputs()
    voice.ready(replace(MICROPHONE, source="Headset"))
    told = [c.settings.push_to_talk for c in voice.stage.engine.commands if isinstance(c, Configure)]
    assert told == [False]
    voice.take()
    assert TestSet(Path(voice.world.folder)).takes[0].device == "Headset"


def test_the_window_answers_no_word_that_is_recorded_and_every_other_one(begun):
    window = begun.stage.window
    begun.take()
    assert begun.history.rows == []
    assert window.prediction.word.text == "Recording"
    begun.session.stop.click()
    assert window.prediction.word.text == "Say a word"
    begun.say()
    assert [entry.label for entry in begun.history.rows] == ["seven"]
    assert begun.kept() == ["seven"]


def test_a_word_that_began_before_the_recording_is_answered_as_ever(voice):
    voice.prepare("seven")
    voice.stage.hear(Speech(True, 0))
    voice.plan.start.click()
    voice.stage.hear(prediction("seven"))
    assert [entry.label for entry in voice.history.rows] == ["seven"]


def test_what_is_played_is_no_take_and_it_goes_on_afterwards(begun):
    begun.take()
    begun.wait(1.0)
    begun.session.play.click()
    playback = begun.world.played[-1]
    assert (begun.scene.kind, begun.scene.sentence) == ("paused", "Playing the last take")
    assert begun.session.play.text() == "Be quiet"
    begun.wait(3.0)
    begun.say()
    assert begun.kept() == ["seven"]
    playback.done = True
    begun.desk.player.look()
    assert playback.closed
    assert begun.scene.kind == "ready"
    begun.take()
    assert begun.kept() == ["seven", "seven"]


def test_go_on_while_a_take_is_played_ends_it(begun):
    begun.take()
    begun.session.play.click()
    begun.session.pause.click()
    assert begun.world.played[-1].closed
    assert begun.scene.kind == "ready"


def test_what_the_inspector_plays_is_no_take_either(begun):
    begun.until_listening()
    begun.history.desk.player.play(spoken(), "", "")
    assert begun.scene.kind == "paused"
    begun.session.play.click()
    begun.history.desk.player.stop()
    assert begun.scene.kind == "ready"


def test_a_take_that_cannot_be_played_says_why(begun):
    begun.take()
    begun.world.refusal = "Speakers: cannot play (in use); close what else uses it, or choose another output"
    begun.session.play.click()
    assert "cannot play" in begun.complaint
    assert begun.scene.kind == "kept"


@pytest.mark.parametrize("source", ["demo", "talk.wav"])
def test_takes_are_recorded_from_a_microphone_unless_one_wants_to_try(make_stage, model, source):
    voice = VoiceStage(make_stage(), model).listen(source)
    voice.prepare("seven")
    voice.plan.start.click()
    assert "choose a microphone" in voice.complaint
    assert voice.panel.pages.currentWidget() is voice.plan
    voice.panel.try_anyway.click()
    assert voice.note.startswith("Trying with ")
    voice.take()
    assert voice.kept() == ["seven"]
    voice.stage.hear(Ended(voice._at))
    assert voice.scene.kind == "paused"
    assert "at its end" in voice.complaint


def test_a_demo_that_stands_in_in_the_middle_is_not_recorded(begun):
    begun.take()
    begun.stage.controller.choose_input(InputChoice("demo"))
    begun.ready(replace(MICROPHONE, live=False))
    assert (begun.scene.kind, begun.panel.try_anyway.isVisible()) == ("paused", True)
    begun.until_listening()
    begun.say()
    assert begun.kept() == ["seven"]


def test_recording_starts_the_chosen_input_where_nothing_is_listened_to(voice):
    voice.prepare("seven")
    voice.stage.window.header.start_stop.click()
    engines = len(voice.stage.engines)
    voice.plan.start.click()
    assert voice.scene.sentence == "Waiting for the microphone…"
    voice.stage.find_inputs()
    assert len(voice.stage.engines) == engines + 1
    voice.ready()
    assert voice.scene.kind == "ready"
    voice.take()
    assert voice.kept() == ["seven"]


def test_stopping_to_listen_pauses_and_going_on_listens_again(begun):
    begun.take()
    begun.stage.window.header.start_stop.click()
    assert "Nothing is listened to" in begun.complaint
    begun.session.pause.click()
    begun.stage.find_inputs()
    begun.ready()
    assert (begun.complaint, begun.scene.kind) == ("", "ready")


def test_a_microphone_that_goes_away_loses_nothing_that_was_kept(begun):
    begun.take()
    begun.stage.hear(Problem("Yeti: is gone; plug it in again", may_pass=True))
    begun.stage.find_inputs()
    assert begun.scene.kind == "paused"
    assert "Yeti" in begun.complaint
    assert begun.kept() == ["seven"]
    begun.session.pause.click()
    begun.ready()
    assert begun.scene.kind == "ready"


def test_a_full_disk_is_one_line_and_the_word_is_asked_for_again(begun, monkeypatch):
    def full(*_: object) -> None:
        raise TakeError("my-voice: cannot be written (no space left on device); free the disk")

    with monkeypatch.context() as patch:
        patch.setattr(TestSet, "add", full)
        begun.take()
    assert begun.complaint.endswith("free the disk")
    assert begun.scene.kind == "paused"
    begun.session.pause.click()
    assert begun.complaint == ""
    begun.take()
    assert begun.kept() == ["seven"]


def test_a_folder_that_goes_away_is_one_line_and_comes_back(begun):
    begun.take()
    folder = Path(begun.world.folder)
    folder.rename(folder.with_name("elsewhere"))
    begun.wait(1.0)
    begun.take()
    assert "my-voice" in begun.complaint
    assert begun.scene.kind == "paused"
    folder.with_name("elsewhere").rename(folder)
    begun.session.pause.click()
    begun.take()
    assert begun.kept() == ["seven", "seven"]


def test_a_set_that_another_sayso_uses_too_grows_by_both(begun):
    begun.take()
    other = TestSet(Path(begun.world.folder))
    other.add("seven", spoken(seed=99), Origin(trim=WORD))
    begun.wait(1.0)
    begun.take()
    assert begun.kept() == ["seven"] * 3


def test_what_had_to_be_mended_meanwhile_is_told(begun):
    begun.take()
    manifest = Path(begun.world.folder) / NAME
    manifest.write_text(manifest.read_text(encoding="utf-8") + '{"torn', encoding="utf-8")
    begun.wait(1.0)
    begun.take()
    assert "manifest" in begun.note
    assert begun.kept() == ["seven", "seven"]


def test_a_change_that_cannot_be_made_says_why_and_changes_nothing(begun, monkeypatch):
    begun.take()

    def full(*_: object) -> None:
        raise TakeError("my-voice: another Sayso is writing to it and does not end; close that one")

    with monkeypatch.context() as patch:
        patch.setattr(TestSet, "remove", full)
        begun.session.redo.click()
    assert "another Sayso" in begun.complaint
    assert begun.kept() == ["seven"]


def test_undo_says_what_it_took_back_and_when_nothing_is_left(begun):
    begun.take()
    begun.session.undo.click()
    assert begun.note == "Taken back: “seven”."
    begun.session.undo.click()
    assert begun.note == "Nothing is left to take back."


def test_closing_the_dialog_ends_the_recording_and_the_window_listens_on(begun):
    begun.take()
    begun.dialog.reject()
    assert begun.recording.recorder is None
    begun.say()
    assert [entry.label for entry in begun.history.rows] == ["seven"]
    assert begun.kept() == ["seven"]


def test_nothing_is_recorded_behind_another_page(begun):
    begun.until_listening()
    begun.dialog.tabs.setCurrentIndex(1)
    begun.say()
    begun.dialog.tabs.setCurrentIndex(0)
    assert (begun.scene.kind, begun.kept()) == ("paused", [])


def test_opening_another_set_ends_the_recording(begun, tmp_path):
    begun.take()
    begun.world.folder = str(tmp_path / "other")
    begun.stage.window.history.test_set.choose.click()
    assert begun.recording.recorder is None
    assert begun.panel.pages.currentWidget() is begun.plan
    begun.plan.start.click()
    begun.take()
    assert begun.kept() == ["seven"]
    assert len(TestSet(tmp_path / "my-voice").takes) == 1


def test_a_screen_reader_hears_the_word_and_what_came_of_it(begun, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(record_session_page, "announce", lambda _, text: said.append(text))
    begun.take()
    begun.wait(1.0)
    begun.take(spoken(level_db=-64.0))
    assert said[0].startswith("Kept: ")
    assert said[1] == "seven"
    assert said[2].startswith("Say it again. It was too quiet.")
    assert len(said) == 3


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_text_of_the_pages_is_cut_off(begun, qapp, percent, theme):
    begun.stage.window.set_tokens(apply_theme(qapp, theme, percent))
    begun.recordings = {"talk.wav": [found("talk.wav", 11, (FAULTS[5],))]}
    cut = []
    try:
        begun.panel.show_complaint("my-voice: cannot be written (no space left on device); free the disk", can_try=True)
        for page in (begun.session, begun.found, begun.plan):
            begun.panel.show_page(page)
            begun.dialog.resize(begun.dialog.minimumSizeHint().expandedTo(QSize(1100, 720)))
            qapp.processEvents()
            assert begun.dialog.width() <= 1280
            cut += [(page, widget.text()) for widget in texts(begun.dialog) if not whole(widget)]
    finally:
        apply_theme(qapp, "light")
    assert cut == []


def test_closing_the_window_closes_the_dialog(begun):
    begun.stage.window.close()
    assert not begun.dialog.isVisible()


def test_the_prompt_word_is_as_large_as_the_panel_allows(begun):
    prompt = begun.session.prompt
    prompt.resize(1200, 600)
    large = begun.session.prompt.word_font().pixelSize()
    assert large > 200
    prompt.resize(600, 300)
    assert prompt.word_font().pixelSize() == pytest.approx(large / 2, abs=2)


def test_the_line_under_the_history_counts_along(begun):
    begun.take()
    assert begun.stage.window.history.test_set.name.text() == "Test set: my-voice, 1 take"

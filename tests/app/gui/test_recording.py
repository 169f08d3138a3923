"""Takes of one's own voice are recorded in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from app.events import Overflow, Speech
from app.gui.look.theme import apply_theme
from app.gui.voice import record_session_page
from app.personal.take_check import FAULTS
from app.personal.test_set import TestSet
from tests.app.gui.test_appearance import texts, whole
from tests.app.gui.voice_stage import VoiceStage, found
from tests.app.personal.takes import spoken


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

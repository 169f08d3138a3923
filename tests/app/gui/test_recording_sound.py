"""What takes are recorded from: streams, microphones, held keys, and nothing that is played."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.engine.commands import Configure
from app.events import Ended, Problem, Speech
from app.gui.listening.inputs import InputChoice
from app.personal.test_set import TestSet
from tests.app.gui.fakes import prediction
from tests.app.gui.voice_stage import MICROPHONE, VoiceStage
from tests.app.personal.takes import spoken


def press(voice: VoiceStage, qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


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

"""A microphone that goes away comes back by itself; meanwhile the next in order is listened to."""

import pytest

from app.events import Problem, Ready, Speech
from app.gui.listening.inputs import InputChoice
from app.settings import Settings
from app.settings_file import load_settings, save_settings
from tests.app.gui.fakes import HEADSET, READY, YETI, FakeSound, columns, dismiss, entry, prediction

GONE = Problem("Yeti: the microphone is gone", may_pass=True)
BUSY = Problem("Yeti: cannot be opened (busy); close what else uses it", may_pass=True)
ON_YETI, ON_HEADSET = InputChoice("mic", "Yeti", "ALSA"), InputChoice("mic", "Headset", "PulseAudio")


def live(name: str) -> Ready:
    return Ready(name, "tiny 1.0", READY.labels, live=True)


@pytest.fixture
def yeti_first(make_stage, tmp_path):
    """Return a window that listens to the Yeti, with the headset next in order."""
    path = tmp_path / "order.json"
    save_settings(Settings(device="Yeti", host_api="ALSA", other_inputs=(("Headset", "PulseAudio"),)), path)
    stage = make_stage(FakeSound(), path).open(None, ready=False)
    stage.hear(live("Yeti"))
    return stage


def unplug(stage, *left) -> None:
    stage.sound.devices = left
    stage.hear(GONE)
    stage.find_inputs()


def look_again(stage) -> None:
    """Let it be time for another look, and the looks end."""
    stage.controller.desk.pace.timeout.emit()
    stage.find_inputs()
    stage.find_inputs()


def test_an_unplugged_microphone_is_waited_for_and_listened_to_when_it_returns(yeti_first):
    stage = yeti_first
    unplug(stage)
    assert (stage.controller.state, len(stage.engines)) == ("waiting", 1)
    assert stage.messages == ["Yeti is gone. Sayso listens again as soon as it can."]
    assert stage.window.status.state.text() == "◌  Waiting for Yeti"
    assert stage.window.prediction.word.text == "No microphone"
    look_again(stage)
    assert len(stage.engines) == 1
    stage.sound.devices = (YETI,)
    look_again(stage)
    stage.hear(live("Yeti"))
    assert (stage.engine.choice, stage.controller.state, stage.messages) == (ON_YETI, "listening", [])


def test_what_was_seen_and_heard_stays_while_a_microphone_is_waited_for(yeti_first):
    stage = yeti_first
    stage.hear(columns(0, 100), prediction("seven"))
    began = []
    stage.controller.began.connect(lambda: began.append(True))
    unplug(stage)
    look_again(stage)
    assert stage.window.spectrogram.record.columns.end == 100
    stage.sound.devices = (YETI,)
    look_again(stage)
    assert (stage.window.spectrogram.record.columns.end, began) == (100, [])
    stage.hear(live("Yeti"))
    assert (stage.window.spectrogram.record.columns.end, began) == (0, [True])
    assert [row.label for row in stage.window.history.history.rows] == ["seven"]


def test_the_next_in_order_stands_in_until_the_preferred_one_returns(yeti_first):
    stage = yeti_first
    unplug(stage, HEADSET)
    stage.hear(live("Headset"))
    assert (stage.engine.choice, stage.controller.state) == (ON_HEADSET, "listening")
    assert stage.messages == ["Yeti is gone. Listening to Headset meanwhile."]
    look_again(stage)
    assert len(stage.engines) == 2
    stage.sound.devices = (YETI, HEADSET)
    look_again(stage)
    stage.hear(live("Yeti"))
    assert stage.engines[1].stopped
    assert (stage.engine.choice, stage.messages) == (ON_YETI, [])
    assert not stage.controller.desk.pace.isActive()


def test_a_return_begins_another_stream(yeti_first):
    stage = yeti_first
    unplug(stage, HEADSET)
    stage.hear(live("Headset"), columns(0, 100))
    began = []
    stage.controller.began.connect(lambda: began.append(True))
    stage.sound.devices = (YETI, HEADSET)
    look_again(stage)
    stage.hear(live("Yeti"), columns(0, 50))
    assert (stage.window.spectrogram.record.columns.end, began) == (50, [True])


def test_nobody_is_cut_off_in_the_middle_of_a_word_when_the_preferred_microphone_returns(yeti_first):
    stage = yeti_first
    unplug(stage, HEADSET)
    stage.hear(live("Headset"), Speech(is_open=True, at=1_000))
    stage.sound.devices = (YETI, HEADSET)
    look_again(stage)
    assert stage.engine.choice == ON_HEADSET
    stage.hear(Speech(is_open=False, at=9_000))
    look_again(stage)
    assert stage.engine.choice == ON_YETI


def test_the_system_s_default_stands_in_where_nothing_preferred_is_left(yeti_first):
    stage = yeti_first
    other = YETI.__class__("Webcam", "ALSA", 1, 48_000, is_default=True, index=1)
    unplug(stage, other)
    assert stage.engine.choice == InputChoice("mic")


def test_a_microphone_plugged_into_another_socket_is_the_same_one(make_stage, tmp_path):
    path = tmp_path / "order.json"
    save_settings(Settings(device="Yeti: USB Audio (hw:1,0)", host_api="ALSA"), path)
    moved = YETI.__class__("Yeti: USB Audio (hw:3,0)", "ALSA", 1, 48_000, is_default=False, index=5)
    stage = make_stage(FakeSound((HEADSET, moved)), path).open(None, ready=False)
    stage.hear(live(moved.name))
    assert stage.engine.choice == InputChoice("mic", moved.name, "ALSA")
    assert stage.messages == []


def test_a_busy_microphone_is_tried_again_without_a_new_word_about_it(yeti_first):
    stage = yeti_first
    stage.sound.devices = (YETI,)
    stage.controller.stop()
    stage.controller.start()
    texts = []
    for _ in range(3):
        stage.hear(BUSY)
        stage.find_inputs()  # the default is tried too
        stage.hear(BUSY)
        stage.find_inputs()
        texts.append((stage.controller.state, *stage.messages))
        look_again(stage)
    assert texts == [("waiting", f"{BUSY.message}. Sayso listens again as soon as it can.")] * 3
    stage.hear(live("Yeti"))
    assert (stage.controller.state, stage.controller.failure, stage.messages) == ("listening", "", [])


def test_a_busy_microphone_is_not_returned_to_every_time_it_is_seen(yeti_first):
    stage = yeti_first
    stage.controller.stop()
    stage.controller.start()
    stage.hear(BUSY)
    stage.find_inputs()
    stage.hear(live("Headset"))
    look_again(stage)
    assert (stage.engine.choice, len(stage.engines)) == (ON_HEADSET, 3)
    stage.sound.devices = (HEADSET,)
    look_again(stage)
    stage.sound.devices = (YETI, HEADSET)
    look_again(stage)
    assert stage.engine.choice == ON_YETI


def test_a_notice_that_was_dismissed_stays_away_while_nothing_changes(yeti_first):
    stage = yeti_first
    unplug(stage)
    dismiss(stage.window.banners, stage.messages[0]).click()
    stage.sound.devices = (YETI,)
    look_again(stage)
    stage.hear(GONE)
    stage.find_inputs()
    stage.hear(GONE)
    stage.find_inputs()
    assert (stage.controller.state, stage.messages) == ("waiting", [])


def test_the_demo_stands_in_at_the_start_only_until_a_microphone_is_plugged_in(make_stage):
    stage = make_stage(FakeSound(devices=())).open(None)
    assert stage.engine.choice == InputChoice("demo")
    stage.sound.devices = (YETI,)
    look_again(stage)
    stage.hear(live("Yeti"))
    assert (stage.engine.choice, stage.messages) == (InputChoice("mic"), [])


def test_a_demo_that_was_chosen_is_not_given_up_for_a_microphone(stage):
    assert not stage.controller.desk.pace.isActive()


def test_stopping_ends_the_wait_and_starting_looks_once_more(yeti_first):
    stage = yeti_first
    unplug(stage)
    stage.window.header.start_stop.click()
    assert (stage.controller.state, stage.controller.desk.pace.isActive()) == ("stopped", False)
    stage.sound.devices = (YETI,)
    stage.window.header.start_stop.click()
    stage.find_inputs()
    assert stage.engine.choice == ON_YETI


def test_a_look_that_ends_after_stop_starts_nothing(yeti_first):
    stage = yeti_first
    unplug(stage)
    stage.sound.devices = (YETI,)
    stage.controller.desk.pace.timeout.emit()
    stage.controller.stop()
    stage.find_inputs()
    assert (stage.controller.state, len(stage.engines)) == ("stopped", 1)


def test_choosing_another_input_ends_the_wait(yeti_first):
    stage = yeti_first
    unplug(stage)
    entry(stage.window.header.input.choices, "Demo recording").trigger()
    stage.hear(READY)
    assert (stage.controller.state, stage.messages) == ("listening", [])
    assert not stage.controller.desk.pace.isActive()


def test_a_rescan_while_waiting_finds_the_microphone_at_once(yeti_first):
    stage = yeti_first
    unplug(stage)
    stage.sound.devices = (YETI,)
    stage.window.header.input.rescan_action.trigger()
    stage.find_inputs()
    assert stage.engine.choice == ON_YETI


def test_a_rescan_that_is_asked_for_during_a_glance_is_not_forgotten(yeti_first):
    stage = yeti_first
    unplug(stage, HEADSET)
    stage.hear(live("Headset"))
    looks = len(stage.sound.looks)
    stage.controller.desk.pace.timeout.emit()
    stage.window.header.input.rescan_action.trigger()
    stage.find_inputs()
    stage.find_inputs()
    assert stage.sound.looks[looks:] == [True]
    assert (stage.engine.choice, len(stage.engines)) == (ON_HEADSET, 3)


def test_the_microphone_chosen_last_is_preferred_and_those_before_are_next_in_order(stage):
    entry(stage.window.header.input.choices, "Yeti").trigger()
    entry(entry(stage.window.header.input.choices, "All sound systems").menu(), "Headset").trigger()
    kept = load_settings(stage.settings_file).settings
    assert kept.input_order == (("Headset", "PulseAudio"), ("Yeti", "ALSA"), ("", ""))


def test_a_file_that_ends_or_fails_is_not_waited_for(make_stage):
    stage = make_stage().open("four.wav")
    stage.hear(Problem("four.wav: damaged"))
    assert (stage.controller.state, stage.controller.desk.pace.isActive()) == ("failed", False)

"""Input, vocabulary, look, start and stop: what the user chooses, happens and is kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.audio.devices import InputDevice
from app.engine.commands import Configure
from app.events import Problem
from app.gui.listening.inputs import InputChoice
from app.settings import EngineSettings, Settings
from app.settings_file import load_settings, save_settings
from tests.app.gui.fakes import READY, YETI, FakeSound, columns, entry, look, prediction


def kept(stage) -> Settings:
    return load_settings(stage.settings_file).settings


def test_stop_ends_the_engine_and_start_begins_anew(stage):
    stage.hear(columns(0, 200), prediction("four"))
    stage.window.header.start_stop.click()
    assert stage.engine.stopped
    assert stage.window.prediction.word.text == "Stopped"
    stage.window.header.start_stop.click()
    assert len(stage.engines) == 2
    assert stage.engine.started
    assert stage.window.spectrogram.record.columns.end == 0


def test_what_a_stopped_engine_still_says_is_not_shown(stage):
    former = stage.engine
    stage.window.header.start_stop.click()
    former.say(prediction("four"))
    stage.tick()
    assert stage.window.history.history.rows == []


def texts(menu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions()]


def test_inputs_of_one_sound_system_are_listed_and_the_others_in_a_menu_of_their_own(stage):
    menu = stage.window.header.input.choices
    assert texts(menu)[:4] == ["Microphone  ·  ALSA", "System default", "Yeti", "All sound systems"]
    assert texts(entry(menu, "All sound systems").menu()) == ["PulseAudio", "Headset"]


def test_names_that_windows_cut_are_completed_and_copies_are_left_out(make_stage):
    long, cut = "Microphone Array (Realtek High Definition Audio)", "Microphone Array (Realtek High "
    devices = [InputDevice(cut, "MME", 2, 44_100, True, 0), InputDevice(cut, "MME", 2, 44_100, False, 1)]
    sound = FakeSound((*devices, InputDevice(long, "Windows WASAPI", 2, 48_000, False, 9)))
    stage = make_stage(sound).open()
    menu = stage.window.header.input.choices
    assert texts(menu)[:4] == ["Microphone  ·  Windows WASAPI", "System default", long, "All sound systems"]
    others = entry(menu, "All sound systems").menu()
    assert texts(others) == ["MME", long]
    entry(others, long).trigger()
    assert stage.engine.choice == InputChoice("mic", cut, "MME")
    assert stage.window.header.input.accessibleDescription() == long


def test_a_preferred_microphone_that_is_not_plugged_in_stays_in_sight(make_stage, tmp_path):
    path = tmp_path / "settings.json"
    save_settings(Settings(device="Podcaster", host_api="ALSA"), path)
    stage = make_stage(settings_file=path).open()
    absent = entry(stage.window.header.input.choices, "Podcaster")
    assert (absent.text(), absent.isEnabled()) == ("Podcaster (not plugged in)", False)


def test_choosing_a_microphone_listens_to_it_and_remembers_its_name(stage):
    entry(entry(stage.window.header.input.choices, "All sound systems").menu(), "Headset").trigger()
    assert stage.engines[0].stopped
    assert stage.engine.choice == InputChoice("mic", "Headset", "PulseAudio")
    assert (kept(stage).device, kept(stage).host_api) == ("Headset", "PulseAudio")
    assert "Headset" in stage.window.header.input.text()


def test_a_recording_is_chosen_from_disk(stage, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/recordings/four.wav", ""))
    entry(stage.window.header.input.choices, "Open recording").trigger()
    assert stage.engine.choice == InputChoice("/recordings/four.wav")
    assert entry(stage.window.header.input.choices, "four.wav").isChecked()


def test_no_recording_is_chosen_when_the_dialog_is_cancelled(stage, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    entry(stage.window.header.input.choices, "Open recording").trigger()
    assert len(stage.engines) == 1


def test_a_rescan_lists_new_microphones_and_leaves_the_demo_playing(stage):
    stage.sound.devices = (YETI,)
    entry(stage.window.header.input.choices, "Rescan").trigger()
    stage.find_inputs()
    assert stage.sound.looks == [False, True]
    assert not any("Headset" in text or "sound systems" in text for text in texts(stage.window.header.input.choices))
    assert len(stage.engines) == 1
    assert not stage.engine.stopped


def test_a_rescan_closes_the_microphone_meanwhile_and_listens_again(make_stage):
    stage = make_stage().open(None)
    stage.window.header.input.rescan_action.trigger()
    assert stage.engines[0].stopped
    stage.find_inputs()
    assert [engine.choice.source for engine in stage.engines] == ["mic", "mic"]


@pytest.mark.parametrize("name", ["digits", "commands", "all"])
def test_a_vocabulary_reaches_the_running_engine_and_is_kept(stage, name):
    stage.window.header.vocabulary.chosen.emit("one, two")
    stage.window.header.vocabulary._actions[name].trigger()
    assert stage.engine.commands[-1] == Configure(EngineSettings(vocabulary=name))
    assert kept(stage).vocabulary == name
    assert len(stage.engines) == 1


def test_words_of_ones_own_are_typed_tidied_and_used(stage):
    stage.window.header.vocabulary.custom_action.trigger()
    words = stage.window.words
    assert words.isVisible()
    words.line.setText("Yes,no  stop,yes")
    stage.press(Qt.Key.Key_Return, words.line)
    assert stage.engine.commands == [Configure(EngineSettings(vocabulary="yes, no, stop"))]
    assert not words.isVisible()
    assert stage.window.header.vocabulary.custom_action.isChecked()


def test_a_word_that_the_model_does_not_know_is_named_and_not_used(stage):
    stage.window.header.vocabulary.custom_action.trigger()
    words = stage.window.words
    words.line.setText("yes, banana")
    assert words.complaint.text().startswith("unknown label 'banana'")
    assert not words.use.isEnabled()
    stage.press(Qt.Key.Key_Return, words.line)
    assert stage.engine.commands == []


def test_escape_keeps_the_words_in_use(stage, qtbot):
    stage.window.header.vocabulary.custom_action.trigger()
    qtbot.keyClick(stage.window.words.line, Qt.Key.Key_Escape)
    assert not stage.window.words.isVisible()
    assert stage.window.header.vocabulary._actions["all"].isChecked()


def test_another_vocabulary_starts_an_engine_that_failed(stage):
    stage.hear(Problem("unknown label 'banana'"))
    stage.window.header.vocabulary._actions["digits"].trigger()
    assert stage.engine.settings.vocabulary == "digits"
    assert (len(stage.engines), stage.messages) == (2, [])


def test_a_threshold_reaches_the_running_engine_and_is_kept(stage):
    look(stage.window, 0.6).trigger()
    assert stage.engine.commands == [Configure(EngineSettings(threshold=0.6))]
    assert kept(stage).threshold == 0.6


def test_a_theme_is_put_on_at_once_and_kept(stage):
    look(stage.window, "dark").trigger()
    assert stage.themes == ["dark"]
    assert kept(stage).theme == "dark"
    assert stage.engine.commands == []


def test_the_system_s_theme_is_followed_only_if_the_user_chose_none(stage):
    stage.keeper.follow_system()
    assert stage.themes == ["system"]
    look(stage.window, "light").trigger()
    stage.keeper.follow_system()
    assert stage.themes == ["system", "light"]


@pytest.mark.parametrize("name", ["cividis", "grey"])
def test_the_colours_of_the_spectrogram_change_at_once_and_are_kept(stage, name):
    look(stage.window, name).trigger()
    assert stage.window.spectrogram.colour_map == name
    assert kept(stage).colour_map == name


def test_settings_that_cannot_be_kept_are_a_banner(make_stage, tmp_path):
    (tmp_path / "file").write_text("")
    stage = make_stage(settings_file=tmp_path / "file" / "settings.json").open()
    look(stage.window, "dark").trigger()
    assert "settings" in stage.messages[0]


def test_what_another_sayso_keeps_meanwhile_is_not_overwritten(stage):
    look(stage.window, "light").trigger()
    save_settings(replace(kept(stage), threshold=0.7), stage.settings_file)
    look(stage.window, "dark").trigger()
    assert (kept(stage).threshold, kept(stage).theme) == (0.7, "dark")
    look(stage.window, 0.6).trigger()
    assert kept(stage).threshold == 0.6


def test_what_could_not_be_kept_is_kept_with_the_next_change(make_stage, tmp_path):
    folder = tmp_path / "config"
    folder.write_text("in the way")
    stage = make_stage(settings_file=folder / "settings.json").open()
    look(stage.window, "dark").trigger()
    folder.unlink()
    save_settings(Settings(threshold=0.7), stage.settings_file)
    look(stage.window, "grey").trigger()
    assert kept(stage) == Settings(threshold=0.7, theme="dark", colour_map="grey")


def test_words_that_gave_way_are_kept_so_with_the_next_change(make_stage, tmp_path):
    path = tmp_path / "settings.json"
    save_settings(Settings(vocabulary="nope"), path)
    look(make_stage(settings_file=path).open().window, "dark").trigger()
    assert load_settings(path).settings == Settings(theme="dark")


def test_a_damaged_settings_file_is_a_banner_and_the_window_opens(make_stage, tmp_path):
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    stage = make_stage(FakeSound()).open()
    assert "damaged" in stage.messages[0]
    assert stage.controller.settings == Settings()
    stage.hear(READY)
    assert len(stage.messages) == 1


@pytest.mark.parametrize(
    ("vocabulary", "why"), [("nope, yes, nada", "'nope', 'nada'"), ("", "''"), ("unknown", "'unknown'")]
)
def test_words_of_last_time_that_do_not_fit_give_way_to_all_with_one_notice(make_stage, tmp_path, vocabulary, why):
    path = tmp_path / "settings.json"
    save_settings(Settings(vocabulary=vocabulary, threshold=0.6, theme="dark"), path)
    stage = make_stage(settings_file=path).open()
    assert stage.engine.settings == EngineSettings(vocabulary="all", threshold=0.6)
    assert stage.controller.state == "listening"
    assert stage.controller.settings == Settings(threshold=0.6, theme="dark")
    assert [why in message for message in stage.messages] == [True]


@pytest.mark.parametrize("vocabulary", ["all", "digits, yes", "six, seven"])
def test_words_of_last_time_that_fit_are_used_without_a_notice(make_stage, tmp_path, vocabulary):
    path = tmp_path / "settings.json"
    save_settings(Settings(vocabulary=vocabulary), path)
    stage = make_stage(settings_file=path).open()
    assert (stage.engine.settings.vocabulary, stage.messages) == (vocabulary, [])

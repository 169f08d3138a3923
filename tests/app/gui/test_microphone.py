"""With and without a microphone."""

from app.errors import DeviceError, SoundSystemError
from app.events import Problem, Ready
from app.gui.listening.inputs import InputChoice
from app.settings import Settings
from app.settings_file import save_settings
from tests.app.gui.fakes import READY, FakeSound

MISSING = "no microphone: the PortAudio library is missing; type: sudo apt install libportaudio2"
LIVE = Ready("Yeti", "tiny 1.0", READY.labels, live=True)
BUSY = Problem("Yeti: cannot be opened (busy)", may_pass=True)


def test_the_microphone_is_listened_to_once_the_inputs_are_known(make_stage):
    stage = make_stage()
    stage.window.show()
    stage.controller.open(None)
    assert stage.engines == []
    assert stage.controller.state == "starting"
    stage.find_inputs()
    assert stage.engine.choice == InputChoice("mic")
    assert stage.messages == []


def test_without_portaudio_the_demo_plays_and_a_banner_says_how_to_get_it(make_stage):
    stage = make_stage(FakeSound(failure=SoundSystemError(MISSING))).open(None)
    assert [engine.choice.source for engine in stage.engines] == ["demo"]
    assert stage.messages == [f"{MISSING}. Playing the demo meanwhile."]
    assert stage.controller.state == "listening"


def test_a_microphone_chosen_without_portaudio_says_the_command_and_is_not_looked_for_again(make_stage):
    stage = make_stage(FakeSound(failure=SoundSystemError(MISSING))).open("demo")
    stage.controller.choose_input(InputChoice("mic"))
    stage.find_inputs()
    assert (stage.controller.state, stage.controller.failure, stage.messages) == ("failed", MISSING, [MISSING])
    assert not stage.controller.desk.pace.isActive()


def test_without_a_microphone_the_demo_plays_and_a_banner_says_so(make_stage):
    stage = make_stage(FakeSound(devices=())).open("mic")
    assert stage.engine.choice.source == "demo"
    assert "plug one in" in stage.messages[0]


def test_a_sound_system_that_fails_in_its_own_way_is_a_banner_too(make_stage):
    stage = make_stage(FakeSound(failure=RuntimeError("PortAudio not initialized"))).open(None)
    assert stage.engine.choice.source == "demo"
    assert "PortAudio not initialized" in stage.messages[0]


def test_a_microphone_that_cannot_be_opened_at_the_start_gives_way_to_the_demo(make_stage):
    stage = make_stage().open(None, ready=False)
    stage.hear(BUSY)
    stage.find_inputs()
    stage.hear(READY)
    assert [engine.choice.source for engine in stage.engines] == ["mic", "demo"]
    assert stage.messages == ["Yeti: cannot be opened (busy). Playing the demo meanwhile."]


def test_a_model_that_is_damaged_is_said_at_once(make_stage):
    stage = make_stage().open(None, ready=False)
    stage.hear(Problem("no model"))
    assert (len(stage.engines), stage.controller.state, stage.messages) == (1, "failed", ["no model"])


def test_the_status_line_names_the_microphone_behind_the_default(make_stage):
    stage = make_stage().open(None, ready=False)
    stage.hear(LIVE)
    assert stage.window.status.state.text() == "●  Listening: Yeti"


def test_a_microphone_of_last_time_that_is_unplugged_gives_way_to_the_default_and_is_not_forgotten(
    make_stage, tmp_path
):
    path = tmp_path / "settings.json"
    save_settings(Settings(device="Podcaster", host_api="ALSA"), path)
    stage = make_stage(settings_file=path).open(None)
    assert stage.engine.choice == InputChoice("mic")
    assert stage.messages == ["Podcaster is not plugged in. Listening to Default microphone meanwhile."]
    assert stage.controller.settings.device == "Podcaster"


def test_stopping_while_the_inputs_are_looked_for_starts_nothing(make_stage):
    stage = make_stage(FakeSound(failure=DeviceError(MISSING)))
    stage.window.show()
    stage.controller.open(None)
    stage.window.header.start_stop.click()
    stage.find_inputs()
    assert (stage.engines, stage.messages, stage.controller.state) == ([], [], "stopped")


def test_the_demo_is_played_without_a_word_about_microphones(make_stage):
    stage = make_stage(FakeSound(failure=DeviceError(MISSING))).open("demo")
    assert stage.messages == []


def test_a_rescan_that_finds_nothing_says_what_is_missing(make_stage):
    stage = make_stage(FakeSound(failure=DeviceError(MISSING))).open("demo")
    stage.window.header.input.rescan_action.trigger()
    stage.find_inputs()
    assert stage.messages == [MISSING]
    assert not stage.engine.stopped

import threading

import numpy as np
import pytest

from app.audio.playback import Playback, choose_output, list_outputs
from app.audio.turn import portaudio_turn
from app.errors import DeviceError
from tests.fakes import FakeOutputs, tone


def played(sound: FakeOutputs, playback: Playback, frames: int = 160) -> np.ndarray:
    """Let the sound card ask for samples until nothing more comes; return what it played."""
    blocks = []
    while not playback.done:
        blocks.append(sound.streams[-1].ask(frames))
    return np.concatenate(blocks)


def test_an_output_plays_exactly_the_samples_it_was_given_and_then_silence():
    sound = FakeOutputs()
    heard = played(sound, Playback(tone(0.5), sound=sound))
    np.testing.assert_array_equal(heard[:8_000], np.repeat(tone(0.5)[:, None], 2, axis=1))
    assert not heard[8_000:].any()


def test_playing_is_done_only_once_the_last_sample_has_sounded():
    sound = FakeOutputs(latency_s=0.1)
    heard = played(sound, Playback(tone(0.5), sound=sound))
    assert len(heard) >= 8_000 + 1_600


@pytest.mark.parametrize("frames", [1, 333, 20_000])
def test_what_is_played_does_not_depend_on_the_size_of_the_sound_cards_buffer(frames):
    sound = FakeOutputs()
    heard = played(sound, Playback(tone(0.2), sound=sound), frames)
    np.testing.assert_array_equal(heard[:3_200, 0], tone(0.2))


def test_an_output_that_refuses_16_khz_gets_the_same_sound_at_its_own_rate():
    sound = FakeOutputs(only_own_rate=True)
    heard = played(sound, Playback(tone(0.5), sound=sound))[:24_000, 0]
    expected = np.sqrt(2) * 0.1 * np.sin(2 * np.pi * 440 * np.arange(24_000) / 48_000)
    assert sound.streams[0].settings["samplerate"] == 48_000
    np.testing.assert_allclose(heard[500:-500], expected[500:-500], atol=2e-3)


def test_a_mono_output_is_opened_with_one_channel():
    sound = FakeOutputs(channels=1)
    Playback(tone(0.1), sound=sound).close()
    assert sound.streams[0].settings["channels"] == 1


def test_an_output_is_found_by_name_wherever_it_stands_in_the_list():
    sound = FakeOutputs(names=("HDMI", "Speakers", "Headset"), default=1)
    assert [device.name for device in list_outputs(sound)] == ["Speakers", "HDMI", "Headset"]
    playback = Playback(tone(0.1), "Headset", sound=sound)
    assert (playback.name, sound.streams[0].settings["device"]) == ("Headset", 2)


def test_microphones_are_no_outputs():
    sound = FakeOutputs(names=("Speakers",), microphones=("Yeti",))
    assert [device.name for device in list_outputs(sound)] == ["Speakers"]


def test_an_output_that_is_gone_is_one_clear_line():
    with pytest.raises(DeviceError, match="no output is called 'Headset'; choose another, or plug it in"):
        choose_output(list_outputs(FakeOutputs()), "Headset")
    with pytest.raises(DeviceError, match="no output is called 'Speakers'"):
        choose_output(list_outputs(FakeOutputs()), "Speakers", "JACK")


def test_a_machine_without_a_sound_output_is_one_clear_line():
    with pytest.raises(DeviceError, match="no sound output found; plug in"):
        Playback(tone(0.1), sound=FakeOutputs(names=()))


def test_an_output_in_use_elsewhere_is_one_clear_line():
    sound = FakeOutputs(in_use=True)
    with pytest.raises(DeviceError, match=r"Speakers: cannot play .Device unavailable.*; close what else uses it"):
        Playback(tone(0.1), sound=sound)


def test_an_output_that_is_unplugged_while_it_plays_ends_the_playing():
    sound = FakeOutputs()
    playback = Playback(tone(0.5), sound=sound)
    sound.streams[0].ask(160)
    assert not playback.done
    sound.streams[0].close()
    assert playback.done


def test_closing_stops_the_sound_and_may_be_done_twice():
    sound = FakeOutputs()
    playback = Playback(tone(0.5), sound=sound)
    playback.close()
    playback.close()
    assert (sound.streams[0].running, sound.streams[0].closings) == (False, 1)


def test_a_sound_system_that_hangs_is_left_to_close_the_output_later(monkeypatch):
    monkeypatch.setattr("app.audio.playback.PATIENCE_S", 0.0)
    sound = FakeOutputs()
    playback = Playback(tone(0.5), sound=sound)
    with portaudio_turn():
        playback.close()
        assert sound.streams[0].running
        assert not sound.streams[0].ask(160).any()
    for thread in threading.enumerate():
        if thread.name == "playback":
            thread.join()
    assert not sound.streams[0].running

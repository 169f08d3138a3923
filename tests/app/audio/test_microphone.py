import builtins
import sys
from typing import Any

import numpy as np
import pytest

from app.audio.devices import choose_input, inputs_of
from app.audio.microphone import MicrophoneSource, list_inputs, rescan
from app.errors import DeviceError
from tests.fakes import FakeSoundSystem, FakeStream, blocks, tone


def open_microphone(sound: FakeSoundSystem, **options: Any) -> MicrophoneSource:
    return MicrophoneSource(sound=sound, sleep=lambda _: pytest.fail("would wait for ever"), **options)


def test_a_microphone_at_16_khz_is_opened_so() -> None:
    sound = FakeSoundSystem()
    source = open_microphone(sound)
    sound.streams[0].hear(tone(0.1))
    assert sound.streams[0].settings["samplerate"] == 16_000
    block = source.read()
    assert block is not None
    np.testing.assert_array_equal(block.samples, tone(0.1))


def test_a_microphone_that_refuses_16_khz_is_opened_at_its_own_rate_and_resampled() -> None:
    sound = FakeSoundSystem(rate=48_000, only_own_rate=True)
    source = open_microphone(sound)
    assert sound.streams[0].settings["samplerate"] == 48_000
    time = np.arange(48_000) / 48_000
    sound.streams[0].hear(0.5 * np.sin(2 * np.pi * 440 * time))
    block = source.read()
    assert block is not None
    heard = block.samples
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(len(heard)) / 16_000)
    assert 15_000 < len(heard) <= 16_000
    np.testing.assert_allclose(heard[500:-500], expected[500:-500], atol=1e-3)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_wide_microphone_is_opened_at_its_own_rate_and_hands_over_both(rate: int) -> None:
    sound = FakeSoundSystem(rate=rate)
    source = open_microphone(sound, wide=True)
    assert sound.streams[0].settings["samplerate"] == rate
    whistle = (0.5 * np.sin(2 * np.pi * 15_000 * np.arange(rate) / rate)).astype(np.float32)
    blocks_heard = []
    for piece in blocks(whistle, rate // 100):
        sound.streams[0].hear(piece)
    while sum(len(block.own) for block in blocks_heard if block.own is not None) < rate:
        block = source.read()
        assert block is not None
        blocks_heard.append(block)
    assert {block.own_rate for block in blocks_heard} == {rate}
    np.testing.assert_array_equal(np.concatenate([block.own for block in blocks_heard]), whistle)
    heard = np.concatenate([block.samples for block in blocks_heard])
    assert np.abs(heard[100:]).max() < 1e-3  # the model hears nothing above 8 kHz


def test_a_wide_microphone_that_refuses_its_own_rate_is_opened_at_16_khz() -> None:
    class Refusing(FakeSoundSystem):
        def check_input_settings(self, **settings: Any) -> None:
            if settings["samplerate"] == self.rate:
                raise OSError("Invalid sample rate [PaErrorCode -9997]")

    sound = Refusing()
    open_microphone(sound, wide=True)
    assert sound.streams[0].settings["samplerate"] == 16_000


def test_a_wide_microphone_whose_own_rate_is_low_is_asked_for_16_khz() -> None:
    sound = FakeSoundSystem(rate=8_000)
    open_microphone(sound, wide=True)
    assert sound.streams[0].settings["samplerate"] == 16_000


@pytest.mark.parametrize("wide", [False, True])
def test_a_microphone_tells_when_its_newest_sample_was_in_the_air(wide: bool) -> None:
    now = [100.0]
    sound = FakeSoundSystem(rate=48_000)
    source = open_microphone(sound, wide=wide, clock=lambda: now[0])
    rate = sound.streams[0].settings["samplerate"]
    given = 0
    for number in range(1, 41):
        now[0] = 100.0 + number / 100
        sound.streams[0].hear(np.full(rate // 100, 0.1))
        if number % 10 == 0:
            now[0] += 0.5  # the engine is late; the sound is as old as it is
            block = source.read()
            assert block is not None
            given += len(block.samples)
            assert block.spoken_s == pytest.approx(100.0 - FakeStream.latency + given / 16_000)
    assert given >= 0.3 * 16_000


def test_lost_samples_are_counted_and_never_fatal() -> None:
    sound = FakeSoundSystem()
    source = open_microphone(sound)
    sound.streams[0].hear(tone(0.1), overflow=True)
    assert source.read() is not None
    assert source.overflows == 1


def test_a_reader_that_is_too_late_counts_as_an_overflow() -> None:
    sound = FakeSoundSystem()
    source = open_microphone(sound)
    for _ in range(12):
        sound.streams[0].hear(tone(1.0))
    heard = source.read()
    assert heard is not None
    assert len(heard.samples) == 9 * 16_000
    assert source.overflows == 1


def test_an_unplugged_microphone_is_said_after_what_it_heard_was_read() -> None:
    sound = FakeSoundSystem(names=["Headset"])
    source = open_microphone(sound)
    sound.streams[0].hear(tone(0.1))
    sound.streams[0].close()
    assert source.read() is not None
    with pytest.raises(DeviceError, match="Headset: the microphone is gone; plug it in"):
        source.read()


def test_one_second_of_exact_zeros_is_said_once() -> None:
    sound = FakeSoundSystem(names=["Headset"])
    source = open_microphone(sound)
    for _ in range(3):
        sound.streams[0].hear(np.zeros(8_000))
        source.read()
    assert len(notices := source.take_notices()) == 1
    assert "Headset sends nothing but zeros" in notices[0]
    assert source.take_notices() == []


def test_a_microphone_that_mutes_itself_between_words_is_accused_once_at_most() -> None:
    sound = FakeSoundSystem()
    source = open_microphone(sound)
    for _ in range(3):
        sound.streams[0].hear(np.zeros(32_000))
        source.read()
        sound.streams[0].hear(tone(0.5))
        source.read()
    assert len(source.take_notices()) == 1


def test_faint_noise_is_not_taken_for_a_dead_microphone() -> None:
    sound = FakeSoundSystem()
    source = open_microphone(sound)
    for _ in range(3):
        block = np.zeros(8_000)
        block[-1] = 1 / 32768
        sound.streams[0].hear(block)
        source.read()
    assert source.take_notices() == []


def test_a_microphone_in_use_elsewhere_is_one_clear_line() -> None:
    sound = FakeSoundSystem(names=["Headset"])
    sound.in_use = True
    with pytest.raises(DeviceError, match=r"Headset: cannot be opened .Device unavailable.*; close what else uses it"):
        open_microphone(sound)


def test_devices_are_found_by_name_or_by_its_beginning() -> None:
    inputs = inputs_of(FakeSoundSystem(names=["USB Audio: PnP (hw:1,0)", "Built-in"]))
    assert choose_input(inputs, "usb audio").name == "USB Audio: PnP (hw:1,0)"
    assert choose_input(inputs, "Built-in").name == "Built-in"
    assert choose_input(inputs, "").is_default


def test_an_unknown_device_is_refused_with_the_names_that_are_there() -> None:
    inputs = inputs_of(FakeSoundSystem(names=["Headset", "Built-in"]))
    with pytest.raises(DeviceError, match="no input is called 'Banana'; there are: Built-in, Headset"):
        choose_input(inputs, "Banana")
    with pytest.raises(DeviceError, match="no input of alsa is called 'Banana'; there are: Built-in, Headset"):
        choose_input(inputs, "Banana", "alsa")


@pytest.mark.parametrize("name", ["", "Headset"])
def test_an_unknown_host_api_is_refused_with_those_that_are_there(name: str) -> None:
    inputs = inputs_of(FakeSoundSystem(names=["Headset", "Built-in"]))
    with pytest.raises(DeviceError, match="no host API with an input is called 'JACK'; there are: ALSA"):
        choose_input(inputs, name, "JACK")
    assert choose_input(inputs, name, "alsa").name == (name or "Built-in")


def test_outputs_are_no_inputs() -> None:
    assert [device.name for device in list_inputs(FakeSoundSystem(names=["Headset"]))] == ["Headset"]


def test_no_microphone_at_all_is_one_clear_line() -> None:
    with pytest.raises(DeviceError, match="no microphone found; plug one in"):
        open_microphone(FakeSoundSystem(names=[]))


def test_a_microphone_plugged_in_later_appears_after_a_rescan() -> None:
    sound = FakeSoundSystem(names=["Built-in"])
    sound.plug_in("Headset")
    assert [device.name for device in list_inputs(sound)] == ["Built-in"]
    assert {device.name for device in rescan(sound)} == {"Headset", "Built-in"}


def test_without_portaudio_the_message_holds_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def no_portaudio(name: str, *rest: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return original(name, *rest)

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(builtins, "__import__", no_portaudio)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(DeviceError, match="PortAudio library is missing; type: sudo apt install libportaudio2"):
        list_inputs()

"""A sound system that stops sending, or hangs, is left behind and said so."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from app.audio import microphone
from app.audio.microphone import FIRST_SOUND_SECONDS, SOUND_SECONDS, MicrophoneSource, list_inputs
from app.audio.turn import portaudio_turn
from app.errors import DeviceError
from tests.fakes import FakeSoundSystem, tone


class FakeTime:
    """Passes while someone waits."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def read(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def open_microphone(sound: FakeSoundSystem, time: FakeTime) -> MicrophoneSource:
    return MicrophoneSource(sound=sound, sleep=time.sleep, clock=time.read)


def test_a_microphone_that_stops_sending_is_gone_after_two_seconds() -> None:
    sound, time = FakeSoundSystem(names=["Headset"]), FakeTime()
    source = open_microphone(sound, time)
    time.sleep(1.0)
    sound.streams[0].hear(tone(0.1))
    heard_s = time.now_s
    assert source.read() is not None
    with pytest.raises(DeviceError, match="Headset: the microphone sends nothing"):
        source.read()
    assert time.now_s - heard_s == pytest.approx(SOUND_SECONDS, abs=0.1)


def test_a_microphone_that_never_sends_anything_is_given_more_time() -> None:
    sound, time = FakeSoundSystem(names=["Headset"]), FakeTime()
    source = open_microphone(sound, time)
    with pytest.raises(DeviceError, match="sends nothing"):
        source.read()
    assert time.now_s - 100.0 == pytest.approx(FIRST_SOUND_SECONDS, abs=0.1)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let streams close only once the event is set, and nobody be patient; leave no turn taken behind."""
    answer = threading.Event()
    monkeypatch.setattr(microphone, "CLOSING_SECONDS", 0.01)
    yield answer
    answer.set()
    for thread in threading.enumerate():
        if thread.name == "microphone closing":
            thread.join()


class HangingStream:
    """A stream of a sound server that stands still."""

    latency = 0.01

    def __init__(self, answer: threading.Event) -> None:
        self._answer = answer
        self.closed = False

    def start(self) -> None:
        pass

    def close(self) -> None:
        self._answer.wait()
        self.closed = True


def test_closing_does_not_wait_for_a_sound_system_that_hangs_and_ends_once_it_answers(
    hanging: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, stream = FakeSoundSystem(), HangingStream(hanging)

    def open_stream(**_: Any) -> HangingStream:
        return stream

    monkeypatch.setattr(sound, "InputStream", open_stream)
    source = open_microphone(sound, FakeTime())
    source.close()
    assert not stream.closed
    assert source.read() is None
    with pytest.raises(DeviceError, match="does not answer"), portaudio_turn(patience_s=0.0):
        pytest.fail("PortAudio was called while it hung")
    hanging.set()
    with portaudio_turn():
        assert stream.closed


def test_a_turn_is_given_back_after_a_failure() -> None:
    sound = FakeSoundSystem()
    sound.in_use = True
    with pytest.raises(DeviceError, match="cannot be opened"):
        open_microphone(sound, FakeTime())
    assert list_inputs(sound)

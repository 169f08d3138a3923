"""The microphone, through PortAudio: the only module that imports sounddevice."""

import platform
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from app.audio.devices import InputDevice, SoundSystem, choose_input, inputs_of
from app.audio.live_resampler import LiveResampler
from app.audio.ring import RingBuffer
from app.audio.source import Block
from app.audio.turn import FOR_EVER, portaudio_turn
from app.errors import DeviceError, SoundSystemError, first_line
from app.types import SAMPLE_RATE, Samples

RING_SECONDS = 10
"""An engine that falls behind further than this loses samples, and says so."""

MARGIN_SECONDS = 1
"""The oldest second of the ring is never read: the callback may be writing there."""

FIRST_SOUND_SECONDS = 5.0
"""A microphone that sends nothing for this long after its opening is gone; PulseAudio takes up to two seconds."""

SOUND_SECONDS = 2.0
"""The same once it has sent something. PortAudio does not always end the stream of a device that is pulled out."""

CLOSING_SECONDS = 1.0
"""A sound system that hangs may keep us this long; the rest of closing goes on without us."""

POLL_SECONDS = 0.005
"""How often a waiting reader looks: the callback may not wake it, since that takes a lock."""


def sound_system() -> SoundSystem:
    """Return sounddevice, once PortAudio is there.

    Raises:
        SoundSystemError: PortAudio is not installed; the message holds the exact command.
    """
    try:
        import sounddevice
    except OSError as error:
        raise SoundSystemError(f"no microphone: the PortAudio library is missing; {_install_portaudio()}") from error
    system: SoundSystem = sounddevice
    return system


def _install_portaudio() -> str:
    if sys.platform == "linux":
        return "type: sudo apt install libportaudio2   (Debian and Ubuntu), then start Sayso again"
    return "type: python -m pip install --force-reinstall sounddevice"


def portaudio_version() -> str:
    """Return what PortAudio says of itself, empty where it is missing."""
    try:
        system: Any = sound_system()
    except DeviceError:
        return ""
    return str(system.get_portaudio_version()[1])


def list_inputs(sound: SoundSystem | None = None) -> list[InputDevice]:
    """Return every input, the default first. Raises ``DeviceError`` when PortAudio is missing."""
    sound = sound or sound_system()
    with portaudio_turn():
        return inputs_of(sound)


def rescan(sound: SoundSystem | None = None) -> list[InputDevice]:
    """Look for inputs that were plugged in since the start, and return all.

    PortAudio freezes its list when it is initialised, so it is initialised again: close every stream first.
    """
    sound = sound or sound_system()
    with portaudio_turn():
        sound._terminate()  # noqa: SLF001  (sounddevice documents these two as its way to look again)
        sound._initialize()  # noqa: SLF001
        return inputs_of(sound)


class MicrophoneSource:
    """Hands over what a microphone hears, from its opening on.

    A device that refuses 16 kHz is opened at its own rate and resampled on the reader's side.

    Args:
        device: name of the input or the beginning of it; empty for the system's default.
        host_api: the sound system that it belongs to; empty for any.
        wide: open it at its own rate if that is more than 16 kHz, so that all it hears can be seen.
        sound: in place of PortAudio.
        sleep: waits for some seconds.
        clock: seconds that never go back; it may not wait.

    Raises:
        DeviceError: there is no such input, it is in use, or PortAudio is missing.
    """

    live = True

    def __init__(
        self,
        device: str = "",
        host_api: str = "",
        *,
        wide: bool = False,
        sound: SoundSystem | None = None,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._sound = sound or sound_system()
        self._sleep, self._clock = sleep, clock
        with portaudio_turn():
            self._device = choose_input(inputs_of(self._sound), device, host_api)
            self._rate = self._usable_rate(wide)
        self._ring = RingBuffer(RING_SECONDS * self._rate)
        self._resampler = LiveResampler(self._rate, SAMPLE_RATE) if self._rate != SAMPLE_RATE else None
        self._at = 0
        self._heard_s = clock()
        self._lost_in_callback = 0
        self._lost_by_reader = 0
        self._silent = 0
        self._said_zeros = False
        self._notices: list[str] = []
        self._finished = False
        self._closed = False
        with portaudio_turn():
            self._stream = self._open()

    @property
    def name(self) -> str:
        """The device's name."""
        return self._device.name

    @property
    def overflows(self) -> int:
        """How often PortAudio, or the ring, lost samples."""
        return self._lost_in_callback + self._lost_by_reader

    def _usable_rate(self, wide: bool) -> int:
        own = self._device.sample_rate
        for rate in (own, SAMPLE_RATE) if wide and own > SAMPLE_RATE else (SAMPLE_RATE,):
            try:
                self._sound.check_input_settings(**self._settings(rate))
            except Exception:  # noqa: BLE001  (PortAudioError cannot be named where PortAudio is missing)
                continue
            return rate
        return own

    def _settings(self, rate: int) -> dict[str, Any]:
        return {"device": self._device.index, "channels": 1, "dtype": "float32", "samplerate": rate}

    def _open(self) -> Any:
        try:
            stream = self._sound.InputStream(
                **self._settings(self._rate),
                blocksize=self._rate // 100,
                latency="low",
                callback=self._hear,
                finished_callback=self._finish,
            )
            stream.start()
        except Exception as error:
            raise DeviceError(
                f"{self.name}: cannot be opened ({first_line(error)}); close what else uses it, or choose another"
            ) from error
        return stream

    def _hear(self, indata: Any, _frames: int, _when: Any, status: Any) -> None:
        """Run on PortAudio's thread: copy, count and look at the clock. No lock, no logging, nothing that waits.

        NB: ``_lost_in_callback`` and ``_heard_s`` are written here alone and read elsewhere; a stale count is at worst
        one too low, a stale time one block too early: it is noted last, so that no sound seems younger than it is.
        """
        if status and status.input_overflow:
            self._lost_in_callback += 1
        self._ring.write(indata[:, 0])
        self._heard_s = self._clock()

    def _finish(self) -> None:
        """Run on PortAudio's thread when the stream ended, a raised exception in the callback included."""
        self._finished = True

    def read(self) -> Block | None:
        """Return what was heard since the last call, waiting for at least 10 ms of it; ``None`` once closed.

        Raises:
            DeviceError: the device is gone.
        """
        while not self._closed:
            if self._ring.written - self._at >= self._rate // 100:
                block = self._take()
                if len(block.samples):
                    return block
            elif self._finished:
                raise DeviceError(f"{self.name}: the microphone is gone; plug it in and start again, or choose another")
            elif self._clock() - self._heard_s > (SOUND_SECONDS if self._ring.written else FIRST_SOUND_SECONDS):
                raise DeviceError(f"{self.name}: the microphone sends nothing; plug it in anew, or choose another")
            else:
                self._sleep(POLL_SECONDS)
        return None

    def _take(self) -> Block:
        heard_s = self._heard_s  # first: a block that comes between makes the sound older, never younger
        written = self._ring.written
        reading = self._ring.read(self._at, written, margin=MARGIN_SECONDS * self._rate)
        self._at = written
        self._lost_by_reader += reading.lost > 0
        self._watch_for_zeros(reading.samples)
        heard_s -= self._stream.latency
        if self._resampler is None:
            return Block(reading.samples, spoken_s=heard_s)
        samples = self._resampler.push(reading.samples)
        return Block(samples, reading.samples, self._rate, heard_s - self._resampler.delay / self._rate)

    def _watch_for_zeros(self, samples: Samples) -> None:
        """Say once, after the first second of exact zeros: no real microphone is that quiet.

        Never again: one that mutes itself between words would be accused after each.
        """
        self._silent = 0 if samples.any() else self._silent + len(samples)
        if self._silent >= self._rate and not self._said_zeros:
            self._said_zeros = True
            self._notices.append(f"{self.name} sends nothing but zeros: {_why_zeros()}")

    def take_notices(self) -> list[str]:
        """Return new notices, one line each."""
        notices, self._notices = self._notices, []
        return notices

    def close(self) -> None:
        """Stop the stream and let a waiting reader go. May be called from another thread, and twice."""
        if not self._closed:
            self._closed = True
            closing = threading.Thread(target=self._close, name="microphone closing", daemon=True)
            closing.start()
            closing.join(CLOSING_SECONDS)

    def _close(self) -> None:
        """Run on a thread of its own; it may hang with the sound system, and nobody else has a turn meanwhile."""
        with portaudio_turn(FOR_EVER):
            self._stream.close()


def _why_zeros() -> str:
    if platform.system() == "Darwin":
        return "allow the microphone for this app in System Settings, Privacy & Security, Microphone"
    return "it may be muted; switch it on, raise its level, or choose another"

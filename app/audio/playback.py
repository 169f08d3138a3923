"""Playing samples through an output, so that one can hear what the model heard."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.audio.devices import SoundSystem
from app.audio.microphone import sound_system
from app.audio.resampler import Resampler
from app.audio.turn import FOR_EVER, portaudio_turn
from app.errors import DeviceError, first_line
from app.types import SAMPLE_RATE, Samples

PATIENCE_S = 1.0
"""How long to wait with closing for others who use the sound system."""


@dataclass(frozen=True)
class OutputDevice:
    """A loudspeaker, a headset, or whatever else the sound system can play to."""

    name: str
    host_api: str
    channels: int
    """One or two: what it is opened with. Many refuse a single one, or play it on the left alone."""
    sample_rate: int
    """The device's own rate, in hertz."""
    is_default: bool
    index: int
    """Where it stands until the next rescan; never kept."""


def list_outputs(sound: SoundSystem | None = None) -> list[OutputDevice]:
    """Return every output, the default first. Raises ``DeviceError`` when PortAudio is missing."""
    sound = sound or sound_system()
    with portaudio_turn():
        return _outputs_of(sound)


def _outputs_of(sound: SoundSystem) -> list[OutputDevice]:
    systems = sound.query_hostapis()
    defaults = {system.get("default_output_device") for system in systems[:1]}
    found = [
        OutputDevice(
            name=str(device["name"]),
            host_api=str(systems[device["hostapi"]]["name"]),
            channels=min(2, int(device["max_output_channels"])),
            sample_rate=int(device["default_samplerate"]),
            is_default=index in defaults,
            index=index,
        )
        for index, device in enumerate(sound.query_devices())
        if device.get("max_output_channels", 0) > 0
    ]
    return sorted(found, key=lambda device: not device.is_default)


def choose_output(outputs: Sequence[OutputDevice], name: str = "", host_api: str = "") -> OutputDevice:
    """Return the output called ``name``; the default for an empty name.

    Args:
        outputs: the default first.
        name: as the sound system writes it.
        host_api: the sound system that it belongs to; empty for any.

    Raises:
        DeviceError: there is no such output, or none at all.
    """
    if not outputs:
        raise DeviceError("no sound output found; plug in a loudspeaker or a headset, then play again")
    for device in outputs:
        if name in ("", device.name) and host_api in ("", device.host_api):
            return device
    raise DeviceError(f"no output is called {name!r}; choose another, or plug it in and play again")


class Playback:
    """Plays samples once.

    A device that refuses 16 kHz is opened at its own rate, and the samples are resampled before.

    Args:
        samples: float32 of shape ``(n,)`` at 16 kHz.
        device: name of the output; empty for the system's default.
        host_api: the sound system that it belongs to; empty for any.
        sound: in place of PortAudio.

    Raises:
        DeviceError: there is no such output, it is in use, or PortAudio is missing.
    """

    def __init__(
        self, samples: Samples, device: str = "", host_api: str = "", sound: SoundSystem | None = None
    ) -> None:
        self._sound = sound or sound_system()
        with portaudio_turn():
            self._device = choose_output(_outputs_of(self._sound), device, host_api)
            self._rate = self._usable_rate()
        self._samples = _at_rate(samples, self._rate)
        self._at = 0
        self._gone = self._closed = False
        with portaudio_turn():
            self._stream = self._open()

    @property
    def name(self) -> str:
        """The device's name."""
        return self._device.name

    @property
    def heard_s(self) -> float:
        """Seconds that were handed over so far, which sound a moment later."""
        return min(self._at, len(self._samples)) / self._rate

    @property
    def done(self) -> bool:
        """Whether all was played, or the device is gone: time to close."""
        return self._gone or self._at >= len(self._samples) + round(self._latency_s() * self._rate)

    def close(self) -> None:
        """Be quiet at once, and let the device go; a sound system that hangs keeps nobody waiting for long.

        May be called twice.
        """
        if not self._closed:
            self._closed = True
            try:
                self._close(PATIENCE_S)
            except DeviceError:
                threading.Thread(target=self._close, args=(FOR_EVER,), name="playback", daemon=True).start()

    def _close(self, patience_s: float) -> None:
        with portaudio_turn(patience_s):
            self._stream.close()

    def _settings(self, rate: int) -> dict[str, Any]:
        device = self._device
        return {"device": device.index, "channels": device.channels, "dtype": "float32", "samplerate": rate}

    def _usable_rate(self) -> int:
        try:
            self._sound.check_output_settings(**self._settings(SAMPLE_RATE))
        except Exception:  # noqa: BLE001  (PortAudioError cannot be named where PortAudio is missing)
            return self._device.sample_rate
        return SAMPLE_RATE

    def _open(self) -> Any:
        try:
            stream = self._sound.OutputStream(
                **self._settings(self._rate), callback=self._fill, finished_callback=self._finish
            )
            stream.start()
        except Exception as error:
            raise DeviceError(
                f"{self.name}: cannot play ({first_line(error)}); close what else uses it, or choose another output"
            ) from error
        return stream

    def _fill(self, outdata: Any, frames: int, _when: Any, _status: Any) -> None:
        """Run on PortAudio's thread: copy and count, nothing else. Past the end there is silence until it is closed.

        NB: ``_at`` is written here alone and read elsewhere, ``_closed`` the other way round; a stale value is at worst
        one buffer late.
        """
        part = self._samples[self._at : self._at + frames] if not self._closed else self._samples[:0]
        outdata[: len(part)] = part[:, None]
        outdata[len(part) :] = 0.0
        self._at += frames

    def _finish(self) -> None:
        """Run on PortAudio's thread when the stream ended, by itself too."""
        self._gone = True

    def _latency_s(self) -> float:
        """Return how long what was handed over last takes until it sounds."""
        return float(self._stream.latency)


def _at_rate(samples: Samples, rate: int) -> Samples:
    resampler = Resampler(SAMPLE_RATE, rate)
    played: Samples = np.clip(np.concatenate([resampler.push(samples), resampler.finish()]), -1.0, 1.0)
    return played

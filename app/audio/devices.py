"""Inputs by name and host API, and the sound system behind them. Indices move; names stay."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from app.errors import DeviceError
from app.types import Json


class SoundSystem(Protocol):
    """The part of the ``sounddevice`` module that Sayso uses; tests put a fake in its place."""

    def query_devices(self) -> Sequence[Mapping[str, Any]]:
        """Return every device; its place in the list is its index."""

    def query_hostapis(self) -> Sequence[Mapping[str, Any]]:
        """Return the sound systems of this machine, each with ``name`` and ``default_input_device``."""

    def check_input_settings(self, **settings: Any) -> None:
        """Raise if an input cannot be opened like this."""

    def InputStream(self, **settings: Any) -> Any:  # noqa: N802  (sounddevice's name)
        """Return a stream that calls back."""

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...


@dataclass(frozen=True)
class InputDevice:
    """A microphone, or whatever else the sound system can record from."""

    name: str
    host_api: str
    channels: int
    sample_rate: int
    """The device's own rate, in hertz."""
    is_default: bool
    index: int
    """Where it stands until the next rescan; never kept."""

    def to_json(self) -> Json:
        """Return the device for people and programs, without its fleeting index."""
        return {name: value for name, value in asdict(self).items() if name != "index"}


def inputs_of(sound: SoundSystem) -> list[InputDevice]:
    """Return the inputs that ``sound`` knows, the default first."""
    systems = sound.query_hostapis()
    defaults = {system["default_input_device"] for system in systems[:1]}
    found = [
        InputDevice(
            name=str(device["name"]),
            host_api=str(systems[device["hostapi"]]["name"]),
            channels=int(device["max_input_channels"]),
            sample_rate=int(device["default_samplerate"]),
            is_default=index in defaults,
            index=index,
        )
        for index, device in enumerate(sound.query_devices())
        if device["max_input_channels"] > 0
    ]
    return sorted(found, key=lambda device: not device.is_default)


def choose_input(inputs: Sequence[InputDevice], name: str, host_api: str = "") -> InputDevice:
    """Return the input called ``name``, or whose name begins so; the default for an empty name.

    Args:
        inputs: the default first.
        name: in any case; empty for the first.
        host_api: the sound system that it belongs to, in any case; empty for any.

    Raises:
        DeviceError: there is no such input, no such sound system, or no input at all.
    """
    if not inputs:
        raise DeviceError("no microphone found; plug one in, then choose it again, or listen to the demo")
    candidates = [device for device in inputs if host_api.casefold() in ("", device.host_api.casefold())]
    if not candidates:
        known = ", ".join(dict.fromkeys(device.host_api for device in inputs))
        raise DeviceError(f"no host API with an input is called {host_api!r}; there are: {known}")
    if not name:
        return candidates[0]
    wanted = name.casefold()
    for fits in (str.__eq__, str.startswith):
        for device in candidates:
            if fits(device.name.casefold(), wanted):
                return device
    where = f" of {host_api}" if host_api else ""
    raise DeviceError(f"no input{where} is called {name!r}; there are: {', '.join(d.name for d in candidates)}")

"""Inputs by name and host API, and the sound system behind them. Indices move; names stay."""

import re
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
        """Return the sound systems of this machine: ``name``, and ``default_input_device`` and the same for output."""

    def check_input_settings(self, **settings: Any) -> None:
        """Raise if an input cannot be opened like this."""

    def InputStream(self, **settings: Any) -> Any:  # noqa: N802  (sounddevice's name)
        """Return a stream that calls back."""

    def check_output_settings(self, **settings: Any) -> None:
        """Raise if an output cannot be opened like this."""

    def OutputStream(self, **settings: Any) -> Any:  # noqa: N802  (sounddevice's name)
        """Return a stream that calls back for samples to play."""

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...


WASAPI = "Windows WASAPI"
"""What Windows itself uses, with whole names; PortAudio's first one there is MME, which has copies of the same."""

MME_NAME_LENGTH = 31
"""Letters, at which Windows MME cuts names."""

SOCKET = re.compile(r"\(hw:\d+,|\(\d+- ")
"""The part of a name that says where the device is plugged in: ``(hw:1,0)`` of ALSA, ``(2- USB Audio)`` of Windows."""


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


def same_input(first: str, second: str) -> bool:
    """Tell whether two names mean one input, be it plugged into another socket."""
    return SOCKET.sub("(", first).casefold() == SOCKET.sub("(", second).casefold()


def find_input(inputs: Sequence[InputDevice], name: str, host_api: str = "") -> InputDevice | None:
    """Return the input with this name, or with the same but for the socket it is plugged into; ``None`` without one.

    Args:
        inputs: the default first.
        name: in any case; empty for the first.
        host_api: the sound system that it belongs to, in any case; empty for any.
    """
    candidates = [device for device in inputs if host_api.casefold() in ("", device.host_api.casefold())]
    exact = [device for device in candidates if name.casefold() in ("", device.name.casefold())]
    return next(iter(exact or [device for device in candidates if same_input(device.name, name)]), None)


def preferred_host_api(inputs: Sequence[InputDevice]) -> str:
    """Return the host API whose inputs are offered first: that of the system's default, but WASAPI on Windows.

    Args:
        inputs: the default first.
    """
    present = [device.host_api for device in inputs]
    return WASAPI if WASAPI in present else next(iter(present), "")


def without_copies(inputs: Sequence[InputDevice]) -> list[InputDevice]:
    """Return one input of each name and host API, since more cannot be told apart by name."""
    firsts: dict[tuple[str, str], InputDevice] = {}
    for device in inputs:
        firsts.setdefault((device.name, device.host_api), device)
    return list(firsts.values())


def whole_name(device: InputDevice, inputs: Sequence[InputDevice]) -> str:
    """Return the device's name, completed from another host API where Windows MME cut it and one alone begins so."""
    if len(device.name) < MME_NAME_LENGTH:
        return device.name
    longer = {other.name for other in inputs if other.name.startswith(device.name)} - {device.name}
    return longer.pop() if len(longer) == 1 else device.name


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
    if found := find_input(candidates, name):
        return found
    if begins := [device for device in candidates if device.name.casefold().startswith(name.casefold())]:
        return begins[0]
    where = f" of {host_api}" if host_api else ""
    raise DeviceError(f"no input{where} is called {name!r}; there are: {', '.join(d.name for d in candidates)}")

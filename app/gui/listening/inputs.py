"""What can be listened to, and finding it out without making anyone wait."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from app.audio.devices import InputDevice, find_input, same_input
from app.audio.opening import DEMO, MICROPHONE
from app.errors import DeviceError, SoundSystemError, first_line
from app.gui.help.phrases import translated
from app.settings import Settings
from app.settings_file import MOST_INPUTS


@dataclass(frozen=True)
class InputChoice:
    """One thing to listen to."""

    source: str
    """``mic``, ``demo``, or the path of a recording."""
    device: str = ""
    """Name of the microphone, empty for the system's default."""
    host_api: str = ""
    speed: float = 1.0
    """How many times faster than it was spoken a recording is played."""

    def is_as(self, other: "InputChoice") -> bool:
        """Tell whether both mean the same thing, be a microphone plugged into another socket."""
        same = (self.source, self.host_api) == (other.source, other.host_api)
        return same and same_input(self.device, other.device)

    @property
    def title(self) -> str:
        """Name for people, on one line: a file's may hold anything."""
        if self.source == MICROPHONE:
            return self.device or translated("Default microphone")
        name = translated("Demo recording") if self.source == DEMO else Path(self.source).name
        return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


@dataclass(frozen=True)
class Inputs:
    """The microphones that were found, or why there is none."""

    devices: Sequence[InputDevice] = field(default_factory=tuple)
    complaint: str = ""
    """One line with what is missing and how to get it; empty when there is a microphone."""
    hopeless: bool = False
    """Whether another look cannot help before something is installed."""
    at_a_glance: bool = False
    """Whether PortAudio, as it runs here, does not know them yet."""


def order_of(settings: Settings) -> tuple[InputChoice, ...]:
    """Return the microphones that the user prefers, most preferred first."""
    return tuple(InputChoice(MICROPHONE, name, host_api) for name, host_api in settings.input_order)


def prefer(settings: Settings, choice: InputChoice) -> Mapping[str, Any]:
    """Return the changes of settings that put the microphone ``choice`` before all others."""
    first = (choice.device, choice.host_api)
    others = [pair for pair in settings.input_order if pair != first]
    return {"device": first[0], "host_api": first[1], "other_inputs": tuple(others[:MOST_INPUTS])}


def best_present(
    order: Sequence[InputChoice], devices: Sequence[InputDevice], refused: Collection[InputChoice] = ()
) -> InputChoice | None:
    """Return the most preferred microphone that is there, else the system's default; ``None`` where there is nothing.

    Args:
        order: most preferred first.
        devices: those that are plugged in, the default first.
        refused: those that could not be opened, and are passed over.
    """
    for wanted in (*order, InputChoice(MICROPHONE)):
        device = find_input(devices, wanted.device, wanted.host_api)
        if device is not None:
            there = InputChoice(MICROPHONE, device.name, device.host_api) if wanted.device else wanted
            if there not in refused:
                return there
    return None


NO_MICROPHONE = "no microphone found; plug one in and choose Rescan inputs (F5)"


PATIENCE_S = 2.0
"""A sound system that hangs may keep a search this long from being forgotten when the window closes."""

Look = Callable[[], Sequence[InputDevice]]


class InputSearch:
    """Looks for microphones on a thread: the sound system may take seconds to answer.

    Args:
        look: lists the inputs; called with whether to look for newly plugged ones. May raise ``DeviceError``.
        glance: lists what is plugged in at this moment, beside a microphone that is open. May raise ``DeviceError``.
    """

    def __init__(self, look: Callable[[bool], Sequence[InputDevice]], glance: Look = tuple) -> None:
        self._look, self._glance = look, glance
        self._found: SimpleQueue[Inputs] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._glancing = False
        self._next: bool | None = None
        self.before_rescan: Callable[[], None] = lambda: None
        """Called before PortAudio begins anew: whatever else is open there must be closed."""

    @property
    def running(self) -> bool:
        """Whether the result of a search, other than a glance, is still to be taken."""
        return self._thread is not None and (not self._glancing or self._next is not None)

    def start(self, rescan: bool) -> None:
        """Begin to look; with ``rescan``, no microphone may be open. A search that runs already goes on."""
        if rescan:
            self.before_rescan()
        if self._thread is None:
            self._run(lambda: self._look(rescan), at_a_glance=False)
        elif self._glancing:
            self._next = rescan or bool(self._next)

    def glance(self) -> None:
        """Begin to look whether something else is plugged in by now, unless a search runs already."""
        if self._thread is None:
            self._run(self._glance, at_a_glance=True)

    def take(self) -> Inputs | None:
        """Return what was found, once; ``None`` while there is nothing new."""
        try:
            found = self._found.get_nowait()
        except Empty:
            return None
        self.wait()
        if self._next is not None:
            rescan, self._next = self._next, None
            self.start(rescan)
            return None
        return found

    def wait(self) -> None:
        """Wait for a search that runs to end, but not for ever."""
        if self._thread is not None:
            self._thread.join(PATIENCE_S)
            if not self._thread.is_alive():
                self._thread = None

    def _run(self, look: Look, at_a_glance: bool) -> None:
        # NB: the queue is the only thing that this thread and the caller's share.
        self._glancing = at_a_glance
        self._thread = threading.Thread(
            target=lambda: self._found.put(_result(look, at_a_glance)), name="input search", daemon=True
        )
        self._thread.start()


def _result(look: Look, at_a_glance: bool) -> Inputs:
    """Return what ``look`` finds, its failure included."""
    try:
        devices = tuple(look())
    except SoundSystemError as error:
        return Inputs((), str(error), hopeless=True, at_a_glance=at_a_glance)
    except DeviceError as error:
        return Inputs((), str(error), at_a_glance=at_a_glance)
    except Exception as error:  # noqa: BLE001  (PortAudio's own errors cannot be named here; a state, never an exit)
        why = f"no microphone: the sound system failed ({first_line(error)}); choose Rescan inputs (F5)"
        return Inputs((), why, at_a_glance=at_a_glance)
    return Inputs(devices, "" if devices else NO_MICROPHONE, at_a_glance=at_a_glance)

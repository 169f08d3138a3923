"""What can be listened to, and finding it out without making anyone wait."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

from app.audio.devices import InputDevice
from app.audio.opening import DEMO, MICROPHONE
from app.errors import DeviceError


@dataclass(frozen=True)
class InputChoice:
    """One thing to listen to."""

    source: str
    """``mic``, ``demo``, or the path of a recording."""
    device: str = ""
    """Name of the microphone, empty for the system's default."""
    host_api: str = ""

    @property
    def title(self) -> str:
        """Name for people, on one line: a file's may hold anything."""
        if self.source == MICROPHONE:
            return self.device or "Default microphone"
        name = "Demo recording" if self.source == DEMO else Path(self.source).name
        return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


@dataclass(frozen=True)
class Inputs:
    """The microphones that were found, or why there is none."""

    devices: Sequence[InputDevice] = field(default_factory=tuple)
    complaint: str = ""
    """One line with what is missing and how to get it; empty when there is a microphone."""


@dataclass(frozen=True)
class Substitute:
    """What to listen to, and one line about why it is not what was wanted; empty when it is."""

    choice: InputChoice
    remark: str = ""


def substitute(wanted: InputChoice, found: Inputs) -> Substitute:
    """Return the nearest there is to the microphone ``wanted``: itself, the system's default, or the demo."""
    if found.complaint:
        return Substitute(InputChoice(DEMO), f"{found.complaint}. Playing the demo meanwhile.")
    names = {(device.name, device.host_api) for device in found.devices}
    if wanted.device and (wanted.device, wanted.host_api) not in names:
        remark = f"{wanted.device} is not plugged in; listening to the system's default instead"
        return Substitute(InputChoice(MICROPHONE), remark)
    return Substitute(wanted)


NO_MICROPHONE = "no microphone found; plug one in and choose Rescan inputs (F5)"


class InputSearch:
    """Looks for microphones on a thread: the sound system may take seconds to answer.

    Args:
        look: lists the inputs; called with whether to look for newly plugged ones. May raise ``DeviceError``.
    """

    def __init__(self, look: Callable[[bool], Sequence[InputDevice]]) -> None:
        self._look = look
        self._found: SimpleQueue[Inputs] = SimpleQueue()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether the result of a search is still to be taken."""
        return self._thread is not None

    def start(self, rescan: bool) -> None:
        """Begin to look; with ``rescan``, no microphone may be open. A search that runs already goes on."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(rescan,), name="input search", daemon=True)
            self._thread.start()

    def take(self) -> Inputs | None:
        """Return what was found, once; ``None`` while there is nothing new."""
        try:
            found = self._found.get_nowait()
        except Empty:
            return None
        self.wait()
        return found

    def wait(self) -> None:
        """Wait for a search that runs to end."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, rescan: bool) -> None:
        # NB: the queue is the only thing that this thread and the caller's share.
        try:
            devices = tuple(self._look(rescan))
        except DeviceError as error:
            self._found.put(Inputs(complaint=str(error)))
        except Exception as error:  # noqa: BLE001  (PortAudio's own errors cannot be named here; a state, never an exit)
            self._found.put(Inputs(complaint=f"no microphone: the sound system failed ({error}); choose Rescan inputs"))
        else:
            self._found.put(Inputs(devices, "" if devices else NO_MICROPHONE))

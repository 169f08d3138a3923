"""Open a source by the word that names it."""

from app.audio.memory import FileSource, Paced
from app.audio.source import Source
from app.resources import assets_folder

MICROPHONE, DEMO = "mic", "demo"
"""Words that name a source; anything else is the path of a recording."""


def open_source(
    choice: str,
    *,
    device: str = "",
    host_api: str = "",
    wide: bool = False,
    real_time: bool = False,
    speed: float = 1.0,
    repeat: bool = False,
) -> Source:
    """Open what ``choice`` names.

    Args:
        choice: ``mic``, ``demo``, or the path of a recording.
        device: name of the microphone, or the beginning of it; empty for the system's default.
        host_api: the sound system that ``device`` belongs to; empty for any.
        wide: open a microphone at its own rate, for a picture of all that it hears.
        real_time: hand over a recording no faster than it would be spoken. A microphone is real time always.
        speed: how many times faster than that; of recordings that are handed over in real time only.
        repeat: begin a recording again at its end.

    Raises:
        AudioError: the recording cannot be read.
        DeviceError: no such microphone, or no sound system.
    """
    if choice == MICROPHONE:
        from app.audio.microphone import MicrophoneSource  # sounddevice needs PortAudio, which may be missing

        return MicrophoneSource(device, host_api, wide=wide)
    path = assets_folder() / "demo.wav" if choice == DEMO else choice
    source = FileSource(path, name="demo" if choice == DEMO else "", repeat=repeat)
    return Paced(source, speed) if real_time else source

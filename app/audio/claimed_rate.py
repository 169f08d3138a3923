"""The sample rate that an input claims to have, whatever it delivers."""

from app.audio.devices import choose_input
from app.audio.files import rate_of
from app.audio.opening import DEMO, MICROPHONE


def claimed_rate(choice: str, *, device: str = "", host_api: str = "") -> int | None:
    """Return the rate in hertz that the source named by :func:`app.audio.opening.open_source`'s words claims.

    Returns:
        A microphone's own rate, or what a recording's header says; ``None`` for the demo.

    Raises:
        DeviceError: no such microphone, or no sound system.
        AudioError: the recording cannot be read.
    """
    if choice == DEMO:
        return None
    if choice == MICROPHONE:
        from app.audio.microphone import list_inputs  # sounddevice needs PortAudio, which may be missing

        return choose_input(list_inputs(), device, host_api).sample_rate
    return rate_of(choice)

"""What can go wrong, sorted by what the user can do about it.

Every message is one line that names the thing, the value and the remedy.
"""


class SaysoError(Exception):
    """The base of every error that Sayso raises on purpose."""


class UsageError(SaysoError):
    """The request makes no sense as it stands: mend the command or the choice."""


class AudioError(SaysoError):
    """A recording cannot be read or written: choose another file."""


class DeviceError(SaysoError):
    """A sound device is missing or refuses: choose, plug in or install."""


class SoundSystemError(DeviceError):
    """The sound system itself is missing: install it and start again."""


class ModelError(SaysoError):
    """A model file breaks the contract: choose or export another one."""


class ProfileError(SaysoError):
    """A voice profile cannot be used or kept: choose, import or make another one."""


class SettingsError(SaysoError):
    """The settings cannot be kept: free the folder or the disk."""


def first_line(error: Exception) -> str:
    """Return the first line of a foreign error's message, shortened, or its kind where it says nothing."""
    return (str(error).splitlines() or [type(error).__name__])[0][:160]

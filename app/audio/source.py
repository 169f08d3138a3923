"""Sources: whatever hands over blocks of samples at 16 kHz."""

from typing import Protocol

from app.types import Samples


class Source(Protocol):
    """Hands over mono samples at :data:`app.types.SAMPLE_RATE`, block by block."""

    @property
    def name(self) -> str:
        """What is listened to, for people."""

    @property
    def live(self) -> bool:
        """Whether this is a microphone: it never ends by itself, and time passes whether or not it is read."""

    @property
    def overflows(self) -> int:
        """How often samples were lost since the source was opened."""

    def read(self) -> Samples | None:
        """Return the next block, of any length but 0, waiting for it if need be; ``None`` at the end or once closed.

        Raises:
            AudioError: the recording turns out to be damaged.
            DeviceError: the device is gone.
        """

    def take_notices(self) -> list[str]:
        """Return what the user should know and was not told yet, one line each."""

    def close(self) -> None:
        """End the stream: a waiting or later :meth:`read` returns ``None``. May be called from another thread."""

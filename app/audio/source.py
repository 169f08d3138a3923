"""Sources: whatever hands over blocks of sound, at 16 kHz and at its own rate."""

from dataclasses import dataclass
from typing import Protocol

from app.types import SAMPLE_RATE, Samples


@dataclass(frozen=True, eq=False)
class Block:
    """What a source hands over at once."""

    samples: Samples
    """At :data:`app.types.SAMPLE_RATE`, one at least."""
    own: Samples | None = None
    """The same sound at the source's own rate, for the eye; ``None`` where that is ``samples``. All own samples so far
    reach at least as far as all ``samples`` so far, and further by what a resampler holds back or is still to come."""
    own_rate: int = SAMPLE_RATE
    """Rate of ``own``, in hertz."""
    spoken_s: float | None = None
    """When the last of ``samples`` was in the air, in seconds of ``time.perf_counter``; ``None`` where sound does not
    come in real time."""


class Source(Protocol):
    """Hands over mono sound, block by block."""

    @property
    def name(self) -> str:
        """What is listened to, for people."""

    @property
    def live(self) -> bool:
        """Whether this is a microphone: it never ends by itself, and time passes whether or not it is read."""

    @property
    def overflows(self) -> int:
        """How often samples were lost since the source was opened."""

    def read(self) -> Block | None:
        """Return the next block, of any length but 0, waiting for it if need be; ``None`` at the end or once closed.

        Raises:
            AudioError: the recording turns out to be damaged.
            DeviceError: the device is gone.
        """

    def take_notices(self) -> list[str]:
        """Return what the user should know and was not told yet, one line each."""

    def close(self) -> None:
        """End the stream: a waiting or later :meth:`read` returns ``None``. May be called from another thread."""

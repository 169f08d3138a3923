"""A source in front of another one: what its subclasses leave alone goes through."""

from app.audio.source import Block, Source


class Relay:
    """Hands over another source's blocks as they are."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @property
    def name(self) -> str:
        """The other source's name."""
        return self._source.name

    @property
    def live(self) -> bool:
        """Whether the other source is a microphone."""
        return self._source.live

    @property
    def overflows(self) -> int:
        """The other source's count."""
        return self._source.overflows

    def read(self) -> Block | None:
        """Return the other source's next block."""
        return self._source.read()

    def take_notices(self) -> list[str]:
        """Return the other source's notices."""
        return self._source.take_notices()

    def close(self) -> None:
        """End both streams."""
        self._source.close()

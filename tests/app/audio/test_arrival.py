from dataclasses import replace

import pytest

from app.audio.arrival import Watched
from app.audio.memory import ArraySource
from app.audio.source import Block
from app.events import Timing
from app.types import Samples
from tests.fakes import tone


class Spoken(ArraySource):
    """Samples that were spoken from 50.0 s on."""

    def __init__(self, samples: Samples) -> None:
        super().__init__(samples, block=1_600)
        self.closed = False

    def read(self) -> Block | None:
        block = super().read()
        return block and replace(block, spoken_s=50.0 + self._at / 16_000)

    def take_notices(self) -> list[str]:
        return ["mind the gap"]

    def close(self) -> None:
        self.closed = True


def test_every_sample_has_the_moment_when_it_was_in_the_air_and_when_it_came() -> None:
    now = [51.0]
    source = Watched(Spoken(tone(1.0)), lambda: now[0])
    source.read()
    now[0] = 51.2
    source.read()
    now[0] = 51.25
    assert source.timing(3_200) == Timing(3_200, pytest.approx(50.2), 51.2, 51.25)
    assert source.timing(2_000) == Timing(2_000, pytest.approx(50.125), 51.2, 51.25)


def test_sound_that_is_not_real_time_has_no_moments() -> None:
    source = Watched(ArraySource(tone(1.0)), lambda: 1.0)
    assert source.timing(0) is None
    source.read()
    assert source.timing(0) is None


def test_all_else_is_the_watched_sources_own() -> None:
    inside = Spoken(tone(0.1))
    source = Watched(inside, lambda: 0.0)
    assert (source.name, source.live, source.overflows) == ("samples", False, 0)
    assert source.take_notices() == ["mind the gap"]
    assert source.read() is not None
    assert source.read() is None
    source.close()
    assert inside.closed

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.files import write_wav
from app.audio.memory import ArraySource, FileSource, Paced, Sliced
from app.audio.microphone import MicrophoneSource
from app.audio.opening import open_source
from app.audio.source import Source
from app.errors import AudioError
from app.types import Samples
from tests.fakes import FakeSoundSystem, tone

SOUND = tone(0.5)


def from_array(_: Path) -> Source:
    return ArraySource(SOUND)


def from_file(folder: Path) -> Source:
    write_wav(folder / "sound.wav", SOUND, 16_000)
    return FileSource(folder / "sound.wav")


def paced(folder: Path) -> Source:
    return Paced(from_file(folder), clock=lambda: 0.0, sleep=lambda _: None)


def sliced(folder: Path) -> Source:
    return Sliced(from_file(folder))


def from_microphone(_: Path) -> Source:
    sound = FakeSoundSystem()
    source = MicrophoneSource(sound=sound, sleep=lambda _: source.close())
    sound.streams[0].hear(SOUND)
    return source


SOURCES: list[Callable[[Path], Source]] = [from_array, from_file, paced, sliced, from_microphone]


def read_all(source: Source) -> Samples:
    pieces = []
    while (block := source.read()) is not None:
        assert block.dtype == np.float32
        assert len(block)
        pieces.append(block)
    return np.concatenate(pieces)


@pytest.mark.parametrize("make", SOURCES)
def test_every_source_hands_over_all_its_samples_and_then_ends(make: Callable[[Path], Source], tmp_path: Path) -> None:
    source = make(tmp_path)
    np.testing.assert_allclose(read_all(source), SOUND, atol=1e-4)
    assert source.read() is None
    assert source.overflows == 0
    assert source.take_notices() == []
    assert source.name


@pytest.mark.parametrize("make", SOURCES)
def test_every_source_ends_once_closed(make: Callable[[Path], Source], tmp_path: Path) -> None:
    source = make(tmp_path)
    source.close()
    source.close()
    assert source.read() is None


def test_a_file_that_cannot_be_read_is_refused_when_opened(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no such file"):
        FileSource(tmp_path / "none.wav")


def test_a_repeated_file_begins_again(tmp_path: Path) -> None:
    write_wav(tmp_path / "sound.wav", SOUND, 16_000)
    source = FileSource(tmp_path / "sound.wav", repeat=True)
    heard = np.concatenate([source.read() for _ in range(3)])
    np.testing.assert_array_equal(heard, np.tile(heard[: len(SOUND)], 3))


def test_a_closed_source_has_closed_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[soundfile.SoundFile] = []

    class Watched(soundfile.SoundFile):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            opened.append(self)

    monkeypatch.setattr(soundfile, "SoundFile", Watched)
    source = sliced(tmp_path)
    source.read()
    assert not opened[-1].closed
    source.close()
    assert opened[-1].closed


def test_a_sliced_source_hands_over_at_most_twenty_milliseconds() -> None:
    source = Sliced(ArraySource(SOUND, block=1_000))
    sizes = []
    while (block := source.read()) is not None:
        sizes.append(len(block))
    assert max(sizes) == 320
    assert sum(sizes) == len(SOUND)


def test_a_paced_source_waits_until_each_block_was_spoken(tmp_path: Path) -> None:
    now = [100.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    source = Paced(ArraySource(SOUND), clock=lambda: now[0], sleep=sleep)
    read_all(source)
    assert now[0] - 100.0 == pytest.approx(0.5)
    assert max(waits) <= 0.0201


def test_a_paced_source_that_fell_behind_catches_up_without_waiting() -> None:
    now = [0.0]
    source = Paced(ArraySource(SOUND), clock=lambda: now[0], sleep=lambda _: pytest.fail("waited though late"))
    now[0] = 0.0
    source._began = -10.0
    assert source.read() is not None


def test_the_demo_is_a_source_by_name() -> None:
    source = open_source("demo")
    assert source.name == "demo"
    assert not source.live
    assert len(read_all(source)) > 15 * 16_000

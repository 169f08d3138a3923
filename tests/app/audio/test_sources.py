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
        assert block.samples.dtype == np.float32
        assert len(block.samples)
        pieces.append(block.samples)
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
    heard = np.concatenate([block.samples for _ in range(3) if (block := source.read())])
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
        sizes.append(len(block.samples))
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


def test_a_paced_source_tells_when_each_block_was_spoken_not_when_it_was_fetched() -> None:
    now = [100.0]
    source = Paced(ArraySource(SOUND), clock=lambda: now[0], sleep=lambda _: now.__setitem__(0, now[0] + 0.1))
    given = 0
    while (block := source.read()) is not None:
        given += len(block.samples)
        assert block.spoken_s == pytest.approx(100.0 + given / 16_000)


def test_what_is_not_paced_tells_no_time(tmp_path: Path) -> None:
    for source in (from_array(tmp_path), from_file(tmp_path), sliced(tmp_path)):
        block = source.read()
        assert block is not None
        assert block.spoken_s is None


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
@pytest.mark.parametrize("wrap", [lambda source: source, Sliced])
def test_a_recording_comes_at_its_own_rate_too_and_never_behind(
    tmp_path: Path, rate: int, wrap: Callable[[Source], Source]
) -> None:
    own = tone(2.0)[: rate * 3 // 2]
    write_wav(tmp_path / "own.wav", own, rate)
    source = wrap(FileSource(tmp_path / "own.wav"))
    heard_own, heard = [], 0
    while (block := source.read()) is not None:
        assert block.own is not None
        assert block.own_rate == rate
        heard_own.append(block.own)
        heard += len(block.samples)
        assert sum(map(len, heard_own)) / rate >= heard / 16_000 - 1 / rate
    np.testing.assert_allclose(np.concatenate(heard_own), own, atol=1e-4)
    assert heard == pytest.approx(len(own) * 16_000 / rate, abs=1)


def test_a_replay_at_many_times_real_time_waits_less_and_tells_no_time() -> None:
    now = [100.0]
    source = Paced(ArraySource(SOUND), 20.0, clock=lambda: now[0], sleep=lambda s: now.__setitem__(0, now[0] + s))
    spoken = []
    while (block := source.read()) is not None:
        spoken.append(block.spoken_s)
    assert now[0] - 100.0 == pytest.approx(0.5 / 20)
    assert set(spoken) == {None}

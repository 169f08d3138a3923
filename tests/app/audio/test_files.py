import os
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.files import read_audio, stream_audio, write_wav
from app.errors import AudioError
from tests.fakes import tone


def write(path: Path, samples: np.ndarray, rate: int = 16_000, **options: str) -> Path:
    soundfile.write(path, samples, rate, **options)
    return path


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 96_000])
@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_a_tone_reads_the_same_at_any_rate_and_depth(tmp_path: Path, rate: int, subtype: str) -> None:
    time = np.arange(rate) / rate
    path = write(tmp_path / "tone.wav", 0.5 * np.sin(2 * np.pi * 440 * time), rate, subtype=subtype)
    samples = read_audio(path, 16_000)
    assert samples.dtype == np.float32
    assert len(samples) == 16_000
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    np.testing.assert_allclose(samples[500:-500], expected[500:-500], atol=0.01)


@pytest.mark.parametrize("suffix", ["flac", "ogg", "mp3", "aiff"])
def test_other_formats_are_read_too(tmp_path: Path, suffix: str) -> None:
    samples = read_audio(write(tmp_path / f"tone.{suffix}", tone(1.0)), 16_000)
    assert abs(np.sqrt(np.square(samples[2_000:14_000]).mean()) - 0.1) < 0.01


def test_stereo_is_averaged(tmp_path: Path) -> None:
    left, right = np.full(1_000, 0.5), np.full(1_000, -0.1)
    samples = read_audio(write(tmp_path / "stereo.wav", np.stack([left, right], axis=1)), 16_000)
    np.testing.assert_allclose(samples, 0.2, atol=1e-3)


def test_a_quiet_recording_stays_quiet(tmp_path: Path) -> None:
    samples = read_audio(write(tmp_path / "quiet.wav", tone(0.5, level_db=-60)), 16_000)
    assert np.abs(samples).max() < 0.002


def test_values_beyond_full_scale_are_clipped(tmp_path: Path) -> None:
    path = write(tmp_path / "loud.wav", np.array([0.0, 3.0, -3.0, 0.5] * 100), subtype="FLOAT")
    assert np.abs(read_audio(path, 16_000)).max() == 1.0


def test_a_long_recording_comes_in_blocks_that_join_to_the_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "long.wav", tone(5.0), 44_100)
    pieces = list(stream_audio(path, 16_000))
    assert len(pieces) > 1
    np.testing.assert_array_equal(np.concatenate(pieces), read_audio(path, 16_000))


def cut_off(path: Path) -> None:
    write(path, tone(1.0))
    path.write_bytes(path.read_bytes()[:12_000])


def cut_in_the_header(path: Path) -> None:
    write(path, tone(1.0))
    path.write_bytes(path.read_bytes()[:30])


def with_nan(path: Path) -> None:
    samples = tone(1.0)
    samples[8_000] = np.nan
    write(path, samples, subtype="FLOAT")


def with_infinity(path: Path) -> None:
    samples = tone(1.0)
    samples[8_000] = np.inf
    write(path, samples, subtype="FLOAT")


BROKEN = {
    "empty file": (lambda path: path.write_bytes(b""), "is empty; copy or record it again"),
    "no samples": (lambda path: write(path, np.zeros(0)), "holds no samples; record it again"),
    "cut off": (cut_off, "was cut off, 20044 bytes of sound are missing; copy or record it again"),
    "cut in the header": (cut_in_the_header, "cannot be read as audio"),
    "text": (lambda path: path.write_text("Dear diary"), "cannot be read as audio"),
    "random bytes": (lambda path: path.write_bytes(bytes(range(256)) * 50), "cannot be read as audio"),
    "not a number": (with_nan, "holds values that are not numbers"),
    "infinity": (with_infinity, "holds values that are not numbers"),
    "missing": (lambda _: None, "no such file; check the name"),
    "folder": (lambda path: path.mkdir(), "is a folder, not a recording"),
    "below a file": (lambda path: path.parent.rmdir() or path.parent.touch(), "no such file; check the name"),
    "a name of 300 characters": (lambda _: None, "cannot be read (File name too long)"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_recording_gets_one_line_that_names_it(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "set" / ("a" * 300 if kind.startswith("a name") else "clip.wav")
    path.parent.mkdir()
    make, message = BROKEN[kind]
    make(path)
    with pytest.raises(AudioError) as caught:
        read_audio(path, 16_000)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("rate", [16_000, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_huge_values_are_clipped_before_anything_is_summed(tmp_path: Path, rate: int, channels: int) -> None:
    samples = np.zeros((rate, channels), np.float32)
    samples[100:150:2], samples[101:150:2] = 3e38, -3e38
    samples[200:250] = 3e38
    heard = read_audio(write(tmp_path / "loud.wav", samples, rate, subtype="FLOAT"), 16_000)
    assert np.isfinite(heard).all()
    assert 0.9 < np.abs(heard).max() <= 1.0


@pytest.mark.parametrize("rate", [1, 999, 768_001, 2**31 - 1])
def test_a_rate_that_no_recording_has_is_refused_before_it_fills_the_memory(tmp_path: Path, rate: int) -> None:
    path = write(tmp_path / "clip.wav", tone(0.1), rate)
    with pytest.raises(AudioError, match=f"its sample rate is {rate} Hz, not from 1000 to 768000; export it again"):
        read_audio(path, 16_000)


@pytest.mark.parametrize("rate", [1_000, 768_000])
def test_the_lowest_and_the_highest_rate_are_read(tmp_path: Path, rate: int) -> None:
    assert len(read_audio(write(tmp_path / "clip.wav", np.zeros(rate), rate), 16_000)) == 16_000


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes among the files")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(AudioError, match="is a pipe or a device, not a file; save the sound to a file first"):
        read_audio(tmp_path / "pipe.wav", 16_000)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_a_file_name_need_not_be_utf_8(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.wav")
    (write(tmp_path / "clip.wav", tone(0.1))).rename(path)
    assert len(read_audio(path, 16_000)) == 1_600


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "clip.wav", tone(0.1))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", refuse)
        with pytest.raises(AudioError, match=r"cannot be read \(Permission denied\); check its name and permissions"):
            read_audio(path, 16_000)


def test_writing_and_reading_gives_the_same_samples(tmp_path: Path) -> None:
    samples = tone(0.3)
    write_wav(tmp_path / "take.wav", samples, 16_000)
    info = soundfile.info(tmp_path / "take.wav")
    assert (info.subtype, info.channels, info.samplerate) == ("PCM_16", 1, 16_000)
    np.testing.assert_allclose(read_audio(tmp_path / "take.wav", 16_000), samples, atol=1e-4)


def test_a_recording_that_cannot_be_written_leaves_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "take.wav"
    write_wav(path, tone(0.3), 16_000)
    before = path.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(soundfile, "write", fail)
    with pytest.raises(AudioError, match=r"No space left on device.*free the disk"):
        write_wav(path, tone(0.5), 16_000)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]

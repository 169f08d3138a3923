from pathlib import Path

import numpy as np
import pytest

from app.audio.files import write_wav
from app.errors import UsageError
from tests.fakes import tone
from training.prepare import Prepared, loudest_window, prepare


def write_words(root: Path, count: int = 2) -> list[Path]:
    paths = [root / word / f"{i}.wav" for word in ("ja", "nein") for i in range(count)]
    for i, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wav(path, tone(0.3 + 0.1 * i), 16_000)
    return paths


def test_prepared_audio_is_what_the_app_reads(prepared: Prepared) -> None:
    rows = prepared.select("training", "yes")
    assert rows
    for row in rows:
        assert prepared.samples(row).dtype == np.int16
        assert len(prepared.samples(row)) <= 16_000
    digit = next(row for row in prepared.select("training", "zero") if row.corpus == "free-spoken-digits")
    assert len(prepared.samples(digit)) == 6_400  # 0.4 s at 8 kHz became 16 kHz


def test_preparing_again_reads_nothing_anew(data: Path, prepared: Prepared) -> None:
    written = {path: path.stat().st_mtime_ns for path in (data / "cache").rglob("*.npy")}
    again = prepare(data)
    assert written
    assert {path: path.stat().st_mtime_ns for path in (data / "cache").rglob("*.npy")} == written
    assert again.rows == prepared.rows


def test_a_corpus_that_changed_is_decoded_anew(tmp_path: Path) -> None:
    paths = write_words(tmp_path / "mine")
    assert [row.frames for row in prepare(tmp_path, ["mine"]).rows] == [4_800, 6_400, 8_000, 9_600]
    write_wav(paths[0], tone(0.9), 16_000)
    paths[3].unlink()
    assert [row.frames for row in prepare(tmp_path, ["mine"]).rows] == [14_400, 6_400, 8_000]


def test_a_stopped_preparation_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_words(tmp_path / "mine")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("training.prepare._write_rows", stop)
        with pytest.raises(KeyboardInterrupt):
            prepare(tmp_path, ["mine"])
    assert len(prepare(tmp_path, ["mine"]).rows) == 4


def test_a_clip_that_cannot_be_read_is_listed_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = write_words(tmp_path / "mine")
    paths[1].write_text("no sound")
    prepared = prepare(tmp_path, ["mine"])
    assert [row.frames for row in prepared.rows] == [4_800, 8_000, 9_600]
    assert np.abs(prepared.samples(prepared.rows[1])).max() > 1_000
    listed = tmp_path / "cache" / "mine" / "unreadable.txt"
    assert capsys.readouterr().err == f"{tmp_path / 'mine'}: 1 of 4 clips left out, listed in {listed}\n"
    assert f"{paths[1]}: cannot be read as audio" in listed.read_text()


def test_a_corpus_without_one_readable_clip_says_so(tmp_path: Path) -> None:
    for path in write_words(tmp_path / "mine", count=1):
        path.write_bytes(b"")
    with pytest.raises(UsageError, match=r"mine: not one of its 2 clips can be read; see .*unreadable\.txt"):
        prepare(tmp_path, ["mine"])


def test_a_data_folder_without_a_corpus_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no corpus; `python -m training download` fetches one"):
        prepare(tmp_path)


def test_two_corpora_of_one_name_are_told_apart_by_hand(tmp_path: Path) -> None:
    write_words(tmp_path / "mine")
    write_words(tmp_path / "other" / "mine")
    with pytest.raises(UsageError, match="two corpora are called mine; rename one"):
        prepare(tmp_path, ["mine", str(tmp_path / "other" / "mine")])


def test_the_second_with_the_most_energy_is_kept_of_a_long_word() -> None:
    samples = np.zeros(40_000, np.float32)
    samples[25_000:30_000] = tone(5_000 / 16_000)
    kept = loudest_window(samples, 16_000)
    assert len(kept) == 16_000
    assert np.square(kept).sum() == pytest.approx(np.square(samples).sum())

"""``sayso bench --stream``."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.audio.files import read_audio, write_wav
from app.cli.bench_stream import read_clips
from app.personal.word_stream import cut_word
from app.resources import assets_folder
from app.types import SAMPLE_RATE
from tests.app.cli.conftest import Run, objects
from tests.app.cli.test_listen import demo_words


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Return a folder with the demo's words as labelled clips."""
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)
    for number, word in enumerate(demo_words()):
        folder = tmp_path / "clips" / word["label"]
        folder.mkdir(parents=True, exist_ok=True)
        begin, end = (int(word[name] * SAMPLE_RATE) for name in ("start_s", "end_s"))
        write_wav(folder / f"{number}.wav", demo[begin - 1600 : end + 1600], SAMPLE_RATE)
    return tmp_path / "clips"


def test_the_streaming_benchmark_reports_every_stream_and_judges_it(sayso: Run, clips: Path, tmp_path: Path):
    noise = tmp_path / "noise.wav"
    samples = np.random.default_rng(0).standard_normal(5 * SAMPLE_RATE) * 0.05
    soundfile.write(noise, samples, SAMPLE_RATE)
    status, lines, _ = sayso("bench", "--stream", clips, "--noise", noise, "--background", noise, "--json")
    rows = {(row["stream"], row.get("speed")): row for row in objects(lines)}
    assert set(rows) == {
        *((name, 1.0) for name in ("clean", "20 dB", "10 dB", "5 dB", "0 dB")),
        *(("clean", speed) for speed in (0.8, 1.25)),
        ("background", None),
        ("push-to-talk", None),
    }
    clean = rows["clean", 1.0]
    assert clean["words"] == len(demo_words())
    assert clean["low"] <= clean["recall"] <= clean["high"]
    assert 200 <= clean["final_ms_p50"] <= 350
    assert rows["background", None]["words"] == []
    assert rows["push-to-talk", None]["recall"] >= 0.8
    assert clean["recall"] >= 0.8
    kept = clean["recall"] >= 0.95 and rows["10 dB", 1.0]["recall"] >= 0.85 and not clean["double"]
    assert status == (0 if kept and rows["push-to-talk", None]["release_ms_p95"] <= 100 else 1)


def test_a_bar_that_is_missed_is_named_and_ends_with_status_1(sayso: Run, clips: Path):
    for folder in list(clips.iterdir()):
        folder.rename(clips / f"_{folder.name}")
    names = sorted(folder.name for folder in clips.iterdir())
    for folder, wrong in zip(names, [*names[1:], names[0]], strict=True):
        (clips / folder).rename(clips / wrong.removeprefix("_"))  # every word is called something else
    status, _, diagnostics = sayso("bench", "--stream", clips)
    assert status == 1
    assert "missed: recall, clean: " in diagnostics


def test_clips_are_drawn_the_same_each_time_and_no_more_than_asked_for(clips: Path):
    drawn = [read_clips(clips, 1) for _ in range(2)]
    assert [label for label, _ in drawn[0]] == [label for label, _ in drawn[1]]
    labels = [label for label, _ in drawn[0]]
    assert sorted(labels) == sorted(set(labels)) == sorted({word["label"] for word in demo_words()})
    assert all(len(cut_word(samples)) for _, samples in drawn[0])


def test_background_that_cannot_be_read_gets_one_line(sayso: Run, clips: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    status, _, diagnostics = sayso("bench", "--stream", clips, "--background", tmp_path / "empty")
    assert (status, diagnostics.strip().count("\n")) == (2, 0)
    assert "no recording in it can be read" in diagnostics

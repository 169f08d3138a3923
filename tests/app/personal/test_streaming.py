"""Streams of known words, and how a stream of predictions is scored against them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dsp.level import frame_levels
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.events import Prediction
from app.personal.streaming import false_accepts, score_events, score_stream
from app.personal.word_stream import (
    GAP_S,
    WORD_DB,
    SpokenWord,
    WordStream,
    at_level,
    build_stream,
    cut_word,
    speak_faster,
)
from app.settings import EngineSettings
from app.types import SAMPLE_RATE
from tests.fakes import LABELS, ToneDetector, hush, tone, write_tiny_model


def clip(seconds: float = 0.4) -> np.ndarray:
    return np.concatenate([hush(0.3), tone(seconds, 300.0), hush(0.3)])


def said(*words: tuple[str, int, int]) -> WordStream:
    return WordStream(np.zeros(100_000, np.float32), tuple(SpokenWord(*word) for word in words))


def heard(label: str, start: int, end: int, final: bool = True, late: int = 4000) -> Prediction:
    return Prediction(final, label, 0.9, {label: 0.9}, start, end, end + late)


def test_a_stream_holds_each_word_where_it_says_and_background_elsewhere():
    noise = np.random.default_rng(1).standard_normal(SAMPLE_RATE).astype(np.float32)
    stream = build_stream([("one", clip()), ("two", clip(0.6))], np.random.default_rng(0), noise, snr_db=20.0)
    assert [word.label for word in stream.words] == ["one", "two"]
    for word in stream.words:
        assert level(stream.samples[word.start : word.end]) == pytest.approx(WORD_DB, abs=0.5)
    first, second = stream.words
    assert GAP_S[0] <= (second.start - first.end) / SAMPLE_RATE <= GAP_S[1]
    assert level(stream.samples[first.end : second.start]) == pytest.approx(WORD_DB - 20.0, abs=0.5)
    assert (first.end - first.start) / SAMPLE_RATE == pytest.approx(0.4, abs=0.02)


def level(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


def test_the_same_seed_gives_the_same_stream_and_another_gives_another():
    streams = [build_stream([("one", clip())] * 3, np.random.default_rng(seed)).words for seed in (0, 0, 1)]
    assert streams[0] == streams[1] != streams[2]


def test_a_clip_without_sound_is_no_word():
    assert build_stream([("one", np.zeros(16_000, np.float32))], np.random.default_rng(0)).words == ()
    assert len(cut_word(np.zeros(100, np.float32))) == 0


@given(st.floats(-60, 0))
def test_sound_is_brought_to_any_level_and_silence_stays_silent(level_db):
    assert level(at_level(tone(0.1, 300.0), level_db)) == pytest.approx(level_db, abs=0.01)
    assert not at_level(np.zeros(16, np.float32), level_db).any()


def test_faster_speech_is_shorter_and_as_high():
    fast = speak_faster(tone(1.0, 440.0), 1.25)
    assert len(fast) == pytest.approx(SAMPLE_RATE / 1.25, rel=0.02)
    middle = fast[2000:10_000]
    assert np.argmax(np.abs(np.fft.rfft(middle))) * SAMPLE_RATE / len(middle) == pytest.approx(440.0, abs=3)
    assert speak_faster(middle, 1.0) is middle


def test_hits_misses_mistakes_doubles_and_inventions_are_told_apart():
    stream = said(("one", 0, 8000), ("two", 20_000, 28_000), ("stop", 40_000, 48_000), ("one", 60_000, 68_000))
    predictions = [
        heard("one", 100, 8100),
        heard("stop", 20_000, 28_000),
        heard("unknown", 40_000, 48_000),
        heard("one", 60_000, 63_000),
        heard("one", 64_000, 66_000),
        heard("two", 67_000, 68_000),
        heard("two", 90_000, 95_000),
    ]
    score = score_events(stream, predictions, LABELS)
    assert (score.words, score.hits, len(score.missed), len(score.doubles)) == (4, 2, 1, 1)
    assert [(word.label, answer) for word, answer in score.wrong] == [("two", "stop")]
    assert sorted(final.start for final in score.false_accepts) == [67_000, 90_000]
    assert score.words == score.hits + len(score.wrong) + len(score.missed)


def test_a_word_outside_the_vocabulary_is_wrong_only_when_it_is_taken_for_another():
    score = score_events(said(("bed", 0, 8000), ("cat", 20_000, 28_000)), [heard("two", 0, 8000)], LABELS)
    assert (score.words, score.hits, len(score.missed), len(score.wrong)) == (0, 0, 0, 0)
    assert [(word.label, answer) for word, answer in score.mistaken] == [("bed", "two")]


def test_pace_is_told_beside_others_that_say_the_same():
    words = [("one", 0, 6000), ("two", 20_000, 23_000), ("one", 40_000, 48_000), ("two", 60_000, 64_000)]
    words += [("one", 80_000, 90_000), ("two", 100_000, 105_000)]
    quick_and_slow = [heard("one", 0, 6000), heard("two", 20_000, 23_000), heard("one", 80_000, 90_000)]
    score = score_events(said(*words), [*quick_and_slow, heard("one", 60_000, 64_000)], LABELS)
    assert score.by_pace() == [(2, 2), (0, 2), (1, 2)]


def test_latency_counts_from_the_end_that_is_known_not_from_the_one_that_was_heard():
    predictions = [
        heard("two", 0, 3000, final=False, late=0),
        heard("one", 0, 5000, final=False, late=0),
        heard("one", 0, 7000, late=4000),
    ]
    (latency,) = score_events(said(("one", 0, 8000)), predictions, LABELS).latencies
    assert (latency.provisional, latency.final) == (5000 - 8000, 11_000 - 8000)


def test_the_real_pipeline_is_what_hears_a_stream(tmp_path):
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    stream = build_stream([("stop", clip())] * 4, np.random.default_rng(0))
    score = score_stream(stream, Pipeline(model, ToneDetector(), EngineSettings(threshold=0.0)))
    assert score.words == 4
    assert score.hits + len(score.wrong) + len(score.missed) == 4
    assert score.samples == len(stream.samples)
    assert false_accepts(hush(3.0), Pipeline(model, ToneDetector(), EngineSettings())) == []


def test_a_word_is_cut_where_it_falls_thirty_decibels_below_its_loudest():
    word = cut_word(clip(0.5))
    assert len(word) / SAMPLE_RATE == pytest.approx(0.5, abs=0.02)
    assert frame_levels(word[:128], 128)[0] < frame_levels(word[128:256], 128)[0]  # it is faded in

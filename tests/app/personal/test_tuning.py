from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audio.memory import FileSource
from app.engine.classify import classify
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import final_predictions
from app.errors import UsageError
from app.events import Prediction
from app.personal.evaluation import find_labelled
from app.personal.tuning import (
    Listened,
    Point,
    TakeListened,
    answer_at,
    find_background,
    listen_to,
    listen_to_takes,
    pick,
    sweep,
    unthresholded,
)
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import Samples
from tests.app.personal.voices import demo_words, write_takes

DEMO = assets_folder() / "demo.wav"
HOUR = 3600 * 16_000


def final(label: str, confidence: float) -> Prediction:
    rest = 1 - confidence
    probabilities = {"one": rest / 2, "unknown": rest / 2, "silence": 0.0, label: confidence}
    return Prediction(True, label, confidence, probabilities, start=0, end=8_000, at=11_000)


@pytest.fixture(scope="module")
def demo_finals(model: Model, silero: Silero) -> list[Prediction]:
    return list(listen_to(DEMO, Pipeline(model, silero, EngineSettings(threshold=0.0))).finals)


class Doubting(Silero):
    """Is never sure that anybody speaks."""

    def push(self, chunk: Samples) -> float:
        return 0.6 * super().push(chunk)


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.9])
def test_the_sweep_answers_so_too_where_it_is_hardly_speech(
    model: Model, threshold: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.engine.decider.LEAST_IF_DOUBTED", 0.997)
    demo, doubting = FileSource(DEMO), Doubting()
    unsure = listen_to(DEMO, Pipeline(model, doubting, EngineSettings(threshold=0.0))).finals
    real = final_predictions(demo, Pipeline(model, doubting, EngineSettings(threshold=threshold)))
    assert [answer_at(heard, threshold) for heard in unsure] == real
    assert max(heard.speech for heard in unsure) <= 0.6
    assert {heard.reason for heard in real} >= {"hardly speech"}


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.6, 0.9, 0.99, 0.9999, 1.0])
def test_the_sweep_answers_as_a_pipeline_with_that_threshold_does(
    model: Model, silero: Silero, demo_finals: list[Prediction], threshold: float
) -> None:
    real = final_predictions(FileSource(DEMO), Pipeline(model, silero, EngineSettings(threshold=threshold)))
    assert len(real) > 10
    assert [answer_at(heard, threshold) for heard in demo_finals] == real


def test_recall_at_each_threshold_is_that_of_classifying_every_take_with_it(
    tmp_path: Path, model: Model, silero: Silero
) -> None:
    words = {label: sound for label, sound in demo_words().items() if label in ("two", "six", "no")}
    clips = find_labelled(write_takes(tmp_path / "set", words, count=2))
    fresh = unthresholded(model, EngineSettings())
    takes = [take for take in listen_to_takes(clips, fresh, model.labels) if isinstance(take, TakeListened)]
    points = sweep(takes, [Listened(DEMO, [], HOUR)])
    for threshold in (0.0, 0.6, 0.95, 1.0):
        settings = EngineSettings(threshold=threshold)
        named = [classify(FileSource(clip.path), Pipeline(model, silero, settings)).decision.label for clip in clips]
        expected = sum(label == clip.label for label, clip in zip(named, clips, strict=True))
        assert {point.threshold: point.hits for point in points}[threshold] == expected
    assert points[0].hits > 0


def test_what_is_no_isolated_word_is_accepted_at_no_threshold() -> None:
    running = replace(final("unknown", 1.0), reason="too long")
    (point, *_) = sweep([take("one", final("one", 0.9))], [Listened(DEMO, [running], HOUR)])
    assert point.false_accepts == 0


def take(truth: str, *finals: Prediction) -> TakeListened:
    return TakeListened(truth, Listened(DEMO, finals, 16_000))


@given(st.lists(st.floats(0.34, 1.0), min_size=1), st.lists(st.floats(0.34, 1.0)))
def test_a_higher_threshold_never_accepts_more(takes: list[float], background: list[float]) -> None:
    points = sweep(
        [take("two", final("two", confidence)) for confidence in takes],
        [Listened(DEMO, [final("two", confidence) for confidence in background], HOUR)],
    )
    for lower, higher in pairwise(points):
        assert (higher.hits, higher.false_accepts) <= (lower.hits, lower.false_accepts)
        assert higher.false_accepts <= lower.false_accepts


def curve(*points: tuple[float, int, int], hours: float = 10.0) -> list[Point]:
    return [Point(threshold, hits, 100, accepts, hours) for threshold, hits, accepts in points]


def test_the_budget_picks_the_most_recall_whose_upper_bound_fits() -> None:
    choice = pick(curve((0.2, 99, 30), (0.5, 95, 4), (0.6, 90, 3), (0.9, 50, 0)), budget=1.0)
    assert (choice.point.threshold, choice.proven) == (0.5, True)
    assert "with 95 % certainty" in choice.reasons()[0]


def test_where_no_bound_fits_the_estimate_decides_and_says_so() -> None:
    choice = pick(curve((0.2, 99, 3), (0.5, 95, 1), (0.9, 50, 0), hours=1.0), budget=1.0)
    assert (choice.point.threshold, choice.proven, choice.within) == (0.5, False, True)
    assert "by estimate only" in choice.reasons()[0]
    assert "too little background to claim it" in choice.reasons()[1]
    assert "3 h without any would show 1" in choice.reasons()[1]


def test_where_nothing_fits_the_fewest_false_accepts_win_and_it_is_said() -> None:
    choice = pick(curve((0.2, 99, 30), (0.9, 50, 20)), budget=1.0)
    assert (choice.point.threshold, choice.within) == (0.9, False)
    assert "no threshold keeps within 1 per hour" in choice.reasons()[0]


def test_a_budget_that_costs_recall_says_how_much() -> None:
    choice = pick(curve((0.2, 99, 30), (0.9, 50, 0)), budget=1.0)
    assert choice.reasons()[-1] == "it costs dear: recall falls from 99% to 50%"
    assert not any("dear" in line for line in pick(curve((0.2, 99, 30), (0.9, 95, 0)), budget=1.0).reasons())


def test_of_equally_good_thresholds_the_middle_one_is_taken() -> None:
    assert pick(curve((0.4, 90, 0), (0.5, 90, 0), (0.6, 90, 0), (0.7, 80, 0)), budget=1.0).point.threshold == 0.5


def test_a_sweep_needs_takes_of_words_and_some_background() -> None:
    with pytest.raises(UsageError, match="no take is of a word"):
        sweep([take("unknown")], [Listened(DEMO, [], HOUR)])
    with pytest.raises(UsageError, match="hold no sound"):
        sweep([take("one")], [Listened(DEMO, [], 0)])


def test_background_is_found_in_folders_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("a/b/room.wav", "a/notes.txt", "a/hall.flac"):
        (tmp_path / name).touch()
    assert [path.name for path in find_background([tmp_path / "a", DEMO])] == ["room.wav", "hall.flac", "demo.wav"]
    with pytest.raises(UsageError, match="no such recording"):
        find_background([tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no recording in the folders"):
        find_background([tmp_path / "empty"])

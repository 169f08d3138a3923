"""A tuning from beginning to end, as the window runs it."""

from pathlib import Path

import numpy as np
import pytest

from app.audio.files import write_wav
from app.engine.model_files import default_model_path
from app.errors import UsageError
from app.personal.statistics import rate_interval, wilson_interval
from app.personal.trial import Contender
from app.personal.tuning import Point
from app.personal.tuning_run import Progress, TuningPlan, curve_of, run_tuning
from app.resources import assets_folder
from tests.app.personal.voices import demo_words, write_takes
from tests.fakes import hush

DEFAULT = Contender(default_model_path())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {label: sound for label, sound in demo_words().items() if label in ("two", "no")}
    return write_takes(tmp_path_factory.mktemp("tuning") / "set", words, count=1)


def test_everything_is_listened_to_once_and_progress_ends_at_one(folder: Path, tmp_path: Path) -> None:
    quiet, broken = tmp_path / "quiet.wav", tmp_path / "broken.wav"
    write_wav(quiet, hush(5.0), 16_000)
    broken.touch()
    steps: list[Progress] = []
    demo = assets_folder() / "demo.wav"
    curve = run_tuning(TuningPlan(folder, (quiet, demo, broken), DEFAULT), steps.append)
    assert curve.takes == 2
    assert curve.points[0].false_accepts > 10  # the demo is full of words
    assert curve.points[-1].false_accepts == 0
    assert curve.hours == pytest.approx((5.0 + 21.6) / 3600, abs=1e-3)
    assert [step.share for step in steps] == sorted(step.share for step in steps)
    assert steps[-1].share == pytest.approx(1.0)
    assert {step.name for step in steps} == {"", "quiet.wav", "demo.wav", "broken.wav"}
    assert len(curve.unreadable) == 1


def test_background_that_cannot_be_read_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    with pytest.raises(UsageError, match="none of the background recordings can be read"):
        run_tuning(TuningPlan(folder, (tmp_path / "a.wav",), DEFAULT))


def test_the_intervals_of_a_curve_are_those_of_its_points() -> None:
    points = [Point(0.5, 9, 10, 4, 2.0), Point(0.9, 5, 10, 0, 2.0)]
    curve = curve_of(points, ("x",))
    assert (curve.recall_low[0], curve.recall_high[0]) == wilson_interval(9, 10)
    assert (curve.rate_low[1], curve.rate_high[1]) == rate_interval(0, 2.0)
    assert np.all(curve.recall_low <= [point.recall for point in points])

"""An evaluation from beginning to end, as the window runs it."""

from pathlib import Path

import pytest

from app.engine.model_files import default_model_path, named_model
from app.errors import UsageError
from app.personal.evaluation import Evaluation, Outcome, find_labelled, judge_clips, streaming_judge
from app.personal.trial import Contender, Judged, Trial, run_trial
from app.settings import EngineSettings
from tests.app.personal.voices import demo_words, write_takes

DEFAULT = Contender(default_model_path())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {label: sound for label, sound in demo_words().items() if label in ("two", "six", "no")}
    return write_takes(tmp_path_factory.mktemp("trial") / "set", words, count=2)


def test_a_trial_judges_as_the_command_line_does(folder: Path, model) -> None:  # type: ignore[no-untyped-def]
    steps: list[Judged] = []
    result = run_trial(Trial(folder, DEFAULT), steps.append)
    judge = streaming_judge(model, EngineSettings())
    expected = [o for o in judge_clips(find_labelled(folder), judge, model.labels) if isinstance(o, Outcome)]
    assert result.evaluation == Evaluation(expected)
    assert steps == [Judged(n, 6) for n in range(1, 7)]
    assert (result.title, result.comparison, result.folded) == (model.card.title, None, {})


def test_two_contenders_judge_the_same_clips_and_progress_counts_both(folder: Path) -> None:
    steps: list[Judged] = []
    result = run_trial(Trial(folder, DEFAULT, Contender(named_model("narrow"))), steps.append)
    assert result.comparison is not None
    assert result.comparison.second == result.evaluation
    assert steps[-1] == Judged(12, 12)
    assert result.against.startswith("narrow")


def test_words_that_nobody_listens_for_are_counted(folder: Path) -> None:
    result = run_trial(Trial(folder, DEFAULT, settings=EngineSettings(vocabulary="digits")))
    assert result.folded == {"no": 2}
    assert {outcome.truth for outcome in result.evaluation.outcomes} == {"two", "six", "unknown"}


def test_words_that_the_model_does_not_know_give_way_to_all(folder: Path) -> None:
    result = run_trial(Trial(folder, DEFAULT, settings=EngineSettings(vocabulary="marvin", push_to_talk=True)))
    assert {outcome.truth for outcome in result.evaluation.outcomes} == {"two", "six", "no"}


def test_what_cannot_be_read_is_left_out_and_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.wav").touch()
    with pytest.raises(UsageError, match="none of its 1 clips can be read"):
        run_trial(Trial(tmp_path, DEFAULT))
    (tmp_path / "one" / "b.wav").write_bytes(next((folder / "two").iterdir()).read_bytes())
    result = run_trial(Trial(tmp_path, DEFAULT))
    assert len(result.evaluation.outcomes) == 1
    assert "a.wav: is empty" in result.unreadable[0]

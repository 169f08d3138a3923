from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

from app.audio.files import write_wav
from app.engine.model import Model
from app.errors import AudioError, UsageError
from app.personal.evaluation import (
    Evaluation,
    LabelledClip,
    Outcome,
    Said,
    centre,
    find_labelled,
    judge_clips,
    raw_judge,
    wilson_interval,
)
from app.settings import EngineSettings
from tests.fakes import tone, write_tiny_model


def outcomes(*pairs: tuple[str, str]) -> list[Outcome]:
    return [Outcome(Path(f"{i}.wav"), truth, answer, 0.9) for i, (truth, answer) in enumerate(pairs)]


MIXED = outcomes(
    *[("one", "one")] * 7, *[("one", "two")] * 2, *[("two", "two")] * 4, ("two", "unknown"), ("six", "six")
)


def test_accuracy_is_counted_over_all_clips() -> None:
    evaluation = Evaluation(MIXED)
    assert (evaluation.correct, evaluation.accuracy) == (12, 12 / 15)


def test_figures_per_label_equal_scikit_learns() -> None:
    truths, answers = [o.truth for o in MIXED], [o.predicted for o in MIXED]
    labels = sorted({*truths, *answers})
    expected = precision_recall_fscore_support(truths, answers, labels=labels, zero_division=0)
    found = Evaluation(MIXED).per_label()
    assert list(found) == labels
    for i, label in enumerate(labels):
        row = found[label]
        np.testing.assert_allclose(
            [row["precision"], row["recall"], row["f1"], row["support"]], [column[i] for column in expected]
        )


def test_the_confusion_adds_up_to_the_clips() -> None:
    confusion = Evaluation(MIXED).confusion()
    assert confusion["one"] == {"one": 7, "two": 2}
    assert sum(Counter(row).total() for row in confusion.values()) == len(MIXED)


@pytest.mark.parametrize(
    ("correct", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (8, 10, 0.4902, 0.9433), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_is_wilsons(correct: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(correct, total) == pytest.approx((low, high), abs=1e-4)


def test_clips_are_found_by_folder_and_what_is_no_audio_is_left_out(tmp_path: Path) -> None:
    for name in ("one/b.wav", "one/a.WAV", "one/notes.txt", "two/c.flac", "_silence_/d.wav", ".cache/e.wav", "top.wav"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [(clip.path.name, clip.label) for clip in find_labelled(tmp_path)]
    assert found == [("d.wav", "silence"), ("a.WAV", "one"), ("b.wav", "one"), ("c.flac", "two")]


def test_a_folder_without_clips_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no <label>/"):
        find_labelled(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        find_labelled(tmp_path / "none")


def test_a_folder_that_may_not_be_looked_into_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(UsageError, match="File name too long"):
        find_labelled(tmp_path / ("a" * 300))

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UsageError, match=r"cannot be looked into \(Permission denied\); check its name"):
        find_labelled(tmp_path)


def test_a_clip_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    write_wav(tmp_path / "good.wav", tone(0.5), 16_000)
    (tmp_path / "bad.wav").write_text("no sound")
    clips = [LabelledClip(tmp_path / name, "one") for name in ("good.wav", "bad.wav", "good.wav")]
    judged = list(judge_clips(clips, lambda _: Said("one", 1.0), ["one"]))
    assert [isinstance(outcome, AudioError) for outcome in judged] == [False, True, False]


def test_a_label_outside_the_vocabulary_counts_as_unknown(tmp_path: Path) -> None:
    write_wav(tmp_path / "clip.wav", tone(0.5), 16_000)
    clips = [LabelledClip(tmp_path / "clip.wav", label) for label in ("one", "happy", "silence")]
    judged = list(judge_clips(clips, lambda _: Said("unknown", 1.0), ["one", "unknown", "silence"]))
    assert [outcome.truth for outcome in judged if isinstance(outcome, Outcome)] == ["one", "unknown", "silence"]


@pytest.mark.parametrize(
    ("folder", "truth"),
    [("Seven", "seven"), ("SILENCE", "silence"), ("Unknown", "unknown"), ("Yes", "unknown"), ("YES", "YES")],
)
def test_a_folder_means_the_only_label_that_differs_in_case_alone(tmp_path: Path, folder: str, truth: str) -> None:
    write_wav(tmp_path / "clip.wav", tone(0.1), 16_000)
    active = ["seven", "yes", "YES", "unknown"]
    (outcome,) = judge_clips([LabelledClip(tmp_path / "clip.wav", folder)], lambda _: Said("yes", 1.0), active)
    assert isinstance(outcome, Outcome)
    assert outcome.truth == truth


@pytest.mark.parametrize(("count", "first"), [(10, 45), (16, 42), (100, 0), (101, 0), (140, 0)])
def test_a_clip_is_centred_in_its_window(count: int, first: int) -> None:
    window = centre(np.ones(count, np.float32), 100)
    assert window.shape == (100,)
    assert np.flatnonzero(window)[0] == first
    assert window.sum() == min(count, 100)


def test_the_middle_of_a_long_clip_is_kept() -> None:
    assert centre(np.arange(10, dtype=np.float32), 4).tolist() == [3, 4, 5, 6]


def test_a_raw_answer_knows_no_threshold_and_no_gate(tmp_path: Path) -> None:
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    judge = raw_judge(model, EngineSettings(threshold=1.0))
    said = judge(tone(0.02))
    assert said.label == "silence"
    assert said.confidence < 1.0

"""Voice profiles made from takes of our own making, with the shipped model and its memory."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.audio.memory import ArraySource, FileSource
from app.engine.adapted import load_model
from app.engine.classify import classify
from app.engine.decider import Decider
from app.engine.model import Model
from app.engine.model_files import default_model_path, find_models
from app.engine.pipeline import Pipeline
from app.engine.profile import Head
from app.engine.speech_detector import Silero
from app.errors import AudioError, ModelError, UsageError
from app.personal.adaptation import MOST_FORGOTTEN, Adaptation, Remembered, adapt
from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome, find_labelled
from app.personal.head_fit import Examples, bases, calibrated, fit_head, labels_with
from app.personal.memory import Memory, load_memory, memory_path, save_memory
from app.personal.own_takes import OwnTake, enough_takes, hear_source, hear_takes
from app.settings import EngineSettings
from app.types import Samples
from app.vocabulary import UNKNOWN, Vocabulary
from tests.app.personal.voices import demo_words, said_again, write_takes
from tests.fakes import write_tiny_model


def words() -> dict[str, Samples]:
    """Three words that the model knows, and one that nobody knows: "four", backwards."""
    spoken = demo_words()
    return {label: spoken[label] for label in ("two", "six", "no")} | {"ruof": spoken["four"][::-1].copy()}


@pytest.fixture(scope="module")
def memory(model: Model) -> Memory:
    return load_memory(model)


def heard(folder: Path, model: Model, silero: Silero) -> list[OwnTake]:
    takes = hear_takes(find_labelled(folder), model, lambda: Pipeline(model, silero, EngineSettings()))
    return [take for take in takes if isinstance(take, OwnTake)]


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory, model: Model, silero: Silero) -> list[OwnTake]:
    return heard(write_takes(tmp_path_factory.mktemp("set"), words()), model, silero)


@pytest.fixture(scope="module")
def adaptation(model: Model, memory: Memory, takes: Sequence[OwnTake]) -> Adaptation:
    return adapt(model, memory, takes, "mine")


def test_a_new_word_is_learnt_from_five_takes_and_nothing_is_forgotten(adaptation: Adaptation) -> None:
    assert adaptation.new == ("ruof",)
    ruof = [(a.is_right, b.is_right) for a, b in zip(*both(adaptation), strict=True) if a.truth == "ruof"]
    assert ruof == [(False, True)] * 5
    assert adaptation.takes.worse == []
    assert adaptation.memory.forgotten < MOST_FORGOTTEN
    assert adaptation.objections() == []


def both(adaptation: Adaptation) -> tuple[Sequence[Outcome], Sequence[Outcome]]:
    return adaptation.takes.first.outcomes, adaptation.takes.second.outcomes


def test_the_profile_names_takes_that_it_never_heard(adaptation: Adaptation, silero: Silero) -> None:
    model = load_model(default_model_path(), adaptation.profile)
    for label, samples in words().items():
        for seed in (901, 902, 903):
            pipeline = Pipeline(model, silero, EngineSettings())
            assert classify(ArraySource(said_again(samples, seed)), pipeline).decision.label == label


def test_the_profile_leaves_other_words_as_they_are(adaptation: Adaptation, silero: Silero) -> None:
    model = load_model(default_model_path(), adaptation.profile)
    for label in ("four", "seven", "left", "yes"):
        pipeline = Pipeline(model, silero, EngineSettings())
        assert classify(ArraySource(said_again(demo_words()[label], 7)), pipeline).decision.label == label


def test_the_order_of_takes_changes_nothing(
    model: Model, memory: Memory, takes: Sequence[OwnTake], adaptation: Adaptation
) -> None:
    again = adapt(model, memory, takes[::-1], "mine")
    np.testing.assert_array_equal(again.profile.head.weights, adaptation.profile.head.weights)
    assert again.profile.figures == adaptation.profile.figures


def test_the_profile_says_what_it_rests_on(adaptation: Adaptation, model: Model) -> None:
    profile = adaptation.profile
    assert profile.takes == {"no": 5, "ruof": 5, "six": 5, "two": 5}
    assert profile.model.digest == model.digest
    assert profile.figures["takes"]["before"]["clips"] == 20
    assert profile.figures["new"] == ["ruof"]


def outcomes(right: int, wrong: int, label: str = "one") -> list[Outcome]:
    answers = [label] * right + [UNKNOWN] * wrong
    return [Outcome(Path(f"{label}-{i}.wav"), label, answer, 0.9) for i, answer in enumerate(answers)]


@pytest.mark.parametrize(
    ("before", "after", "stored", "says"),
    [
        (outcomes(8, 2), outcomes(9, 1), (100, 100), []),
        (outcomes(8, 2), outcomes(8, 2), (100, 100), ["own takes are not named better"]),
        (outcomes(8, 2), outcomes(6, 4), (100, 100), ["own takes are not named better"]),
        (outcomes(8, 2), outcomes(9, 1), (100, 99), []),
        (outcomes(8, 2), outcomes(9, 1), (100, 98), ["training words would be forgotten"]),
        (outcomes(8, 2), outcomes(7, 3), (100, 90), ["not named better", "would be forgotten"]),
        (
            outcomes(9, 1) + outcomes(0, 5, "new"),
            outcomes(7, 3) + outcomes(5, 0, "new"),
            (100, 100),
            ["words that the model knows are named worse: 9 takes before, 7 after"],
        ),
    ],
)
def test_a_worse_model_is_objected_to_by_what_is_worse(
    adaptation: Adaptation, before: list[Outcome], after: list[Outcome], stored: tuple[int, int], says: list[str]
) -> None:
    compared = Comparison(Evaluation(before), Evaluation(after))
    judged = replace(adaptation, takes=compared, sureness=(0.9, 0.8), new=("new",), memory=Remembered(100, *stored))
    objections = judged.objections()
    assert len(objections) == len(says)
    for objection, text in zip(objections, says, strict=True):
        assert text in objection


def test_as_many_right_but_more_surely_is_better(adaptation: Adaptation) -> None:
    same = Evaluation(outcomes(8, 2))
    judged = replace(adaptation, takes=Comparison(same, same), new=(), memory=Remembered(100, 100, 100))
    assert replace(judged, sureness=(0.8, 0.9)).objections() == []
    assert "and no more surely" in replace(judged, sureness=(0.9, 0.9)).objections()[0]


def test_takes_with_swapped_labels_are_refused(model: Model, memory: Memory, takes: Sequence[OwnTake]) -> None:
    other = {"two": "no", "no": "two", "six": "six", "ruof": "ruof"}
    objections = adapt(model, memory, [relabelled(take, other[take.label]) for take in takes], "mine").objections()
    assert objections != []


def relabelled(take: OwnTake, label: str) -> OwnTake:
    parts = (replace(part, labels=(label,) * len(part)) for part in (take.windows, take.varied))
    return OwnTake(take.path, label, take.hearing, *parts)


def test_a_hearing_answers_again_as_the_pipeline_did(
    tmp_path: Path, model: Model, silero: Silero, adaptation: Adaptation
) -> None:
    """The same takes through a real pipeline with the profile and another threshold on top."""
    profile = adaptation.profile
    adapted = load_model(default_model_path(), profile)
    for clip in find_labelled(write_takes(tmp_path, words(), count=2, first=50)):
        pipeline = Pipeline(model, silero, EngineSettings())
        hearing = hear_source(FileSource(clip.path), clip.path, clip.label, model, pipeline).hearing
        for threshold in (0.3, 0.9, 0.999):
            settings = EngineSettings(threshold=threshold)
            real = classify(FileSource(clip.path), Pipeline(adapted, silero, settings))
            again = hearing.again(profile.head, Decider(Vocabulary.parse("all", profile.labels), threshold))
            assert (again.start, again.end, again.decision.label) == (real.start, real.end, real.decision.label)
            assert again.decision.confidence == pytest.approx(real.decision.confidence, abs=1e-4)


def test_a_label_in_other_case_is_the_models_own(tmp_path: Path, model: Model, silero: Silero) -> None:
    write_takes(tmp_path, {"Two": words()["two"]}, count=1)
    assert [take.label for take in heard(tmp_path, model, silero)] == ["two"]


def test_a_take_without_a_word_teaches_nothing(tmp_path: Path, model: Model, silero: Silero) -> None:
    write_takes(tmp_path, {"two": np.zeros(8_000, np.float32)}, count=1)
    (take,) = heard(tmp_path, model, silero)
    assert len(take.windows) == len(take.varied) == 0


def test_a_take_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, model: Model, silero: Silero) -> None:
    write_takes(tmp_path, {"two": words()["two"]}, count=1)
    (tmp_path / "two" / "000a.wav").write_text("no sound")
    found = list(hear_takes(find_labelled(tmp_path), model, lambda: Pipeline(model, silero, EngineSettings())))
    assert [isinstance(take, AudioError) for take in found] == [False, True]


def test_words_with_too_few_takes_are_left_out_and_named(takes: Sequence[OwnTake]) -> None:
    kept, few = enough_takes([take for take in takes if take.label != "no" or take.path.stem == "000"])
    assert {take.label for take in kept} == {"two", "six", "ruof"}
    assert few == ["'no' has 1 of 5 takes"]
    with pytest.raises(UsageError, match=r"no word has 5 takes \('two' has 4 of 5 takes\)"):
        enough_takes([take for take in takes if take.label == "two"][:4])


def test_the_models_that_ship_with_a_memory_fit_it() -> None:
    for path in find_models()[:1] + [path for path in find_models() if path.stem in ("default-int8", "narrow")]:
        model = Model(path)
        stored = load_memory(model)
        assert set(stored.labels) == set(model.labels)
        assert 500 < stored.typical.sum() < len(stored)
        right = stored.probabilities.argmax(axis=1) == [model.labels.index(label) for label in stored.labels]
        assert right[stored.typical].mean() > 0.9


def test_a_memory_keeps_what_was_stored_within_a_step(tmp_path: Path, model: Model, memory: Memory) -> None:
    save_memory(memory, model, tmp_path / "again.npz")
    copy = tmp_path / default_model_path().name
    copy.write_bytes(default_model_path().read_bytes())
    (tmp_path / "again.npz").rename(memory_path(copy))
    again = load_memory(Model(copy))
    assert (again.labels, again.words) == (memory.labels, memory.words)
    np.testing.assert_allclose(again.embeddings, memory.embeddings, atol=float(memory.embeddings.max()) / 255)
    np.testing.assert_allclose(np.log(again.probabilities), np.log(memory.probabilities), atol=0.04)


def test_a_word_that_is_to_be_learnt_is_not_denied_by_the_memory(memory: Memory) -> None:
    assert "marvin" in memory.words
    assert "marvin" not in memory.without(["Marvin"]).words
    assert len(memory.without(["ruof"])) == len(memory)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 and no more"])
def test_a_damaged_memory_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    copy = tmp_path / "default.onnx"
    copy.write_bytes(default_model_path().read_bytes())
    memory_path(copy).write_bytes(content)
    with pytest.raises(ModelError, match="is damaged") as caught:
        load_memory(Model(copy))
    assert "\n" not in str(caught.value)


def test_a_memory_of_another_model_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "narrow.onnx"
    copy.write_bytes(default_model_path().with_name("narrow.onnx").read_bytes())
    memory_path(copy).write_bytes(memory_path(default_model_path()).read_bytes())
    with pytest.raises(ModelError, match="belongs to another model"):
        load_memory(Model(copy))


def test_a_model_without_a_memory_or_an_embedding_says_so(tmp_path: Path) -> None:
    model = Model(write_tiny_model(tmp_path / "tiny.onnx"))
    with pytest.raises(ModelError, match="has no stored embeddings beside it"):
        load_memory(model)
    with pytest.raises(ModelError, match="has no output 'embedding'"):
        model.embed(np.zeros((1, 16_000), np.float32))


def test_without_takes_nothing_changes(model: Model, memory: Memory) -> None:
    nothing = Examples(memory.probabilities[:0], memory.embeddings[:0], (), np.zeros(0))
    head = fit_head(memory, nothing, model.labels, model.labels)
    np.testing.assert_allclose(head(memory.probabilities, memory.embeddings), floored(memory), atol=1e-3)


def floored(memory: Memory) -> np.ndarray:
    """Return the model's probabilities, none of them below what a head takes for nothing."""
    rows = np.maximum(memory.probabilities, 1e-4)
    return rows / rows.sum(axis=1, keepdims=True)


def test_takes_count_for_less_where_the_memory_would_suffer(
    model: Model, memory: Memory, takes: Sequence[OwnTake]
) -> None:
    other = {"two": "no", "no": "two", "six": "six", "ruof": "ruof"}
    swapped = adapt(model, memory, [relabelled(take, other[take.label]) for take in takes], "mine")
    plain = adapt(model, memory, takes, "mine")
    assert plain.profile.figures["strength"] == 1.0
    assert swapped.profile.figures["strength"] < 0.1


def test_a_head_that_is_too_sure_is_cooled_and_one_too_shy_is_heated() -> None:
    generator = np.random.default_rng(0)
    honest = generator.dirichlet([1.0, 1.0, 1.0], size=4_000).astype(np.float32)
    said = tuple("abc"[generator.choice(3, p=row / row.sum())] for row in honest.astype(np.float64))
    for sharpness in (0.6, 1.0, 1.6):
        shown = honest.astype(np.float64) ** sharpness
        examples = Examples(
            (shown / shown.sum(axis=1, keepdims=True)).astype(np.float32),
            np.ones((4_000, 2), np.float32),
            said,
            np.ones(4_000),
        )
        head = Head(bases("abc", "abc"), np.zeros((3, 2), np.float32), np.zeros(3, np.float32))
        assert calibrated(head, "abc", [(head, examples)]).temperature == pytest.approx(sharpness, rel=0.1)


def test_new_words_stand_before_unknown_and_begin_as_it() -> None:
    labels = labels_with(["one", "unknown", "silence"], ["new"])
    assert labels == ("one", "new", "unknown", "silence")
    assert bases(["one", "unknown", "silence"], labels) == (0, 1, 1, 2)
    assert bases(["one", "two"], labels_with(["one", "two"], ["new"])) == (0, 1, -1)

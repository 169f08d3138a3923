"""Another model in mid-stream, and a second one beside the first."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.dsp.display import Display
from app.engine.build import build_willing_pipeline
from app.engine.commands import Command, Compare, Configure, Hold, Use
from app.engine.model import Model
from app.engine.model_files import Wish, default_model_path, named_model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import stream
from app.errors import ModelError, UsageError
from app.events import (
    Columns,
    Event,
    Level,
    ModelsInUse,
    Notice,
    Prediction,
    SecondOpinion,
    Utterance,
)
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import Samples
from tests.fakes import ToneDetector, blocks, fade, hush, tone, write_tiny_model

BLOCK = 800
OTHER_LABELS = ("two", "one", "stop", "unknown", "silence")
"""The tiny model calls anything loud by its first label."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return Model(write_tiny_model(tmp_path_factory.mktemp("models") / "tiny.onnx"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A model that calls ``two`` what the tiny one calls ``one``, and sees half a second more."""
    path = tmp_path_factory.mktemp("models") / "other.onnx"
    return Model(write_tiny_model(path, name="other", labels=json.dumps(OTHER_LABELS), window=24_000))


def make(model: Model, **settings: object) -> Pipeline:
    return Pipeline(model, ToneDetector(), EngineSettings(**settings), Display())  # type: ignore[arg-type]


def word(seconds: float = 0.4) -> Samples:
    return fade(tone(seconds))


def words(count: int) -> Samples:
    return np.concatenate([hush(0.7), *[word(), hush(0.7)] * count])


def of(kind: type, events: list[Event]) -> list:
    return [event for event in events if isinstance(event, kind)]


def finals(events: list[Event]) -> list[Prediction]:
    return [event for event in of(Prediction, events) if event.final]


def comparable(event: Event) -> tuple:
    """Return what must be equal of an event, its arrays as bytes."""
    fields = {**vars(event)}
    return type(event).__name__, *(v.tobytes() if isinstance(v, np.ndarray) else v for v in fields.values())


def run(pipeline: Pipeline, samples: Samples, commands: dict[int, Command] | None = None) -> list[Event]:
    """Push ``samples`` in blocks, and give each command before the block of its number."""
    events: list[Event] = []
    for number, block in enumerate(blocks(samples, BLOCK)):
        if commands and number in commands:
            events += pipeline.apply(commands[number])
        events += pipeline.push(block)
    return events + pipeline.finish()


@pytest.mark.parametrize("at", [0, 5, 17, 20, 22, 25, 36, 60, 84, 90])
def test_a_switch_gives_each_utterance_whole_to_one_model_and_leaves_no_gap(tiny: Model, other: Model, at: int) -> None:
    samples = words(4)
    first, second = ([comparable(e) for e in run(make(model), samples)] for model in (tiny, other))
    events = run(make(tiny), samples, {at: Use(other)})
    switch = next(i for i, event in enumerate(events) if isinstance(event, ModelsInUse))
    assert events.pop(switch).title == "other 1.0"
    heard = [comparable(event) for event in events]
    assert heard[:switch] == first[:switch]
    assert [event for event in heard[switch:] if event[0] != "Utterance"] == [
        event for event in second[switch:] if event[0] != "Utterance"
    ]
    assert [c.start for c in of(Columns, events)] == [i * 512 for i in range(len(of(Columns, events)))]


def test_a_switch_between_real_models_gives_the_answers_of_each_alone(model: Model, silero: Silero) -> None:
    narrow = Model(named_model("narrow"))
    samples = read_audio(assets_folder() / "demo.wav", 16_000)[: 12 * 16_000]
    first, second = (finals(run(Pipeline(m, silero, EngineSettings()), samples)) for m in (model, narrow))
    events = run(Pipeline(model, silero, EngineSettings()), samples, {120: Use(narrow)})
    (switch,) = of(ModelsInUse, events)
    before = [final for final in finals(events) if final.at <= switch.at]
    assert 1 < len(before) < len(finals(events)) - 1
    assert finals(events) == first[: len(before)] + second[len(before) :]


def test_an_open_word_is_answered_whole_by_the_old_model(tiny: Model, other: Model) -> None:
    pipeline = make(tiny)
    pipeline.push(np.concatenate([hush(0.7), word(0.6)[:4000]]))
    assert pipeline.apply(Use(other)) == []
    events = pipeline.push(np.concatenate([word(0.6)[4000:], hush(0.7), word(), hush(0.7)]))
    assert [final.label for final in finals(events)] == ["one", "two"]
    kinds = [type(e) for e in events if isinstance(e, Utterance | ModelsInUse)]
    assert kinds == [Utterance, ModelsInUse, Utterance]


def test_of_two_models_chosen_during_one_word_the_last_is_used(tiny: Model, other: Model) -> None:
    pipeline = make(tiny)
    pipeline.push(np.concatenate([hush(0.7), word()[:4000]]))
    pipeline.apply(Use(other))
    pipeline.apply(Use(tiny))
    events = pipeline.push(np.concatenate([word()[4000:], hush(0.7)]))
    assert [event.title for event in of(ModelsInUse, events)] == ["tiny 1.0"]


def test_a_model_whose_file_is_deleted_goes_on(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "gone.onnx")
    pipeline = make(Model(path))
    path.unlink()
    assert [final.label for final in finals(run(pipeline, words(2)))] == ["one", "one"]


def test_words_that_the_new_model_does_not_know_give_way_to_all_of_its_words_in_one_line(
    tiny: Model, tmp_path: Path
) -> None:
    stranger = Model(write_tiny_model(tmp_path / "m.onnx", name="stranger", labels='["hop", "hip", "a", "b", "c"]'))
    pipeline = make(tiny, vocabulary="one,stop")
    in_use, notice = pipeline.apply(Use(stranger))
    assert in_use.labels == stranger.labels
    assert notice.message == (
        "stranger 1.0 does not know 'one', 'stop': all of its words are listened for; choose under Words"
    )
    assert [final.label for final in finals(run(pipeline, words(1)))] == ["hop"]


def test_words_that_both_models_know_stay_in_force(tiny: Model, other: Model) -> None:
    pipeline = make(tiny, vocabulary="one,stop")
    (in_use,) = pipeline.apply(Use(other))
    assert in_use.labels == OTHER_LABELS
    assert pipeline.labels == ("one", "stop", "unknown", "silence")


def test_a_model_without_a_word_is_refused_and_the_old_one_stays(tiny: Model, tmp_path: Path) -> None:
    mute = Model(write_tiny_model(tmp_path / "mute.onnx", labels='["unknown", "silence"]', classes=2))
    pipeline = make(tiny)
    for command in (Use(mute), Compare(mute)):
        with pytest.raises(UsageError, match="holds no word"):
            pipeline.apply(command)
    events = run(pipeline, words(1))
    assert [final.label for final in finals(events)] == ["one"]
    assert not of(SecondOpinion, events)


def test_a_second_opinion_is_what_the_second_model_alone_would_have_said(model: Model, silero: Silero) -> None:
    narrow = Model(named_model("narrow"))
    samples = read_audio(assets_folder() / "demo.wav", 16_000)[: 10 * 16_000]
    alone = finals(run(Pipeline(narrow, silero, EngineSettings()), samples))
    events = run(Pipeline(model, silero, EngineSettings()), samples, {0: Compare(narrow)})
    opinions = of(SecondOpinion, events)
    assert len(opinions) > 3
    for opinion, single, final in zip(opinions, alone, finals(events), strict=True):
        assert (opinion.label, opinion.probabilities, opinion.at) == (single.label, single.probabilities, single.at)
        assert opinion.agrees == (opinion.label == final.label)


def test_the_first_model_answers_as_if_there_were_no_second(tiny: Model, other: Model) -> None:
    samples = words(3)
    alone = [comparable(event) for event in run(make(tiny), samples)]
    events = run(make(tiny), samples, {0: Compare(other)})
    assert [comparable(e) for e in events if not isinstance(e, SecondOpinion | ModelsInUse)] == alone


def test_a_second_opinion_follows_its_final_prediction_and_costs_one_inference(
    tiny: Model, other: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    predict = other.predict
    monkeypatch.setattr(other, "predict", lambda windows: (asked.append(len(windows)), predict(windows))[1])
    events = run(make(tiny), words(3), {0: Compare(other)})
    sparse = [event for event in events if not isinstance(event, Columns | Level | ModelsInUse)]
    places = [i for i, event in enumerate(sparse) if isinstance(event, SecondOpinion)]
    assert [(sparse[i - 1].final, sparse[i].label, sparse[i].agrees) for i in places] == [(True, "two", False)] * 3
    assert len(asked) == 3


def test_running_speech_is_not_compared_since_no_model_is_asked(tiny: Model, other: Model) -> None:
    samples = np.concatenate([hush(0.7), word(2.5), hush(0.7)])
    events = run(make(tiny), samples, {0: Compare(other)})
    assert finals(events)[0].reason == "too long"
    assert not of(SecondOpinion, events)


def test_both_models_look_for_the_word_anywhere_in_a_long_hold(tiny: Model, other: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    pipeline.apply(Compare(other))
    events = pipeline.apply(Hold(True)) + pipeline.push(np.concatenate([hush(0.4), word(), hush(2.0)]))
    events += pipeline.apply(Hold(False))
    assert [final.label for final in finals(events)] == ["one"]
    assert [opinion.label for opinion in of(SecondOpinion, events)] == ["two"]


def test_a_second_model_that_comes_in_the_middle_of_a_long_hold_answers_all_the_same(tiny: Model, other: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    pipeline.apply(Hold(True))
    pipeline.push(tone(2.0))
    pipeline.apply(Compare(other))
    assert [opinion.label for opinion in of(SecondOpinion, pipeline.apply(Hold(False)))] == ["two"]


def test_a_second_model_that_fails_is_let_go_and_the_first_goes_on(
    tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Model(write_tiny_model(tmp_path / "broken.onnx", name="broken"))

    def fail(windows: Samples) -> None:
        raise ModelError("broken.onnx: does not run (of course); export it again")

    pipeline = make(tiny)
    assert pipeline.apply(Compare(broken))[0].companion == "broken 1.0"
    monkeypatch.setattr(broken, "predict", fail)
    events = run(pipeline, words(2))
    assert [notice.message for notice in of(Notice, events)] == [
        "broken.onnx: does not run (of course); export it again; it is compared no longer"
    ]
    assert [in_use.companion for in_use in of(ModelsInUse, events)] == [""]
    assert [final.label for final in finals(events)] == ["one", "one"]


def test_a_second_model_keeps_to_the_words_in_use_as_far_as_it_knows_them(tiny: Model, tmp_path: Path) -> None:
    digits = Model(write_tiny_model(tmp_path / "d.onnx", name="d", labels='["seven", "one", "two", "six", "four"]'))
    pipeline = make(tiny)
    pipeline.apply(Compare(digits))
    pipeline.apply(Configure(EngineSettings(vocabulary="one,stop")))
    (opinion,) = of(SecondOpinion, run(pipeline, words(1)))
    assert opinion.label == "unknown"
    assert set(opinion.probabilities) == {"one", "unknown"}


def test_a_comparison_ends_when_asked_to(tiny: Model, other: Model) -> None:
    events = run(make(tiny), words(2), {0: Compare(other), 32: Compare(None)})
    assert len(of(SecondOpinion, events)) == 1
    assert [in_use.companion for in_use in of(ModelsInUse, events)] == ["other 1.0", ""]


def test_a_stream_says_which_models_answer(tiny: Model, other: Model) -> None:
    waiting: list[list[Command]] = [[], [Use(other)], [Compare(tiny)]]
    events = list(stream(ArraySource(hush(2)), make(tiny), lambda: waiting.pop(0) if waiting else []))
    assert [(e.title, e.companion) for e in of(ModelsInUse, events)] == [
        ("tiny 1.0", ""), ("other 1.0", ""), ("other 1.0", "tiny 1.0"),
    ]  # fmt: skip
    assert isinstance(events[1], ModelsInUse)
    assert events[1].path == tiny.card.path


def test_a_model_that_is_gone_gives_way_to_the_default_one_and_says_so(tmp_path: Path) -> None:
    wish = Wish(tmp_path / "gone.onnx", companion=tmp_path / "lost.onnx")
    pipeline = build_willing_pipeline(EngineSettings(vocabulary="digits"), wish)
    events = list(stream(ArraySource(hush(0.1)), pipeline))
    assert of(ModelsInUse, events)[0].path == str(default_model_path())
    assert of(ModelsInUse, events)[0].companion == ""
    why = "no such model file; `sayso models` lists those that are there"
    assert [notice.message for notice in of(Notice, events)] == [
        f"{wish.model}: {why}. Listening with the default model meanwhile.",
        f"{wish.companion}: {why}. Nothing is compared.",
    ]


def test_a_wish_that_can_be_granted_is_granted_without_a_word(tmp_path: Path) -> None:
    wish = Wish(write_tiny_model(tmp_path / "tiny.onnx"), named_model("narrow"))
    pipeline = build_willing_pipeline(EngineSettings(), wish)
    assert pipeline.remarks == ()
    assert (pipeline.models.title, pipeline.models.companion) == ("tiny 1.0", "narrow 0.2.0")


def test_words_that_the_wished_model_does_not_know_give_way_at_the_start_too(tmp_path: Path) -> None:
    wish = Wish(write_tiny_model(tmp_path / "tiny.onnx"))
    pipeline = build_willing_pipeline(EngineSettings(vocabulary="digits"), wish)
    (remark,) = pipeline.remarks
    assert remark.startswith("tiny 1.0 does not know 'zero', 'three', 'four' and others: all of its words")


def test_without_a_default_model_there_is_nothing_to_listen_with(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> Model:
        raise ModelError(f"{path}: no such model file")

    with pytest.raises(ModelError):
        build_willing_pipeline(EngineSettings(), Wish(default_model_path()), fail)

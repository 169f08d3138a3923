from pathlib import Path

import numpy as np
import pytest
import soxr

from app.audio.files import read_audio, write_wav
from app.audio.memory import FileSource, cut_off
from app.audio.source import Block, Source
from app.dsp.display import Display
from app.dsp.spectrogram import HOP
from app.engine.commands import Configure, Hold, Reset
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.speech_detector import Silero
from app.engine.stream import stream
from app.errors import UsageError
from app.events import Columns, Event, Level, Prediction, Speech, Utterance
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import Samples
from tests.fakes import ToneDetector, blocks, fade, hush, tone, write_tiny_model

BLOCK_SIZES = [1, 160, 333, 512, 4096]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return Model(write_tiny_model(tmp_path_factory.mktemp("models") / "tiny.onnx"))


def make(tiny: Model, **settings: object) -> Pipeline:
    return Pipeline(tiny, ToneDetector(), EngineSettings(**settings))  # type: ignore[arg-type]


def word(seconds: float = 0.4) -> Samples:
    return fade(tone(seconds))


class Cut:
    """Hands a source's blocks over in other sizes; what it has at its own rate comes first, as from a resampler."""

    live, overflows = False, 0

    def __init__(self, source: Source, size: int) -> None:
        self.name, self._size, self._source = source.name, size, source
        self._pending: Block | None = None

    def read(self) -> Block | None:
        self._pending = self._pending or self._source.read()
        if self._pending is None:
            return None
        block, self._pending = cut_off(self._pending, self._size)
        return block

    def take_notices(self) -> list[str]:
        return []

    def close(self) -> None:
        self._source.close()


def spoken(*pieces: Samples) -> Samples:
    return np.concatenate(pieces)


def of(kind: type, events: list[Event]) -> list:
    return [event for event in events if isinstance(event, kind)]


def finals(events: list[Event]) -> list[Prediction]:
    return [event for event in of(Prediction, events) if event.final]


def comparable(event: Event) -> tuple:
    """Return what must be equal of an event, its arrays as bytes."""
    fields = {**vars(event)}
    return type(event).__name__, *(v.tobytes() if isinstance(v, np.ndarray) else v for v in fields.values())


def run(pipeline: Pipeline, samples: Samples, size: int = 4096) -> list[Event]:
    events = [event for block in blocks(samples, size) for event in pipeline.push(block)]
    return events + pipeline.finish()


def test_events_do_not_depend_on_how_the_stream_was_cut(model: Model, silero: Silero) -> None:
    samples = read_audio(assets_folder() / "demo.wav", 16_000)[: 5 * 16_000 + 77]
    runs = [
        [comparable(e) for e in run(Pipeline(model, silero, EngineSettings(), Display()), samples, size)]
        for size in BLOCK_SIZES
    ]
    assert any(event[0] == "Utterance" for event in runs[0])
    for other in runs[1:]:
        assert other == runs[0]


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_events_do_not_depend_on_the_cutting_of_sound_at_any_rate(tiny: Model, tmp_path: Path, rate: int) -> None:
    spoken_at_rate = soxr.resample(spoken(hush(0.5), word(), hush(0.6)), 16_000, rate)
    write_wav(tmp_path / "spoken.wav", spoken_at_rate, rate)
    runs = []
    for size in (None, *BLOCK_SIZES):
        pipeline = Pipeline(tiny, ToneDetector(), EngineSettings(), Display())
        source = FileSource(tmp_path / "spoken.wav")
        runs.append([comparable(e) for e in stream(source if size is None else Cut(source, size), pipeline)])
    assert [event[0] for event in runs[0]].count("Utterance") == 1
    for other in runs[1:]:
        assert other == runs[0]


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_the_picture_reaches_up_to_the_bandwidth_of_the_recording(tiny: Model, tmp_path: Path, rate: int) -> None:
    time = np.arange(rate) / rate
    write_wav(tmp_path / "whistle.wav", 0.5 * np.sin(2 * np.pi * 15_000 * time), rate)
    events = stream(FileSource(tmp_path / "whistle.wav"), Pipeline(tiny, ToneDetector(), EngineSettings(), Display()))
    shown = of(Columns, list(events))
    column = shown[10].values[-1]
    assert (len(column) - 1) * shown[10].bin_hz == rate / 2
    assert abs(column.argmax() * shown[10].bin_hz - 15_000) < shown[10].bin_hz
    assert {len(columns.samples) for columns in shown} == {512}
    assert np.abs(shown[10].samples).max() < 0.01  # what the model hears ends at 8 kHz


def test_a_word_gives_provisional_answers_and_exactly_one_final(tiny: Model) -> None:
    events = run(make(tiny), spoken(hush(1), word(), hush(1)))
    predictions = of(Prediction, events)
    assert [p.final for p in predictions] == [False] * (len(predictions) - 1) + [True]
    assert len(predictions) >= 3
    assert predictions[-1].label == "one"


def test_two_words_give_two_finals_in_order(tiny: Model) -> None:
    first, second = finals(run(make(tiny), spoken(hush(1), word(), hush(1), word(), hush(1))))
    assert first.end < second.start
    assert abs(second.start - 2.4 * 16_000) < 512


def test_speech_opens_and_closes_in_turn_around_each_final(tiny: Model) -> None:
    events = run(make(tiny), spoken(hush(1), word(), hush(1), word(), hush(1)))
    story = [e for e in events if isinstance(e, Speech) or (isinstance(e, Prediction) and e.final)]
    assert [getattr(e, "is_open", "final") for e in story] == [True, False, "final"] * 2


def test_the_final_label_comes_soon_after_the_word(tiny: Model) -> None:
    (final,) = finals(run(make(tiny), spoken(hush(1), word(), hush(1))))
    assert abs(final.end - 1.4 * 16_000) < 512
    assert final.at - final.end < 0.3 * 16_000


def test_an_utterance_keeps_its_first_syllable_and_300_ms_before_it(tiny: Model) -> None:
    samples = spoken(hush(2), word(0.8), hush(1))
    (utterance,) = of(Utterance, run(make(tiny), samples))
    assert utterance.start <= 2 * 16_000 - 0.3 * 16_000
    np.testing.assert_array_equal(
        utterance.samples, samples[utterance.start : utterance.start + len(utterance.samples)]
    )
    assert utterance.start + len(utterance.samples) >= utterance.prediction.end


def test_an_utterance_never_holds_the_one_before(tiny: Model) -> None:
    samples = spoken(hush(1), word(), hush(0.3), word(), hush(1))
    first, second = of(Utterance, run(make(tiny), samples))
    assert second.start >= first.start + len(first.samples)


def test_running_speech_ends_as_unknown(tiny: Model) -> None:
    (final,) = finals(run(make(tiny), spoken(hush(1), word(3.0), hush(1))))
    assert (final.label, final.reason) == ("unknown", "too long")


def test_a_click_is_no_word_and_does_not_spoil_the_word_after_it(tiny: Model) -> None:
    events = run(make(tiny), spoken(hush(1), word(0.08), hush(0.6), word(), hush(1)))
    assert [(p.label, p.reason) for p in finals(events)] == [("unknown", "too short"), ("one", "")]


def test_a_short_piece_of_running_speech_is_no_word_either(tiny: Model) -> None:
    running = spoken(hush(1), word(3.0), hush(0.5), word(), hush(0.5), word())
    events = run(make(tiny), spoken(running, hush(1.4), word(), hush(1)))
    assert [(p.label, p.reason) for p in finals(events)] == [
        ("unknown", "too long"), ("unknown", "running speech"), ("unknown", "running speech"), ("one", ""),
    ]  # fmt: skip


def test_words_in_a_row_are_words_each(tiny: Model) -> None:
    events = run(make(tiny), spoken(hush(1), *[word(), hush(0.35)] * 4, hush(1)))
    assert [p.label for p in finals(events)] == ["one"] * 4


def test_a_held_gate_names_a_word_however_long_it_is(tiny: Model) -> None:
    pipeline = make(tiny)
    events = pipeline.push(hush(1)) + pipeline.apply(Hold(True)) + pipeline.push(word(3.0))
    events += pipeline.apply(Hold(False)) + pipeline.push(hush(1)) + pipeline.finish()
    (final,) = finals(events)
    assert final.label == "one"


def test_who_holds_the_gate_means_a_word_whatever_the_detector_says(
    tiny: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.engine.decider.LEAST_IF_DOUBTED", 1.0)

    class Doubting(ToneDetector):
        def push(self, chunk: Samples) -> float:
            return 0.5 * super().push(chunk)

    heard = {}
    for held in (False, True):
        pipeline = Pipeline(tiny, Doubting(), EngineSettings(threshold=0.0))
        events = pipeline.push(hush(1)) + (pipeline.apply(Hold(True)) if held else []) + pipeline.push(word(0.5))
        (heard[held],) = finals(events + pipeline.push(hush(1)) + pipeline.finish())
    assert (heard[False].label, heard[False].reason, heard[False].speech) == ("unknown", "hardly speech", 0.45)
    assert heard[True].label not in ("unknown", "silence")
    assert heard[True].speech == 1


def test_push_to_talk_hears_nothing_unless_held(tiny: Model) -> None:
    assert not finals(run(make(tiny, push_to_talk=True), spoken(hush(1), word(), hush(1))))


def test_push_to_talk_answers_at_the_release(tiny: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    events = pipeline.push(hush(1)) + pipeline.apply(Hold(True))
    events += pipeline.push(spoken(hush(0.2), word(), hush(0.03)))
    assert not finals(events)
    (final,) = finals(pipeline.apply(Hold(False)))
    assert final.label == "one"
    assert final.at == pipeline.at


def test_push_to_talk_pressed_late_still_has_the_first_syllable(tiny: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    samples = spoken(hush(1), word(0.5))
    pipeline.push(samples[: int(1.2 * 16_000)])
    pipeline.apply(Hold(True))
    pipeline.push(samples[int(1.2 * 16_000) :])
    (utterance,) = of(Utterance, pipeline.apply(Hold(False)))
    assert utterance.start <= 0.9 * 16_000


def test_a_release_without_a_word_is_still_answered_once(tiny: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    pipeline.push(hush(1))
    pipeline.apply(Hold(True))
    pipeline.push(hush(1))
    (final,) = finals(pipeline.apply(Hold(False)))
    assert final.label == "silence"
    assert pipeline.apply(Hold(False)) == []


def test_holding_again_begins_anew(tiny: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    labels = []
    for sound in (word(0.5), hush(0.5), word(0.5)):
        pipeline.push(hush(0.5))
        pipeline.apply(Hold(True))
        pipeline.push(sound)
        labels += [final.label for final in finals(pipeline.apply(Hold(False)))]
    assert labels == ["one", "silence", "one"]


def test_a_word_cut_off_by_the_end_of_the_stream_is_answered(tiny: Model) -> None:
    (final,) = finals(run(make(tiny), spoken(hush(1), word())))
    assert final.label == "one"
    assert final.end <= 1.4 * 16_000


def test_a_stream_that_begins_with_a_word_is_answered(tiny: Model) -> None:
    (final,) = finals(run(make(tiny), spoken(word(), hush(1))))
    assert final.label == "one"
    assert final.start < 512


def test_a_narrower_vocabulary_folds_the_rest_into_unknown(tiny: Model) -> None:
    (final,) = finals(run(make(tiny, vocabulary="two,stop"), spoken(hush(1), word(), hush(1))))
    assert final.label == "unknown"
    assert set(final.probabilities) == {"two", "stop", "unknown", "silence"}


def test_settings_change_in_mid_stream(tiny: Model) -> None:
    pipeline = make(tiny)
    first = finals(pipeline.push(spoken(hush(1), word(), hush(1))))
    pipeline.apply(Configure(EngineSettings(vocabulary="two")))
    second = finals(pipeline.push(spoken(word(), hush(1))))
    assert [p.label for p in first + second] == ["one", "unknown"]


def test_a_bad_vocabulary_leaves_the_old_settings_in_force(tiny: Model) -> None:
    pipeline = make(tiny)
    with pytest.raises(UsageError, match="unknown label 'banana'"):
        pipeline.apply(Configure(EngineSettings(vocabulary="banana")))
    (final,) = finals(run(pipeline, spoken(hush(1), word(), hush(1))))
    assert final.label == "one"


def test_a_wish_that_is_refused_in_the_middle_of_a_word_loses_nothing_of_it(tiny: Model) -> None:
    sound = spoken(hush(1), word(), hush(1))
    whole, refused = make(tiny), make(tiny)
    events = refused.push(sound[: int(1.2 * 16_000)])
    with pytest.raises(UsageError):
        refused.apply(Configure(EngineSettings(vocabulary="banana")))
    events += refused.push(sound[int(1.2 * 16_000) :]) + refused.finish()
    assert finals(events) == finals(run(whole, sound))


def test_a_reset_answers_what_was_open_and_forgets_it(tiny: Model) -> None:
    pipeline = make(tiny)
    pipeline.push(spoken(hush(1), word()))
    assert len(finals(pipeline.apply(Reset()))) == 1
    (utterance,) = of(Utterance, pipeline.push(spoken(hush(0.1), word(), hush(1))))
    assert utterance.start >= 1.4 * 16_000


def test_a_reset_forgets_running_speech(tiny: Model) -> None:
    pipeline = make(tiny)
    pipeline.push(spoken(hush(1), word(3.0), hush(0.3)))
    pipeline.apply(Reset())
    (final,) = finals(pipeline.push(spoken(hush(0.1), word(), hush(1))))
    assert (final.label, final.reason) == ("one", "")


def test_columns_and_levels_cover_the_whole_stream(tiny: Model) -> None:
    pipeline = Pipeline(tiny, ToneDetector(), EngineSettings(), Display())
    events = run(pipeline, hush(1.0))
    columns = of(Columns, events)
    assert [c.start for c in columns] == [i * 512 for i in range(len(columns))]
    assert sum(len(c.values) for c in columns) * HOP >= 16_000
    assert of(Level, events)[-1].at >= 16_000


def test_columns_carry_the_samples_that_were_heard(tiny: Model) -> None:
    samples = spoken(hush(0.3), word())
    events = run(Pipeline(tiny, ToneDetector(), EngineSettings(), Display()), samples)
    heard = np.concatenate([c.samples for c in of(Columns, events)])
    np.testing.assert_array_equal(heard[: len(samples)], samples)
    assert all(len(c.samples) == len(c.values) * HOP for c in of(Columns, events))


def test_levels_tell_when_the_gate_was_open_and_why(tiny: Model) -> None:
    events = run(make(tiny), spoken(hush(1), word(), hush(1)))
    opened, closed = (e.at for e in of(Speech, events))
    levels = of(Level, events)
    assert all(opened < level.at < closed for level in levels if level.is_open)
    assert [level.is_open for level in levels if opened + 1024 < level.at < closed]
    assert max(level.speech for level in levels if level.is_open) == 0.9
    assert all(level.speech < 0.2 for level in levels if level.at < 16_000)


def test_without_a_display_there_are_no_columns(tiny: Model) -> None:
    assert not of(Columns, run(make(tiny), hush(1.0)))


def test_an_hour_of_silence_costs_no_inference(tiny: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = make(tiny)
    monkeypatch.setattr(tiny, "predict", lambda _: pytest.fail("the model was asked though nobody spoke"))
    for _ in range(60):
        assert not finals(pipeline.push(hush(10, level_db=-75)))


def test_an_endless_hold_keeps_its_last_thirty_seconds(tiny: Model) -> None:
    pipeline = make(tiny, push_to_talk=True)
    pipeline.apply(Hold(True))
    pipeline.push(tone(40))
    (utterance,) = of(Utterance, pipeline.apply(Hold(False)))
    assert len(utterance.samples) == 30 * 16_000


def test_the_same_take_saved_and_read_again_gets_the_same_label(model: Model, silero: Silero, tmp_path: Path) -> None:
    samples = read_audio(assets_folder() / "demo.wav", 16_000)[: 4 * 16_000]
    for utterance in of(Utterance, run(Pipeline(model, silero, EngineSettings()), samples)):
        (again,) = finals(run(Pipeline(model, silero, EngineSettings()), utterance.samples))
        assert again.label == utterance.prediction.label

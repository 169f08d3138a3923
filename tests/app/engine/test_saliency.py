from dataclasses import replace

import numpy as np
import pytest

from app.audio.opening import open_source
from app.engine.decider import BELOW_THRESHOLD, NOT_ISOLATED
from app.engine.model import Model
from app.engine.pipeline import Pipeline
from app.engine.saliency import BANDS, PATCH, TIMES, Saliency, explain, explained
from app.engine.stream import stream
from app.errors import UsageError
from app.events import Prediction, Utterance
from app.settings import EngineSettings
from app.types import Samples
from app.vocabulary import Vocabulary
from tests.fakes import hush, tone, write_tiny_model


@pytest.fixture(scope="module")
def demo(model, silero) -> list[Utterance]:
    """The first words of the demo recording, as the real pipeline answered them."""
    events = stream(open_source("demo"), Pipeline(model, silero, EngineSettings()))
    utterances = (event for event in events if isinstance(event, Utterance))
    return [next(utterances) for _ in range(4)]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Model:
    return Model(write_tiny_model(tmp_path_factory.mktemp("models") / "tiny.onnx"))


def utterance(samples: Samples, start: int, end: int, label: str = "one", reason: str = "") -> Utterance:
    shares = {"one": 0.6, "two": 0.1, "stop": 0.1, "unknown": 0.1, "silence": 0.1}
    prediction = Prediction(True, label, shares[label], shares, start, end, len(samples), reason)
    return Utterance(0, samples, prediction)


def explanation(model: Model, heard: Utterance) -> Saliency:
    found = explain(model, heard)
    assert found is not None
    return found


def test_taking_the_word_away_costs_more_than_taking_the_silence_around_it(model, demo):
    for heard in demo:
        found = explanation(model, heard)
        middles, patch = (found.edges[1:] + found.edges[:-1]) / 2, PATCH * np.diff(found.edges).max()
        word = heard.prediction
        inside = (middles > word.start) & (middles < word.end)
        outside = (middles < word.start - patch) | (middles > word.end + patch)
        assert inside.any()
        assert outside.any()
        assert inside[np.argmax(found.evidence.max(axis=0))]
        assert found.evidence[:, inside].max() > 5 * found.evidence[:, outside].max()


def test_with_nothing_taken_away_the_answer_is_what_the_pipeline_said(model, demo):
    for heard in demo:
        found = explanation(model, heard)
        assert found.label == heard.prediction.label
        assert found.confidence == pytest.approx(heard.prediction.confidence, abs=1e-3)
        assert found.lowest < found.confidence


def test_the_part_that_counts_is_found_in_time_and_in_frequency(tiny):
    samples = hush(1.0)
    samples[4_000:8_000] += tone(0.25, -26.0, 440.0)
    samples[9_000:11_000] += tone(0.125, -46.0, 3_000.0)
    found = explanation(tiny, utterance(samples, 4_000, 11_000))
    band, time = np.unravel_index(np.argmax(found.drops), found.drops.shape)
    assert found.edges_hz[band] < 600
    assert found.edges_hz[band + 1] > 300
    assert found.edges[time] < 8_000
    assert found.edges[time + 1] > 4_000


def test_the_picture_covers_all_that_the_model_heard(model, demo):
    found = explanation(model, demo[0])
    assert found.drops.shape == found.evidence.shape == (BANDS, TIMES)
    assert (found.edges_hz[0], found.edges_hz[-1]) == pytest.approx((0, 8_000))
    assert found.edges[0] >= demo[0].start
    assert found.edges[-1] <= demo[0].start + len(demo[0].samples)
    assert (np.diff(found.edges) > 0).all()
    assert (np.diff(found.edges_hz) > 0).all()


def test_a_narrowed_vocabulary_is_explained_as_it_answered(model, silero):
    settings = EngineSettings(vocabulary="four,two")
    events = stream(open_source("demo"), Pipeline(model, silero, settings))
    heard = next(event for event in events if isinstance(event, Utterance))
    found = explanation(model, heard)
    assert found.confidence == pytest.approx(heard.prediction.confidence, abs=1e-3)


def test_a_word_that_was_not_sure_enough_is_explained_rather_than_unknown(tiny):
    heard = utterance(tone(1.0), 4_000, 12_000, "unknown", BELOW_THRESHOLD)
    assert explained(heard.prediction) == "one"
    assert explanation(tiny, heard).label == "one"


@pytest.mark.parametrize("reason", sorted(NOT_ISOLATED))
def test_what_no_model_was_asked_about_cannot_be_explained(tiny, reason):
    with pytest.raises(UsageError, match="no model was asked about this"):
        explain(tiny, utterance(tone(1.0), 0, 16_000, "unknown", reason))


def test_a_long_stretch_that_push_to_talk_held_is_explained_where_the_word_was(tiny):
    samples = np.concatenate([hush(1.5), tone(1.0, -26.0), hush(1.5)])
    found = explanation(tiny, utterance(samples, 0, len(samples)))
    assert 20_000 < (found.edges[0] + found.edges[-1]) / 2 < 44_000


def test_a_model_that_does_not_know_the_word_says_so(tiny):
    heard = utterance(tone(1.0), 4_000, 12_000)
    strange = replace(heard.prediction, label="seven", probabilities={"seven": 0.9, "unknown": 0.1})
    with pytest.raises(UsageError, match="unknown label 'seven'"):
        explain(tiny, Utterance(0, heard.samples, strange))


def test_an_explanation_that_is_no_longer_wanted_ends_early(tiny):
    asked = []
    assert explain(tiny, utterance(tone(1.0), 4_000, 12_000), is_wanted=lambda: bool(asked.append(1))) is None
    assert len(asked) == 1


def test_the_folding_of_a_vocabulary_is_the_pipelines(tiny):
    heard = utterance(tone(1.0, -26.0), 4_000, 12_000)
    narrow = Vocabulary.parse("one", tiny.labels)
    shares = narrow.fold(tiny.predict(heard.samples[None]))[0]
    prediction = replace(heard.prediction, probabilities=dict(zip(narrow.labels, shares.tolist(), strict=True)))
    found = explanation(tiny, Utterance(0, heard.samples, prediction))
    assert found.confidence == pytest.approx(shares[narrow.labels.index("one")], abs=0.02)

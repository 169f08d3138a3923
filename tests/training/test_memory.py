from dataclasses import replace
from pathlib import Path

import pytest
import torch

from app.engine.model import Model
from app.errors import UsageError
from app.personal.memory import load_memory
from tests.training.test_training import SMALL
from training.classes import NOISE, SPEECH
from training.export import export
from training.held_out import CUSTOM_WORDS, without
from training.memory import HARD_SHARE, PER_OTHER, PER_WORD, make_memory, write_memory
from training.prepare import Prepared
from training.train import train

pytestmark = pytest.mark.filterwarnings("ignore")  # of the exporter


@pytest.fixture(scope="module")
def model(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Model:
    run = tmp_path_factory.mktemp("run")
    train(prepared, replace(SMALL, steps=2, checkpoint_steps=2), run, torch.device("cpu"))
    target = tmp_path_factory.mktemp("models") / "small.onnx"
    export(run, prepared, target, name="small", version="1", threshold=0.5, measure=False)
    return Model(target)


def test_a_memory_holds_training_clips_of_every_label_and_no_more_than_asked(model: Model, prepared: Prepared) -> None:
    memory = make_memory(model, prepared)
    assert set(memory.labels) == set(model.labels)
    for label in model.labels:
        clips = [row for row in prepared.select("training") if name_of(row.name, model) == label]
        assert memory.labels.count(label) == min(PER_OTHER.get(label, PER_WORD), len(clips))
    assert memory.typical.mean() >= 1 - HARD_SHARE


def name_of(word: str, model: Model) -> str:
    return {NOISE: "silence"}.get(word, word if word in model.labels else "unknown")


def test_a_written_memory_is_read_with_its_model(model: Model, prepared: Prepared) -> None:
    path = write_memory(model, prepared)
    assert path == Path(model.card.path).with_suffix(".memory.npz")
    memory = load_memory(model)
    assert {"happy", SPEECH, NOISE} <= set(memory.words)


def test_a_label_without_a_training_clip_is_refused(model: Model, prepared: Prepared) -> None:
    some = Prepared(prepared.audio, [row for row in prepared.rows if row.name != "zero"])
    with pytest.raises(UsageError, match="no training clip of 'zero'"):
        make_memory(model, some)


def test_a_held_out_speaker_and_the_custom_words_are_in_no_part_that_is_learnt_or_chosen_by(prepared: Prepared) -> None:
    for speaker in ("jackson", "theo"):
        kept = without(prepared, speaker).rows
        assert not {row.name for row in kept} & set(CUSTOM_WORDS)
        assert {row.split for row in kept if row.speaker == speaker} == {"testing"}
        others = {row.split for row in kept if row.corpus == "free-spoken-digits" and row.speaker != speaker}
        assert others == {"training"}

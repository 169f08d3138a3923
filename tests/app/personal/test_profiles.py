import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine.adapted import AdaptedModel, load_model
from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.profile import Head, ModelIdentity, VoiceProfile, load_profile, save_profile
from app.errors import ProfileError, UsageError
from app.personal.head_fit import bases, labels_with
from app.personal.profiles import Profiles
from app.vocabulary import UNKNOWN
from tests.fakes import tone


def profile_of(model: Model, name: str = "mine", new: tuple[str, ...] = ("happy",), push: float = 0.0) -> VoiceProfile:
    """Return a profile that changes nothing, or pushes towards the new words."""
    labels = labels_with(model.own_labels, new)
    bias = np.array([push if label in new else 0.0 for label in labels], np.float32)
    head = Head(bases(model.own_labels, labels), np.zeros((len(labels), model.card.embedding_size), np.float32), bias)
    identity = ModelIdentity(model.card.name, model.card.version, model.digest, "default")
    figures = {"takes": {"before": {"accuracy": 0.5}, "after": {"accuracy": 0.9}}}
    return VoiceProfile(name, identity, labels, head, 0.6, {"happy": 5}, figures, "2026-01-01T00:00:00+00:00", "0.2.0")


@pytest.fixture
def profiles(tmp_path: Path) -> Profiles:
    return Profiles(tmp_path / "profiles")


def test_a_profile_is_read_as_it_was_written(profiles: Profiles, model: Model) -> None:
    kept = profile_of(model, push=1.5)
    profiles.keep(kept)
    read = profiles.load("mine")
    assert (read.labels, read.model, read.takes, read.figures) == (kept.labels, kept.model, kept.takes, kept.figures)
    assert read.head.base == kept.head.base
    np.testing.assert_array_equal(read.head.bias, kept.head.bias)
    np.testing.assert_array_equal(read.head.weights, kept.head.weights)


def test_a_head_of_zeros_answers_as_the_model_does(model: Model) -> None:
    adapted = AdaptedModel(default_model_path(), profile_of(model, new=()))
    windows = np.stack([tone(1.0), np.zeros(16_000, np.float32)])
    assert adapted.labels == model.labels
    np.testing.assert_allclose(adapted.predict(windows), model.predict(windows), atol=3e-3)


def test_a_new_word_takes_from_unknown(model: Model) -> None:
    adapted = AdaptedModel(default_model_path(), profile_of(model, push=20.0))
    assert adapted.labels[-3:] == ("happy", UNKNOWN, "silence")
    row = adapted.predict(tone(1.0)[None])[0]
    assert row.sum() == pytest.approx(1.0, abs=1e-5)
    assert adapted.labels[row.argmax()] == "happy"


def test_the_threshold_and_the_name_of_a_profile_are_used(model: Model) -> None:
    adapted = load_model(default_model_path(), replace(profile_of(model), threshold=0.8))
    assert adapted.card.default_threshold == 0.8
    assert adapted.profile == "mine"


def test_a_profile_for_another_model_is_refused_in_one_line(model: Model) -> None:
    other = replace(profile_of(model), model=ModelIdentity("tc-resnet-int8", "0.2.0", "0" * 64, "default-int8"))
    with pytest.raises(ProfileError) as caught:
        load_model(default_model_path(), other)
    assert "belongs to another model, tc-resnet-int8 0.2.0" in str(caught.value)
    assert "--model default-int8" in str(caught.value)
    assert "\n" not in str(caught.value)


DAMAGE: dict[str, Any] = {
    "no format": {"format": None},
    "a format of the future": {"format": 2},
    "labels twice": {"labels": ["a", "a"]},
    "a label with a line break": {"labels": ["a\n", "b"]},
    "no labels": {"labels": []},
    "weights cut off": {"weights": "AAAA"},
    "weights no base64": {"weights": "no!"},
    "weights that are no numbers": {"bias": "AADAfw=="},
    "a base beyond all labels": {"base": [99] * 23},
    "a base that is no number": {"base": ["0"] * 23},
    "a temperature of zero": {"temperature": 0},
    "a threshold above one": {"threshold": 7},
    "no model": {"model": None},
    "figures that are no figures": {"figures": {"takes": {"before": "x"}}},
    "takes that are no counts": {"takes": {"happy": "many"}},
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_profile_is_refused_in_one_line(tmp_path: Path, model: Model, damage: str) -> None:
    path = tmp_path / "mine.json"
    save_profile(profile_of(model), path)
    path.write_text(json.dumps(json.loads(path.read_text()) | DAMAGE[damage]))
    with pytest.raises(ProfileError) as caught:
        load_model(default_model_path(), load_profile(path))
    assert "damaged" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": NaN}', b"[" * 100_000])
def test_a_file_that_is_no_profile_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.json").write_bytes(content)
    with pytest.raises(ProfileError, match="damaged"):
        load_profile(tmp_path / "mine.json")


def test_undo_brings_back_the_profile_before_once(profiles: Profiles, model: Model) -> None:
    profiles.keep(profile_of(model, push=1.0))
    profiles.keep(profile_of(model, push=2.0))
    assert profiles.undo("mine")
    assert profiles.load("mine").head.bias.max() == 1.0
    with pytest.raises(ProfileError, match="nothing to take back"):
        profiles.undo("mine")
    assert profiles.names() == ["mine"]


def test_undo_of_the_first_one_leaves_none(profiles: Profiles, model: Model) -> None:
    profiles.keep(profile_of(model))
    assert not profiles.undo("mine")
    assert profiles.names() == []


def test_what_was_deleted_can_be_had_back(profiles: Profiles, model: Model) -> None:
    profiles.keep(profile_of(model))
    profiles.delete("mine")
    assert profiles.names() == []
    assert profiles.undo("mine")
    assert profiles.names() == ["mine"]


def test_a_profile_goes_out_and_comes_in_again_checked(profiles: Profiles, model: Model, tmp_path: Path) -> None:
    profiles.keep(profile_of(model, push=3.0))
    profiles.give_out("mine", tmp_path / "out.json")
    with pytest.raises(ProfileError, match="called 'mine' already"):
        profiles.take_in(tmp_path / "out.json")
    assert profiles.take_in(tmp_path / "out.json", "yours").name == "yours"
    assert profiles.load("yours").head.bias.max() == 3.0
    with pytest.raises(ProfileError, match="is there already"):
        profiles.give_out("mine", tmp_path / "out.json")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(ProfileError, match="damaged"):
        profiles.take_in(tmp_path / "bad.json", "other")
    assert profiles.names() == ["mine", "yours"]


@pytest.mark.parametrize("name", ["../up", "a/b", "", " ", ".hidden", "con", "x" * 41, "a\nb", "a:b"])
def test_a_name_that_is_no_name_for_a_file_is_refused(profiles: Profiles, name: str) -> None:
    with pytest.raises(UsageError):
        profiles.path(name)


def test_a_profile_that_is_not_there_names_those_that_are(profiles: Profiles, model: Model) -> None:
    with pytest.raises(ProfileError, match="none yet"):
        profiles.load("mine")
    profiles.keep(profile_of(model, name="Anna at home"))
    with pytest.raises(ProfileError, match="there are: Anna at home"):
        profiles.load("mine")


def test_a_full_disk_leaves_the_profile_before(
    profiles: Profiles, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles.keep(profile_of(model, push=1.0))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ProfileError, match="No space left on device"):
        profiles.keep(profile_of(model, push=2.0))
    monkeypatch.undo()
    assert profiles.load("mine").head.bias.max() == 1.0


@pytest.mark.parametrize(
    ("key", "value"),
    [("threshold", 10**400), ("threshold", "0.5"), ("threshold", True), ("takes", {"yes": 1e999})],
)
def test_numbers_that_are_none_are_refused_in_one_line(profiles: Profiles, model: Model, key: str, value: Any) -> None:
    profiles.keep(profile_of(model))
    path = profiles.path("mine")
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))
    with pytest.raises(ProfileError, match="is damaged"):
        profiles.load("mine")

"""``sayso adapt``, ``sayso profiles``, and ``--profile``."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from app.audio.files import write_wav
from app.engine.model_files import default_model_path
from app.personal.profiles import profiles_folder
from app.resources import assets_folder
from app.types import SAMPLE_RATE
from tests.app.cli.conftest import Run, objects
from tests.app.personal.voices import demo_words, said_again, write_takes

DEMO = assets_folder() / "demo.wav"


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five takes of a word that the model knows, and of one that nobody knows: "four", backwards."""
    spoken = demo_words()
    words = {"two": spoken["two"], "ruof": spoken["four"][::-1].copy()}
    return write_takes(tmp_path_factory.mktemp("takes"), words)


@pytest.fixture
def ruof(tmp_path: Path) -> Path:
    write_wav(tmp_path / "ruof.wav", said_again(demo_words()["four"][::-1].copy(), 99), SAMPLE_RATE)
    return tmp_path / "ruof.wav"


def test_a_new_word_is_learnt_used_shown_and_taken_back(sayso: Run, takes: Path, ruof: Path) -> None:
    status, lines, _ = sayso("adapt", takes, "--json")
    (made,) = objects(lines)
    assert (status, made["kept"], made["objections"], made["new"]) == (0, True, [], ["ruof"])
    assert made["takes"]["before"]["correct"] < made["takes"]["after"]["correct"] == 10
    assert made["own_takes"] == {"ruof": 5, "two": 5}

    (answer,) = objects(sayso("classify", ruof, "--profile", "mine", "--json")[1])
    assert (answer["label"], answer["profile"]) == ("ruof", "mine")
    assert "ruof" not in objects(sayso("classify", ruof, "--json")[1])[0]["probabilities"]

    (listed,) = objects(sayso("profiles", "--json")[1])
    assert (listed["profile"], listed["model_file"], "ruof" in listed["labels"]) == ("mine", "default", True)
    assert "own takes held out: 50.0% before, 100.0% after" in "\n".join(sayso("profiles")[1])

    assert sayso("adapt", "--undo")[0] == 0
    assert sayso("profiles", "--json")[1] == []
    status, _, diagnostics = sayso("classify", ruof, "--profile", "mine")
    assert (status, "no voice profile is called 'mine'" in diagnostics) == (2, True)


def test_people_see_before_and_after_side_by_side(sayso: Run, takes: Path) -> None:
    text = "\n".join(sayso("adapt", takes, "--profile", "Anna")[1])
    assert "10 takes of 2 words, new ones: ruof" in text
    assert "before" in text
    assert "own takes better on 5 clips, worse on 0: too few differences to tell" in text
    assert "kept: sayso listen --profile Anna; sayso adapt --profile Anna --undo takes it back" in text


def test_what_listens_says_which_profile_its_answers_come_from(sayso: Run, takes: Path, ruof: Path) -> None:
    sayso("adapt", takes)
    _, lines, diagnostics = sayso("listen", "--source", ruof, "--profile", "mine", "--json")
    finals = [line for line in objects(lines) if line.get("final")]
    assert [(line["label"], line["profile"]) for line in finals] == [("ruof", "mine")]
    assert "with tc-resnet 0.2.0 and the voice profile 'mine'" in diagnostics
    assert "profile" not in objects(sayso("listen", "--source", ruof, "--json")[1])[0]


def test_a_profile_that_mends_nothing_is_not_kept_unless_forced(sayso: Run, tmp_path: Path) -> None:
    silent = write_takes(tmp_path / "silent", {"six": np.zeros(8_000, np.float32)})
    status, lines, _ = sayso("adapt", silent, "--json")
    (made,) = objects(lines)
    assert (status, made["kept"]) == (1, False)
    assert made["objections"] == ["own takes are not named better: 0 of 5 before, 0 after, and no more surely"]
    assert sayso("profiles", "--json")[1] == []
    assert "not kept; --force keeps it all the same" in sayso("adapt", silent)[1]
    assert sayso("adapt", silent, "--force")[0] == 0
    assert len(sayso("profiles", "--json")[1]) == 1


def test_a_profile_moves_between_machines_and_fits_its_own_model_only(sayso: Run, takes: Path, tmp_path: Path) -> None:
    sayso("adapt", takes)
    assert sayso("profiles", "--export", "mine", tmp_path / "mine.json")[0] == 0
    assert sayso("profiles", "--delete", "mine")[0] == 0
    assert sayso("profiles", "--import", tmp_path / "mine.json", "--as", "other")[0] == 0
    status, _, diagnostics = sayso("classify", DEMO, "--profile", "other", "--model", "narrow")
    assert status == 2
    assert "profile 'other' belongs to another model" in diagnostics
    assert len(diagnostics.splitlines()) == 1


def test_a_damaged_profile_does_not_hide_the_others(sayso: Run, takes: Path, tmp_path: Path) -> None:
    sayso("adapt", takes)
    (profiles_folder() / "worse.json").write_text("{")
    status, lines, diagnostics = sayso("profiles", "--json")
    assert (status, [line["profile"] for line in objects(lines)]) == (2, ["mine", "worse"])
    assert "damaged" in diagnostics


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "no folder of takes is named"),
        (["none"], "no such folder"),
        (["--undo"], "nothing to take back"),
        (["--profile", "../x", "--undo"], "no name for a file"),
    ],
)
def test_what_cannot_be_adapted_gets_one_line(sayso: Run, arguments: list[str], complaint: str) -> None:
    status, lines, diagnostics = sayso("adapt", *arguments)
    assert (status, lines) == (2, [])
    assert complaint in diagnostics
    assert len(diagnostics.splitlines()) == 1


def test_too_few_takes_are_refused_with_their_number(sayso: Run, tmp_path: Path) -> None:
    few = write_takes(tmp_path / "few", {"two": demo_words()["two"]}, count=3)
    status, _, diagnostics = sayso("adapt", few)
    assert status == 2
    assert "no word has 5 takes ('two' has 3 of 5 takes)" in diagnostics


def test_a_model_without_a_memory_is_refused(sayso: Run, takes: Path, tmp_path: Path) -> None:
    alone = shutil.copy(default_model_path(), tmp_path / "alone.onnx")
    status, _, diagnostics = sayso("adapt", takes, "--model", alone)
    assert status == 2
    assert "has no stored embeddings beside it" in diagnostics

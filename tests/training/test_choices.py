import argparse
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import UsageError
from app.vocabulary import COMMANDS, DIGITS
from training.choices import add_choices, config_of, defaults_of, history, repeat
from training.config import GENTLE, PLAIN, TrainConfig
from training.recipes import RECIPES


def parse(line: str) -> TrainConfig:
    parser = argparse.ArgumentParser()
    add_choices(parser)
    return config_of(parser.parse_args(["--run", "runs/x", *line.split()]))


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_alone_is_trained_as_its_system_was(recipe: str) -> None:
    config = parse(f"--recipe {recipe}")
    assert config == defaults_of(recipe)
    assert config.recipe == recipe


def test_published_habits_are_the_recipes_own() -> None:
    mlp, raw = defaults_of("mlp-mfcc"), defaults_of("conv1d-raw")
    assert (mlp.optimiser, mlp.loss, mlp.schedule, mlp.momentum) == ("sgd", "squared-error", "constant", 0.0)
    assert (raw.optimiser, raw.words, raw.augment, raw.dropout) == ("adam", COMMANDS, PLAIN, 0.3)
    assert defaults_of("cnn-mel4").schedule == "one-cycle"
    assert defaults_of("tc-resnet").words == DIGITS + COMMANDS


def test_every_option_overrides_a_habit() -> None:
    config = parse(
        "--recipe cnn-mel64 --corpus a --corpus b --words yes,digits --only-words no --split speaker --folds 3 "
        "--fold 2 --set hidden=64 --steps 7 --batch 5 --optimiser sgd --learning-rate 0.1 --schedule cosine "
        "--augment gentle --teacher runs/t --start-from runs/s --precision bfloat16 --early-stopping 0"
    )
    assert config.corpora == ("a", "b")
    assert config.words == ("yes", *DIGITS)
    assert (config.only_words, config.split, config.folds, config.fold) == (False, "speaker", 3, 2)
    assert (config.network, config.steps, config.batch, config.optimiser) == ({"hidden": 64}, 7, 5, "sgd")
    assert (config.learning_rate, config.schedule, config.augment) == (0.1, "cosine", GENTLE)
    assert (config.teachers, config.start_from, config.precision) == (("runs/t",), "runs/s", "bfloat16")
    assert config.early_stopping == 0
    assert parse("--recipe conv1d-raw --words all").words == ()


LINES = [
    "",
    "--recipe cnn-mel4 --corpus digits --split clip --all-the-rest",
    "--set widths=[24,32,40,48] --set stem=8 --words digits --only-words --augment gentle",
    "--corpus a --noise b --noise c --speech d",
    "--recipe conv1d-raw --words all --only-words no --teacher a --teacher b --learning-rate 0.0005",
]


@pytest.mark.parametrize("line", [line.replace(" --all-the-rest", "") for line in LINES])
def test_the_command_to_repeat_a_run_gives_its_choices(line: str) -> None:
    config = parse(line)
    command = repeat(config, Path("x"))
    assert command.startswith("python -m training train --run x --recipe")
    assert parse(command.removeprefix("python -m training train --run x ").replace("'", "")) == config


def test_the_history_of_a_run_begins_with_its_teachers(tmp_path: Path) -> None:
    for name, config in (
        ("first", TrainConfig(seed=1)),
        ("teacher", TrainConfig(seed=2, start_from=str(tmp_path / "first"))),
        ("pupil", TrainConfig(teachers=(str(tmp_path / "teacher"), str(tmp_path / "first")))),
    ):
        (tmp_path / name).mkdir()
        config.save(tmp_path / name / "config.json")
    runs = [shlex.split(command)[5] for command in history(tmp_path / "pupil")]
    assert runs == [str(tmp_path / name) for name in ("first", "teacher", "pupil")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--recipe resnet", "recipe 'resnet' is not known; it is one of mlp-mfcc, cnn-mel64"),
        ("--set widths", r"--set widths: not SIZE=VALUE, such as widths=\[24,32,40,48\]"),
        ("--words ,", "--words ',' holds no word"),
        ("--steps 0", "steps is 0; it must be at least 1"),
        ("--batch -3", "batch is -3; it must be at least 1"),
        ("--fold 9", "fold 9 of 5; there must be two folds or more"),
        ("--learning-rate -1", "learning-rate is -1; it must not be negative"),
    ],
)
def test_a_choice_that_makes_no_sense_gets_one_line(line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse(line)


def test_a_size_that_a_network_has_not_is_named() -> None:
    with pytest.raises(UsageError, match="--set depth: this network has widths, kernel, stem, separable"):
        RECIPES["tc-resnet"].network(5, 0.1, {"depth": 3})
    with pytest.raises(UsageError, match=r'--set {"widths": \[\]}: makes no network'):
        RECIPES["tc-resnet"].network(5, 0.1, {"widths": []})


def test_a_damaged_configuration_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    with pytest.raises(UsageError, match=r"config\.json: no configuration of a run \(No such file"):
        TrainConfig.load(path)
    for text in ("{", "[]", '{"augment": {}, "depth": 3}', '{"augment": {}, "optimiser": 3}'):
        path.write_text(text)
        with pytest.raises(UsageError):
            TrainConfig.load(path)


def test_a_configuration_survives_its_file(tmp_path: Path) -> None:
    config = replace(parse(LINES[2]), teachers=("a",), corpora=("x", "y"))
    config.save(tmp_path / "config.json")
    loaded = TrainConfig.load(tmp_path / "config.json")
    assert loaded == config
    assert loaded.network == {"widths": [24, 32, 40, 48], "stem": 8}

"""What is made of takes, and what it is worth."""

from pathlib import Path

import numpy as np
import pytest

from app.engine.model import Model
from app.gui.background_job import CalledOff
from app.gui.voice.adapting import Order, Step, make_profile
from app.gui.voice.worth import changes, worth_of
from app.personal.evaluation import find_labelled
from app.personal.memory import Memory, load_memory
from tests.app.gui.profile_stage import DEFAULT, adaptation_of
from tests.app.personal.voices import demo_words, write_takes


@pytest.mark.parametrize(
    "damage", [{"correct": 9}, {"low": -1.0}, {"clips": 0}, {"low": "x"}, {"low": float("nan")}, {"correct": None}]
)
def test_figures_from_elsewhere_are_not_believed_blindly(model: Model, damage: dict[str, object]) -> None:
    figures = adaptation_of(model, "mine", "xx666", "66666").profile.figures
    assert worth_of(figures) is not None
    broken = figures | {"takes": figures["takes"] | {"before": figures["takes"]["before"] | damage}}
    assert worth_of(broken) is None


def test_words_that_are_named_as_before_are_not_listed(model: Model) -> None:
    assert list(changes(adaptation_of(model, "mine", "x6666", "6x666"))) == []


def small(model: Model) -> Memory:
    """Return a part of what the model remembers, which is fitted sooner."""
    memory = load_memory(model)
    return memory.part(np.arange(len(memory)) % 8 == 0)


def test_a_profile_is_made_of_real_takes(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.personal.memory.load_memory", small)
    words = demo_words()
    folder = write_takes(tmp_path / "set", {"six": words["six"], "ruof": words["four"][::-1].copy()})
    (folder / "six" / "bad.wav").write_bytes(b"RIFF")
    steps: list[Step] = []
    clips = find_labelled(folder)
    outcome = make_profile(lambda _: model, Order(DEFAULT, clips, "mine"), steps.append)
    assert outcome.adaptation.new == ("ruof",)
    assert [change.label for change in changes(outcome.adaptation)] == ["ruof"]
    assert len(outcome.unreadable) == 1
    assert steps[:11] == [Step("hearing", n, 11) for n in range(1, 12)]
    fitting = steps[11:]
    assert fitting[:6] == [Step("fitting", n, 6) for n in range(6)]
    assert [step.attempt for step in fitting] == [1 + n // 6 for n in range(len(fitting))]

    def give_up(step: Step) -> None:
        if step.part == "fitting":
            raise CalledOff

    with pytest.raises(CalledOff):
        make_profile(lambda _: model, Order(DEFAULT, clips, "mine"), give_up)

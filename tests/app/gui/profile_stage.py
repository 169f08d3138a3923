"""A stage on which voice profiles are made and chosen; what makes them does as the test says."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication

from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.profile import Head, ModelIdentity, VoiceProfile
from app.events import ModelsInUse
from app.gui.assembly import attach_adapt, attach_models, attach_profiles
from app.gui.models.model_shelf import ModelShelf, wish_of
from app.gui.voice.adapting import Made, Order, Step
from app.personal.adaptation import Adaptation, Remembered
from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome
from app.personal.head_fit import bases, labels_with
from app.personal.profiles import Profiles
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.settings import Settings
from app.settings_file import load_settings
from tests.app.gui.fakes import Stage, entry, finish
from tests.app.gui.voice_stage import VoiceStage
from tests.app.personal.takes import spoken

DEFAULT = default_model_path()
OTHER = ModelIdentity("tc-resnet-narrow", "0.2.0", "0" * 64, "narrow")


def profile_of(model: Model, name: str = "mine", new: Sequence[str] = ("happy",)) -> VoiceProfile:
    """Return a profile that changes nothing but knows new words."""
    labels = labels_with(model.own_labels, tuple(new))
    bias = np.zeros(len(labels), np.float32)
    head = Head(bases(model.own_labels, labels), np.zeros((len(labels), model.card.embedding_size), np.float32), bias)
    identity = ModelIdentity(model.card.name, model.card.version, model.digest, "default")
    created = "2026-01-02T12:00:00+00:00"
    figures = {"takes": {when: {"accuracy": 0.5} for when in ("before", "after")}}
    return VoiceProfile(name, identity, labels, head, 0.6, {"happy": 5, "six": 6}, figures, created, "0.2.0")


def adaptation_of(model: Model, name: str, before: str, after: str, memory: tuple[int, int] = (99, 99)) -> Adaptation:
    """Return a finished adapting; ``before`` and ``after`` have a letter for each take of "six", x for a mistake."""

    def evaluation(marks: str) -> Evaluation:
        said = ("four" if mark == "x" else "six" for mark in marks)
        return Evaluation([Outcome(Path(f"{n}.wav"), "six", label, 0.9) for n, label in enumerate(said)])

    comparison = Comparison(evaluation(before), evaluation(after))
    remembered = Remembered(100, *memory)
    takes = comparison.figures() | {"sureness": (0.84, 0.95)}
    figures = {"takes": takes, "memory": remembered.figures(), "folds": 5, "new": []}
    return Adaptation(replace(profile_of(model, name), figures=figures), comparison, (0.84, 0.95), (), remembered)


class Workshop:
    """Makes the profiles that the test lays out, each as soon as it may."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.outcome: Made | Exception | None = None
        self.has_told, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()

    def __call__(self, order: Order, tell: Callable[[Step], None]) -> Made:
        self.orders.append(order)
        tell(Step("hearing", 1, len(order.clips)))
        self.has_told.set()
        self.may_go_on.wait()
        tell(Step("fitting", 2, 6))
        if isinstance(self.outcome, Exception):
            raise self.outcome
        assert self.outcome is not None
        return self.outcome


class ProfileStage:
    """The window that listens with the shipped model, with profiles in a folder of the test's."""

    def __init__(self, stage: Stage, model: Model, named: str | None = None) -> None:
        self.stage, self.window, self.model = stage, stage.window, model
        self.profiles = Profiles()
        self.shelf = ModelShelf(wish_of(stage.keeper.settings))
        self.shelf.load(DEFAULT)
        self.models = attach_models(stage.window, stage.keeper, stage.controller, stage.bridge, self.shelf)
        self.desk = attach_profiles(stage.window, stage.keeper, stage.controller, stage.bridge, self.shelf, named)
        self.voice = VoiceStage(stage, model)
        self.workshop = Workshop()
        self.adapt = attach_adapt(
            stage.window, stage.keeper, self.voice.desk, self.voice.history.desk, self.desk, self.workshop
        )
        self.menu = stage.window.header.model.profiles
        self.panel = stage.window.voice.adapt
        self.takes, self.result, self.card = self.panel.takes, self.panel.result, self.panel.profiles
        self.card.ask_to = self.card.ask_from = lambda *_: ""

    def listen(self) -> "ProfileStage":
        """Show the window; the engine says which model it uses."""
        self.stage.open()
        self.answer()
        return self

    def answer(self, profile: str = "", path: Path = DEFAULT) -> None:
        """Let the engine say what answers."""
        labels = profile_of(self.model).labels if profile else self.model.labels
        self.stage.hear(ModelsInUse(f"{path.stem} 1.0", str(path), labels, "", at=0, profile=profile))

    def keep(self, name: str = "mine", model: ModelIdentity | None = None, new: Sequence[str] = ("happy",)) -> None:
        """Put a profile into the folder."""
        profile = profile_of(self.model, name, new)
        self.profiles.keep(replace(profile, model=model or profile.model))

    def choose(self, text: str) -> None:
        """Choose a profile in the menu."""
        self.menu.aboutToShow.emit()
        entry(self.menu, text).trigger()

    def open(self) -> None:
        """Open the page."""
        self.choose("Make")
        QApplication.processEvents()

    def record(self, **takes: int) -> None:
        """Put so many takes of each word into the test set, and open it."""
        folder = Path(self.stage.settings_file).parent / "my-voice"
        there = TestSet(folder, create=True)
        for label, count in takes.items():
            for n in range(count):
                there.add(label, spoken(seed=n), Origin(speaker="theo"))
        self.stage.keeper.change(test_set=str(folder), speaker="theo")

    def work(self) -> None:
        """Let the thread come to its end, and the page show what it brought."""
        finish(self.adapt.job)

    @property
    def kept(self) -> Settings:
        return load_settings(self.stage.settings_file).settings

    @property
    def listed(self) -> list[str]:
        return [self.card.list.item(row).text().replace("\n", ": ") for row in range(self.card.list.count())]


def made(booth: ProfileStage, before: str = "xxxx6", after: str = "6666x", memory: tuple[int, int] = (99, 99)) -> Made:
    """Return what the workshop is to bring."""
    return Made(adaptation_of(booth.model, "mine", before, after, memory))


def make(booth: ProfileStage, outcome: Made | Exception) -> None:
    """Make a profile, to the end."""
    booth.workshop.outcome = outcome
    booth.takes.work.run.click()
    booth.work()


def ready(booth: ProfileStage) -> ProfileStage:
    """Open the page on a set with enough takes of one word."""
    booth.listen()
    booth.record(six=5)
    booth.open()
    return booth

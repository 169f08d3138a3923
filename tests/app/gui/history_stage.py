"""A stage whose words can be looked into, heard, judged and kept; nothing sounds, and the test chooses folders."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QWidget

from app.engine.model import Model
from app.errors import DeviceError
from app.events import Event, Prediction, Speech, Utterance
from app.gui.answers.explanation import Explainer
from app.gui.answers.history import Entry
from app.gui.answers.history_desk import HistoryDesk, Tools
from app.gui.answers.open_test_set import KeepsTakes, open_folder
from app.types import Samples
from tests.app.gui.fakes import Stage, columns, finish, level, prediction
from tests.fakes import hush, tone

STEP = 512


class FakePlayback:
    """A sound card that plays as far as the test says."""

    def __init__(self, samples: Samples, device: str, host_api: str) -> None:
        self.samples, self.device, self.host_api = samples, device, host_api
        self.heard_s = 0.0
        self.done = self.closed = False

    def close(self) -> None:
        self.closed = True


@dataclass
class World:
    """What the test decides, and what was asked for."""

    folder: str = ""
    """What the user chooses; empty changes their mind."""
    refusal: str = ""
    """Why nothing can be played."""
    broken: Exception | None = None
    """Why no test set can be opened."""
    asked: int = 0
    played: list[FakePlayback] = field(default_factory=list)

    def play(self, samples: Samples, device: str, host_api: str) -> FakePlayback:
        if self.refusal:
            raise DeviceError(self.refusal)
        self.played.append(FakePlayback(samples, device, host_api))
        return self.played[-1]

    def ask(self, parent: QWidget, title: str) -> str:
        self.asked += 1
        return self.folder

    def open(self, folder: Path, create: bool) -> KeepsTakes:
        if self.broken:
            raise self.broken
        return open_folder(folder, create)


def spoken(label: str, at: int, reason: str = "", confidence: float = 0.9) -> tuple[list[Event], Utterance]:
    """Return what the engine says of a word of half a second at a sample index, and the utterance at the end of it."""
    final = replace(prediction(label, True, confidence, reason), start=at, end=at + 8_000, at=at + 12_032)
    guesses = [
        replace(prediction(label, False, share), start=at, end=at + 3_000 * n, at=at + 3_000 * n)
        for n, share in ((1, 0.3), (2, 0.6))
    ]
    samples = np.concatenate([hush(0.3, seed=at), tone(0.5, -26.0), hush(0.252, seed=at)])[:16_832]
    utterance = Utterance(at - 4_800, samples, final)
    return [Speech(True, at), *guesses, Speech(False, final.at), final, utterance], utterance


class HistoryStage:
    """The window with its history at work."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage, self.world = stage, World()
        tools = Tools(self.world.play, Explainer(lambda _: model), self.world.open, self.world.ask)
        self.desk = HistoryDesk(stage.window, stage.controller, stage.keeper, tools)
        self.view, self.dialog = stage.window.history, stage.window.inspector
        self._at = 16_384

    @property
    def rows(self) -> list[Entry]:
        """The history, newest first."""
        return self.view.history.rows

    def say(self, label: str, reason: str = "", confidence: float = 0.9) -> Utterance:
        """Let the engine hear a word, a second and a half after the one before."""
        at, self._at = self._at, self._at + 24_064
        events, utterance = spoken(label, at, reason, confidence)
        steps = range(at - 5_120, at + 12_544, STEP)
        dense = [replace(level(step + STEP), is_open=step >= at) for step in steps]
        self.stage.hear(columns((at - 5_120) // 128, 140), *dense, *events)
        return utterance

    def explain(self) -> None:
        """Let the explainer come to its end, and the inspector look."""
        finish(self.desk.inspector._explainer.job)

    def finals(self) -> list[Prediction]:
        return [entry.prediction for entry in self.rows]

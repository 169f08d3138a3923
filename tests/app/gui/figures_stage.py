"""A stage on which takes are judged and thresholds found; the test says what comes of it, and when."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.engine.model import Model
from app.events import Ready
from app.gui.answers.history_desk import HistoryDesk
from app.gui.voice.evaluate_desk import EvaluateDesk, EvaluateTools
from app.gui.voice.evaluate_panel import EvaluatePanel
from app.gui.voice.figures_desk import FiguresDesk, FiguresTools
from app.gui.voice.room_desk import RoomDesk, RoomTools
from app.gui.voice.tune_desk import TuneDesk, TuneTools
from app.gui.voice.tune_panel import TunePanel
from app.gui.voice.voice_desk import VoiceDesk, VoiceTools
from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome
from app.personal.room_recording import RoomRecording
from app.personal.take import Origin
from app.personal.test_set import TestSet
from app.personal.trial import Judged, Trial, TrialResult
from app.personal.trial import Tell as TellJudged
from app.personal.tuning import Point
from app.personal.tuning_run import Curve, Progress, TuningPlan, curve_of
from app.personal.tuning_run import Tell as TellProgress
from app.types import Samples
from tests.app.gui.fakes import Stage, columns, finish
from tests.app.gui.history_stage import HistoryStage
from tests.app.personal.takes import WORD, Clock, spoken

MICROPHONE = Ready("Yeti", "tiny 1.0", ("seven", "unknown"), live=True)


def outcome(path: Path, truth: str, predicted: str, confidence: float = 0.9) -> Outcome:
    return Outcome(path, truth, predicted, confidence, latency_ms=250.0)


def curve(hours: float = 10.0, unreadable: Sequence[str] = ()) -> Curve:
    """Return thresholds that each lose one take in ten and three false accepts in four."""
    steps = [(0.0, 100, 64), (0.5, 90, 16), (0.7, 80, 4), (0.9, 70, 1), (1.0, 0, 0)]
    return curve_of([Point(at, hits, 100, accepts, hours) for at, hits, accepts in steps], unreadable)


@dataclass
class Fakes:
    """What the test decides, and what was asked for."""

    steps: int = 2
    """Told before the work ends."""
    error: Exception | None = None
    waits: threading.Event | None = None
    """The work goes on telling its first step until this is set, or it is called off."""
    trials: list[Trial] = field(default_factory=list)
    plans: list[TuningPlan] = field(default_factory=list)
    result: TrialResult | None = None
    curve: Curve = field(default_factory=curve)
    folder: str = ""
    saved: str = ""
    files: list[str] = field(default_factory=list)

    def judge(self, trial: Trial, tell: TellJudged) -> TrialResult:
        self.trials.append(trial)
        self._work(lambda step: tell(Judged(step, self.steps)))
        assert self.result is not None
        return self.result

    def tune(self, plan: TuningPlan, tell: TellProgress) -> Curve:
        self.plans.append(plan)
        self._work(lambda step: tell(Progress(step / self.steps, "room.wav")))
        return self.curve

    def _work(self, tell: object) -> None:
        while self.waits is not None and not self.waits.wait(0.001):
            tell(1)  # type: ignore[operator]
        for step in range(1, self.steps + 1):
            tell(step)  # type: ignore[operator]
        if self.error:
            raise self.error


class FiguresStage:
    """The window with the pages "Evaluate" and "Tune" at work, listening to a microphone."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage, self.fakes = stage, Fakes()
        self.home = stage.settings_file.parent
        history = HistoryStage(stage, model)
        self.world = history.world
        self.history: HistoryDesk = history.desk
        self.voice = VoiceDesk(
            stage.window, stage.controller, stage.keeper, stage.bridge, history.desk, VoiceTools(self.world.play)
        )
        fakes = self.fakes
        tools = FiguresTools(
            EvaluateTools(fakes.judge, lambda *_: fakes.folder, lambda *_: fakes.saved),
            TuneTools(fakes.tune, lambda *_: fakes.folder),
            RoomTools(self._record, lambda *_: fakes.files),
        )
        self.desk = FiguresDesk(stage.window, stage.controller, stage.keeper, self.history, self.voice, tools)
        self.dialog = stage.window.voice
        self._clock = Clock()
        self._columns = 0

    def _record(self, wanted: int) -> RoomRecording:
        return RoomRecording(wanted, self.rooms_folder, self._clock)

    @property
    def rooms_folder(self) -> Path:
        return self.home / "rooms"

    def open(self, source: str = "mic") -> "FiguresStage":
        """Listen, and open the dialog."""
        self.stage.open(source, ready=False)
        self.stage.hear(MICROPHONE)
        self.stage.window.header.voice.click()
        return self

    def open_evaluate(self) -> "FiguresStage":
        """Show the page "Evaluate", on a set of four takes."""
        self.open().with_takes("one", "one", "two", "two")
        self.dialog.open_page(self.evaluate)
        return self

    def with_takes(self, *labels: str) -> "FiguresStage":
        """Make a test set with these takes, and open it."""
        takes = TestSet(self.set_folder, create=True)
        for seed, label in enumerate(labels):
            takes.add(label, spoken(seed=seed), Origin("me", "Yeti", WORD))
        self.stage.keeper.change(test_set=str(self.set_folder))
        self.history.sets.reopen()
        return self

    @property
    def set_folder(self) -> Path:
        return self.home / "my-voice"

    @property
    def paths(self) -> list[Path]:
        """The takes on disk."""
        return sorted(self.set_folder.glob("[!.]*/*.wav"))

    @property
    def evaluating(self) -> EvaluateDesk:
        assert self.desk.evaluation is not None
        return self.desk.evaluation

    @property
    def tuning(self) -> TuneDesk:
        assert self.desk.tuning is not None
        return self.desk.tuning

    @property
    def rooms(self) -> RoomDesk:
        assert self.desk.rooms is not None
        return self.desk.rooms

    @property
    def evaluate(self) -> EvaluatePanel:
        page = self.dialog.findChild(EvaluatePanel)
        assert isinstance(page, EvaluatePanel)
        return page

    @property
    def tune(self) -> TunePanel:
        page = self.dialog.findChild(TunePanel)
        assert isinstance(page, TunePanel)
        return page

    def judged(self, *outcomes: Outcome, before: Sequence[Outcome] = ()) -> TrialResult:
        """Return a result of these outcomes, compared with those before."""
        evaluation = Evaluation(outcomes)
        comparison = Comparison(Evaluation(before), evaluation) if before else None
        against = "narrow 1.0" if before else ""
        return TrialResult(self.set_folder, "tiny 1.0", evaluation, comparison=comparison, against=against)

    def evaluate_to_the_end(self, result: TrialResult | None = None) -> None:
        """Press the button, and let the thread come to its end."""
        self.fakes.result = result or self.fakes.result
        self.evaluate.work.run.click()
        finish(self.evaluating.job)

    def tune_to_the_end(self) -> None:
        """Press the button, and let the thread come to its end."""
        self.tune.work.run.click()
        finish(self.tuning.job)

    def hear_room(self, seconds: float, sound: Samples | None = None) -> None:
        """Let the room be heard for so long, and the recording notice."""
        count = round(seconds * 125)
        heard = columns(self._columns, count)
        self.stage.engine.say(heard if sound is None else replace(heard, samples=sound))
        self._columns += count
        self.stage.tick()
        self.rooms.look()


def confused(figures: FiguresStage) -> list[Outcome]:
    """Return outcomes of the four takes: both ones right, both twos heard as one."""
    return [outcome(path, path.parent.name, "one", 0.8) for path in figures.paths]


def is_named(widget: QWidget) -> bool:
    """Tell whether a widget that can have the focus now says what it is; parts of others, and the rest, need not."""
    takes_focus = widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return (
        not takes_focus
        or widget.objectName().startswith("qt_")
        or bool(widget.accessibleName())
        or (isinstance(widget, QAbstractButton) and bool(widget.text()))
    )


def tab_walk(first: QWidget) -> list[QWidget]:
    """Return the widgets that Tab goes through, from ``first`` on, once around."""
    first.setFocus()
    walked: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in walked:
        walked.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return walked

"""How the cost of the window is measured, with meters that the test turns."""

import math

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.errors import SaysoError
from app.events import Problem
from app.gui.listening.inputs import InputChoice
from app.gui.running_cost import Meters, RunningCost
from tests.app.gui.fakes import READY, Stage, columns, prediction

FRAME_S = 0.02


class Life:
    """A window that lives by a false clock: in each fiftieth of a second it hears a little more."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.cpu_s = 0.0
        self.cpu_per_frame_s = {"shown": 0.004, "hidden": 0.0004}
        self.memory_mb: float | None = 200.0
        self.minutes_per_frame = 0.0
        self._columns, self._heard = 0, 0.0
        self.cost = RunningCost(
            stage.window,
            stage.controller,
            Meters(self.spend, lambda: stage.now_s, lambda: self.cpu_s, lambda: self.memory_mb),
            seconds=1.0,
        )

    def spend(self, seconds: float) -> None:
        for _ in range(round(seconds / FRAME_S)):
            QApplication.processEvents()  # the window is exposed, and paints
            if self.stage.controller.state == "starting" and self.stage.engines:
                self.stage.engine.say(READY)
            elif self.stage.controller.state == "listening":
                self._say_more()
            self.stage.tick(FRAME_S)
            self.cpu_s += self.cpu_per_frame_s["shown" if self.stage.window.isVisible() else "hidden"]

    def _say_more(self) -> None:
        self._columns += 2
        self.stage.engine.say(columns(self._columns, 2))
        if self.minutes_per_frame:
            self._heard += self.minutes_per_frame
            self.stage.engine.say(prediction_at(self._heard))
            self.remember(self._heard)

    def remember(self, minutes: float) -> None:
        """Hold more memory the more was heard, if the test says so."""


def prediction_at(minutes: float):
    at = round(minutes * 60 * 16_000)
    heard = prediction("four")
    return type(heard)(True, heard.label, heard.confidence, heard.probabilities, at - 8_000, at - 4_000, at)


@pytest.fixture
def life(make_stage) -> Life:
    return Life(make_stage())


def test_the_shown_window_draws_a_picture_per_look_and_its_share_of_a_core_is_told(life):
    share = life.cost.shown()
    assert life.stage.engine.choice == InputChoice("demo")
    assert share.frames_per_second == pytest.approx(1 / FRAME_S, rel=0.1)
    assert share.cpu_percent == pytest.approx(100 * 0.004 / FRAME_S)


def test_the_hidden_window_draws_nothing_in_a_quiet_room(life, tmp_path):
    share = life.cost.hidden(str(tmp_path / "quiet.wav"))
    assert life.stage.engine.choice.source.endswith("quiet.wav")
    assert share.frames_per_second == 0
    assert share.cpu_percent == pytest.approx(2.0)
    assert life.cost.hidden_demo().frames_per_second == 0
    assert life.stage.engine.choice == InputChoice("demo")


def test_the_stopped_window_listens_to_nothing(life):
    life.cost.shown()
    share = life.cost.stopped()
    assert life.stage.engine.stopped
    assert share.cpu_percent == pytest.approx(20)


@pytest.mark.parametrize(("per_minute_mb", "grown_mb"), [(0.0, 0.0), (2.0, 20.0), (-1.0, 0.0)])
def test_memory_is_compared_over_ten_minutes_of_sound_once_all_that_is_kept_is_full(life, per_minute_mb, grown_mb):
    life.minutes_per_frame = 0.2

    def remember(minutes: float) -> None:
        life.memory_mb = 200.0 + per_minute_mb * minutes

    life.remember = remember
    growth = life.cost.growth(speed=30.0)
    assert life.stage.engine.choice == InputChoice("demo", speed=30.0)
    assert growth.speed == pytest.approx(0.2 * 60 / FRAME_S, rel=0.1)
    assert growth.grown_mb == pytest.approx(grown_mb, abs=0.5)
    assert life.stage.engine.stopped


def test_where_the_system_does_not_tell_the_memory_no_figure_is_made_up(life):
    life.minutes_per_frame, life.memory_mb = 0.1, None
    assert math.isnan(life.cost.growth().after_mb)


def test_a_window_that_cannot_listen_is_not_measured(life):
    life.stage.controller.open("demo")
    life.stage.engine.say(Problem("demo.wav: no such file; check the name"))
    life.stage.tick()
    with pytest.raises(SaysoError, match=r"the window cannot be measured: demo\.wav: no such file"):
        life.cost._wait(lambda: False)


def test_a_window_in_which_nothing_happens_is_given_up(life):
    with pytest.raises(SaysoError, match="nothing happened for 120 s"):
        life.cost._wait(lambda: False)


class LayoutRequests(QObject):
    """Counts how often something wants to be laid out anew."""

    count = 0

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_window_in_which_nothing_happens_is_not_laid_out_again_and_again(stage):
    stage.controller.stop()
    for _ in range(50):
        QApplication.processEvents()
    requests = LayoutRequests()
    QApplication.instance().installEventFilter(requests)
    for _ in range(50):
        QApplication.processEvents()
    QApplication.instance().removeEventFilter(requests)
    assert requests.count == 0

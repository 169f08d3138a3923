"""Work off the GUI's thread: what it tells, how it ends, and who waits for it."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from app.errors import UsageError
from app.gui import background_job
from app.gui.background_job import BackgroundJob, Tell
from tests.app.gui.fakes import finish


class Heard:
    """Writes down what a job says, and on which thread."""

    def __init__(self, job: BackgroundJob) -> None:
        self.said: list[tuple[str, Any]] = []
        self.threads: set[str] = set()
        job.told.connect(lambda steps: self._note("told", steps))
        job.ended.connect(lambda: self._note("ended", None))
        job.done.connect(lambda result: self._note("done", result))
        job.failed.connect(lambda why, details: self._note("failed", (why, details)))

    def _note(self, what: str, value: Any) -> None:
        self.said.append((what, value))
        self.threads.add(threading.current_thread().name)


@pytest.fixture
def job(qapp) -> Iterator[BackgroundJob]:
    job = BackgroundJob("evaluation")
    yield job
    job.stop()
    assert not job._timer.isActive()


@pytest.fixture
def heard(job: BackgroundJob) -> Heard:
    return Heard(job)


def count_to(last: int, tell: Tell) -> str:
    for step in range(1, last + 1):
        tell(step)
    return "there"


class Endless:
    """Work that tells one step after the other until nobody wants it any more."""

    def __init__(self) -> None:
        self.began, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self, tell: Tell) -> None:
        while True:
            tell(1)
            self.began.set()
            self.may_go_on.wait()


def test_steps_come_in_order_and_the_result_last_on_the_thread_that_asked(job, heard):
    job.start(lambda tell: count_to(3, tell))
    assert job.is_running
    finish(job)
    assert heard.said == [("told", [1, 2, 3]), ("ended", None), ("done", "there")]
    assert heard.threads == {"MainThread"}
    job.look()
    assert len(heard.said) == 3
    assert not job.is_running


def test_it_looks_by_itself(job, heard, qtbot):
    with qtbot.waitSignal(job.done):
        job.start(lambda tell: count_to(1, tell))
    assert ("done", "there") in heard.said


def test_what_goes_wrong_is_told_in_one_line_and_what_nobody_expected_with_its_traceback(job, heard):
    def refuse(_: Tell) -> None:
        raise UsageError("no such folder")

    def break_down(_: Tell) -> None:
        raise RuntimeError("first line\nsecond line")

    job.start(refuse)
    finish(job)
    assert heard.said == [("ended", None), ("failed", ("no such folder", ""))]
    job.start(break_down, "the profile cannot be made")
    finish(job)
    why, details = heard.said[-1][1]
    assert why == "the profile cannot be made (first line); please report it"
    assert "break_down" in details


def test_work_that_is_let_go_of_is_not_waited_for_and_tells_nothing(job, heard):
    work = Endless()
    job.start(work)
    assert work.began.wait(10)
    job.cancel()
    assert not job.is_running
    assert job._thread.is_alive()
    work.may_go_on.set()
    job.wait()
    job.look()
    assert heard.said == [("ended", None)]


def test_a_new_start_takes_the_place_of_what_goes_on_and_begins_when_that_has_ended(job, heard):
    work, alive = Endless(), []
    job.start(work)
    assert work.began.wait(10)
    before = job._thread
    job.start(lambda _: alive.append(before.is_alive()))
    work.may_go_on.set()
    finish(job)
    assert alive == [False]
    assert heard.said == [("ended", None), ("ended", None), ("done", None)]


def test_work_that_was_let_go_of_before_its_turn_is_never_begun(job):
    work, begun = Endless(), []
    job.start(work)
    assert work.began.wait(10)
    job.start(begun.append)
    job.cancel()
    work.may_go_on.set()
    job.wait()
    assert begun == []


def test_whoever_hears_of_a_step_may_let_go_of_the_rest(job, heard):
    job.told.connect(lambda _: job.cancel())
    job.start(lambda tell: count_to(1, tell))
    finish(job)
    assert [what for what, _ in heard.said] == ["told", "ended"]


def test_a_step_that_hangs_keeps_nobody_waiting_for_ever(job, monkeypatch):
    monkeypatch.setattr(background_job, "PATIENCE_S", 0.01)
    work = Endless()
    job.start(work)
    assert work.began.wait(10)
    began_s = time.perf_counter()
    job.stop()
    assert time.perf_counter() - began_s < 5
    assert job._thread.is_alive()
    work.may_go_on.set()
    job.wait()

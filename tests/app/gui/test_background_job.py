"""Work on a thread that tells how far it is."""

import threading
from collections.abc import Callable

from app.errors import UsageError
from app.gui.voice.background_job import BackgroundJob, Done, Failed


def count_to(last: int, tell: Callable[[int], None]) -> str:
    for step in range(1, last + 1):
        tell(step)
    return "there"


def finished(job: BackgroundJob[int, str]) -> BackgroundJob[int, str]:
    assert job.is_running
    job.wait()
    return job


def test_steps_come_in_order_and_the_result_last() -> None:
    job: BackgroundJob[int, str] = BackgroundJob("evaluation")
    job.start(lambda tell: count_to(3, tell))
    assert finished(job).take() == [1, 2, 3, Done("there")]
    assert job.take() == []


def test_what_goes_wrong_is_told_in_one_line() -> None:
    def refuse(_: Callable[[int], None]) -> str:
        raise UsageError("no such folder")

    def break_down(_: Callable[[int], None]) -> str:
        raise RuntimeError("first line\nsecond line")

    job: BackgroundJob[int, str] = BackgroundJob("evaluation")
    job.start(refuse)
    assert finished(job).take() == [Failed("no such folder")]
    job.start(break_down)
    assert finished(job).take() == [Failed("this failed: first line; please report it")]


def test_work_that_is_called_off_ends_at_its_next_step_and_tells_nothing() -> None:
    began = threading.Event()

    def go_on_for_ever(tell: Callable[[int], None]) -> str:
        while True:
            tell(1)
            began.set()

    job: BackgroundJob[int, str] = BackgroundJob("evaluation")
    job.start(go_on_for_ever)
    assert began.wait(10)
    job.stop()
    assert not job.is_running
    assert job.take() == []


def test_a_new_start_takes_the_place_of_what_goes_on() -> None:
    def go_on_for_ever(tell: Callable[[int], None]) -> str:
        while True:
            tell(0)

    job: BackgroundJob[int, str] = BackgroundJob("evaluation")
    job.start(go_on_for_ever)
    job.start(lambda tell: count_to(1, tell))
    assert finished(job).take() == [1, Done("there")]

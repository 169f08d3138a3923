"""One run of the microphone doctor, and what becomes of it where the microphone is dead."""

import threading
from collections.abc import Iterator

import pytest

from app.audio.source import Block, Source
from app.engine.doctor import Progress
from app.errors import DeviceError
from app.gui.background_job import BackgroundJob
from app.gui.doctor.doctor import make_examination
from app.gui.doctor.examination import Examination
from app.gui.listening.inputs import InputChoice
from tests.app.gui.fakes import finish


def progress(seconds: float) -> Progress:
    return Progress(int(seconds * 16_000), 160_000, -30.0, -12.0)


class Stalling:
    """A microphone that sends nothing until it is closed."""

    name, live, overflows = "Yeti", True, 0

    def __init__(self) -> None:
        self.closed = threading.Event()

    def read(self) -> Block | None:
        self.closed.wait()
        return None

    def take_notices(self) -> list[str]:
        return []

    def close(self) -> None:
        self.closed.set()


def read_all(source: Source) -> Iterator[Progress]:
    while source.read() is not None:
        yield progress(1)


@pytest.fixture
def job(qapp) -> Iterator[BackgroundJob]:
    job = BackgroundJob("doctor")
    yield job
    job.stop()


def test_an_examination_that_hangs_on_a_dead_microphone_ends_when_it_is_closed(job):
    microphone = Stalling()
    examination = Examination(lambda: microphone, read_all)
    job.start(examination)
    examination.close()
    job.wait()
    assert microphone.closed.is_set()


def test_a_microphone_that_is_opened_too_late_is_closed_at_once(job):
    microphone = Stalling()
    examination = Examination(lambda: microphone, read_all)
    examination.close()
    job.start(examination)
    job.wait()
    assert microphone.closed.is_set()


def test_an_examination_that_cannot_begin_says_why_in_one_line(job):
    def refuse() -> Source:
        raise DeviceError("Yeti: cannot be opened; close what else uses it")

    said = []
    job.failed.connect(lambda why, details: said.append((why, details)))
    job.start(Examination(refuse, read_all))
    finish(job)
    assert said == [("Yeti: cannot be opened; close what else uses it", "")]


def test_the_demo_is_examined_by_the_real_doctor_and_is_green(job):
    steps, reports = [], []
    job.told.connect(steps.extend)
    job.done.connect(reports.append)
    job.start(make_examination(InputChoice("demo")))
    finish(job)
    assert steps
    assert [report.verdict for report in reports] == ["green"]

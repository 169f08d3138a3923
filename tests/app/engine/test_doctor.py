"""The microphone doctor: each fault that is put into a clean recording is named, and nothing else is."""

from collections.abc import Callable

import numpy as np
import pytest
import soxr

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.audio.source import Block
from app.engine.doctor import SETTLING, Progress, examine
from app.engine.findings import Report
from app.engine.speech_detector import Silero
from app.errors import AudioError, DeviceError
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from tests.fakes import ToneDetector, hush, tone

DEMO = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)[: 10 * SAMPLE_RATE]
TIME = np.arange(len(DEMO)) / SAMPLE_RATE


class Microphone(ArraySource):
    """A live source that loses samples once, some blocks after its opening, or is unplugged."""

    live = True

    def __init__(self, samples: Samples, *, lost_at: int = -1, gone_at: int = -1, lost_before: int = 0) -> None:
        super().__init__(samples, block=512, name="Yeti")
        self.overflows, self.closed = lost_before, False
        self._lost_at, self._gone_at, self._reads = lost_at, gone_at, 0

    def read(self) -> Block | None:
        self._reads += 1
        self.overflows += self._reads == self._lost_at
        if self._reads == self._gone_at:
            raise DeviceError("Yeti: the microphone is gone; plug it in and start again, or choose another")
        return super().read()

    def close(self) -> None:
        self.closed = True
        super().close()


def report_on(samples: Samples, silero: Silero, claimed_rate: int | None = None) -> Report:
    *_, report = examine(ArraySource(samples.astype(np.float32)), silero, claimed_rate=claimed_rate)
    assert isinstance(report, Report)
    return report


def faults(report: Report) -> dict[str, str]:
    return {finding.check: finding.status for finding in report.findings if finding.status != "good"}


def hum(under_db: float) -> Samples:
    sound = np.sum([np.sin(2 * np.pi * 60 * k * TIME) / k for k in (1, 2, 3)], axis=0)
    return (sound / sound.std() * 10 ** ((-25 - under_db) / 20)).astype(np.float32)


def headset(samples: Samples) -> Samples:
    return soxr.resample(soxr.resample(samples, SAMPLE_RATE, 8_000), 8_000, SAMPLE_RATE)


def with_holes(samples: Samples, count: int) -> Samples:
    heard = samples.copy()
    for start in np.linspace(16_000, 140_000, count).astype(int):
        heard[start : start + 640] = 0
    return heard


def gated(samples: Samples) -> Samples:
    heard = samples.copy()
    heard[40_000:70_000] = 0
    return heard


FAULTS: dict[str, tuple[Callable[[Samples], Samples], dict[str, str]]] = {
    "nothing": (lambda x: x, {}),
    "10 dB louder": (lambda x: x * 3, {}),
    "15 dB softer": (lambda x: x / 6, {}),
    "low level": (lambda x: x * 0.05, {"level": "fair"}),
    "very low level": (lambda x: x * 0.005, {"level": "bad"}),
    "some clipping": (lambda x: np.clip(x, -0.2, 0.2), {"clipping": "fair"}),
    "much clipping": (lambda x: np.clip(x, -0.03, 0.03), {"clipping": "bad"}),
    "hum 30 dB under": (lambda x: x + hum(30), {"hum": "fair"}),
    "hum 45 dB under": (lambda x: x + hum(45), {}),
    "hum as loud as speech": (lambda x: x + hum(0), {"hum": "bad", "snr": "bad", "noise": "fair"}),
    "offset": (lambda x: x + 0.05, {"dc": "fair"}),
    "noise 15 dB under": (lambda x: x + hush(10, -40), {"snr": "fair"}),
    "headset at 8 kHz": (headset, {"bandwidth": "fair"}),
    "one hole": (lambda x: with_holes(x, 1), {"zeros": "fair"}),
    "many holes": (lambda x: with_holes(x, 25), {"zeros": "bad"}),
    "noise suppression": (gated, {"zeros": "fair"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named_and_no_other(fault: str, silero: Silero) -> None:
    change, expected = FAULTS[fault]
    report = report_on(change(DEMO), silero)
    assert faults(report) == expected
    assert all(bool(finding.cure) == (finding.status in ("fair", "bad")) for finding in report.findings)
    worst = "red" if "bad" in expected.values() else "amber" if expected else "green"
    assert report.verdict == worst


def test_a_microphone_that_sends_zeros_is_red_and_what_cannot_be_told_is_not_told(silero: Silero) -> None:
    report = report_on(np.zeros(160_000), silero)
    told = {"level": "bad", "zeros": "bad"}
    assert faults(report) == {**told, "snr": "unmeasured", "noise": "unmeasured", "bandwidth": "unmeasured"}
    assert "privacy" in next(finding.cure for finding in report.findings if finding.check == "zeros")


def test_a_room_in_which_nobody_speaks_is_said_to_be_one(silero: Silero) -> None:
    report = report_on(hush(10, -60), silero)
    assert faults(report) == {"level": "bad", "snr": "unmeasured"}
    assert report.findings[0].reading == "no speech heard"


@pytest.mark.parametrize(("rate", "words"), [(48_000, "although it claims 48000 Hz"), (8_000, "rate is 8000 Hz")])
def test_a_narrow_band_is_held_against_the_rate_that_is_claimed(rate: int, words: str, silero: Silero) -> None:
    report = report_on(headset(DEMO), silero, claimed_rate=rate)
    assert words in next(finding.reading for finding in report.findings if finding.check == "bandwidth")


def test_the_verdict_does_not_depend_on_the_cutting(silero: Silero) -> None:
    reports = [list(examine(ArraySource(DEMO, block=size, name="demo"), silero))[-1] for size in (100, 4_096, 160_000)]
    assert reports[0] == reports[1] == reports[2]


def test_it_listens_as_long_as_told_in_time_of_the_stream() -> None:
    source = ArraySource(np.concatenate([DEMO, DEMO]), block=1_000)
    *progress, report = examine(source, ToneDetector(), seconds=3)
    assert [step.at for step in progress if isinstance(step, Progress)] == list(range(1_000, 48_001, 1_000))
    assert isinstance(report, Report)
    assert report.seconds == 3


def test_progress_tells_how_loud_it_is() -> None:
    steps = [step for step in examine(ArraySource(tone(2, -20)), ToneDetector()) if isinstance(step, Progress)]
    assert [step.rms_db for step in steps] == pytest.approx([-20] * len(steps), abs=0.1)
    assert [step.peak_db for step in steps] == pytest.approx([-17] * len(steps), abs=0.1)
    assert {step.total for step in steps} == {160_000}


def test_a_recording_that_is_shorter_is_judged_by_what_it_has() -> None:
    *_, report = examine(ArraySource(tone(2) + hush(2)), ToneDetector())
    assert isinstance(report, Report)
    assert report.seconds == 2


def test_a_recording_that_is_too_short_to_judge_is_refused_in_one_line() -> None:
    with pytest.raises(AudioError, match=r"clip: only 0\.2 s of sound"):
        list(examine(ArraySource(hush(0.2), name="clip"), ToneDetector()))


def test_the_click_of_a_microphone_that_was_just_opened_does_not_count(silero: Silero) -> None:
    click = np.where(np.arange(SETTLING) < 2_000, 1.0, 0.0).astype(np.float32)
    *_, report = examine(Microphone(np.concatenate([click, DEMO])), silero)
    assert isinstance(report, Report)
    assert report.verdict == "green"


@pytest.mark.parametrize(("times", "status"), [(1, "fair"), (25, "bad")])
def test_samples_that_were_lost_meanwhile_are_counted(times: int, status: str, silero: Silero) -> None:
    class Busy(Microphone):
        def read(self) -> Block | None:
            self.overflows += 50 < self._reads <= 50 + times
            return super().read()

    *_, report = examine(Busy(np.concatenate([hush(0.25), DEMO]), lost_before=7), silero)
    assert isinstance(report, Report)
    assert faults(report) == {"overflows": status}
    assert report.findings[-1].value == times


def test_samples_that_were_lost_while_it_was_opened_do_not_count(silero: Silero) -> None:
    *_, report = examine(Microphone(np.concatenate([hush(0.25), DEMO]), lost_at=2), silero)
    assert isinstance(report, Report)
    assert report.verdict == "green"


def test_a_microphone_that_is_unplugged_is_closed_and_named() -> None:
    microphone = Microphone(DEMO, gone_at=40)
    with pytest.raises(DeviceError, match="Yeti: the microphone is gone"):
        list(examine(microphone, ToneDetector()))
    assert microphone.closed


def test_who_stops_listening_closes_the_microphone() -> None:
    microphone = Microphone(DEMO)
    check = examine(microphone, ToneDetector())
    next(check)
    check.close()  # type: ignore[attr-defined]
    assert microphone.closed


def test_a_report_reads_well_and_is_whole_for_programs(silero: Silero) -> None:
    report = report_on(DEMO + hum(20), silero)
    assert report.lines()[-1] == "amber: It works, and could be better."
    assert "60 Hz, 20 dB under the speech" in "\n".join(report.lines())
    content = report.to_json()
    assert set(content) == {"source", "seconds", "verdict", "findings"}
    assert [set(f) for f in content["findings"]] == [{"check", "status", "value", "unit", "reading", "cure"}] * 9

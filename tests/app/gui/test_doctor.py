"""The microphone doctor's window: what it shows, what its buttons do, and who listens meanwhile."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from app.engine.doctor import Progress
from app.engine.findings import Finding, Report
from app.gui.background_job import CalledOff, Tell
from app.gui.doctor.doctor import Doctor
from app.gui.doctor.doctor_dialog import DoctorDialog
from app.gui.doctor.status_sign import StatusSign
from app.gui.listening.inputs import InputChoice
from app.gui.look.theme import DARK, LIGHT, apply_theme

YETI = InputChoice("mic", "Yeti", "ALSA")
GOOD = Finding("dc", "DC offset", "good", 0.0, "%", "none")
FAIR = Finding("hum", "Mains hum", "fair", -50.0, "dBFS", "50 Hz, 25 dB under the speech", "Move the cable.")
BAD = Finding("level", "Speech level", "bad", -70.0, "dBFS", "−70 dBFS", "Raise the input level.")
UNMEASURED = Finding("snr", "Speech over noise", "unmeasured", None, "dB", "not measured without speech")


def progress(seconds: float) -> Progress:
    return Progress(int(seconds * 16_000), 160_000, -30.0, -12.0)


class FakeExamination:
    """Goes on until it is closed."""

    def __init__(self, choice: InputChoice) -> None:
        self.choice, self.closed = choice, threading.Event()

    def __call__(self, tell: Tell) -> Report:
        self.closed.wait()
        raise CalledOff

    def close(self) -> None:
        self.closed.set()


@dataclass
class Listener:
    """Whoever listens to the microphone, and must let go of it."""

    state: str = "listening"
    choice: InputChoice = YETI
    calls: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.calls.append("start")

    def stop(self) -> None:
        self.calls.append("stop")


class Practice:
    """The doctor, the dialog, and every examination that was made."""

    def __init__(self) -> None:
        self.examinations: list[FakeExamination] = []
        self.dialog = DoctorDialog()
        self.dialog.set_tokens(LIGHT)
        self.doctor = Doctor(self.dialog, self._make)

    def _make(self, choice: InputChoice) -> FakeExamination:
        self.examinations.append(FakeExamination(choice))
        return self.examinations[-1]

    def say(self, *news: Progress | Report) -> None:
        """Let the examination say this, as if it did so by itself."""
        for entry in news:
            if isinstance(entry, Report):
                self.doctor.job.done.emit(entry)
            else:
                self.doctor.job.told.emit([entry])


@pytest.fixture
def practice(qapp: QApplication) -> Iterator[Practice]:
    practice = Practice()
    yield practice
    practice.dialog.close()
    assert not practice.doctor.job.is_running
    practice.dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def report(*findings: Finding) -> Report:
    return Report("Yeti", 10.0, findings)


def shown_rows(practice: Practice) -> list[str]:
    return [row.finding.check for row in practice.dialog.report.rows if row.isVisible()]


def test_the_check_begins_at_once_and_the_listener_lets_go_of_the_microphone(practice):
    listener = Listener()
    practice.doctor.consult(listener)
    assert listener.calls == ["stop"]
    assert practice.dialog.isVisible()
    assert [e.choice for e in practice.examinations] == [YETI]
    assert practice.doctor.job.is_running
    assert "Opening Yeti" in practice.dialog.listening.hint.text()


def test_closing_ends_the_check_and_lets_the_listener_listen_again(practice):
    listener = Listener()
    practice.doctor.consult(listener)
    practice.dialog.close_button.click()
    assert practice.examinations[0].closed.is_set()
    assert listener.calls == ["stop", "start"]


def test_closing_the_window_ends_the_check_and_nobody_listens_again(practice):
    listener = Listener()
    practice.doctor.consult(listener)
    practice.doctor.dismiss()
    assert practice.examinations[0].closed.is_set()
    assert not practice.dialog.isVisible()
    assert listener.calls == ["stop"]


def test_who_did_not_listen_before_does_not_afterwards(practice):
    listener = Listener(state="stopped")
    practice.doctor.consult(listener)
    practice.dialog.reject()
    assert listener.calls == []


def test_asking_for_the_doctor_twice_opens_one_dialog(practice):
    listener = Listener()
    practice.doctor.consult(listener)
    practice.doctor.consult(listener)
    assert len(practice.examinations) == 1
    assert listener.calls == ["stop"]


def test_escape_closes_it(practice, qtbot):
    practice.doctor.open(YETI)
    qtbot.keyClick(practice.dialog, Qt.Key.Key_Escape)
    assert not practice.dialog.isVisible()
    assert practice.examinations[0].closed.is_set()


@pytest.mark.parametrize(
    ("seconds", "headline", "left"), [(0.1, "Say a few words", "10 s"), (5, "Say", "5 s"), (6, "Now be quiet", "4 s")]
)
def test_it_says_when_to_speak_when_to_be_quiet_and_for_how_long(practice, seconds, headline, left):
    practice.doctor.open(YETI)
    practice.say(progress(seconds))
    listening = practice.dialog.listening
    assert listening.headline.text().startswith(headline)
    assert f"{left} left" in listening.hint.text()
    assert listening.progress.value() == seconds * 16_000
    assert listening.bar.level.rms_db == -30
    assert not practice.dialog.again.isVisible()


def test_a_recording_is_not_told_to_speak(practice):
    practice.doctor.open(InputChoice("four.wav"))
    practice.say(progress(1))
    assert practice.dialog.listening.headline.text() == "Listening to the recording"


@pytest.mark.parametrize(
    ("findings", "headline", "sign"),
    [
        ((GOOD, UNMEASURED), "Green: The microphone is fine.", "good"),
        ((GOOD, FAIR), "Amber: It works, and could be better.", "fair"),
        ((FAIR, BAD), "Red: Words will be missed or mistaken until this is mended.", "bad"),
    ],
)
def test_the_verdict_is_a_word_a_colour_and_a_shape(practice, findings, headline, sign):
    practice.doctor.open(YETI)
    practice.say(progress(10), report(*findings))
    page = practice.dialog.report
    assert (page.headline.text(), page.sign.status) == (headline, sign)
    assert not practice.dialog.listening.isVisible()


def test_findings_are_listed_the_worst_first_each_with_its_cure(practice):
    practice.doctor.open(YETI)
    practice.say(report(GOOD, UNMEASURED, FAIR, BAD))
    assert shown_rows(practice) == ["level", "hum", "snr", "dc"]
    rows = practice.dialog.report.rows
    assert rows[0].accessibleName() == "Speech level: bad. −70 dBFS"
    assert [row.accessibleDescription() for row in rows] == ["Raise the input level.", "Move the cable.", "", ""]


def test_a_later_report_takes_the_place_of_the_one_before(practice):
    practice.doctor.open(YETI)
    practice.say(report(BAD, FAIR))
    practice.dialog.again.click()
    assert practice.dialog.listening.isVisible()
    practice.say(report(GOOD))
    assert shown_rows(practice) == ["dc"]
    assert [e.choice for e in practice.examinations] == [YETI, YETI]
    assert practice.examinations[0].closed.is_set()


def test_the_report_is_copied_whole(practice):
    practice.doctor.open(YETI)
    practice.say(report(FAIR, BAD))
    practice.dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text == "\n".join(report(FAIR, BAD).lines())
    assert "Raise the input level." in text


def test_an_unplugged_microphone_ends_in_one_clear_line_and_can_be_checked_again(practice):
    practice.doctor.open(YETI)
    practice.say(progress(3))
    practice.doctor.job.failed.emit("Yeti: the microphone is gone; plug it in and start again", "Traceback")
    page = practice.dialog.report
    assert page.headline.text() == "The check could not be made"
    assert page.hint.text() == "Yeti: the microphone is gone; plug it in and start again"
    assert not page.list.isVisible()
    practice.dialog.copy.click()
    assert QGuiApplication.clipboard().text().endswith("Traceback")
    practice.dialog.again.click()
    practice.say(report(GOOD))
    assert shown_rows(practice) == ["dc"]


def test_everything_can_be_reached_by_keyboard(practice, qtbot):
    practice.doctor.open(YETI)
    practice.dialog.activateWindow()
    QApplication.processEvents()
    practice.say(report(GOOD, BAD))
    dialog = practice.dialog
    assert QApplication.focusWidget() is dialog.again
    reached = set()
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {dialog.copy, dialog.again, dialog.close_button, *dialog.report.rows} <= reached
    dialog.again.setFocus()
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert len(practice.examinations) == 2


def test_every_control_has_an_accessible_name(practice):
    dialog = practice.dialog
    for button in (dialog.copy, dialog.again, dialog.close_button):
        assert button.text()
    assert dialog.listening.progress.accessibleName()
    assert dialog.listening.bar.accessibleName()


def picture(status: str, tokens) -> QImage:
    sign = StatusSign(40)
    sign.set_tokens(tokens)
    sign.show_status(status)
    image = sign.grab().toImage()
    sign.deleteLater()
    return image


def shape(image: QImage) -> tuple[bool, ...]:
    """Return which pixels differ from the corner's, whatever the colour."""
    ground = image.pixel(0, 0)
    return tuple(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def test_signs_differ_in_shape_without_colour(qapp):
    shapes = {shape(picture(status, LIGHT)) for status in ("good", "fair", "bad", "unmeasured")}
    assert len(shapes) == 4


def test_the_theme_changes_while_a_report_is_shown(practice, qapp):
    practice.doctor.open(YETI)
    practice.say(report(GOOD, BAD))
    lightness = {}
    for tokens, theme in ((LIGHT, "light"), (DARK, "dark")):
        apply_theme(qapp, theme)
        practice.dialog.set_tokens(tokens)
        lightness[theme] = practice.dialog.grab().toImage().pixelColor(4, 4).lightness()
    assert lightness["dark"] < 64
    assert lightness["light"] > 192

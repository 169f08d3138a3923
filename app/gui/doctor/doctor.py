"""The microphone doctor at work: opens the dialog, examines the input, and gives it back to who listened before."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.audio.source import Source
from app.engine.findings import Report
from app.gui.background_job import BackgroundJob
from app.gui.doctor.doctor_dialog import DoctorDialog
from app.gui.doctor.examination import Examination
from app.gui.listening.inputs import InputChoice

if TYPE_CHECKING:
    from app.engine.doctor import Progress  # brings ONNX Runtime, which the window does not wait for


class Listener(Protocol):
    """Who may be listening to the same microphone: the part of :class:`app.gui.controller.Controller` that matters."""

    @property
    def choice(self) -> InputChoice:
        """What is listened to."""

    @property
    def state(self) -> str:
        """``starting`` and ``listening`` are those in which the microphone is in use."""

    def start(self) -> None:
        """Listen again."""

    def stop(self) -> None:
        """Stop listening."""


class Doctor(QObject):
    """Examines an input while its dialog is open.

    Args:
        dialog: shows, and says what the user did.
        make_examination: returns an examination of an input.
    """

    def __init__(self, dialog: DoctorDialog, make_examination: Callable[[InputChoice], Examination]) -> None:
        super().__init__(dialog)
        self._dialog, self._make = dialog, make_examination
        self._choice: InputChoice | None = None
        self._examination: Examination | None = None
        self._interrupted: Listener | None = None
        self.job = BackgroundJob("doctor", self)
        self.job.told.connect(self._show_progress)
        self.job.done.connect(dialog.show_report)
        self.job.failed.connect(dialog.show_failure)
        dialog.check_requested.connect(self._check)
        dialog.finished.connect(self._close)

    def consult(self, listener: Listener) -> None:
        """Open the dialog and examine what ``listener`` listens to; it pauses until the dialog is closed.

        Many devices can be opened only once, and the doctor needs the first ten seconds for itself.
        """
        if self._dialog.isVisible():
            self._dialog.activateWindow()
            return
        if listener.state in ("starting", "listening", "waiting"):
            self._interrupted = listener
            listener.stop()
        self.open(listener.choice)

    def open(self, choice: InputChoice) -> None:
        """Open the dialog and examine ``choice`` at once."""
        self._choice = choice
        self._dialog.open()
        self._check()

    def dismiss(self) -> None:
        """Close the dialog for good, as when the window closes: nobody listens afterwards."""
        self._interrupted = None
        self._dialog.reject()

    def _show_progress(self, steps: Sequence[Progress]) -> None:
        for step in steps:
            self._dialog.show_progress(step)

    def _check(self) -> None:
        """Begin anew."""
        assert self._choice is not None
        self._end()
        self._dialog.show_waiting(self._choice)
        self._examination = self._make(self._choice)
        self.job.start(self._examination, "the check failed")

    def _end(self) -> None:
        """Leave the microphone to others."""
        examination, self._examination = self._examination, None
        if examination is not None:
            examination.close()
        self.job.stop()

    def _close(self) -> None:
        self._end()
        listener, self._interrupted = self._interrupted, None
        if listener is not None:
            listener.start()


def make_examination(choice: InputChoice) -> Examination:
    """Return an examination of a real input; ONNX Runtime is imported on its thread, before the input is opened."""
    from app.audio.opening import open_source

    def source() -> Source:
        importlib.import_module("app.engine.doctor")
        importlib.import_module("app.engine.speech_detector")
        return open_source(choice.source, device=choice.device, host_api=choice.host_api)

    return Examination(source, partial(_examine, choice))


def _examine(choice: InputChoice, source: Source) -> Iterator[Progress | Report]:
    from app.audio.claimed_rate import claimed_rate
    from app.engine.doctor import examine
    from app.engine.speech_detector import Silero

    claim = claimed_rate(choice.source, device=choice.device, host_api=choice.host_api)
    yield from examine(source, Silero(), claimed_rate=claim)

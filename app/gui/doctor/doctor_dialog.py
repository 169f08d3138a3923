"""The microphone doctor's dialog: what to do, how far it is, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.audio.opening import MICROPHONE
from app.engine.findings import Report
from app.gui.doctor.doctor_pages import ListeningPage, ReportPage
from app.gui.help.screen_reader import announce
from app.gui.listening.inputs import InputChoice
from app.gui.look.fitted_dialog import FittedDialog
from app.gui.look.theme import Tokens

if TYPE_CHECKING:
    from app.engine.doctor import Progress  # brings ONNX Runtime, which the window does not wait for

LETTERS, HEIGHT_PX = 84, 640


class DoctorDialog(FittedDialog):
    """Shows what it is given and says what the user did."""

    check_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LETTERS, parent)
        self.setObjectName("doctor")
        self.setWindowTitle(self.tr("Microphone doctor"))
        self._text = self._title = ""
        self._is_recording = False
        self.listening, self.report = ListeningPage(self), ReportPage(self)
        self.copy = QPushButton(self.tr("&Copy report"), self)
        self.again = QPushButton(self.tr("Check &again"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._pages = QStackedWidget(self)
        for page in (self.listening, self.report):
            self._pages.addWidget(page)
        self._lay_out()
        self._connect()
        self.resize(self.width(), HEIGHT_PX)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(self._pages, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.again.setObjectName("primary")
        self.again.setDefault(True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self.again.clicked.connect(self.check_requested)
        self.close_button.clicked.connect(self.reject)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.listening.set_tokens(tokens)
        self.report.set_tokens(tokens)

    def show_waiting(self, choice: InputChoice) -> None:
        """Show that ``choice`` is being opened."""
        self._title, self._is_recording = choice.title, choice.source != MICROPHONE
        self.listening.show_waiting(choice.title, self._is_recording)
        self._turn_to(self.listening)
        self.close_button.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Show how loud it is, what to do now, and for how long."""
        before = self.listening.headline.text()
        self.listening.show_progress(progress)
        if self.listening.headline.text() != before:
            announce(self, self.listening.headline.text())

    def show_report(self, report: Report) -> None:
        """Show the verdict and every finding."""
        self._text = "\n".join(report.lines())
        self.report.show_report(report, self._title, self._is_recording)
        self._end()

    def show_failure(self, message: str, details: str) -> None:
        """Show why there is no report; what an unexpected error left is copied with it."""
        self._text = "\n".join(line for line in (message, details) if line)
        self.report.show_failure(message)
        self._end()

    def _end(self) -> None:
        self._turn_to(self.report)
        self.again.setFocus()
        announce(self, f"{self.report.headline.text()}. {self.report.hint.text()}")

    def _turn_to(self, page: QWidget) -> None:
        """Show a page, with the buttons that do something there."""
        self._pages.setCurrentWidget(page)
        for button in (self.copy, self.again):
            button.setVisible(page is self.report)

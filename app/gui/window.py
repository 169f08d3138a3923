"""The main window: every widget in its place, none of the wiring."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.gui.banners import Banners
from app.gui.doctor_dialog import DoctorDialog
from app.gui.header import Header
from app.gui.history_view import HistoryView
from app.gui.hold import HoldButton, HoldToTalk
from app.gui.level_meter import LevelMeter
from app.gui.prediction_view import PredictionView
from app.gui.spectrogram_view import SpectrogramView
from app.gui.status_line import StatusLine
from app.gui.theme import Tokens
from app.gui.vocabulary_button import WordsEditor
from app.resources import assets_folder
from app.settings import Listening

State = Literal["starting", "listening", "stopped", "ended", "failed"]

SIZE = QSize(1280, 800)
SIDE_PX = 384
SIDE_DIGITS = 46
"""The right side is at least this many digits wide, so that it grows with large text."""


class Window(QMainWindow):
    """Shows what it is given and says what the user did."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Sayso")
        self.setWindowIcon(QIcon(str(assets_folder() / "icon.svg")))
        self.header = Header(self)
        self.words = WordsEditor(self)
        self.words.hide()
        self.doctor = DoctorDialog(self)
        self.banners = Banners(self)
        self.spectrogram = SpectrogramView(self)
        self.meter = LevelMeter(self)
        self.hold_button = HoldButton(self)
        self.hold = HoldToTalk(self, self.hold_button)
        self.prediction = PredictionView(self)
        self.history = HistoryView(self)
        self.status = StatusLine(self)
        self._lay_out()
        self.resize(SIZE)

    def _lay_out(self) -> None:
        page = QWidget(self)
        page.setObjectName("page")
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(self._left(), 1)
        body.addLayout(self._right())
        content = QVBoxLayout()
        content.setContentsMargins(24, 16, 24, 16)
        content.setSpacing(16)
        for widget in (self.header, self.words, self.banners):
            content.addWidget(widget)
        content.addLayout(body, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(content, 1)
        column.addWidget(self.status)
        self.setCentralWidget(page)
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.setFocus()  # nothing is ringed until someone asks for it with Tab

    def _left(self) -> QVBoxLayout:
        picture = QFrame(self)
        picture.setObjectName("card")
        inside = QVBoxLayout(picture)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.spectrogram)
        strip = QFrame(self)
        strip.setObjectName("card")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.meter, 1)
        row.addWidget(self.hold_button)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(picture, 1)
        column.addWidget(strip)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self.prediction)
        column.addWidget(self.history, 1)
        return column

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Give the right side the room that the text needs, in the font that is known by now."""
        super().showEvent(event)
        width = max(SIDE_PX, SIDE_DIGITS * self.fontMetrics().horizontalAdvance("0"))
        for card in (self.prediction, self.history):
            card.setFixedWidth(width)

    @property
    def is_seen(self) -> bool:
        """Whether drawing would be seen by anyone."""
        handle = self.windowHandle()
        return self.isVisible() and not self.isMinimized() and handle is not None and handle.isExposed()

    def set_tokens(self, tokens: Tokens) -> None:
        """Hand the theme's colours to the widgets that paint themselves."""
        for widget in (self.spectrogram, self.meter, self.prediction, self.history, self.doctor):
            widget.set_tokens(tokens)

    def show_listening(self, listening: Listening) -> None:
        """Show the hold button only where it does something."""
        self.header.listening.show_choice(listening)
        self.hold_button.setVisible(listening == "hold")
        self.hold.set_enabled(listening == "hold")

    def show_state(self, state: State, source: str, listening: Listening) -> None:
        """Say what goes on, in every place that says it."""
        self.header.show_running(state in ("starting", "listening"))
        self.hold_button.setEnabled(state == "listening")
        if state != "listening":
            self.hold.release()
        if state not in ("starting", "listening"):
            self.meter.clear()  # a level that stands still looks like one that is measured
        self.status.show_state(self._status(state).format(source))
        if state != "ended" or self.prediction.state == "idle":
            self.prediction.show_idle(*self._invitation(state, listening))
        self.spectrogram.show_hint(self.tr("Loading the model…") if state == "starting" else "")

    def _status(self, state: State) -> str:
        return {
            "starting": self.tr("◌  Starting: {}"),
            "listening": self.tr("●  Listening: {}"),
            "stopped": self.tr("■  Stopped: {}"),
            "ended": self.tr("■  Played to the end: {}"),
            "failed": self.tr("✕  Not listening: {}"),
        }[state]

    def _invitation(self, state: State, listening: Listening) -> tuple[str, str]:
        if state == "listening" and listening == "hold":
            return self.tr("Hold and speak"), self.tr("Hold the space bar, say a word, and let go.")
        return {
            "starting": (self.tr("One moment"), self.tr("The model is being loaded.")),
            "listening": (self.tr("Say a word"), self.tr("One at a time, with a short pause after each.")),
            "stopped": (self.tr("Stopped"), self.tr("Press Start to listen.")),
            "ended": (self.tr("The end"), self.tr("Press Start to play the recording again.")),
            "failed": (
                self.tr("Not listening"),
                self.tr("The line above says why. Choose another input, or try again."),
            ),
        }[state]

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Say that the window goes."""
        super().closeEvent(event)
        self.hide()  # at once: the engine may take a moment to end
        self.closed.emit()

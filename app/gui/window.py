"""The main window: every widget in its place, none of the wiring."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from app.gui.answers.history_view import HistoryView
from app.gui.answers.inspector_dialog import InspectorDialog
from app.gui.answers.label_popup import LabelPopup
from app.gui.answers.prediction_view import PredictionView
from app.gui.banners import Banners
from app.gui.doctor.doctor_dialog import DoctorDialog
from app.gui.header import Header
from app.gui.help.about_dialog import AboutDialog
from app.gui.help.crash_dialog import CrashDialog
from app.gui.help.shortcuts_dialog import ShortcutsDialog
from app.gui.listening.hold import HoldButton, HoldToTalk
from app.gui.listening.level_meter import LevelMeter
from app.gui.listening.vocabulary_button import WordsEditor
from app.gui.look.body import Body
from app.gui.look.theme import Tokens
from app.gui.models.models_dialog import ModelsDialog
from app.gui.models.side_by_side import SideBySide
from app.gui.picture.spectrogram_view import SpectrogramView
from app.gui.status_line import StatusLine
from app.gui.voice.voice_dialog import VoiceDialog
from app.resources import assets_folder
from app.settings import Listening

State = Literal["starting", "listening", "waiting", "stopped", "ended", "failed"]

SIZE = QSize(1280, 800)


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
        self.models = ModelsDialog(self)
        self.inspector = InspectorDialog(self)
        self.voice = VoiceDialog(self)
        self.labels = LabelPopup(self)
        self.shortcuts_page = ShortcutsDialog(self)
        self.about = AboutDialog(self)
        self.crash = CrashDialog(self)
        self.banners = Banners(self)
        self.spectrogram = SpectrogramView(self)
        self.meter = LevelMeter(self)
        self.hold_button = HoldButton(self)
        self.hold = HoldToTalk(self, self.hold_button)
        self.prediction = PredictionView(self)
        self.side_by_side = SideBySide(self)
        self.side_by_side.hide()
        self.history = HistoryView(self)
        self.status = StatusLine(self)
        self._lay_out()
        self.resize(SIZE)

    def _lay_out(self) -> None:
        page = QWidget(self)
        page.setObjectName("page")
        self._top = QVBoxLayout()
        self._top.setContentsMargins(24, 16, 24, 0)
        self._top.setSpacing(16)
        for widget in (self.header, self.words):
            self._top.addWidget(widget)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        self._left = QVBoxLayout()
        body = Body(self._make_left(), (self.prediction, self.history), self)
        body.stacked.connect(self._place_banners)
        column.addWidget(self._scrolled(body), 1)
        column.addWidget(self.status)
        self.setCentralWidget(page)
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        page.setFocus()  # nothing is ringed until someone asks for it with Tab

    def _place_banners(self, stacked: bool) -> None:
        """Keep messages where they move nothing that is read: under the picture, unless that may be out of sight."""
        if stacked:
            self._top.addWidget(self.banners)
        else:
            self._left.insertWidget(1, self.banners)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        """Let what does not fit, in a small window or with large text, be reached all the same."""
        area = QScrollArea(self, widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def _make_left(self) -> QWidget:
        picture = QFrame(self)
        picture.setObjectName("card")
        inside = QVBoxLayout(picture)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.spectrogram)
        strip = QFrame(self)
        strip.setObjectName("card")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 16, 24, 16)
        row.setSpacing(16)
        row.addWidget(self.meter, 1)
        row.addWidget(self.hold_button)
        left = QWidget(self)
        left.setLayout(self._left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(16)
        self._left.addWidget(picture, 1)
        for widget in (self.banners, self.side_by_side, strip):
            self._left.addWidget(widget)
        return left

    def parts(self) -> list[tuple[str, QWidget]]:
        """Return the parts of the window by title, as the page of shortcuts lists them."""
        return [
            *((self.tr("Everywhere"), widget) for widget in (self.shortcuts_page, self.header.help)),
            *((self.tr("Listening"), widget) for widget in (self.header, self.words, self.hold_button)),
            (self.tr("View"), self.header.view),
            (self.tr("Picture of the sound"), self.spectrogram),
            (self.tr("Prediction"), self.prediction),
            (self.tr("History"), self.history),
            (self.tr("Models"), self.models),
            (self.tr("Utterance inspector"), self.inspector),
            (self.tr("My voice"), self.voice),
        ]

    @property
    def is_seen(self) -> bool:
        """Whether drawing would be seen by anyone."""
        handle = self.windowHandle()
        return self.isVisible() and not self.isMinimized() and handle is not None and handle.isExposed()

    def set_tokens(self, tokens: Tokens) -> None:
        """Hand the theme's colours to the widgets that paint themselves."""
        dialogs = (self.doctor, self.models, self.crash, self.inspector, self.voice)
        for widget in (self.spectrogram, self.meter, self.prediction, self.history, *dialogs):
            widget.set_tokens(tokens)

    def show_listening(self, listening: Listening) -> None:
        """Show the hold button only where it does something."""
        self.header.listening.show_choice(listening)
        self.hold_button.setVisible(listening == "hold")
        self.hold.set_enabled(listening == "hold")

    def show_invitation(self, state: State, listening: Listening) -> None:
        """Say what to do, in place of the last word."""
        self.prediction.show_idle(*self._invitation(state, listening))

    def show_state(self, state: State, source: str, listening: Listening) -> None:
        """Say what goes on, in every place that says it."""
        self.header.show_running(state in ("starting", "listening", "waiting"))
        self.hold_button.setEnabled(state == "listening")
        if state != "listening":
            self.hold.release()
        if state not in ("starting", "listening"):
            self.meter.clear()  # a level that stands still looks like one that is measured
        self.status.show_state(self._status(state).format(source))
        if state != "ended" or self.prediction.state == "idle":
            self.show_invitation(state, listening)
        self.spectrogram.show_hint(self.tr("Loading the model…") if state == "starting" else "")

    def _status(self, state: State) -> str:
        return {
            "starting": self.tr("◌  Starting: {}"),
            "listening": self.tr("●  Listening: {}"),
            "waiting": self.tr("◌  Waiting for {}"),
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
            "waiting": (self.tr("No microphone"), self.tr("Listening goes on by itself when it is back.")),
            "stopped": (self.tr("Stopped"), self.tr("Press Start to listen.")),
            "ended": (self.tr("The end"), self.tr("Press Start to play the recording again.")),
            "failed": (
                self.tr("Not listening"),
                self.tr("The message says why. Choose another input, or try again."),
            ),
        }[state]

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Say that the window goes."""
        super().closeEvent(event)
        self.hide()  # at once: the engine may take a moment to end
        self.closed.emit()

"""The page "Record": the plan, the recording that goes on, or the words that were found in recordings."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.gui.listening.drop_area import DropHint
from app.gui.listening.input_button import AUDIO_FILES
from app.gui.look.theme import Tokens
from app.gui.remarks import Complaint, Note
from app.gui.voice.found_page import FoundPage
from app.gui.voice.record_plan_page import RecordPlanPage
from app.gui.voice.record_session_page import RecordSessionPage

AskForFiles = Callable[[QWidget, str, str], Sequence[str]]


def ask_for_files(parent: QWidget, title: str, kinds: str) -> Sequence[str]:
    """Let the user choose recordings; none if they changed their mind."""
    return QFileDialog.getOpenFileNames(parent, title, "", kinds)[0]


class RecordPanel(QWidget):
    """Shows one of three pages, and above it one line about what went wrong."""

    files_given = Signal(object)
    """Paths of recordings, dropped or chosen."""
    try_clicked = Signal()
    """The user wants to try with what is no microphone."""

    def __init__(self, parent: QWidget | None = None, ask: AskForFiles = ask_for_files) -> None:
        super().__init__(parent)
        self.ask = ask
        self.plan, self.session, self.found = RecordPlanPage(self), RecordSessionPage(self), FoundPage(self)
        self.test_set = self.plan.test_set
        self.complaint, self.note = Complaint(self), Note(self)
        self.try_anyway = QPushButton(self.tr("Try it all the same"), self)
        self.try_anyway.setAutoDefault(False)
        self.try_anyway.clicked.connect(self.try_clicked)
        self.pages = QStackedWidget(self)
        for page in (self.plan, self.session, self.found):
            self.pages.addWidget(page)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.complaint, 1)
        line.addWidget(self.try_anyway)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.pages, 1)
        self.hint = DropHint(self)
        self.setAcceptDrops(True)
        self.plan.files_wanted.connect(self._choose_files)
        self.show_complaint("")

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.session.set_tokens(tokens)

    def show_page(self, page: QWidget) -> None:
        """Turn to a page, and let its keys work."""
        if self.pages.currentWidget() is not page:
            self.pages.setCurrentWidget(page)
            self.focus_first()

    def focus_first(self) -> None:
        """Let the keys work on what comes next."""
        page = self.pages.currentWidget()
        if page is self.session:
            self.session.pause.setFocus()
        elif page is self.found:
            self.found.table.setFocus()
        else:
            self.plan.focus_first()

    def show_complaint(self, text: str, can_try: bool = False) -> None:
        """Say what went wrong, or with an empty text that nothing did; offer to try all the same."""
        self.complaint.say(text)
        self.try_anyway.setVisible(can_try)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  (Qt's name)
        """Let recordings be dropped, while none goes on, and say what would become of them."""
        if self.pages.currentWidget() is not self.session and _paths(event):
            event.acceptProposedAction()
            self.hint.show_text(self.tr("Drop recordings to find their words"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  (Qt's name)
        """Nothing is dropped."""
        super().dragLeaveEvent(event)
        self.hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  (Qt's name)
        """Take what was dropped."""
        self.hint.hide()
        if paths := _paths(event):
            event.acceptProposedAction()
            self.files_given.emit(paths)

    def _choose_files(self) -> None:
        kinds = self.tr("Recordings ({});;All files (*)").format(AUDIO_FILES)
        if paths := list(self.ask(self, self.tr("Add recordings"), kinds)):
            self.files_given.emit(paths)


def _paths(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]

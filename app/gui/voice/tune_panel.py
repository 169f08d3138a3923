"""The page "Tune": own takes and the background, and the threshold that a budget of false accepts picks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.help.phrases import translated
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.tall_page import TallPage
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.voice.background_box import BackgroundBox
from app.gui.voice.threshold_view import ThresholdView
from app.personal.tuning_run import Curve


class TunePanel(QWidget):
    """Shows what it is given and says what the user did."""

    folder_wanted = Signal()
    set_wanted = Signal()
    run_clicked = Signal()
    cancel_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = ElidedLabel(self)
        self.folder.setAccessibleName(self.tr("Takes"))
        self.choose, self.back = (
            QPushButton(self.tr("Another folder…"), self),
            QPushButton(self.tr("The test set"), self),
        )
        self.background = BackgroundBox(self)
        self.run, self.cancel = QPushButton(self.tr("Listen to everything"), self), QPushButton(self.tr("Cancel"), self)
        self.run.setObjectName("primary")
        self.progress, self.progress_text = QProgressBar(self), ElidedLabel(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress_text.setObjectName("hint")
        self.complaint, self.note = WrappedLabel(self), WrappedLabel(self)
        self.complaint.setObjectName("complaint")
        self.note.setObjectName("hint")
        self.hint = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.hint.setObjectName("hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.threshold = ThresholdView(self)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.show_complaint("")
        self.show_note("")
        self.show_progress(None)
        self.show_nothing("")

    def _lay_out(self) -> None:
        inside = QWidget(self)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(_card(self._given(inside)), 2)
        self.pages.addWidget(_card(self.hint))
        self.pages.addWidget(_card(self.threshold))
        panes.addWidget(self.pages, 3)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.complaint)
        column.addWidget(self.note)
        column.addLayout(panes, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallPage(inside, self))

    def _given(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("Your takes"), page))
        column.addWidget(self.folder)
        takes = QHBoxLayout()
        takes.setSpacing(8)
        takes.addWidget(self.choose)
        takes.addWidget(self.back)
        takes.addStretch()
        column.addLayout(takes)
        column.addSpacing(8)
        column.addWidget(_heading(self.tr("Background without the words"), page))
        column.addWidget(self.background, 1)
        column.addSpacing(8)
        run = QHBoxLayout()
        run.setSpacing(8)
        run.addWidget(self.run)
        run.addWidget(self.cancel)
        run.addWidget(self.progress_text, 1)
        column.addLayout(run)
        column.addWidget(self.progress)
        return page

    def _connect(self) -> None:
        self.choose.setToolTip(self.tr("Use the recordings of another folder, one sub-folder for each word"))
        for button in (self.choose, self.back, self.run, self.cancel):
            button.setAutoDefault(False)
        self.choose.clicked.connect(self.folder_wanted)
        self.back.clicked.connect(self.set_wanted)
        self.run.clicked.connect(self.run_clicked)
        self.cancel.clicked.connect(self.cancel_clicked)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.setWhatsThis(self.tr("Listen with the threshold before"))
        undo.activated.connect(self.threshold.undo.click)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.threshold.set_tokens(tokens)

    def show_folder(self, text: str, is_other: bool) -> None:
        """Show which takes are used, and whether they are others than those of the test set."""
        self.folder.setText(text)
        self.folder.setToolTip(text)
        self.back.setVisible(is_other)

    def show_can_run(self, can_run: bool) -> None:
        """Offer to listen to everything, or not."""
        self.run.setEnabled(can_run)

    def show_progress(self, share: float | None, text: str = "") -> None:
        """Show how far it is; ``None`` while nothing is listened to."""
        running = share is not None
        self.progress.setVisible(running)
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(1000 * (share or 0.0)))
        self.progress_text.setText(text)
        self.run.setVisible(not running)
        self.cancel.setVisible(running)
        for widget in (self.choose, self.back, self.background.add, self.background.list):
            widget.setEnabled(not running)

    def show_complaint(self, text: str) -> None:
        """Say what went wrong, or with an empty text that nothing did."""
        self.complaint.setText(f"✕  {translated(text)}" if text else "")
        self.complaint.setVisible(bool(text))

    def show_note(self, text: str) -> None:
        """Say something that is good to know, or with an empty text nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_nothing(self, why: str) -> None:
        """Say in place of a curve why there is none."""
        self.hint.setText(why)
        self.pages.setCurrentIndex(0)

    def show_curve(self, curve: Curve) -> None:
        """Show what each threshold gives."""
        self.threshold.show_curve(curve)
        self.pages.setCurrentIndex(1)


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("heading")
    return label


def _card(contents: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(16, 16, 16, 16)
    inside.addWidget(contents)
    return card

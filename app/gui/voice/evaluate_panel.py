"""The page "Evaluate": what is judged and by whom, and how well that went."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.help.phrases import translated
from app.gui.look.choice_box import ChoiceBox
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.tall_page import TallPage
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.voice.trial_texts import TrialTexts
from app.gui.voice.trial_views import TrialViews
from app.personal.trial import TrialResult


class EvaluatePanel(QWidget):
    """Shows what it is given and says what the user did."""

    folder_wanted = Signal()
    """The user wants to choose another folder."""
    set_wanted = Signal()
    """The user wants the open test set again."""
    run_clicked = Signal()
    cancel_clicked = Signal()
    report_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = TrialTexts(self)
        self.folder = ElidedLabel(self)
        self.folder.setAccessibleName(self.tr("Takes"))
        self.choose = QPushButton(self.tr("Another folder…"), self)
        self.choose.setToolTip(self.tr("Judge the recordings of another folder, one sub-folder for each word"))
        self.back = QPushButton(self.tr("The test set"), self)
        self.back.setToolTip(self.tr("Judge the takes of the open test set again"))
        self.model, self.against = ChoiceBox(self), ChoiceBox(self)
        self.model.setAccessibleName(self.tr("Model or voice profile"))
        self.against.setAccessibleName(self.tr("Compare with"))
        self.run = QPushButton(self.tr("Evaluate"), self)
        self.run.setObjectName("primary")
        self.cancel, self.report = QPushButton(self.tr("Cancel"), self), QPushButton(self.tr("Save report…"), self)
        self.report.setToolTip(self.tr("Write the figures to a web page that stands alone"))
        self.progress, self.progress_text = QProgressBar(self), QLabel(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress_text.setObjectName("hint")
        self.complaint, self.note = WrappedLabel(self), WrappedLabel(self)
        self.complaint.setObjectName("complaint")
        self.note.setObjectName("hint")
        self.hint = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.hint.setObjectName("hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.headline, self.judge, self.compared, self.limits = (WrappedLabel(self) for _ in range(4))
        self.headline.setObjectName("headline")
        self.judge.setObjectName("hint")
        self.views = TrialViews(self)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.show_complaint("")
        self.show_note("")
        self.show_progress(None)
        self.show_nothing("")

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(16)
        column.addWidget(_card(self._choices(inside)))
        column.addWidget(self.complaint)
        column.addWidget(self.note)
        self._cards = _card(self.hint), _card(self._results(inside))
        for card in self._cards:
            self.pages.addWidget(card)
        column.addWidget(self.pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallPage(inside, self))

    def _choices(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
        takes = QHBoxLayout()
        takes.setSpacing(8)
        takes.addWidget(self.folder, 1)
        takes.addWidget(self.back)
        takes.addWidget(self.choose)
        models = QHBoxLayout()
        models.setSpacing(8)
        against = QLabel(self.tr("compared with"), page)
        against.setObjectName("hint")
        models.addWidget(self.model, 1)
        models.addWidget(against)
        models.addWidget(self.against, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (text, line, button) in enumerate(
            ((self.tr("Takes"), takes, self.report), (self.tr("Model"), models, self._run_or_cancel()))
        ):
            grid.addWidget(QLabel(text, page), row, 0)
            grid.addLayout(line, row, 1)
            grid.addWidget(button, row, 2)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.progress)
        column.addWidget(self.progress_text)
        return page

    def _run_or_cancel(self) -> QWidget:
        """Return one place for two buttons, of which one is there."""
        self._buttons = QStackedWidget(self)
        self._buttons.addWidget(self.run)
        self._buttons.addWidget(self.cancel)
        return self._buttons

    def _results(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self.headline, self.judge, self.compared, self.limits):
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.views, 1)
        return page

    def _connect(self) -> None:
        for button in (self.choose, self.back, self.run, self.cancel, self.report):
            button.setAutoDefault(False)
        self.choose.clicked.connect(self.folder_wanted)
        self.back.clicked.connect(self.set_wanted)
        self.run.clicked.connect(self.run_clicked)
        self.cancel.clicked.connect(self.cancel_clicked)
        self.report.clicked.connect(self.report_clicked)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.views.set_tokens(tokens)

    def show_folder(self, text: str, can_run: bool, is_other: bool) -> None:
        """Show what is judged, whether that can be done, and whether it is another folder than the test set's."""
        self.folder.setText(text)
        self.folder.setToolTip(text)
        self.run.setEnabled(can_run)
        self.back.setVisible(is_other)

    def show_contenders(self, names: Sequence[str], chosen: int) -> None:
        """Offer models and profiles, and no comparison first; what is chosen stays if it is still there."""
        for box, texts in ((self.model, list(names)), (self.against, [self.tr("nothing"), *names])):
            before = box.currentText() if box.count() else ""
            box.clear()
            box.addItems(texts)
            box.setCurrentIndex(texts.index(before) if before in texts else chosen if box is self.model else 0)

    def show_progress(self, share: float | None, text: str = "") -> None:
        """Show how far it is; ``None`` while nothing is judged."""
        running = share is not None
        self.progress.setVisible(running)
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(1000 * (share or 0.0)))
        self.progress_text.setText(text)
        self.progress_text.setVisible(running)
        self._buttons.setCurrentIndex(1 if running else 0)
        for widget in (self.choose, self.back, self.model, self.against):
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
        """Say in place of figures why there are none."""
        self.hint.setText(why)
        self._show_page(0)
        self.report.setEnabled(False)

    def show_result(self, result: TrialResult) -> None:
        """Show the figures, and what they cannot tell."""
        self.headline.setText(self._texts.headline(result))
        self.judge.setText(self._texts.judge(result))
        self.compared.setText(self._texts.compared(result))
        limits = "\n".join(f"⚠  {limit}" for limit in map(translated, result.limits()))
        self.limits.setText(limits)
        self.compared.setVisible(bool(self.compared.text()))
        self.limits.setVisible(bool(limits))
        self.views.show_result(result)
        self._show_page(1)
        self.report.setEnabled(True)

    def _show_page(self, place: int) -> None:
        """Turn to a page, and ask for no more room than that one needs."""
        for number, card in enumerate(self._cards):
            kind = QSizePolicy.Policy.Preferred if number == place else QSizePolicy.Policy.Ignored
            card.setSizePolicy(kind, kind)
        self.pages.setCurrentIndex(place)


def _card(contents: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(16, 16, 16, 16)
    inside.addWidget(contents)
    return card

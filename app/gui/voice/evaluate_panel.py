"""The page "Evaluate": what is judged and by whom, and how well that went."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.help.phrases import translated
from app.gui.look.choice_box import ChoiceBox
from app.gui.look.tall_page import TallPage
from app.gui.look.theme import Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.remarks import Complaint, Note
from app.gui.voice.figure_cards import FigureCards, card
from app.gui.voice.place_row import PlaceRow
from app.gui.voice.trial_texts import TrialTexts
from app.gui.voice.trial_views import TrialViews
from app.gui.voice.work_controls import WorkControls
from app.personal.trial import TrialResult


class EvaluatePanel(QWidget):
    """Shows what it is given and says what the user did."""

    report_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = TrialTexts(self)
        self.place = PlaceRow(self)
        self.model, self.against = ChoiceBox(self), ChoiceBox(self)
        self.model.setAccessibleName(self.tr("Model or voice profile"))
        self.against.setAccessibleName(self.tr("Compare with"))
        self.work = WorkControls(self.tr("Evaluate"), QLabel(self), self)
        self.work.locked = (self.place.choose, self.place.back, self.model, self.against)
        self.report = QPushButton(self.tr("Save report…"), self)
        self.report.setToolTip(self.tr("Write the figures to a web page that stands alone"))
        self.report.setAutoDefault(False)
        self.report.clicked.connect(self.report_clicked)
        self.complaint, self.note = Complaint(self), Note(self)
        self.headline, self.judge, self.compared, self.limits = (WrappedLabel(self) for _ in range(4))
        self.headline.setObjectName("headline")
        self.judge.setObjectName("hint")
        self.views = TrialViews(self)
        self.cards = FigureCards(self._results(), self)
        self._lay_out()
        self.show_nothing("")

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(16)
        column.addWidget(card(self._choices(inside)))
        column.addWidget(self.complaint)
        column.addWidget(self.note)
        column.addWidget(self.cards, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TallPage(inside, self))

    def _choices(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
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
        for row, text in enumerate((self.tr("Takes"), self.tr("Model"))):
            grid.addWidget(QLabel(text, page), row, 0)
        grid.addWidget(self.place, 0, 1)
        grid.addLayout(models, 1, 1)
        grid.addWidget(self.report, 0, 2)
        grid.addWidget(self.work.buttons, 1, 2)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.work.bar)
        column.addWidget(self.work.words)
        return page

    def _results(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self.headline, self.judge, self.compared, self.limits):
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.views, 1)
        return page

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.views.set_tokens(tokens)

    def show_contenders(self, names: Sequence[str], chosen: int) -> None:
        """Offer models and profiles, and no comparison first; what is chosen stays if it is still there."""
        for box, texts in ((self.model, list(names)), (self.against, [self.tr("nothing"), *names])):
            before = box.currentText() if box.count() else ""
            box.clear()
            box.addItems(texts)
            box.setCurrentIndex(texts.index(before) if before in texts else chosen if box is self.model else 0)

    def show_nothing(self, why: str) -> None:
        """Say in place of figures why there are none."""
        self.cards.show_hint(why)
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
        self.cards.show_figures()
        self.report.setEnabled(True)

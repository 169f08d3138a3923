"""The page "Tune": own takes and the background, and the threshold that a budget of false accepts picks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui.look.elided_label import ElidedLabel
from app.gui.look.tall_page import TallPage
from app.gui.look.theme import Tokens
from app.gui.remarks import Complaint, Note
from app.gui.voice.background_box import BackgroundBox
from app.gui.voice.figure_cards import FigureCards, card
from app.gui.voice.place_row import PlaceRow
from app.gui.voice.threshold_view import ThresholdView
from app.gui.voice.work_controls import WorkControls
from app.personal.tuning_run import Curve


class TunePanel(QWidget):
    """Shows what it is given and says what the user did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = PlaceRow(self, is_narrow=True)
        self.background = BackgroundBox(self)
        self.work = WorkControls(self.tr("Listen to everything"), ElidedLabel(self), self)
        self.work.locked = (self.place.choose, self.place.back, self.background.add, self.background.list)
        self.complaint, self.note = Complaint(self), Note(self)
        self.threshold = ThresholdView(self)
        self.cards = FigureCards(self.threshold, self)
        self._lay_out()
        undo = QShortcut(QKeySequence("Ctrl+Z"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.setWhatsThis(self.tr("Listen with the threshold before"))
        undo.activated.connect(self.threshold.undo.click)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(card(self._given(inside)), 2)
        panes.addWidget(self.cards, 3)
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
        run = QHBoxLayout()
        run.setSpacing(8)
        run.addWidget(self.work.buttons)
        run.addWidget(self.work.words, 1)
        run.addStretch(0)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("Your takes"), page))
        column.addWidget(self.place)
        column.addSpacing(8)
        column.addWidget(_heading(self.tr("Background without the words"), page))
        column.addWidget(self.background, 1)
        column.addSpacing(8)
        column.addLayout(run)
        column.addWidget(self.work.bar)
        return page

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.threshold.set_tokens(tokens)

    def show_curve(self, curve: Curve) -> None:
        """Show what each threshold gives."""
        self.threshold.show_curve(curve)
        self.cards.show_figures()


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("heading")
    return label

"""The page "Adapt": takes in, voice profile out, what it is worth, and all profiles that there are."""

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.gui.look.body import Rows
from app.gui.look.tall_page import TallPage
from app.gui.look.theme import Tokens
from app.gui.models.profiles_card import ProfilesCard
from app.gui.voice.adapt_takes_card import AdaptTakesCard
from app.gui.voice.before_after_view import BeforeAfterView

SPACING_PX = 16


class AdaptPanel(QWidget):
    """Three cards; side by side, or in a column where the text needs the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes, self.result, self.profiles = AdaptTakesCard(self), BeforeAfterView(self), ProfilesCard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        self._page = TallPage(_Columns(self.takes, (self.result, self.profiles)), self)
        column.addWidget(self._page)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.profiles.set_tokens(tokens)

    def reveal_result(self) -> None:
        """Scroll to what a profile is worth, as soon as it has its place."""
        QTimer.singleShot(0, self, lambda: self._page.ensureWidgetVisible(self.result, 0, SPACING_PX))


class _Columns(QWidget):
    """One card to the left, the others to the right; or all in one column."""

    def __init__(self, first: QWidget, others: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._first, self._right = first, QWidget(self)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX)
        for card in others:
            column.addWidget(card)
        column.setStretchFactor(others[-1], 1)
        self._rows = Rows(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING_PX)
        self._rows.addWidget(first, 2)
        self._rows.addWidget(self._right, 3)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with the width of one column."""
        width = max(part.minimumSizeHint().width() for part in (self._first, self._right))
        return QSize(width, self._rows.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Divide the width anew."""
        super().resizeEvent(event)
        self._divide()

    def event(self, event: QEvent) -> bool:
        """Divide the width anew when a card needs more of it."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._divide()
        return handled

    def _divide(self) -> None:
        needed = SPACING_PX + sum(part.minimumSizeHint().width() for part in (self._first, self._right))
        directions = QBoxLayout.Direction
        direction = directions.LeftToRight if needed <= self.width() else directions.TopToBottom
        if direction != self._rows.direction():
            self._rows.setDirection(direction)

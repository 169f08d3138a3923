"""The picture and the cards: side by side, or one above the other where the text needs the room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

MARGIN_PX, SPACING_PX = 24, 16

SIDE_PX = 400
"""Width of the cards beside the picture at least."""

SIDE_DIGITS = 46
"""The same in digits, so that it grows with large text."""

SIDE_SHARE = 0.45
"""But never more of the width than this."""

PICTURE_LINES, LAST_CARD_LINES = 20, 15
"""Heights at least, in lines of text; a window that is lower is scrolled."""

STACKED_SHARES, COLUMN_SHARES = (2, 3), (0, 1)
"""How the cards share what room there is: the others, and the last."""


class Rows(QBoxLayout):
    """Is scrolled only below its least height: Qt would scroll below the height that broken lines like best."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """Return that the height is the same for every width."""
        return False


class Body(QWidget):
    """Keeps the cards to the right of the picture; where both do not fit, the cards lie above it, in a row.

    Args:
        picture: what takes the room that is left.
        cards: from the top down. The last one has the height that it asks for before the others have more than they
            need, and what is left once they have what they ask for.
    """

    stacked = Signal(bool)
    """The cards lie above the picture from now on, or no longer."""

    def __init__(self, picture: QWidget, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._side, self._cards = picture, QWidget(self), cards
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACING_PX)
        for card in cards:
            self._column.addWidget(card)
        self._rows = Rows(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(MARGIN_PX, SPACING_PX, MARGIN_PX, SPACING_PX)
        self._rows.setSpacing(SPACING_PX)
        self._rows.addWidget(picture, 1)
        self._rows.addWidget(self._side)

    @property
    def is_stacked(self) -> bool:
        """Whether the cards lie above the picture."""
        return self._rows.direction() == QBoxLayout.Direction.BottomToTop

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with the width of a stack."""
        cards_px = sum(card.minimumSizeHint().width() for card in self._cards) + SPACING_PX * (len(self._cards) - 1)
        picture_px = self._picture.minimumSizeHint().width()
        given_px = self._cards[-1].minimumHeight() - self._least_px  # what the last card has now is not what it needs
        column_px = max(self._picture.minimumSizeHint().height(), self._side.minimumSizeHint().height() - given_px)
        height = self._rows.minimumSize().height() if self.is_stacked else 2 * SPACING_PX + column_px
        return QSize(2 * MARGIN_PX + max(picture_px, cards_px), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Divide the width anew."""
        super().resizeEvent(event)
        self._divide()

    def event(self, event: QEvent) -> bool:
        """Divide the width anew when the text or what it says has another size."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._divide()
        return handled

    def _divide(self) -> None:
        self._rows.setContentsMargins(MARGIN_PX, SPACING_PX, MARGIN_PX - self._bar_px(), SPACING_PX)
        metrics = self.fontMetrics()
        digits_px = SIDE_DIGITS * metrics.horizontalAdvance("0")
        side_px = max(SIDE_PX, min(digits_px, round(SIDE_SHARE * self.width())))
        room_px = self.width() - 2 * MARGIN_PX - SPACING_PX - side_px
        stacked = room_px < self._picture.minimumSizeHint().width()
        before, directions = self.is_stacked, QBoxLayout.Direction
        self._rows.setDirection(directions.BottomToTop if stacked else directions.LeftToRight)
        self._column.setDirection(directions.LeftToRight if stacked else directions.TopToBottom)
        for card in self._cards:
            share = (STACKED_SHARES if stacked else COLUMN_SHARES)[card is self._cards[-1]]
            if self._column.stretch(self._column.indexOf(card)) != share:  # else it asks for a layout, and so for us
                self._column.setStretchFactor(card, share)
        self._side.setMinimumWidth(0 if stacked else side_px)
        self._side.setMaximumWidth(self.maximumWidth() if stacked else side_px)
        self._cards[-1].setMinimumHeight(self._least_px if stacked else self._last_px())
        self._picture.setMinimumHeight(PICTURE_LINES * metrics.height() if stacked else 0)
        if stacked != before:
            self.stacked.emit(stacked)

    @property
    def _least_px(self) -> int:
        return LAST_CARD_LINES * self.fontMetrics().height()

    def _last_px(self) -> int:
        """Return the height of the last card of a column: what it asks for, as far as the others do not need it."""
        others_px = sum(card.minimumSizeHint().height() + SPACING_PX for card in self._cards[:-1])
        room_px = self.height() - 2 * SPACING_PX - others_px
        return max(self._least_px, min(self._cards[-1].sizeHint().height(), room_px))

    def _bar_px(self) -> int:
        """Return the width of the scroll bar beside the body: it lies in the margin, so that edges stay in line."""
        viewport = self.parentWidget()
        if viewport is None or not isinstance(area := viewport.parentWidget(), QScrollArea):
            return 0
        return max(0, area.width() - self.width())  # the viewport learns of its own width after us

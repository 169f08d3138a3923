"""The picture and the cards: side by side, or one above the other where the text needs the room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

MARGIN_PX, SPACING_PX = 24, 16

SIDE_PX = 384
"""Width of the cards beside the picture at least."""

SIDE_DIGITS = 46
"""The same in digits, so that it grows with large text."""

SIDE_SHARE = 0.45
"""But never more of the width than this."""

PICTURE_LINES, LAST_CARD_LINES = 20, 14
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
        cards: from the top down; the last one takes the height that is left.
    """

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
        shown = [card.minimumSizeHint().width() for card in self._cards if not card.isHidden()]
        cards_px = sum(shown) + SPACING_PX * (len(shown) - 1)
        picture_px = self._picture.minimumSizeHint().width()
        return QSize(2 * MARGIN_PX + max(picture_px, cards_px), self._rows.minimumSize().height())

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
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.BottomToTop if stacked else directions.LeftToRight)
        self._column.setDirection(directions.LeftToRight if stacked else directions.TopToBottom)
        for card in self._cards:
            share = (STACKED_SHARES if stacked else COLUMN_SHARES)[card is self._cards[-1]]
            if self._column.stretch(self._column.indexOf(card)) != share:  # else it asks for a layout, and so for us
                self._column.setStretchFactor(card, share)
        self._side.setMinimumWidth(0 if stacked else side_px)
        self._side.setMaximumWidth(self.maximumWidth() if stacked else side_px)
        self._cards[-1].setMinimumHeight(LAST_CARD_LINES * metrics.height())
        self._picture.setMinimumHeight(PICTURE_LINES * metrics.height() if stacked else 0)

    def _bar_px(self) -> int:
        """Return the width of the scroll bar beside the body: it lies in the margin, so that edges stay in line."""
        viewport = self.parentWidget()
        if viewport is None or not isinstance(area := viewport.parentWidget(), QScrollArea):
            return 0
        return max(0, area.width() - self.width())  # the viewport learns of its own width after us

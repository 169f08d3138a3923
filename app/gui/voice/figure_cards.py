"""A card with figures, or in its place one that says why there are none."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.gui.remarks import Hint


class FigureCards(QStackedWidget):
    """Shows one of two cards, and asks for no more room than that one needs.

    Args:
        figures: what the one card holds.
        parent: the page.
    """

    def __init__(self, figures: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = Hint("", self)
        self._cards = card(self.hint), card(figures)
        for frame in self._cards:
            self.addWidget(frame)
        self.show_hint("")

    def show_hint(self, why: str) -> None:
        """Say why there are no figures."""
        self.hint.setText(why)
        self._turn_to(0)

    def show_figures(self) -> None:
        """Show the figures."""
        self._turn_to(1)

    def _turn_to(self, place: int) -> None:
        for number, frame in enumerate(self._cards):
            kind = QSizePolicy.Policy.Preferred if number == place else QSizePolicy.Policy.Ignored
            frame.setSizePolicy(kind, kind)
        self.setCurrentIndex(place)


def card(contents: QWidget) -> QFrame:
    """Return a card that holds ``contents``."""
    frame = QFrame()
    frame.setObjectName("card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(16, 16, 16, 16)
    inside.addWidget(contents)
    return frame

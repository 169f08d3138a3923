"""A button that shows a choice and opens a menu of others."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

WIDEST_LETTERS = 26
"""Of a name, on average."""


class ChoiceButton(QPushButton):
    """Shows the current choice and an arrow; long names are cut in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self.setAutoDefault(True)
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self.setMenu(self.choices)

    def show_text(self, text: str) -> None:
        """Show the name of the choice."""
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        widest_px = WIDEST_LETTERS * metrics.averageCharWidth()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, widest_px)
        self.setText(f"{cut}  ▾".replace("&", "&&"))
        self.setAccessibleDescription(text)

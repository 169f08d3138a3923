"""Buttons side by side, of which one is down: which view is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget


class Segments(QFrame):
    """Says which button was pressed, by its place.

    Args:
        texts: of the buttons.
        parent: the widget that this one is in.
    """

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.buttons = [QPushButton(text, self) for text in texts]
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for place, button in enumerate(self.buttons):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            group.addButton(button)
            row.addWidget(button)
        self.buttons[0].setChecked(True)

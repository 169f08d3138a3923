"""In which order words are asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from app.settings import TakeOrder


class OrderSwitch(QFrame):
    """Two buttons of which one is down: shuffled, or in blocks."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(self.tr("Order of the words"))
        self.shuffled, self.blocks = QPushButton(self.tr("Shuffled"), self), QPushButton(self.tr("In blocks"), self)
        self.shuffled.setToolTip(self.tr("Rounds of all words, each in another order: nobody falls into a rhythm"))
        self.blocks.setToolTip(self.tr("All takes of one word, then those of the next"))
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for name, button in (("shuffled", self.shuffled), ("blocks", self.blocks)):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(button)
            row.addWidget(button)

    def show_choice(self, order: TakeOrder) -> None:
        """Press the button of the order in use."""
        (self.shuffled if order == "shuffled" else self.blocks).setChecked(True)

"""In which order words are asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.look.segments import Segments
from app.settings import TakeOrder

ORDERS: tuple[TakeOrder, ...] = ("shuffled", "blocks")


class OrderSwitch(Segments):
    """Two buttons of which one is down: shuffled, or in blocks."""

    order_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(("", ""), parent)
        self.setAccessibleName(self.tr("Order of the words"))
        self.shuffled, self.blocks = self.buttons
        self.shuffled.setText(self.tr("Shuffled"))
        self.shuffled.setToolTip(self.tr("Rounds of all words, each in another order: nobody falls into a rhythm"))
        self.blocks.setText(self.tr("In blocks"))
        self.blocks.setToolTip(self.tr("All takes of one word, then those of the next"))
        self.chosen.connect(lambda place: self.order_chosen.emit(ORDERS[place]))

    def show_choice(self, order: TakeOrder) -> None:
        """Press the button of the order in use."""
        self.buttons[ORDERS.index(order)].setChecked(True)

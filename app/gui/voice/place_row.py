"""Which takes a page works on, and the buttons to choose others."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from app.gui.look.elided_label import ElidedLabel

Direction = QBoxLayout.Direction


class PlaceRow(QWidget):
    """Shows what it is given.

    Args:
        parent: the page.
        is_narrow: whether the buttons stand under the name rather than beside it.
    """

    def __init__(self, parent: QWidget, is_narrow: bool = False) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(self)
        self.name.setAccessibleName(self.tr("Takes"))
        self.choose = QPushButton(self.tr("Another folder…"), self)
        self.choose.setToolTip(self.tr("Use the recordings of another folder, one sub-folder for each word"))
        self.back = QPushButton(self.tr("The test set"), self)
        self.back.setToolTip(self.tr("Use the takes of the open test set again"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.choose, self.back) if is_narrow else (self.back, self.choose):  # so that neither jumps
            button.setAutoDefault(False)
            buttons.addWidget(button)
        if is_narrow:
            buttons.addStretch()
        row = QBoxLayout(Direction.TopToBottom if is_narrow else Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addLayout(buttons)
        self.show_place("", is_other=False)

    def show_place(self, title: str, is_other: bool) -> None:
        """Name the takes, and say whether they are others than those of the test set."""
        self.name.setText(title)
        self.name.setToolTip(title)
        self.back.setVisible(is_other)

"""A choice of one out of several texts."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

SIGN = "▾"
SIGN_PX = 28


class ChoiceBox(QComboBox):
    """Shows by a sign that there is more to choose from: the style sheet has no picture for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the sign over the box."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        place = QRect(self.width() - SIGN_PX, 0, SIGN_PX, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, SIGN)

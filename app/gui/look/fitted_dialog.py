"""A dialog that is as large as its text."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

WIDEST_SHARE = 0.9
"""Of the screen."""


class FittedDialog(QDialog):
    """Opens wide enough for some letters of the text's size, and is never lower than its broken lines need.

    Qt by itself measures lines that break as if the dialog had another width, and cuts the last ones off.
    """

    def __init__(self, letters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Measure the text, whose font is known by now."""
        super().showEvent(event)
        widest = round(WIDEST_SHARE * self.screen().availableGeometry().width())
        self.resize(min(self._letters * self.fontMetrics().averageCharWidth(), widest), self.height())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Break the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when a text is another one."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and self.isVisible():
            room = self.screen().availableGeometry().height()
            needed = max(layout.totalMinimumSize().height(), layout.totalHeightForWidth(self.width()))
            self.setMinimumHeight(min(needed, room))

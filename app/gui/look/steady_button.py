"""A button that keeps its width."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget


class SteadyButton(QPushButton):
    """Is as wide as the longest of its texts, whichever it shows, so that nothing beside it jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: Sequence[str] = ("",)

    def keep_room_for(self, *texts: str) -> None:
        """Show the first of the texts, and be as wide as all of them need."""
        self._texts = texts
        self.setText(texts[0])

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for room for the longest text."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(text) for text in self._texts)
        return super().sizeHint() + QSize(max(0, longest - metrics.horizontalAdvance(self.text())), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Give none of it away."""
        return self.sizeHint()

"""Text of several lines that leaves the layout around it alone."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget


class WrappedLabel(QLabel):
    """Is as high as its text needs at the width that it has.

    Qt's own wrapping lets every layout around a label ask for its preferred height rather than the least: a page that
    may scroll would begin to, as soon as a hint is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """Keep the wrapping to itself."""
        return False

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for one line as long as it is not known how wide it will be."""
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with that, however narrow."""
        return QSize(0, self.sizeHint().height())

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's name)
        """Show a text, and take the room for it."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Wrap what was said while nobody saw it."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Wrap anew with text of another size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if self.isVisible():
            self.setMinimumHeight(0)  # which Qt takes for what the text needs
            self.setFixedHeight(self.heightForWidth(self.width()) if self.text() else 0)

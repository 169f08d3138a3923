"""Contents that scroll up and down where they are too high, and are never cut at the sides."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class TallPage(QScrollArea):
    """Is as wide as its contents need; in height it is content with little.

    Args:
        contents: what is shown.
        parent: the widget that this one is in.
    """

    def __init__(self, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._contents = contents
        self.setWidget(contents)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for all of the contents."""
        wanted = self._contents.sizeHint()
        return QSize(wanted.width() + self._bar_px(), wanted.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Insist on the width."""
        width = self._contents.minimumSizeHint().width() + self._bar_px()
        return QSize(width, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Measure anew when the contents grew."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return handled

    def _bar_px(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

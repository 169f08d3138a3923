"""Measuring a widget's text anew: once its font is known, and whenever that is another one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

WHEN = (QEvent.Type.Show, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Refit(QObject):
    """Calls ``fit`` when ``widget`` is shown, and when its text has another size."""

    def __init__(self, widget: QWidget, fit: Callable[[], None]) -> None:
        super().__init__(widget)
        self._fit = fit
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Look at what happens to the widget, and let it pass."""
        if event.type() in WHEN:
            self._fit()
        return False

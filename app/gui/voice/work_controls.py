"""A button that begins work which takes its time, another that calls it off, and how far it is."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStackedWidget, QWidget

STEPS = 1000
"""Of the bar."""


class WorkControls(QObject):
    """Shows what it is given; the page puts the widgets where it likes.

    Args:
        run: what the button says that begins the work.
        words: says what goes on.
        page: that the widgets are in.
    """

    def __init__(self, run: str, words: QLabel, page: QWidget) -> None:
        super().__init__(page)
        self.run, self.cancel = QPushButton(run, page), QPushButton(self.tr("Cancel"), page)
        self.run.setObjectName("primary")
        self.buttons = QStackedWidget(page)
        """One place for both, of which one is there."""
        for button in (self.run, self.cancel):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        self.words = words
        self.words.setObjectName("hint")
        self.bar = QProgressBar(page, textVisible=False)
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.locked: Sequence[QWidget] = ()
        """What cannot be changed while the work goes on."""
        self.show_idle()

    @property
    def is_busy(self) -> bool:
        """Whether work goes on."""
        return self.buttons.currentWidget() is self.cancel

    def show_progress(self, share: float, words: str) -> None:
        """Show how far the work is, from 0 to 1; the first time, a key that is pressed next calls it off."""
        began = not self.is_busy
        self.bar.setValue(round(STEPS * share))
        self.words.setText(words)
        self._show(busy=True)
        if began:
            self.cancel.setFocus()

    def show_idle(self) -> None:
        """Show that nothing goes on."""
        had_focus = self.cancel.hasFocus()
        self._show(busy=False)
        if had_focus:
            self.run.setFocus()

    def _show(self, busy: bool) -> None:
        self.buttons.setCurrentWidget(self.cancel if busy else self.run)
        self.bar.setVisible(busy)
        self.words.setVisible(busy)
        for widget in self.locked:
            widget.setEnabled(not busy)

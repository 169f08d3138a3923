"""The dialog "My voice": a page each for what one does with takes of one's own voice."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QTabWidget, QVBoxLayout, QWidget

from app.gui.look.theme import LIGHT, Tokens
from app.gui.voice.adapt_panel import AdaptPanel
from app.gui.voice.record_panel import RecordPanel

DIGITS_WIDE, DIGITS_HIGH = 138, 88
"""Size in digits of the text, so that it grows with large text."""

SCREEN_SHARE = 0.94
"""Of the screen at most."""


class VoiceDialog(QDialog):
    """Shows what it is given and says what the user did; the main window stays in use beside it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voice")
        self.setWindowTitle(self.tr("My voice"))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("My voice"))
        self.tokens = LIGHT
        self._dress: list[Callable[[Tokens], None]] = []
        self.record = RecordPanel(self)
        self.add_page(self.record, self.tr("Record"), self.record.set_tokens)
        self.adapt = AdaptPanel(self)
        self.add_page(self.adapt, self.tr("Adapt"), self.adapt.set_tokens)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self.tabs)
        self.finished.connect(self.closed)

    def add_page(
        self,
        page: QWidget,
        title: str,
        dress: Callable[[Tokens], None] | None = None,
        before: QWidget | None = None,
    ) -> None:
        """Put another page ``before`` one, or behind all; ``dress`` is told the theme's colours."""
        self.tabs.insertTab(self.tabs.count() if before is None else self.tabs.indexOf(before), page, title)
        if dress is not None:
            self._dress.append(dress)
            dress(self.tokens)

    def open_page(self, page: QWidget) -> None:
        """Show the dialog with this page in front, the main window usable beside it."""
        self.tabs.setCurrentWidget(page)
        self.show()
        self.raise_()
        self.activateWindow()
        if page is self.record:
            self.record.focus_first()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.tokens = tokens
        for dress in self._dress:
            dress(tokens)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Take the room that the text needs, as far as the screen has it."""
        super().showEvent(event)
        digit = self.fontMetrics().horizontalAdvance("0")
        wanted = QSize(DIGITS_WIDE * digit, DIGITS_HIGH * digit)
        self.resize(self.size().expandedTo(wanted.boundedTo(self.screen().availableSize() * SCREEN_SHARE)))
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Let Enter press the button that has the focus and no other: it ends a line of text too."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused := QApplication.focusWidget(), QAbstractButton):
            focused.click()

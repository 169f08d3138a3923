"""The number that the digits in a row make, with what one does with a number."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.gui.look.kept_place import keep_place


class NumberLabel(QLabel):
    """A number of any length: what does not fit is cut at its beginning, since the end is what grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw as much of the end as fits, in the style sheet's colour."""
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideLeft, self.width())
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self.style().drawItemText(QPainter(self), self.rect(), side, self.palette(), True, cut, self.foregroundRole())


class NumberLine(QWidget):
    """Keeps its room while there is no number, so that nothing jumps when there is one."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = QLabel(self.tr("Number"), self)
        caption.setObjectName("heading")
        self.number = NumberLabel(self)
        self.number.setAccessibleName(self.tr("Digits in a row"))
        self.number.setToolTip(self.tr("Digits that are spoken one after the other; five seconds begin a new number"))
        self.copy = self._button(self.tr("Copy"), self.tr("Copy the number"), "Ctrl+Shift+C")
        self.clear_button = self._button(self.tr("Clear"), self.tr("Clear the number"), "")
        self.copy.clicked.connect(self._copy)
        self.clear_button.clicked.connect(self.cleared)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(caption)
        row.addSpacing(8)
        row.addWidget(self.number, 1)
        row.addWidget(self.copy)
        row.addWidget(self.clear_button)
        self.show_number("")

    def _button(self, text: str, tip: str, key: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("flat")
        button.setAutoDefault(True)
        button.setAccessibleName(tip)
        button.setToolTip(f"{tip}  ({key})" if key else tip)
        keep_place(button)
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setWhatsThis(tip)
            shortcut.activated.connect(self._copy)
        return button

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the height of a number, whether or not there is one."""
        return QSize(super().sizeHint().width(), round(1.8 * self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Give none of that height away."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def show_number(self, number: str) -> None:
        """Show ``number``, or with an empty text what is to be seen here."""
        self.number.setObjectName("number" if number else "hint")
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)
        self.number.setText(number or self.tr("digits in a row"))
        self._number = number
        for button in (self.copy, self.clear_button):
            button.setVisible(bool(number))

    def _copy(self) -> None:
        if self._number:
            QGuiApplication.clipboard().setText(self._number)

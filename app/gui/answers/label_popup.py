"""Asks which word was said: a line to type into, and the words to choose from, likeliest first."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

SHOWN_ROWS = 8
WORD = Qt.ItemDataRole.UserRole


class LabelPopup(QFrame):
    """Opens beside a widget, and closes when a word is chosen or when one clicks elsewhere.

    Typing leaves those words that begin so, and below them what was typed as a word of its own. Enter takes the marked
    one, the first unless the arrow keys moved on.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._words: Sequence[str] = ()
        caption = QLabel(self.tr("It was"), self)
        caption.setObjectName("heading")
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("The word that was said"))
        self.line.setPlaceholderText(self.tr("any word"))
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Words, likeliest first"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda item: self._choose(item.data(WORD)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (caption, self.line, self.list):
            column.addWidget(widget)

    def ask(self, words: Iterable[str], beside: QWidget) -> None:
        """Open above or below ``beside``, and offer ``words``, likeliest first."""
        self._words = tuple(dict.fromkeys(words))
        self.line.clear()
        self._filter("")
        row = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().height()
        self.list.setFixedHeight(SHOWN_ROWS * row + 8)
        self.adjustSize()
        self.move(self._place(beside))
        self.show()
        self.line.setFocus()

    def _place(self, beside: QWidget) -> QPoint:
        """Return where it is whole on the screen: above the widget if there is room, else below."""
        screen = beside.screen().availableGeometry()
        top_left = beside.mapToGlobal(QPoint(0, 0))
        y = top_left.y() - self.height() - 4
        if y < screen.top():
            y = min(top_left.y() + beside.height() + 4, screen.bottom() - self.height())
        x = min(max(screen.left(), top_left.x()), screen.right() - self.width())
        return QPoint(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Let the arrow keys move through the words while one types."""
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        typed = typed.strip()
        self.list.clear()
        for word in self._words:
            if word.casefold().startswith(typed.casefold()):
                self._offer(word, word)
        if typed and typed not in self._words:
            self._offer(typed, self.tr("{}   (another word)").format(typed))
        self.list.setCurrentRow(0 if typed else -1)

    def _offer(self, word: str, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(WORD, word)

    def _take(self) -> None:
        """Take the marked word; an empty line is merely unfinished."""
        if (marked := self.list.currentItem()) is not None:
            self._choose(marked.data(WORD))

    def _choose(self, word: str) -> None:
        self.close()
        self.chosen.emit(word)

"""The page of keyboard shortcuts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.gui.help.shortcuts import Shortcut, Topic
from app.gui.look.fitted_dialog import FittedDialog

LETTERS, HEIGHT_PX = 84, 680


class ShortcutsDialog(FittedDialog):
    """Shows keys by topic. The list is read with the arrow keys and Page Down; Escape closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LETTERS, parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.topics: Sequence[Topic] = ()
        self.list = QScrollArea(self, widgetResizable=True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setObjectName("reading")
        self.list.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.resize(self.width(), HEIGHT_PX)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys that every window of every program has."""
        return (
            Shortcut((_native("Tab"), _native("Shift+Tab")), self.tr("Go to the next control, or the one before")),
            Shortcut(
                (self.tr("Alt + letter"),), self.tr("Press the button, or open the menu, with that letter underlined")
            ),
            Shortcut((_native("Esc"),), self.tr("Close a menu or a dialog")),
        )

    def show_topics(self, topics: Sequence[Topic]) -> None:
        """Show these, in place of those before."""
        self.topics = topics
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 16, 8)
        column.setSpacing(16)
        for topic in topics:
            column.addWidget(_card(topic))
        column.addStretch()
        self.list.setWidget(page)
        self.list.setAccessibleDescription(
            " ".join(f"{', '.join(entry.keys)}: {entry.does}." for topic in topics for entry in topic.shortcuts)
        )
        self.list.setFocus()


def _card(topic: Topic) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    rows = QVBoxLayout(card)
    rows.setContentsMargins(16, 12, 16, 12)
    rows.setSpacing(8)
    rows.addWidget(_label(topic.title, "heading"))
    for shortcut in topic.shortcuts:
        rows.addLayout(_row(shortcut))
    return card


def _row(shortcut: Shortcut) -> QHBoxLayout:
    does = _label(shortcut.does, "")
    does.setWordWrap(True)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(does, 1)
    for key in shortcut.keys:
        row.addWidget(_label(key, "key"), 0, Qt.AlignmentFlag.AlignTop)
    return row


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label

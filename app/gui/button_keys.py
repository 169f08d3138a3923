"""Keys that press buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


def give_keys(button: QPushButton, page: QWidget, does: str, *keys: str) -> None:
    """Let ``keys`` press ``button`` while anything on ``page`` has the focus; its tool tip names the first."""
    shortcut = QShortcut(page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setKeys([QKeySequence(key) for key in keys])
    shortcut.setAutoRepeat(False)
    shortcut.setWhatsThis(does)
    shortcut.activated.connect(button.click)
    button.setToolTip(f"{does}  ({shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)})")
    button.setAccessibleDescription(does)

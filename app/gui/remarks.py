"""What a page says of itself, in place: what went wrong, what is good to know, and why it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.help.phrases import translated
from app.gui.look.wrapped_label import WrappedLabel


class Complaint(WrappedLabel):
    """Says what went wrong; takes no room while nothing did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("complaint")
        self.say("")

    def say(self, text: str) -> None:
        """Say what went wrong, or with an empty text that nothing did."""
        self.setText(f"✕  {translated(text)}" if text else "")
        self.setVisible(bool(text))


class Note(WrappedLabel):
    """Says what is good to know; takes no room while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.say("")

    def say(self, text: str) -> None:
        """Say something, or with an empty text nothing."""
        self.setText(text)
        self.setVisible(bool(text))


class Hint(QLabel):
    """Says in the middle of an empty place what belongs there."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.setObjectName("hint")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

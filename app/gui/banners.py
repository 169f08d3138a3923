"""Lines across the window that say what is missing and what to do, without stopping anyone."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.help.phrases import translated
from app.gui.look.wrapped_label import WrappedLabel

Topic = Literal["input", "settings", "engine", "export", "log", "model", "profile", "drop", "language"]
Kind = Literal["notice", "problem"]


@dataclass(frozen=True)
class Message:
    """One line for the user. A later message on the same topic takes its place."""

    topic: Topic
    text: str
    kind: Kind = "notice"


class Banner(QFrame):
    """One message with a button that takes it away."""

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", message.kind)
        self.message = message
        sign = QLabel("⚠" if message.kind == "notice" else "✕", self)
        sign.setAccessibleName(self.tr("Notice") if message.kind == "notice" else self.tr("Problem"))
        text = translated(message.text)
        self.label = WrappedLabel(self)
        self.label.setObjectName("message")
        self.label.setText(text)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dismiss = QPushButton(self.tr("Dismiss"), self)
        self.dismiss.setObjectName("flat")
        self.dismiss.setAutoDefault(True)
        self.dismiss.setAccessibleName(self.tr("Dismiss: {}").format(text))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.dismiss)


class Banners(QWidget):
    """All messages that were not dismissed; takes no room when there are none."""

    shown = Signal(object)
    """There is a new :class:`Message`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    @property
    def messages(self) -> list[Message]:
        """What is shown, oldest first."""
        return [banner.message for banner in self._shown]

    def show_message(self, message: Message) -> None:
        """Show a message, once however often it comes, in place of the one before on its topic."""
        if message in self.messages:
            return
        self.clear(message.topic)
        banner = Banner(message, self)
        banner.dismiss.clicked.connect(lambda: self._remove(banner))
        self._shown.append(banner)
        self._column.addWidget(banner)
        self.show()
        self.shown.emit(message)

    def clear(self, topic: Topic) -> None:
        """Take away what is no longer true."""
        for banner in [banner for banner in self._shown if banner.message.topic == topic]:
            self._remove(banner)

    def _remove(self, banner: Banner) -> None:
        self._shown.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._shown))

"""What a screen reader says by itself: final predictions, and what stands in the banners."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.events import Event, Prediction
from app.gui.answers.probability_bars import percent
from app.gui.banners import Message
from app.gui.help.phrases import translated
from app.vocabulary import SILENCE, UNKNOWN


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text``, if one listens."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class ScreenReader(QObject):
    """Announces each result once, when it is final, and each message once.

    Args:
        say: speaks a text.
        parent: owns this.
    """

    def __init__(self, say: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.say = say

    def hear(self, event: Event) -> None:
        """Say a final prediction; a provisional one would be talked over by the next."""
        if isinstance(event, Prediction) and event.final:
            self.say(self._result(event))

    def read(self, message: Message) -> None:
        """Say what a banner says."""
        kind = self.tr("Problem") if message.kind == "problem" else self.tr("Notice")
        self.say(f"{kind}: {translated(message.text)}")

    def _result(self, prediction: Prediction) -> str:
        if prediction.label in (UNKNOWN, SILENCE):
            return self.tr("No word")
        return self.tr("{}, {} sure").format(prediction.label, percent(prediction.confidence))

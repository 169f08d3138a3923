"""What is what in the picture of the gate."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.look.theme import LIGHT, Tokens


class GateCaption(QLabel):
    """Names the four things that the gate's track draws, each beside its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(
            self.tr("Grey: the level of the sound. Line across: what is louder than this is listened to closely.\n"
                    "Line from bottom to top: how probable speech is. Coloured ground: the gate is open.")
        )  # fmt: skip
        self.set_tokens(LIGHT)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self._show_what_fits()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Name as many as there is room for."""
        super().resizeEvent(event)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """Leave out what has no room: a name that is cut off says less than none."""
        tokens = self._tokens
        ink = '<span style="color:{}">{}</span>&nbsp;{}'
        chip = f'<span style="background:{tokens.accent_soft}; color:{tokens.text}">&nbsp;{{}}&nbsp;</span>'
        names = (
            (self.tr("Gate"), "{}"),
            (self.tr("level"), ink.format(tokens.track, "■", "{}")),
            (self.tr("opening level"), ink.format(tokens.warning, "━", "{}")),
            (self.tr("speech"), ink.format(tokens.accent, "━", "{}")),
            (self.tr("open"), chip),
        )
        texts: list[str] = []
        room_px = self.width()
        for name, markup in names:
            room_px -= self.fontMetrics().horizontalAdvance(f"■ {name}   ")
            if texts and room_px < 0:
                break
            texts.append(markup.format(name))
        self.setText("&nbsp;&nbsp;&nbsp;".join(texts))

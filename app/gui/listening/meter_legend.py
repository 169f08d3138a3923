"""The marks on the level meter, and what they are called."""

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.look.theme import LIGHT, Tokens

Mark = Literal["noise", "opening", "peak"]

BAR_PX = 12
"""Height of the meter's bar, which begins 2 px below its top."""

SIGN_PX, GAP_PX, APART_PX = 16, 8, 16


def paint_mark(painter: QPainter, mark: Mark, x: float, tokens: Tokens) -> None:
    """Draw a mark at ``x`` on a bar that begins 2 px below the top: a caret under it, a line with a foot, or a line."""
    painter.setPen(Qt.PenStyle.NoPen)
    if mark == "noise":
        painter.setBrush(QColor(tokens.muted))
        top = BAR_PX + 2
        painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x - 4, top + 6), QPointF(x + 4, top + 6)]))
    elif mark == "opening":
        painter.fillRect(QRectF(x - 1, 0, 2, BAR_PX + 6), QColor(tokens.warning))
        painter.fillRect(QRectF(x - 4, BAR_PX + 4, 8, 2), QColor(tokens.warning))
    else:
        painter.fillRect(QRectF(x - 1, 0, 2, BAR_PX + 4), QColor(tokens.text))


class MeterLegend(QWidget):
    """Each mark with its name, in a row; what has no room is left out, never cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._names: tuple[tuple[Mark, str], ...] = (
            ("noise", self.tr("Noise floor")),
            ("opening", self.tr("Opens above")),
            ("peak", self.tr("Peak")),
        )
        self.setObjectName("legend")
        self.setAccessibleName(self.tr("Marks: {}").format(", ".join(name for _, name in self._names)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for all names in a row."""
        width = sum(self._width(name) + APART_PX for _, name in self._names) - APART_PX
        return QSize(width, max(BAR_PX + 10, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Let the window be as narrow as it likes."""
        return QSize(0, self.sizeHint().height())

    def shown(self) -> list[str]:
        """Return the names for which there is room."""
        names, right = [], 0
        for _, name in self._names:
            right += self._width(name)
            if right <= self.width():
                names.append(name)
            right += APART_PX
        return names

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw each mark on a piece of the bar, and its name after it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = (self.height() - BAR_PX - 8) // 2
        for mark, name in self._names[: len(self.shown())]:
            painter.save()
            painter.translate(0, middle)
            painter.fillRect(QRectF(0, 2, SIGN_PX, BAR_PX), QColor(self._tokens.raised))
            paint_mark(painter, mark, SIGN_PX / 2, self._tokens)
            painter.restore()
            painter.setPen(QColor(self._tokens.muted))
            place = QRect(SIGN_PX + GAP_PX, 0, self._width(name), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            painter.translate(self._width(name) + APART_PX, 0)

    def _width(self, name: str) -> int:
        return SIGN_PX + GAP_PX + self.fontMetrics().horizontalAdvance(name)

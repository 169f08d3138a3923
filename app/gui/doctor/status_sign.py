"""Signs for good, fair, bad and unmeasured: each has a shape of its own, so that colour is not the only difference."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.engine.findings import Status
from app.gui.look.theme import LIGHT, Tokens


class StatusSign(QWidget):
    """A disc with a tick, a triangle with an exclamation mark, an octagon with a cross, or a ring with a dash."""

    def __init__(self, size_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens, self._size_px = LIGHT, size_px
        self.status: Status = "unmeasured"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.update()

    def show_status(self, status: Status) -> None:
        """Show another sign."""
        self.status = status
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for a square."""
        return QSize(self._size_px, self._size_px)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the shape in the status's colour, and its mark in the ground's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 20, self.height() / 20)
        shape, mark = _shape(self.status), _mark(self.status)
        colour = QColor(colour_of(self.status, self._tokens))
        if self.status == "unmeasured":
            painter.setPen(QPen(colour, 1.6))
            painter.drawPath(shape)
        else:
            painter.fillPath(shape, colour)
            colour = QColor(self._tokens.surface)
        painter.setPen(QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(mark)


def colour_of(status: Status, tokens: Tokens) -> str:
    """Return the theme's colour for a status, fit for text too."""
    colours = {"good": tokens.accent, "fair": tokens.warning, "bad": tokens.danger, "unmeasured": tokens.muted}
    return colours[status]


def _shape(status: Status) -> QPainterPath:
    """Return the outline within 20 by 20."""
    path = QPainterPath()
    if status == "fair":
        path.addPolygon(QPolygonF([QPointF(10, 1), QPointF(19.5, 18.5), QPointF(0.5, 18.5)]))
    elif status == "bad":
        turns = [(2 * i + 1) * math.pi / 8 for i in range(8)]
        path.addPolygon(QPolygonF([QPointF(10 + 9.5 * math.cos(turn), 10 + 9.5 * math.sin(turn)) for turn in turns]))
    else:
        path.addEllipse(QRectF(1, 1, 18, 18))
    path.closeSubpath()
    return path


def _mark(status: Status) -> QPainterPath:
    """Return what is drawn inside."""
    strokes: dict[Status, list[list[tuple[float, float]]]] = {
        "good": [[(5.5, 10.5), (8.8, 13.8), (14.5, 6.8)]],
        "fair": [[(10, 7.2), (10, 12.2)], [(10, 15.4), (10, 15.5)]],
        "bad": [[(6.8, 6.8), (13.2, 13.2)], [(13.2, 6.8), (6.8, 13.2)]],
        "unmeasured": [[(6.5, 10), (13.5, 10)]],
    }
    path = QPainterPath()
    for (x, y), *rest in strokes[status]:
        path.moveTo(x, y)
        for point in rest:
            path.lineTo(*point)
    return path

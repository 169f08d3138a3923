"""The prompt: the word to say, large enough to read from across a room, and what to do now."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.look.theme import LIGHT, Tokens

Kind = Literal["ready", "countdown", "listening", "hearing", "kept", "again", "paused", "done"]


@dataclass(frozen=True)
class Scene:
    """What the prompt shows."""

    kind: Kind
    word: str
    """To be said now, or said just now."""
    sentence: str = ""
    """What to do, or what came of it."""
    number: int = 0
    """Of the countdown."""
    beats: int = 3
    """Where the countdown begins."""
    waits: bool = False
    """It begins by itself once something is listened to."""


SMALLEST_PX = 14

SIGN_SHARE, WORD_SHARE = 0.24, 0.46
"""Of the height; the sentence has the rest."""

MARGIN_SHARE = 0.04
"""Of the height, around all."""

LINE_SHARE = 0.095
"""Of the height: a line of the sentence."""

RADIUS_PX = 12
GAP_DEGREES = 8
"""Between the arcs of the countdown."""

MARKS: dict[Kind, tuple[tuple[tuple[float, float], ...], ...]] = {
    "kept": (((0.28, 0.53), (0.44, 0.69), (0.72, 0.35)),),
    "done": (((0.28, 0.53), (0.44, 0.69), (0.72, 0.35)),),
    "again": (((0.5, 0.26), (0.5, 0.56)), ((0.5, 0.74), (0.5, 0.745))),
    "paused": (((0.39, 0.32), (0.39, 0.68)), ((0.61, 0.32), (0.61, 0.68))),
}
"""Strokes within a square of 1 by 1; each state has a shape of its own, so that colour is not the only difference."""


class RecordPrompt(QWidget):
    """Fills the room that it has: a sign, the word, and a sentence below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self.scene = Scene("paused", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Show another scene; return at once where it is the same."""
        if scene != self.scene:
            self.scene = scene
            self.setAccessibleName(f"{scene.word}. {scene.sentence}")
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for a large poster."""
        return QSize(800, 420)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with a small one."""
        return QSize(240, 160)

    def word_font(self) -> QFont:
        """Return the largest font in which the word is whole."""
        margin = MARGIN_SHARE * self.height()
        return self._fitted(self.scene.word, self.width() - 2 * margin, WORD_SHARE * self.height())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ground, the sign, the word and the sentence, from the top down."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        margin = MARGIN_SHARE * self.height()
        sign, word = SIGN_SHARE * self.height(), WORD_SHARE * self.height()
        self._paint_sign(painter, QRectF((self.width() - sign) / 2, margin, sign, sign))
        room = QRectF(margin, margin + sign, self.width() - 2 * margin, word)
        painter.setFont(self.word_font())
        painter.setPen(QColor(self._tokens.muted if self.scene.kind == "paused" else self._tokens.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.scene.word)
        self._paint_sentence(painter, QRectF(margin, room.bottom(), room.width(), self.height() - room.bottom()))

    def _paint_ground(self, painter: QPainter) -> None:
        tokens, kind = self._tokens, self.scene.kind
        grounds = {"listening": tokens.accent_soft, "hearing": tokens.accent_soft, "again": tokens.warning_soft}
        edges = {"listening": tokens.accent, "hearing": tokens.accent, "again": tokens.warning}
        width = 6 if kind == "hearing" else 3 if kind in edges else 1
        inset = width / 2
        painter.setPen(QPen(QColor(edges.get(kind, tokens.border)), width))
        painter.setBrush(QColor(grounds.get(kind, tokens.surface)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_PX, RADIUS_PX)

    def _paint_sign(self, painter: QPainter, place: QRectF) -> None:
        """Draw a ring of beats, a disc that listens, or a mark for what came of it."""
        tokens, kind = self._tokens, self.scene.kind
        stroke = place.width() * 0.07
        inner = place.adjusted(stroke, stroke, -stroke, -stroke)
        if kind in ("ready", "countdown"):
            self._paint_beats(painter, inner, stroke)
            return
        colours = {"again": tokens.warning, "paused": tokens.muted}
        colour = QColor(colours.get(kind, tokens.accent))
        painter.setPen(QPen(colour, stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush if kind in ("listening", "paused") else colour)
        painter.drawEllipse(inner)
        if kind in ("listening", "hearing"):
            painter.setBrush(colour if kind == "listening" else QColor(tokens.surface))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(inner.center(), inner.width() * 0.26, inner.width() * 0.26)
            return
        mark = colour if kind == "paused" else QColor(tokens.warning_soft if kind == "again" else tokens.on_accent)
        painter.setPen(QPen(mark, stroke * 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for strokes in MARKS[kind]:
            points = [QPointF(inner.x() + x * inner.width(), inner.y() + y * inner.height()) for x, y in strokes]
            painter.drawPolyline(points)

    def _paint_beats(self, painter: QPainter, place: QRectF, stroke: float) -> None:
        """Draw an arc for each beat, those to come in the accent, and the number inside."""
        scene, tokens = self.scene, self._tokens
        beats = max(scene.beats, 1)
        left = scene.number if scene.kind == "countdown" else beats
        step = 360 / beats
        for beat in range(beats):
            colour = tokens.accent if beat < left else tokens.border
            painter.setPen(QPen(QColor(colour), stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            begin, length = 90 - (beat + 1) * step + GAP_DEGREES / 2, step - GAP_DEGREES
            painter.drawArc(place, round(16 * begin), round(16 * length))
        if scene.number:
            painter.setFont(self._fitted(str(scene.number), place.width(), 0.7 * place.height()))
            painter.setPen(QColor(tokens.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(scene.number))

    def _paint_sentence(self, painter: QPainter, place: QRectF) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.scene.kind in ("listening", "hearing") else QFont.Weight.Normal)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        for size in range(max(round(LINE_SHARE * self.height()), SMALLEST_PX), SMALLEST_PX - 1, -1):
            font.setPixelSize(size)
            needed = QFontMetrics(font).boundingRect(place.toRect(), int(flags), self.scene.sentence)
            if needed.height() <= place.height() and needed.width() <= place.width():
                break
        painter.setFont(font)
        painter.setPen(QColor(self._tokens.warning if self.scene.kind == "again" else self._tokens.text))
        painter.drawText(place, int(flags), self.scene.sentence)

    def _fitted(self, text: str, width: float, height: float) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(max(round(height * 0.8), SMALLEST_PX))
        advance = QFontMetrics(font).horizontalAdvance(text)
        if advance > width:
            font.setPixelSize(max(int(font.pixelSize() * width / advance), SMALLEST_PX))
        return font

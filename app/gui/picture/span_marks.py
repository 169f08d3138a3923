"""What was understood, drawn over the spectrogram."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.gui.look.theme import LIGHT, Tokens
from app.gui.picture.track_box import PixelItem, TrackBox
from app.gui.picture.word_spans import WordSpan, WordSpans

BAR_PX, PADDING_PX, GAP_PX = 3, 6, 4
STYLES = (Qt.PenStyle.DashLine, Qt.PenStyle.SolidLine)
EDGES = (
    (1, tuple(QPen(QColor(0, 0, 0, 110), 1, style) for style in STYLES)),
    (0, tuple(QPen(QColor(255, 255, 255, 170), 1, style) for style in STYLES)),
)
"""The shadow of the line at an end of a span, and the line: one pixel apart; provisional and final."""

MOST_TAGS = 200
"""Pictures of tags that are kept."""


class SpanMarks(PixelItem):
    """Marks utterances: a bar along the top, an edge at each end, and a tag with the word.

    A final answer is a filled tag; a provisional one has a dashed frame; what is no word is pale.

    Args:
        box: the spectrogram.
        words: what was understood.
        now: tells the sample index at which an utterance that goes on ends so far.
    """

    def __init__(self, box: TrackBox, words: WordSpans, now: Callable[[], float]) -> None:
        super().__init__(box)
        self._words, self._now = words, now
        self._tokens, self._font = LIGHT, QFont()
        self._tags: dict[tuple[str, bool, bool, float], QPixmap] = {}

    def dress(self, tokens: Tokens, font: QFont) -> None:
        """Draw in the theme's colours and the window's font."""
        self._tokens, self._font = tokens, font
        self._tags.clear()
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw the utterances in view, in order of time."""
        left, scale, area = self.box.left, self.box.scale_px, self.boundingRect()
        spans = self._words.between(left, left + area.width() * scale)
        starts = [(span.start - left) / scale for span in spans]
        free = 0.0
        for span, x, following in zip(spans, starts, [*starts[1:], float("inf")], strict=False):
            end = ((self._now() if span.end is None else span.end) - left) / scale
            self._paint_bounds(painter, span, (x, end), area)
            free = self._paint_tag(painter, span, (x, end), (free, following - GAP_PX))

    def _paint_bounds(self, painter: QPainter, span: WordSpan, ends: tuple[float, float], area: QRectF) -> None:
        x, end = ends
        begin = max(x, 0.0)
        colour = QColor(self._tokens.accent if span.is_word else self._tokens.muted)
        painter.fillRect(QRectF(begin, 0, max(min(end, area.right()) - begin, 2), BAR_PX), colour)
        for place in ends if span.end is not None else (x,):
            for shift, pens in EDGES if 0 <= place < area.right() - 1 else ():
                painter.setPen(pens[span.final])
                painter.drawLine(round(place) + shift, 0, round(place) + shift, round(area.bottom()))

    def _paint_tag(
        self, painter: QPainter, span: WordSpan, ends: tuple[float, float], room: tuple[float, float]
    ) -> float:
        """Draw the word at the beginning of its span, inside the picture as long as any of the span is.

        The tags around leave ``room`` from left to right; return where the room of the next one begins.
        """
        (x, end), (free, following), right = ends, room, self.boundingRect().right()
        for text in (span.text, span.label):
            tag = self._tag(text, span.is_word, span.final)
            width = tag.deviceIndependentSize().width()
            place = max(min(x, right - width), min(0.0, end - width))
            if x + width <= following and (place >= free or place <= 0):
                painter.drawPixmap(QPointF(place, BAR_PX), tag)
                return place + width + GAP_PX
        return free

    def _tag(self, text: str, is_word: bool, is_final: bool) -> QPixmap:
        """Return the picture of a tag; text is slow to measure and to draw, and the same from frame to frame."""
        key = (text, is_word, is_final, self.box.getViewWidget().devicePixelRatioF())
        if key not in self._tags:
            if len(self._tags) >= MOST_TAGS:
                self._tags.clear()
            self._tags[key] = self._draw_tag(*key)
        return self._tags[key]

    def _draw_tag(self, text: str, is_word: bool, is_final: bool, ratio: float) -> QPixmap:
        font = QFont(self._font)
        font.setWeight(QFont.Weight.DemiBold if is_word else QFont.Weight.Normal)
        metrics, tokens = QFontMetricsF(font), self._tokens
        place = QRectF(0, 0, math.ceil(metrics.horizontalAdvance(text)) + 2 * PADDING_PX, round(metrics.height()) + 4)
        tag = QPixmap((place.size() * ratio).toSize())
        tag.setDevicePixelRatio(ratio)
        tag.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tag)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = (tokens.accent, tokens.on_accent) if is_word else (tokens.surface, tokens.text)
        style = Qt.PenStyle.NoPen if is_word else Qt.PenStyle.SolidLine if is_final else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(tokens.muted), 1, style))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return tag

"""What was understood, drawn over the spectrogram."""

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.gui.look.theme import LIGHT, Tokens
from app.gui.picture.track_box import PixelItem, TrackBox
from app.gui.picture.word_spans import WordSpan, WordSpans
from app.types import SAMPLE_RATE

BAR_PX, PADDING_PX, GAP_PX = 3, 6, 4
STYLES = (Qt.PenStyle.DashLine, Qt.PenStyle.SolidLine)
EDGES = (
    (1, tuple(QPen(QColor(0, 0, 0, 110), 1, style) for style in STYLES)),
    (0, tuple(QPen(QColor(255, 255, 255, 170), 1, style) for style in STYLES)),
)
"""The shadow of the line at an end of a span, and the line: one pixel apart; provisional and final."""

MOST_TAGS = 200
"""Pictures of tags that are kept."""

USUAL_TAG, APART_S = ("seven", "> 99 %"), 1.2
"""Words that stand alone hardly come faster; a picture in which this tag is longer tells of none how sure it is."""


class Tag(NamedTuple):
    """A word over the picture."""

    span: WordSpan
    left: float
    """Logical pixels from the left edge of the picture."""
    width: float
    share: str
    """How sure it is; empty where that has no room."""


def tag_left(ends: tuple[float, float], width: float, right: float, room: float) -> float:
    """Return where a tag begins: over the middle of its span, inside the picture until its word begins to leave it.

    Args:
        ends: of the span, from the left edge of the picture.
        width: of the tag.
        right: width of the picture.
        room: where the tag after it begins, which may push it out of the picture.
    """
    begin, end = ends
    middle = (begin + end - width) / 2
    inside = max(min(middle, right - width), min(0.0, max(begin, end - width)))
    return min(inside, max(middle, room - width))


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
        self._tokens, self._font, self._usual_px = LIGHT, QFont(), 0.0
        self._tags: dict[tuple[str, str, bool, bool, float], QPixmap] = {}

    def dress(self, tokens: Tokens, font: QFont) -> None:
        """Draw in the theme's colours and the window's font."""
        self._tokens, self._font = tokens, font
        self._tags.clear()
        self._usual_px = sum(self._widths(*USUAL_TAG, is_word=True)) + 2 * PADDING_PX + GAP_PX
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw the utterances in view."""
        area = self.boundingRect()
        for span in self._spans(area.width()):
            self._paint_bounds(painter, span, self._ends(span), area)
        for tag in self.tags():
            painter.drawPixmap(QPointF(round(tag.left), BAR_PX), self._tag(tag.span, tag.share))

    def tags(self) -> list[Tag]:
        """Return the tags in view, the newest first; an older one leaves out what would touch the one after it."""
        found: list[Tag] = []
        room_px, right = math.inf, self.boundingRect().right()
        with_shares = APART_S * SAMPLE_RATE / self.box.scale_px >= self._usual_px
        for span in reversed(self._spans(right)):
            for share in (span.share, "") if with_shares and span.share else ("",):
                width = self._tag(span, share).deviceIndependentSize().width()
                left = tag_left(self._ends(span), width, right, room_px)
                if left + width <= room_px:
                    found.append(Tag(span, left, width, share))
                    room_px = left - GAP_PX
                    break
        return found

    def _spans(self, width: float) -> list[WordSpan]:
        """Return the utterances in view, and those whose tag is still about to leave it."""
        left, scale = self.box.left, self.box.scale_px
        return self._words.between(left - self._usual_px * scale, left + width * scale)

    def _ends(self, span: WordSpan) -> tuple[float, float]:
        """Return both ends of a span in logical pixels; one that goes on ends now."""
        left, scale = self.box.left, self.box.scale_px
        return (span.start - left) / scale, ((self._now() if span.end is None else span.end) - left) / scale

    def _paint_bounds(self, painter: QPainter, span: WordSpan, ends: tuple[float, float], area: QRectF) -> None:
        begin, end = max(ends[0], 0.0), ends[1]
        if end <= 0:
            return
        colour = QColor(self._tokens.accent if span.is_word else self._tokens.muted)
        painter.fillRect(QRectF(begin, 0, max(min(end, area.right()) - begin, 2), BAR_PX), colour)
        for place in ends if span.end is not None else ends[:1]:
            for shift, pens in EDGES if 0 <= place < area.right() - 1 else ():
                painter.setPen(pens[span.final])
                painter.drawLine(round(place) + shift, 0, round(place) + shift, round(area.bottom()))

    def _tag(self, span: WordSpan, share: str) -> QPixmap:
        """Return the picture of a tag; text is slow to measure and to draw, and the same from frame to frame."""
        key = (span.label, share, span.is_word, span.final, self.box.getViewWidget().devicePixelRatioF())
        if key not in self._tags:
            if len(self._tags) >= MOST_TAGS:
                self._tags.clear()
            self._tags[key] = self._draw_tag(*key)
        return self._tags[key]

    def _draw_tag(self, label: str, share: str, is_word: bool, is_final: bool, ratio: float) -> QPixmap:
        label_px, share_px = self._widths(label, share, is_word)
        height = round(QFontMetricsF(self._font).height()) + 4
        place = QRectF(0, 0, math.ceil(label_px + share_px) + 2 * PADDING_PX, height)
        tag = QPixmap((place.size() * ratio).toSize())
        tag.setDevicePixelRatio(ratio)
        tag.fill(Qt.GlobalColor.transparent)
        painter, tokens = QPainter(tag), self._tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = (tokens.accent, tokens.on_accent) if is_word else (tokens.surface, tokens.text)
        style = Qt.PenStyle.NoPen if is_word else Qt.PenStyle.SolidLine if is_final else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(tokens.muted), 1, style))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(ink))
        texts = place.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        for text, side, font in (
            (label, Qt.AlignmentFlag.AlignLeft, self._heavy(is_word)),
            (share, Qt.AlignmentFlag.AlignRight, self._font),
        ):
            painter.setFont(font)
            painter.drawText(texts, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
        return tag

    def _widths(self, label: str, share: str, is_word: bool) -> tuple[float, float]:
        """Return the widths of a word, and of how sure it is with the gap before it."""
        share_px = QFontMetricsF(self._font).horizontalAdvance(share) + PADDING_PX if share else 0.0
        return QFontMetricsF(self._heavy(is_word)).horizontalAdvance(label), share_px

    def _heavy(self, is_word: bool) -> QFont:
        font = QFont(self._font)
        font.setWeight(QFont.Weight.DemiBold if is_word else QFont.Weight.Normal)
        return font

"""What was understood, where it was said: spans of the stream with the word, drawn over the spectrogram."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.events import Prediction, Speech
from app.gui.probability_bars import percent
from app.gui.recent import KEPT_S
from app.gui.theme import Tokens
from app.types import SAMPLE_RATE
from app.vocabulary import SILENCE, UNKNOWN

BAR_PX = 3
PADDING_PX = 6


@dataclass(frozen=True)
class WordSpan:
    """One utterance, so far or for good."""

    start: int
    """Sample index where it begins."""
    end: int | None
    """Sample index where it ends; ``None`` while it goes on."""
    label: str = "…"
    confidence: float = 0.0
    final: bool = False

    @property
    def is_word(self) -> bool:
        """Whether a word was understood."""
        return self.final and self.label not in (UNKNOWN, SILENCE)

    @property
    def text(self) -> str:
        """Return the label, and how sure it is once it is for good."""
        return f"{self.label}  {percent(self.confidence)}" if self.is_word else self.label


class WordSpans:
    """The utterances of the last two minutes, oldest first."""

    def __init__(self) -> None:
        self.spans: list[WordSpan] = []

    def clear(self) -> None:
        """A new stream begins."""
        self.spans = []

    def take(self, event: Speech | Prediction) -> None:
        """Open, name or close an utterance."""
        if isinstance(event, Prediction):
            span = WordSpan(event.start, event.end, event.label, event.confidence, event.final)
            self._put(span)
        elif event.is_open:
            self._put(WordSpan(event.at, None))
            self.spans = [span for span in self.spans if span.start > event.at - KEPT_S * SAMPLE_RATE]

    def between(self, left: float, right: float) -> list[WordSpan]:
        """Return the utterances of which something lies between two sample indices."""
        return [span for span in self.spans if span.start < right and (span.end is None or span.end > left)]

    def _put(self, span: WordSpan) -> None:
        """Add an utterance, in place of what was known of it so far."""
        if self.spans and not self.spans[-1].final:
            self.spans.pop()
        self.spans.append(span)


@dataclass(frozen=True)
class Stretch:
    """What is in view."""

    left: float
    """Sample index at the left edge."""
    scale: float
    """Samples per logical pixel."""
    now: float
    """Sample index at which an utterance that goes on ends so far."""


class SpanPainter:
    """Draws spans over the spectrogram: a bar along the top, an edge at each end, and a tag with the word.

    A final answer is a filled tag; a provisional one has a dashed frame; what is no word is pale.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def paint(self, painter: QPainter, area: QRectF, spans: list[WordSpan], stretch: Stretch) -> None:
        """Draw ``spans``, in order of time, over ``area``, where the spectrogram is."""
        left, scale, now = stretch.left, stretch.scale, stretch.now
        painter.save()
        painter.setClipRect(area)
        starts = [area.left() + (span.start - left) / scale for span in spans]
        for span, x, following in zip(spans, starts, [*starts[1:], area.right() + 400], strict=False):
            end = area.left() + ((now if span.end is None else span.end) - left) / scale
            self._paint_bounds(painter, area, span, x, end)
            self._paint_tag(painter, area, span, (x, end), following - x - 4)
        painter.restore()

    def _paint_bounds(self, painter: QPainter, area: QRectF, span: WordSpan, x: float, end: float) -> None:
        colour = QColor(self._tokens.accent if span.is_word else self._tokens.muted)
        painter.fillRect(QRectF(x, area.top(), max(end - x, 2), BAR_PX), colour)
        style = Qt.PenStyle.SolidLine if span.final else Qt.PenStyle.DashLine
        for place in (x, end) if span.end is not None else (x,):
            for shift, shade in ((1.0, QColor(0, 0, 0, 110)), (0.0, QColor(255, 255, 255, 170))):
                painter.setPen(QPen(shade, 1, style))
                painter.drawLine(round(place + shift), round(area.top()), round(place + shift), round(area.bottom()))

    def _paint_tag(
        self, painter: QPainter, area: QRectF, span: WordSpan, ends: tuple[float, float], room: float
    ) -> None:
        """Draw the word at the beginning of its span, inside the picture as long as any of the span is."""
        x, end = ends
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if span.is_word else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        text = next((text for text in (span.text, span.label) if metrics.horizontalAdvance(text) + 12 <= room), "")
        if not text:
            return
        width = metrics.horizontalAdvance(text) + 2 * PADDING_PX
        place = max(min(x, area.right() - width), min(area.left(), end - width))
        tag = QRectF(place, area.top() + BAR_PX, width, metrics.height() + 4)
        tokens = self._tokens
        ground, ink = (tokens.accent, tokens.on_accent) if span.is_word else (tokens.surface, tokens.text)
        style = Qt.PenStyle.NoPen if span.is_word else Qt.PenStyle.SolidLine if span.final else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(tokens.muted), 1, style))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(tag.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)

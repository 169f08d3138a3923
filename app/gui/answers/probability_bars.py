"""The likeliest words, as bars."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.events import Prediction
from app.gui.look.theme import LIGHT, Tokens
from app.vocabulary import SILENCE, UNKNOWN

ROWS = 5
ROW_PX = 20
"""At least; larger text takes more."""
BAR_PX = 8
SMALLEST_SHARE = 0.005
"""Less rounds to 0 %, and has no bar."""


class ProbabilityBars(QWidget):
    """One row for each of the likeliest words: name, bar, percent; the answer is marked if it is among them.

    Rows keep their height whatever is in them, and words their row while someone speaks, so that nothing jumps. A final
    prediction puts them in order, the likeliest first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._final = False
        self.rows: list[tuple[str, float]] = []
        """What is shown: word and probability."""
        self.answer = ""
        """The label that is marked; when it is no word, no row is."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Likeliest words"))
        self.setToolTip(self.tr("How sure the model is of each word; what lacks from 100 % is for no word"))

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self.update()

    def show_prediction(self, prediction: Prediction) -> None:
        """Show the likeliest words of ``prediction``, whether or not one of them is the answer."""
        words = {name: share for name, share in prediction.probabilities.items() if name not in (UNKNOWN, SILENCE)}
        rows = sorted(words.items(), key=lambda item: -item[1])[:ROWS]
        if not prediction.final and not self._final:
            rows = in_place(rows, [label for label, _ in self.rows])
        self._show(rows, prediction.label, prediction.final)

    def clear(self) -> None:
        """Empty all rows."""
        self._show([], "", final=False)

    def _show(self, rows: list[tuple[str, float]], answer: str, final: bool) -> None:
        if (rows, answer, final) != (self.rows, self.answer, self._final):
            self.rows, self.answer, self._final = rows, answer, final
            self.setAccessibleDescription(", ".join(f"{label} {percent(share)}" for label, share in rows))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for all rows, filled or not."""
        return QSize(280, ROWS * self._row_px)

    @property
    def _row_px(self) -> int:
        return max(ROW_PX, self.fontMetrics().height() + 4)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw every row, empty ones as bare tracks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(ROWS):
            label, share = self.rows[number] if number < len(self.rows) else ("", 0.0)
            self._paint_row(painter, number, label, share)

    def _paint_row(self, painter: QPainter, number: int, label: str, share: float) -> None:
        tokens, best = self._tokens, bool(label) and label == self.answer
        line = QRectF(0, number * self._row_px, self.width(), self._row_px)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if best and self._final else QFont.Weight.Normal)
        painter.setFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)  # the widest that a row may need, so that all begin alike
        name_px = max(0.28 * self.width(), metrics.horizontalAdvance("unknown") + 16.0)
        percent_px = max(metrics.horizontalAdvance(percent(share)) for share in (0.999, 1.0)) + 16.0
        painter.setPen(QColor(tokens.text if best else tokens.muted))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = metrics.elidedText(label, Qt.TextElideMode.ElideRight, round(name_px - 8))
        painter.drawText(line.adjusted(0, 0, name_px - line.width() - 8, 0), left, name)
        if label:
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line.adjusted(line.width() - percent_px, 0, 0, 0), right, percent(share))
        track = QRectF(name_px, line.center().y() - BAR_PX / 2, line.width() - name_px - percent_px, BAR_PX)
        _paint_bar(painter, track, QColor(tokens.raised))
        if share >= SMALLEST_SHARE:
            track.setWidth(max(BAR_PX, share * track.width()))
            _paint_bar(painter, track, QColor(tokens.accent if best else tokens.muted))


def _paint_bar(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place, BAR_PX / 2, BAR_PX / 2)


def in_place(rows: list[tuple[str, float]], before: list[str]) -> list[tuple[str, float]]:
    """Return ``rows``, likeliest first, in the places that their words had ``before``; newcomers take what is free."""
    if len(before) != len(rows):
        return rows
    kept = {label: row for label, row in zip((label for label, _ in rows), rows, strict=True) if label in before}
    newcomers = iter([row for row in rows if row[0] not in kept])
    return [kept[label] if label in kept else next(newcomers) for label in before]


def percent(share: float) -> str:
    """Return a probability as people read it; only what is certain is 100 %."""
    return "> 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"

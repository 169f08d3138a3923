"""What two models make of the same word, and how often they agree."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.engine.agreement import Agreement
from app.events import Prediction, SecondOpinion
from app.gui.answers.probability_bars import percent
from app.gui.help.phrases import translated
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.kept_place import keep_place
from app.vocabulary import SILENCE, UNKNOWN

SIGN_PX = 48
SPACING_PX = 16


class SideBySide(QFrame):
    """Two answers with a sign between them that says in a word whether they are the same, and the running count."""

    ended = Signal()
    """The user has seen enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Two models side by side"))
        self.count = QLabel(self)
        self.count.setObjectName("caption")
        self.end = QPushButton("✕", self)
        self.end.setObjectName("flat")
        self.end.setAutoDefault(True)
        self.end.setToolTip(self.tr("Stop comparing"))
        self.end.setAccessibleName(self.tr("Stop comparing"))
        self.end.clicked.connect(self.ended)
        self.names, self.answers, self.shares = ((_label(self), _label(self)) for _ in ("names", "answers", "shares"))
        self.sign = QLabel(self)
        self.sign.setObjectName("tag")
        self.sign.setMinimumWidth(SIGN_PX)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keep_place(self.sign)
        self._head, self._pair = QHBoxLayout(), QHBoxLayout()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.show_pair("", "")

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Side by side"), self)
        heading.setObjectName("heading")
        for widget in (heading, self.count):
            self._head.addWidget(widget)
        self._head.addStretch()
        self._pair.addLayout(self._side(0), 1)
        self._pair.addWidget(self.sign)
        self._pair.addLayout(self._side(1), 1)
        self._rows.addLayout(self._head)
        self._rows.addLayout(self._pair, 1)
        for layout in (self._head, self._pair, self._rows):
            layout.setSpacing(SPACING_PX)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 8, 16, 8)
        outer.setSpacing(SPACING_PX)
        outer.addLayout(self._rows, 1)
        outer.addWidget(self.end)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with two rows."""
        margins, hint = self.contentsMargins(), super().minimumSizeHint()
        width = max(layout.minimumSize().width() for layout in (self._head, self._pair))
        return QSize(width + self.end.sizeHint().width() + 56 + margins.left() + margins.right(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Break into two rows where one is too narrow for the text."""
        super().resizeEvent(event)
        self._break_if_needed()

    def event(self, event: QEvent) -> bool:
        """Look again when the text grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._break_if_needed()
        return super().event(event)

    def _break_if_needed(self) -> None:
        """Choose one row or two, and leave out how sure the models are where even two do not hold it."""
        room_px, head_px, pair_px = self._rows.geometry().width(), self._head.sizeHint().width(), self._pair_px()
        fits = head_px + SPACING_PX + pair_px <= room_px
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._rows.direction():
            self._rows.setDirection(direction)
            self._rows.setSpacing(SPACING_PX if fits else 4)
        for share in self.shares:
            share.setVisible(pair_px <= room_px)

    def _pair_px(self) -> int:
        """Return the width that both answers need, each with the room of the longer one."""
        sides = zip(self.names, self.answers, self.shares, strict=True)
        side_px = max(sum(label.sizeHint().width() for label in side) for side in sides) + SPACING_PX
        return 2 * side_px + self.sign.sizeHint().width() + 2 * SPACING_PX

    def _side(self, side: int) -> QHBoxLayout:
        """Return the place of one model; both have the same room, so that the sign between them never moves."""
        name, answer, share = self.names[side], self.answers[side], self.shares[side]
        row = QHBoxLayout()
        row.setSpacing(SPACING_PX // 2)
        for label, look in ((name, "caption"), (answer, "answer"), (share, "caption")):
            label.setObjectName(look)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch()
        return row

    def show_pair(self, first: str, second: str) -> None:
        """Name the two models; nothing is counted yet."""
        for label, name in zip(self.names, (first, second), strict=True):
            label.setText(name)
            label.setToolTip(name)
        self._fill(0, None)
        self._fill(1, None)
        self._show_sign("", "idle", "")
        self.show_agreement(Agreement())

    def show_final(self, final: Prediction) -> None:
        """Show the first model's answer; the second's follows at once, unless neither was asked."""
        self._fill(0, final)
        self._fill(1, None)
        self._show_sign("–", "idle", self.tr("No model was asked: this was no single word."))

    def show_opinion(self, opinion: SecondOpinion, agreement: Agreement) -> None:
        """Show the second model's answer beside the first's, and the count with it."""
        self._fill(1, opinion)
        if opinion.agrees:
            self._show_sign("=", "final", self.tr("They agree."))
        else:
            self._show_sign("≠", "refused", self.tr("They differ."))
        self.show_agreement(agreement)

    def show_agreement(self, agreement: Agreement) -> None:
        """Say how often they agreed."""
        text = self.tr("agreed on {} of {} ({:.0f} %)")
        count = text.format(agreement.agreed, agreement.asked, 100 * agreement.share)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(text.format(999, 999, 100)))
        self.count.setText(count if agreement.asked else self.tr("no word yet"))

    def _fill(self, side: int, answer: Prediction | SecondOpinion | None) -> None:
        """Show one answer and how sure it is; what is no word has no such figure, but perhaps a guess behind it."""
        is_word = answer is not None and answer.label not in (UNKNOWN, SILENCE)
        text, share = answer.label if answer else "–", percent(answer.confidence) if answer and is_word else ""
        self.answers[side].setText(text)
        self.shares[side].setText(share)
        self.answers[side].setAccessibleName(f"{self.names[side].text()}: {text} {share}".rstrip())
        self.answers[side].setToolTip(translated(answer.reason) if answer else "")

    def _show_sign(self, sign: str, state: str, meaning: str) -> None:
        self.sign.setText(sign)
        self.sign.setToolTip(meaning)
        self.sign.setAccessibleName(meaning)
        self.sign.setVisible(bool(sign))
        if self.sign.property("state") != state:
            self.sign.setProperty("state", state)
            self.sign.style().unpolish(self.sign)
            self.sign.style().polish(self.sign)


def _label(parent: QWidget) -> ElidedLabel:
    """Return a label as wide as its text, or less: a long word never widens the window."""
    label = ElidedLabel(parent)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label

"""The word that was heard, large."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.events import Prediction
from app.gui.answers.number_line import NumberLine
from app.gui.answers.probability_bars import ProbabilityBars, percent
from app.gui.answers.steady_word import SteadyWord
from app.gui.help.phrases import translated
from app.gui.look.fitted_label import FittedLabel
from app.gui.look.kept_place import keep_place
from app.gui.look.stylesheet import CARD_PX, FLAT_PX
from app.gui.look.theme import LIGHT, Tokens
from app.gui.look.wrapped_label import WrappedLabel
from app.vocabulary import SILENCE, UNKNOWN

WORD_LINES, LEAST_WORD_LINES, HEADLINE_LINES = 7.0, 3.5, 2.25
"""Heights in lines of text: of a word, at most and at least, and of what stands in its place before there is one."""

FIGURE_SPACE = "\u2007"
"""As wide as a digit: a share of one digit leaves the text beside it where it was."""

BELOW_LINES = 2.5
"""Room for the confidence or two lines of hint, in lines of text; kept free when there is neither."""


class PredictionView(QFrame):
    """Shows one prediction at a time: tag, word, confidence, runners-up; and the number that digits in a row make.

    A provisional prediction has a dashed tag, "Listening…", and a light word; a final one a filled tag with a tick
    and a bold word: shape, weight and text tell them apart, not colour alone. Everything has its own room, whatever is
    in it, and a provisional word stays until another one lasts, so that nothing jumps or flickers.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._tokens = LIGHT
        self.tag = QLabel(self)
        self.tag.setObjectName("tag")
        keep_place(self.tag)
        self.word = FittedLabel(WORD_LINES, LEAST_WORD_LINES, self)
        self.confidence = QLabel(self)
        self.confidence.setObjectName("confidence")
        self.hint = WrappedLabel(self)
        self.hint.setObjectName("hint")
        self.bars = ProbabilityBars(self)
        self.number = NumberLine(self)
        self._steady = SteadyWord()
        self._shown: Prediction | tuple[str, str] = ("", "")
        for label in (self.confidence, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.setAccessibleName(self.tr("Prediction"))
        self.show_idle("", "")

    def _lay_out(self) -> None:
        self._room = QWidget(self)
        lines = QVBoxLayout(self._room)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.confidence)
        lines.addWidget(self.hint)
        lines.addStretch()
        top = QHBoxLayout()
        top.addStretch()
        top.addWidget(self.tag)
        top.addStretch()
        answer = QVBoxLayout()
        answer.setContentsMargins(0, 0, FLAT_PX, 0)
        answer.setSpacing(0)
        answer.addLayout(top)
        answer.addSpacing(8)
        for widget in (self.word, self._room, self.bars):
            answer.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PX, 16, CARD_PX - FLAT_PX, 8)
        column.setSpacing(8)
        column.addLayout(answer)
        column.addWidget(self.number)

    @property
    def state(self) -> str:
        """``idle``, ``provisional``, ``final`` or ``refused``."""
        state: str = self.tag.property("state")
        return state

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Measure the text, whose font is known by now."""
        super().showEvent(event)
        self._fit_to_text()

    def _fit_to_text(self) -> None:
        self._room.setFixedHeight(round(BELOW_LINES * self.hint.fontMetrics().height()) + 4)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self._fit_to_text()
        self.bars.set_tokens(tokens)
        if isinstance(self._shown, Prediction):
            self.show_prediction(self._shown)
        else:
            self.show_idle(*self._shown)

    def show_idle(self, headline: str, hint: str) -> None:
        """Say what to do, or what is going on, while no word was heard."""
        self._shown = headline, hint
        self._tag("idle", self.tr("Ready") if headline else "")
        self.tag.setVisible(False)
        self.word.show_text(headline, self._tokens.text, QFont.Weight.DemiBold, HEADLINE_LINES)
        self._below("", hint)
        self.bars.clear()

    def show_open(self) -> None:
        """Show that an utterance begins, before there is anything to say about it."""
        self._shown = ("…", "")
        self._steady.begin()
        self._tag("provisional", self.tr("Listening…"))
        self.word.show_text("…", self._tokens.muted, QFont.Weight.Light)
        self._below("")
        self.bars.clear()

    def show_prediction(self, prediction: Prediction) -> None:
        """Show a provisional or final prediction in place of what was there."""
        self._shown = prediction
        if prediction.final:
            self._steady.begin()
        if not prediction.final:
            self._show_provisional(prediction)
        elif prediction.label in (UNKNOWN, SILENCE):
            self._show_refused(prediction)
        else:
            self._show_final(prediction)
        self.bars.show_prediction(prediction)
        self.tag.setToolTip(self._origin(prediction))

    def _show_provisional(self, prediction: Prediction) -> None:
        word = self._steady.take(prediction)
        share = percent(prediction.probabilities.get(word, 0.0)).rjust(4, FIGURE_SPACE)
        self._tag("provisional", self.tr("Listening…"))
        self.word.show_text(word or "…", self._tokens.muted, QFont.Weight.Light)
        self._below(self.tr("{} so far").format(share) if word else "")

    def _show_final(self, prediction: Prediction) -> None:
        self._tag("final", self.tr("✓  Heard"))
        self.word.show_text(prediction.label, self._tokens.text, QFont.Weight.Bold)
        self._below(self.tr("{} sure").format(percent(prediction.confidence)), self._cut(self._origin(prediction)))

    def _show_refused(self, prediction: Prediction) -> None:
        self._tag("refused", self.tr("?  Not sure") if prediction.reason else self.tr("✕  No word"))
        self.word.show_text(prediction.label, self._tokens.muted, QFont.Weight.Normal)
        self._below("", self._why(prediction))

    def _origin(self, prediction: Prediction) -> str:
        """Return which voice profile the answer came from; nothing for the model alone."""
        return self.tr("with voice profile {}").format(prediction.profile) if prediction.profile else ""

    def _cut(self, text: str) -> str:
        """Return a text as far as one line of the card has room for it."""
        room_px = self.width() - 2 * CARD_PX
        return self.hint.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room_px)

    def _why(self, prediction: Prediction) -> str:
        """Return why the answer is no word, and what might have been meant."""
        if prediction.reason == "too short":
            return self.tr("Too short for a word: a click, or a knock.")
        if prediction.reason == "too long":
            return self.tr("Longer than one word. Say single words with a pause between them.")
        if prediction.reason:
            best = best_word(prediction)
            why = translated(prediction.reason)
            return self.tr("Perhaps “{}”, {} sure: {}.").format(
                best, percent(prediction.probabilities.get(best, 0.0)), why
            )
        if prediction.label == SILENCE:
            return self.tr("Nothing was said.")
        return self.tr("Not among the words that are listened for.")

    def _below(self, confidence: str, hint: str = "") -> None:
        """Fill the lines under the word."""
        for label, text in ((self.confidence, confidence), (self.hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))

    def _tag(self, state: str, text: str) -> None:
        self.tag.setVisible(True)
        self.tag.setText(text)
        if self.tag.property("state") != state:
            self.tag.setProperty("state", state)
            self.tag.style().unpolish(self.tag)
            self.tag.style().polish(self.tag)


def best_word(prediction: Prediction) -> str:
    """Return the likeliest label that is a word."""
    words = {name: p for name, p in prediction.probabilities.items() if name not in (UNKNOWN, SILENCE)}
    return max(words, key=lambda name: words[name], default="")

"""Before and after, side by side, with what it means in a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.answers.probability_bars import percent
from app.gui.help.phrases import translated
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.models.model_facts import Share
from app.gui.voice.word_table import WordTable
from app.gui.voice.worth import WordChange, Worth


class BeforeAfterView(QFrame):
    """Shows what one profile is worth, and where it is not kept, why; says if it is to be kept all the same."""

    kept_anyway = Signal()
    left = Signal()
    """The user agrees that it is not kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Before and after"))
        self.heading = QLabel(self.tr("Before and after"), self)
        self.heading.setObjectName("heading")
        self.title = WrappedLabel(self)
        self.title.setObjectName("headline")
        self.sentence = WrappedLabel(self)
        self.figures = QWidget(self)
        self.cells: list[list[QLabel]] = []
        self.sureness = QLabel(self.tr("Sure of what was said"), self), QLabel(self), QLabel(self)
        self.sureness[0].setToolTip(self.tr("How probable the right word was found: the geometric mean over own takes"))
        self.words = WordTable((self.tr("Word"), self.tr("Before"), self.tr("After")), self)
        self.words.setAccessibleName(self.tr("Words that changed"))
        self.reasons = WrappedLabel(self)
        self.reasons.setObjectName("complaint")
        self.note = WrappedLabel(self)
        self.note.setObjectName("hint")
        self.keep_anyway = QPushButton(self.tr("Keep it anyway"), self)
        self.keep_anyway.setToolTip(self.tr("Keep this profile although it does not help; it can be taken back"))
        self.leave = QPushButton(self.tr("Leave it"), self)
        for button, signal in ((self.keep_anyway, self.kept_anyway), (self.leave, self.left)):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        grid = QGridLayout(self.figures)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for column, text in enumerate((self.tr("Before"), self.tr("After")), start=1):
            label = QLabel(text, self.figures)
            label.setObjectName("caption")
            grid.addWidget(label, 0, column)
        for row, text in enumerate((self.tr("Own takes, held out"), self.tr("Training words, held out")), start=1):
            name = QLabel(self.tr("{}\n95 % interval").format(text), self.figures)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self.cells.append([QLabel(self.figures) for _ in range(2)])
            for column, cell in enumerate(self.cells[-1], start=1):
                grid.addWidget(cell, row, column)
        for column, label in enumerate(self.sureness):
            label.setParent(self.figures)
            grid.addWidget(label, 3, column)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep_anyway)
        buttons.addWidget(self.leave)
        buttons.addStretch()
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 16, 16, 16)
        column_.setSpacing(8)
        for widget in (self.heading, self.title, self.sentence, self.figures, self.words, self.reasons, self.note):
            column_.addWidget(widget)
        column_.addLayout(buttons)
        column_.addStretch(1)

    def show_nothing(self) -> None:
        """Say what will be here."""
        hint = self.tr("Make a profile, or choose one from the list, to see what it is worth.")
        self._show("", hint, None, (), (), "")

    def show_kept(self, title: str, worth: Worth | None, words: Sequence[WordChange] = (), note: str = "") -> None:
        """Show what a profile that is kept is worth; ``None`` where it does not say."""
        self._show(title, self._sentence(worth), worth, words, (), note)

    def show_refused(
        self, title: str, worth: Worth | None, words: Sequence[WordChange], reasons: Sequence[str], note: str = ""
    ) -> None:
        """Show a profile that is not kept, and why; offer to keep it all the same."""
        self._show(title, self._sentence(worth), worth, words, reasons, note)
        self.leave.setFocus()

    def _show(
        self,
        title: str,
        sentence: str,
        worth: Worth | None,
        words: Sequence[WordChange],
        reasons: Sequence[str],
        note: str,
    ) -> None:
        texts = (
            (self.title, title),
            (self.sentence, sentence),
            (self.reasons, "\n".join(f"✕  {translated(reason)}" for reason in reasons)),
            (self.note, note),
        )
        for label, text in texts:
            label.setText(text)
            label.setVisible(bool(text))
        self.figures.setVisible(worth is not None)
        if worth is not None:
            self._fill(worth)
        self.words.setVisible(bool(words))
        self.words.show_rows([self._row(word) for word in words])
        for button in (self.keep_anyway, self.leave):
            button.setVisible(bool(reasons))

    def _fill(self, worth: Worth) -> None:
        """Write the figures into the grid."""
        shares = ((worth.before, worth.after), (worth.memory_before, worth.memory_after))
        for cells, pair in zip(self.cells, shares, strict=True):
            for cell, share in zip(cells, pair, strict=True):
                cell.setText(self._share(share))
        for cell, part in zip(self.sureness[1:], worth.sureness or (0.0, 0.0), strict=True):
            cell.setText(percent(part))
        for cell in self.sureness:
            cell.setVisible(worth.sureness is not None)

    def _share(self, share: Share) -> str:
        """Return count and interval in two lines."""
        count = self.tr("{} of {}: {}").format(share.correct, share.clips, percent(share.accuracy))
        interval = self.tr("{:.0f} to {:.0f} %").format(100 * share.low, 100 * share.high)
        return f"{count}\n{interval}"

    def _row(self, word: WordChange) -> tuple[str, str, str]:
        label = self.tr("{} (new word)").format(word.label) if word.is_new else word.label
        count = self.tr("{} of {}")
        return label, count.format(word.before, word.takes), count.format(word.after, word.takes)

    def _sentence(self, worth: Worth | None) -> str:
        """Say in plain words what changed on what was held out."""
        if worth is None:
            return self.tr("This profile does not say what it is worth.")
        if worth.errors:
            mended = self.tr("{} of {} errors mended").format(worth.better, worth.errors)
        else:
            mended = self.tr("There was no error to mend")
        return "; ".join([mended, *self._losses(worth)]) + "."

    def _losses(self, worth: Worth) -> list[str]:
        losses = []
        if worth.worse:
            one, more = self.tr("1 take that was right is wrong now"), self.tr("{} takes that were right are wrong now")
            losses.append(one if worth.worse == 1 else more.format(worth.worse))
        if worth.forgotten > 0:
            text = self.tr("{} more of {} training words are mistaken")
            losses.append(text.format(worth.forgotten, worth.memory_before.clips))
        return losses or [self.tr("nothing else worse")]

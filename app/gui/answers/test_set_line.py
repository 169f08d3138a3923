"""Which personal test set the verdicts go into, how much is in it, and what to do where there is none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.gui.help.phrases import translated
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.wrapped_label import WrappedLabel


class TestSetLine(QWidget):
    """One line with name and count; above it, if need be, a question or what went wrong.

    Args:
        parent: the widget that this one is in.
        flat_px: how far the line goes beyond what is above it, so that the text of its last button ends in line.
    """

    __test__ = False  # for pytest, whose business it is not

    folder_wanted = Signal()
    """The user wants to choose a folder."""
    declined = Signal()
    """The user wants no test set now."""

    def __init__(self, parent: QWidget | None = None, flat_px: int = 0) -> None:
        super().__init__(parent)
        self._focus_before: QWidget | None = None
        self.name = ElidedLabel(self)
        self.name.setObjectName("caption")
        self.name.setAccessibleName(self.tr("Test set"))
        self.choose = self._button(self.tr("Choose…"), "flat")
        self.choose.setToolTip(self.tr("Choose the folder of a personal test set, or of a new one"))
        self.record = self._button(self.tr("Record…"), "flat")
        self.record.setToolTip(self.tr("Record takes of your own voice"))
        self.record.hide()  # until somebody listens to it
        self.question = QFrame(self)
        self.question.setObjectName("question")
        self.text = WrappedLabel(self.question)
        self.folder = self._button(self.tr("Choose a &folder…"), "verdict")
        self.decline = self._button(self.tr("Not now"), "flat")
        self.complaint = WrappedLabel(self)
        self.complaint.setObjectName("complaint")
        self._lay_out(flat_px)
        for button in (self.choose, self.folder):
            button.clicked.connect(self.folder_wanted)
        self.decline.clicked.connect(self.declined)
        self.show_question("")
        self.show_complaint("")
        self.show_set("", 0)

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(True)
        return button

    def _lay_out(self, flat_px: int) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.folder)
        answers.addWidget(self.decline)
        answers.addStretch()
        asked = QVBoxLayout(self.question)
        asked.setContentsMargins(8, 8, 8, 8)
        asked.setSpacing(8)
        asked.addWidget(self.text)
        asked.addLayout(answers)
        self.line = QWidget(self)
        self.line.setObjectName("testSet")
        row = QHBoxLayout(self.line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name, 1)
        row.addWidget(self.record)
        row.addWidget(self.choose)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, flat_px, 0)
        above.setSpacing(8)
        above.addWidget(self.question)
        above.addWidget(self.complaint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.line)

    def show_set(self, name: str, takes: int) -> None:
        """Say what is open, and how many takes are in it; an empty name for none."""
        count = self.tr("1 take") if takes == 1 else self.tr("{} takes").format(takes)
        self.name.setText(self.tr("Test set: {}, {}").format(name, count) if name else self.tr("No test set is open"))
        self.name.setToolTip(self.name.text())

    def show_question(self, text: str) -> None:
        """Ask for a folder, in place of the line; or with an empty text no longer, and give the focus back."""
        self.text.setText(text)
        if text:
            self._focus_before = self.window().focusWidget()
        elif self.question.isAncestorOf(self.window().focusWidget()) and self._focus_before is not None:
            self._focus_before.setFocus()
        self.question.setVisible(bool(text))
        self.line.setVisible(not text)
        if text:
            self.folder.setFocus()

    def show_complaint(self, text: str) -> None:
        """Say what went wrong, or with an empty text that nothing did."""
        self.complaint.setText(f"✕  {translated(text)}" if text else "")
        self.complaint.setVisible(bool(text))

"""What is to be said, by whom, and how often; and the takes that are there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.gui.answers.test_set_line import TestSetLine
from app.gui.look.tall_page import TallPage
from app.gui.look.wrapped_label import WrappedLabel
from app.gui.voice.label_list import LabelList
from app.gui.voice.order_switch import OrderSwitch
from app.gui.voice.takes_table import TakesTable
from app.settings import TakeOrder
from app.settings_file import COUNTS


class RecordPlanPage(QWidget):
    """Shows what it is given and says what the user did."""

    speaker_named = Signal(str)
    takes_chosen = Signal(int)
    start_clicked = Signal()
    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.test_set = TestSetLine(self)
        self._speaker = ""
        self.speaker = QLineEdit(self)
        self.fewer, self.takes, self.more = QPushButton("−", self), QSpinBox(self), QPushButton("+", self)
        self.order = OrderSwitch(self)
        self.labels = LabelList(self)
        self.summary = WrappedLabel(self)
        self.summary.setObjectName("hint")
        self.start = QPushButton(self.tr("Start recording"), self)
        self.files = QPushButton(self.tr("Add recordings…"), self)
        self.table = TakesTable(self)
        self._set_up()
        self._connect()
        self._lay_out()

    def _set_up(self) -> None:
        self.speaker.setPlaceholderText(self.tr("a name, or any alias"))
        self.speaker.setAccessibleName(self.tr("Speaker"))
        self.takes.setRange(*COUNTS["takes_per_label"])
        self.takes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.takes, self.takes.lineEdit()):
            part.setAccessibleName(self.tr("Takes of each word"))
        self.fewer.setAccessibleName(self.tr("Fewer takes"))
        self.more.setAccessibleName(self.tr("More takes"))
        self.start.setObjectName("primary")
        self.files.setToolTip(self.tr("Find the words in recordings that are there already, and label them by hand"))
        for button in (self.fewer, self.more, self.start, self.files):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.speaker.editingFinished.connect(lambda: self.speaker_named.emit(self.speaker.text()))
        self.takes.valueChanged.connect(self.takes_chosen)
        self.fewer.clicked.connect(self.takes.stepDown)
        self.more.clicked.connect(self.takes.stepUp)
        self.start.clicked.connect(self._begin)
        self.files.clicked.connect(self.files_wanted)

    def _lay_out(self) -> None:
        plan, right = QFrame(self), QFrame(self)
        fields = self._fields()
        area = TallPage(fields, plan)
        fields.setAutoFillBackground(False)  # the card is its ground
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.start)
        buttons.addWidget(self.files)
        column = QVBoxLayout(plan)
        column.setContentsMargins(16, 16, 0, 16)
        column.setSpacing(8)
        column.addWidget(area, 1)
        column.addWidget(self.summary)
        column.addLayout(buttons)
        self.summary.setContentsMargins(0, 0, 16, 0)
        buttons.setContentsMargins(0, 0, 16, 0)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self.table)
        cards = QHBoxLayout(self)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(16)
        for card in (plan, right):
            card.setObjectName("card")
            cards.addWidget(card, int(card is right))

    def _fields(self) -> QWidget:
        fields = QWidget(self)
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(16)
        column.addWidget(self.test_set)
        column.addLayout(self._form())
        column.addWidget(self.labels, 1)
        return fields

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        takes = QHBoxLayout()
        takes.setSpacing(8)
        for widget in (self.fewer, self.takes, self.more):
            takes.addWidget(widget, int(widget is self.takes))
        for number, caption in enumerate((self.tr("Speaker"), self.tr("Takes of each word"), self.tr("Order"))):
            form.addWidget(QLabel(caption, self), number, 0)
        form.addWidget(self.speaker, 0, 1)
        form.addLayout(takes, 1, 1)
        form.addWidget(self.order, 2, 1)
        return form

    def focus_first(self) -> None:
        """Let the keys work on what comes next: to begin, or else to say what is to be said."""
        (self.start if self.start.isEnabled() else self.labels.word).setFocus()

    def show_plan(self, speaker: str, takes: int, order: TakeOrder) -> None:
        """Show who speaks, how often each word is to be said, and in which order."""
        if speaker != self._speaker:  # else what is being typed would go
            self._speaker = speaker
            self.speaker.setText(speaker)
        self.takes.blockSignals(True)
        self.takes.setValue(takes)
        self.takes.blockSignals(False)
        self.order.show_choice(order)

    def show_summary(self, text: str, can_start: bool) -> None:
        """Say how much there is to do."""
        self.summary.setText(text)
        self.start.setEnabled(can_start)

    def _begin(self) -> None:
        self.speaker_named.emit(self.speaker.text())  # some systems give no focus to a button that is clicked
        self.start_clicked.emit()

"""The recordings without words: recorded here, or added."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.look.wrapped_label import WrappedLabel

LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES = 1, 60, 10
LEAST_LINES = 4
SPIN_MARGIN_PX = 8
"""Beside the number; Qt heeds no padding there."""


@dataclass(frozen=True)
class BackgroundRow:
    """What is shown of one recording."""

    path: Path
    text: str


class BackgroundBox(QWidget):
    """Shows what it is given and says what the user did."""

    record_clicked = Signal(int)
    """Record the room for so many minutes."""
    stop_clicked = Signal()
    files_wanted = Signal()
    removed = Signal(object)
    """Paths that are not to be listened to any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Background recordings"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.total = WrappedLabel(self)
        self.total.setObjectName("hint")
        self.add, self.remove = QPushButton(self.tr("Add recordings…"), self), QPushButton(self.tr("Remove"), self)
        self.add.setToolTip(self.tr("Add long recordings without the words: the room, talk, music"))
        self.remove.setToolTip(self.tr("Listen to the selected recordings no longer; the files stay  (Del)"))
        self.minutes = QSpinBox(self)
        self.minutes.setRange(LEAST_MINUTES, MOST_MINUTES)
        self.minutes.setValue(USUAL_MINUTES)
        self.minutes.lineEdit().setTextMargins(SPIN_MARGIN_PX, 0, SPIN_MARGIN_PX, 0)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAccessibleName(self.tr("Minutes to record"))
        self.record, self.stop = QPushButton(self.tr("Record the room"), self), QPushButton(self.tr("Stop"), self)
        self.record.setToolTip(self.tr("Record what the microphone hears, as you live and work, without the words"))
        self.stop.setToolTip(self.tr("Stop, and keep what was recorded so far"))
        self.left = QLabel(self)
        self.left.setAccessibleName(self.tr("Time left"))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Recorded so far"))
        self.why_not = WrappedLabel(self)
        self.why_not.setObjectName("hint")
        self.rooms = QStackedWidget(self)
        self._rows: Sequence[BackgroundRow] = ()
        self._lay_out()
        self._connect()
        self.show_recordings((), "")
        self.show_recording(None)

    def _lay_out(self) -> None:
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.add)
        files.addWidget(self.remove)
        files.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self.total)
        column.addLayout(files)
        column.addSpacing(8)
        self.rooms.addWidget(_row(self.record, self.minutes, None))
        self.rooms.addWidget(_row(self.stop, self.left, None))
        column.addWidget(self.rooms)
        column.addWidget(self.bar)
        column.addWidget(self.why_not)

    def _connect(self) -> None:
        for button in (self.add, self.remove, self.record, self.stop):
            button.setAutoDefault(False)
        self.add.clicked.connect(self.files_wanted)
        self.remove.clicked.connect(lambda: self.removed.emit(self.selected))
        self.record.clicked.connect(lambda: self.record_clicked.emit(self.minutes.value()))
        self.stop.clicked.connect(self.stop_clicked)
        self.list.itemSelectionChanged.connect(lambda: self.remove.setEnabled(bool(self.selected)))
        delete = QShortcut(QKeySequence("Del"), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        delete.setWhatsThis(self.tr("Listen to the selected recordings no longer"))
        delete.activated.connect(self.remove.click)

    @property
    def selected(self) -> list[Path]:
        """Paths of the selected recordings."""
        return [self._rows[index.row()].path for index in self.list.selectedIndexes()]

    def show_recordings(self, rows: Sequence[BackgroundRow], total: str) -> None:
        """Show these, and how much they are together."""
        self._rows = rows
        self.list.clear()
        self.list.addItems([row.text for row in rows])
        for number, row in enumerate(rows):
            self.list.item(number).setToolTip(str(row.path))
        self.total.setText(total)
        self.remove.setEnabled(False)
        self.list.setMinimumHeight(LEAST_LINES * (self.fontMetrics().height() + 8) + 16)

    def show_recording(self, share: float | None, left: str = "") -> None:
        """Show how far the recording of the room is; ``None`` while there is none."""
        had_focus = self.record.hasFocus() or self.stop.hasFocus()
        self.rooms.setCurrentIndex(0 if share is None else 1)
        self.bar.setVisible(share is not None)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * (share or 0.0)))
        self.left.setText(left)
        if had_focus:
            (self.record if share is None else self.stop).setFocus()

    def show_can_record(self, why_not: str) -> None:
        """Offer to record the room, or say why that cannot be."""
        self.record.setEnabled(not why_not)
        self.minutes.setEnabled(not why_not)
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))


def _row(*widgets: QWidget | None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return holder

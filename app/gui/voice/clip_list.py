"""Some of the clips that were judged, to be heard one by one or one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from app.gui.button_keys import give_keys
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.steady_button import SteadyButton

LEAST_LINES = 2


@dataclass(frozen=True)
class ClipRow:
    """What is shown of one clip."""

    path: Path
    text: str


class Clips(QListWidget):
    """A list in which Enter plays."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Let Enter play what is selected."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ClipList(QWidget):
    """Shows what it is given and says what the user wants to hear."""

    play_clicked = Signal(object)
    """Paths of the clips to play, in order; or be quiet if something is played."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel(self)
        self.heading.setObjectName("heading")
        self.list = Clips(self)
        self.list.setAccessibleName(self.tr("Takes"))
        self._rows: Sequence[ClipRow] = ()
        self._play, self._quiet = self.tr("Play"), self.tr("Be quiet")
        self.play = SteadyButton(self)
        self.play.keep_room_for(self._play, self._quiet)
        self.play.setObjectName("verdict")
        self.play.setAutoDefault(False)
        give_keys(self.play, self, self.tr("Play the selected take, or stop"), "P")
        self.play.clicked.connect(self._say)
        self.list.entered.connect(self._say)
        self.list.itemDoubleClicked.connect(lambda _: self._say())
        self.list.currentRowChanged.connect(lambda row: self.play.setEnabled(row >= 0))
        self._lay_out()
        self.show_clips("", ())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    @property
    def paths(self) -> list[Path]:
        """All clips that are shown."""
        return [row.path for row in self._rows]

    def show_clips(self, heading: str, rows: Sequence[ClipRow]) -> None:
        """Show these, the first selected."""
        self.heading.setText(heading)
        self._rows = rows
        self.list.clear()
        self.list.addItems([row.text for row in rows])
        for number, row in enumerate(rows):
            self.list.item(number).setToolTip(str(row.path))
        self.list.setMinimumHeight(LEAST_LINES * (self.fontMetrics().height() + 8) + 16)
        self.list.setCurrentRow(0 if rows else -1)
        self.play.setEnabled(bool(rows))

    def show_playing(self, path: Path | None) -> None:
        """Select what is played, and offer to be quiet; ``None`` while nothing is."""
        self.play.setText(self._quiet if path else self._play)
        if path in self.paths:
            self.list.setCurrentRow(self.paths.index(path))

    def _say(self) -> None:
        if self.list.currentRow() >= 0:
            self.play_clicked.emit([self._rows[self.list.currentRow()].path])

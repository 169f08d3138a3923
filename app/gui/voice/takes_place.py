"""Where the takes are that a page works on: in the open test set, or in another folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.gui.answers.open_test_set import OpenTestSet
from app.gui.voice.place_row import PlaceRow


class TakesPlace(QObject):
    """Knows the place, shows it, and lets another be chosen.

    Args:
        row: shows it, and has the buttons.
        sets: the open test set.
        ask_for_folder: asks the user, given the window and a title; answers nothing where there is none.
    """

    changed = Signal()
    """It is another, or holds other takes."""

    def __init__(self, row: PlaceRow, sets: OpenTestSet, ask_for_folder: Callable[[QWidget, str], str]) -> None:
        super().__init__(row)
        self._row, self._sets, self._ask = row, sets, ask_for_folder
        self._other: Path | None = None
        row.choose.clicked.connect(self._choose)
        row.back.clicked.connect(self._go_back)
        sets.changed.connect(self._show)
        self._show()

    @property
    def folder(self) -> Path | None:
        """The folder, if there is one."""
        return self._other or (self._sets.current.folder if self._sets.current is not None else None)

    @property
    def is_ready(self) -> bool:
        """Whether there may be takes: another folder is not looked into before."""
        takes = self._sets.current
        return self._other is not None or (takes is not None and len(takes.takes) > 0)

    def _title(self) -> str:
        """Return the place for people."""
        takes = self._sets.current
        if self._other is not None:
            return str(self._other)
        if takes is None:
            return self.tr("No test set is open")
        count = len(takes.takes)
        counted = self.tr("1 take") if count == 1 else self.tr("{} takes").format(count)
        return self.tr("Test set: {}, {}").format(takes.folder.name, counted)

    def _choose(self) -> None:
        folder = self._ask(self._row.window(), self.tr("Folder of recordings"))
        if folder:
            self._other = Path(folder)
            self._show()

    def _go_back(self) -> None:
        self._other = None
        self._show()

    def _show(self) -> None:
        self._row.show_place(self._title(), self._other is not None)
        self.changed.emit()

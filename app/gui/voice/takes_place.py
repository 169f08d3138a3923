"""Where the takes are that a page works on: in the open test set, or in another folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.gui.answers.open_test_set import OpenTestSet


class TakesPlace(QObject):
    """Knows the place, and lets another be chosen.

    Args:
        page: on which it is chosen.
        sets: the open test set.
        ask_for_folder: asks the user, given the window and a title; answers nothing where there is none.
    """

    changed = Signal()
    """It is another, or holds other takes."""

    def __init__(self, page: QWidget, sets: OpenTestSet, ask_for_folder: Callable[[QWidget, str], str]) -> None:
        super().__init__(page)
        self._page, self._sets, self._ask = page, sets, ask_for_folder
        self._other: Path | None = None
        sets.changed.connect(self.changed)

    @property
    def folder(self) -> Path | None:
        """The folder, if there is one."""
        return self._other or (self._sets.current.folder if self._sets.current is not None else None)

    @property
    def is_other(self) -> bool:
        """Whether it is a folder beside the open test set."""
        return self._other is not None

    @property
    def is_ready(self) -> bool:
        """Whether there may be takes: another folder is not looked into before."""
        takes = self._sets.current
        return self.is_other or (takes is not None and len(takes.takes) > 0)

    @property
    def title(self) -> str:
        """The place for people."""
        takes = self._sets.current
        if self._other is not None:
            return str(self._other)
        if takes is None:
            return self.tr("No test set is open")
        count = len(takes.takes)
        counted = self.tr("1 take") if count == 1 else self.tr("{} takes").format(count)
        return self.tr("Test set: {}, {}").format(takes.folder.name, counted)

    def choose(self) -> None:
        """Ask for another folder."""
        folder = self._ask(self._page.window(), self.tr("Folder of recordings"))
        if folder:
            self._other = Path(folder)
            self.changed.emit()

    def go_back(self) -> None:
        """Take the open test set again."""
        self._other = None
        self.changed.emit()

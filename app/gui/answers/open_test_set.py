"""The personal test set that is open: remembered, opened, shown, and asked for where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import SaysoError
from app.gui.answers.test_set_line import TestSetLine
from app.gui.settings_keeper import SettingsKeeper
from app.types import Samples

if TYPE_CHECKING:
    from app.personal.take import Origin, Take  # bring libsndfile, which the window does not wait for


PATIENCE_S = 0.1
"""The window waits no longer for another Sayso that is writing to the same set: nobody notices so short a time."""


class KeepsTakes(Protocol):
    """The part of :class:`app.personal.test_set.TestSet` that verdicts need."""

    @property
    def folder(self) -> Path:
        """Where the takes are."""

    @property
    def complaint(self) -> str:
        """What was mended at opening, one line, or nothing."""

    @property
    def takes(self) -> Sequence[Take]:
        """All takes."""

    def add(self, label: str, samples: Samples, origin: Origin) -> Take:
        """Keep a take."""

    def remove(self, take: Take) -> None:
        """Take a take out of the set."""

    def relabel(self, take: Take, label: str) -> Take:
        """Say that something else was said."""


def open_folder(folder: Path, create: bool) -> KeepsTakes:
    """Open a personal test set on disk. Raises ``TakeError``."""
    from app.personal.test_set import TestSet

    return TestSet(folder, create=create, patience_s=PATIENCE_S)


def ask_for_folder(parent: QWidget, title: str) -> str:
    """Let the user choose a folder, or make one; empty if they changed their mind."""
    return QFileDialog.getExistingDirectory(parent, title)


class OpenTestSet(QObject):
    """Knows the set that takes are kept in.

    Args:
        lines: show it, and let the user choose another.
        keeper: remembers its folder.
        open_set: opens a folder, or makes a set in it. Raises ``SaysoError``.
        ask: lets the user choose a folder, given a parent and a title.
    """

    changed = Signal()
    """Another set is open, or another number of takes is in it."""

    def __init__(
        self,
        lines: Sequence[TestSetLine],
        keeper: SettingsKeeper,
        open_set: Callable[[Path, bool], KeepsTakes] = open_folder,
        ask: Callable[[QWidget, str], str] = ask_for_folder,
    ) -> None:
        super().__init__(keeper)
        self._lines, self._keeper, self._open_set, self._ask = lines, keeper, open_set, ask
        self.current: KeepsTakes | None = None
        self._waiting: Callable[[], None] | None = None
        keeper.changed.connect(self._follow)
        for line in lines:
            line.folder_wanted.connect(partial(self.choose, line))
            line.declined.connect(self._decline)

    def reopen(self) -> None:
        """Open the set of last time, once."""
        folder = self._keeper.settings.test_set
        if folder and self.current is None:
            self._open(Path(folder), create=False)

    def renew(self) -> None:
        """Another stream begins: what was said of the open set is past; where none is open, open that of last time."""
        if self.current is not None:
            self.show()
        else:
            self.reopen()

    def choose(self, line: TestSetLine) -> None:
        """Let the user of ``line`` choose a folder, open it, and do what waited for it."""
        folder = self._ask(line.window(), self.tr("Folder of the test set"))
        if folder and self._open(Path(folder), create=True):
            self._keeper.change(test_set=folder)
            waiting = self._waiting
            self._decline()
            if waiting is not None:
                waiting()

    def ask_then(self, act: Callable[[], None]) -> None:
        """Offer to choose a folder, in place, and ``act`` once one is open."""
        self._waiting = act
        question = self.tr("Keep takes of your voice in a test set? Choose its folder, or an empty one for a new set.")
        for line in self._lines:
            line.show_complaint("")
            line.show_question(question)

    def show(self, complaint: str = "") -> None:
        """Show name and count as they are now, and what went wrong."""
        for line in self._lines:
            if self.current is not None:
                line.show_set(self.current.folder.name, len(self.current.takes))
            line.show_complaint(complaint)
        self.changed.emit()

    def _open(self, folder: Path, create: bool) -> bool:
        """Open a folder; what is open stays so if that fails."""
        try:
            self.current = self._open_set(folder, create)
        except SaysoError as error:
            self.show(str(error))
            return False
        self.show(self.current.complaint)
        return True

    def _follow(self) -> None:
        """Open the set that was chosen elsewhere."""
        folder = self._keeper.settings.test_set
        if self.current is not None and folder and Path(folder) != self.current.folder:
            self._open(Path(folder), create=False)

    def _decline(self) -> None:
        self._waiting = None
        for line in self._lines:
            line.show_question("")

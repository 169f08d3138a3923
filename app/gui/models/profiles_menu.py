"""The choice of the voice profile that stands on top of the model."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.help.phrases import translated

WIDEST_ENTRY_PX = 320


@dataclass(frozen=True)
class ProfileEntry:
    """One profile that may be chosen."""

    name: str
    obstacle: str = ""
    """Why it cannot be, in few words; empty where it can."""
    details: str = ""
    """The whole reason, or what it holds, in one line."""


class ProfilesMenu(QMenu):
    """Lists no profile and all that there are; those that do not fit the model in use say why."""

    chosen = Signal(str)
    """The user wants this profile; empty for none."""
    make_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Voice &profile"))
        self.setToolTipsVisible(True)
        self._group: QActionGroup | None = None
        self.show_profiles((), "")

    def show_profiles(self, entries: Sequence[ProfileEntry], in_use: str) -> None:
        """Offer these, and tick the one in use."""
        self.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        self._offer(ProfileEntry(""), self.tr("&No profile"), not in_use)
        for entry in entries:
            name = self._cut(entry.name)
            text = f"{name}   ({self._cut(translated(entry.obstacle))})" if entry.obstacle else name
            self._offer(entry, text, entry.name == in_use)
        self.addSeparator()
        self.addAction(self.tr("&Make or manage profiles…")).triggered.connect(self.make_requested)

    def _offer(self, entry: ProfileEntry, text: str, ticked: bool) -> None:
        assert self._group is not None
        action = self._group.addAction(self.addAction(text))
        action.setCheckable(True)
        action.setChecked(ticked)
        action.setEnabled(not entry.obstacle)
        action.setToolTip(translated(entry.details) or action.text().replace("&", ""))
        action.triggered.connect(lambda: self.chosen.emit(entry.name))

    def _cut(self, text: str) -> str:
        """Return a text as a part of an entry, without mnemonics."""
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, WIDEST_ENTRY_PX).replace("&", "&&")

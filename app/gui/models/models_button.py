"""The choice of the model that names the words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.engine.model_files import default_model_path
from app.gui.help.phrases import translated
from app.gui.look.choice_button import ChoiceButton
from app.gui.models.model_entry import Models
from app.gui.models.profiles_menu import ProfilesMenu

WIDEST_ENTRY_PX = 320


class ModelsButton(ChoiceButton):
    """Shows which model is in use, and a menu of all: to use, and to compare with."""

    chosen = Signal(object)
    """The user wants the model in this file."""
    comparison_chosen = Signal(object)
    """The user wants the model in this file beside the one in use; ``None`` for none."""
    add_requested = Signal()
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Model"))
        self.setToolTip(self.tr("The network that names the words"))
        self.comparison = QMenu(self.tr("&Compare with"), self)
        self.comparison.setToolTipsVisible(True)
        self.profiles = ProfilesMenu(self)
        self.add_action = QAction(self.tr("A&dd model file…"), self)
        self.add_action.triggered.connect(self.add_requested)
        self.all_action = QAction(self.tr("&All models…"), self)
        self.all_action.setShortcut(QKeySequence("Ctrl+M"))
        self.all_action.triggered.connect(self.all_requested)
        self.addAction(self.all_action)
        self._shown: Models | None = None
        self._name, self._profile = default_model_path().stem, ""
        self._show_name()
        self._groups: list[QActionGroup] = []

    def show_models(self, models: Models) -> None:
        """List the models, and tick those in use."""
        if models == self._shown:
            return  # a menu that is open stays as it is
        self._shown = models
        in_use = models.find(models.in_use)
        self._name = in_use.name if in_use else models.in_use.stem
        self._show_name()
        self._rebuild(models)

    def show_profile(self, name: str) -> None:
        """Say which voice profile stands on top of the model; empty for none."""
        self._profile = name
        self._show_name()

    def _show_name(self) -> None:
        self.show_text(f"{self._name} + {self._profile}" if self._profile else self._name)

    def _rebuild(self, models: Models) -> None:
        menu = self.choices
        menu.clear()
        for group in self._groups:
            group.deleteLater()
        self._groups = []
        self._offer_all(menu, models, models.in_use, self.chosen.emit)
        menu.addAction(self.add_action)
        menu.addSeparator()
        self.comparison.clear()
        none = self.comparison.addAction(self.tr("&No other model"))
        group = self._offer_all(self.comparison, models, models.compared, self.comparison_chosen.emit, models.in_use)
        group.addAction(none)
        none.setCheckable(True)
        none.setChecked(models.compared is None)
        none.triggered.connect(lambda: self.comparison_chosen.emit(None))
        menu.addMenu(self.profiles)
        menu.addMenu(self.comparison)
        menu.addAction(self.all_action)

    def _offer_all(
        self, menu: QMenu, models: Models, ticked: Path | None, choose: Callable[[Path], None], but: Path | None = None
    ) -> QActionGroup:
        """Add every model that may be had ``but`` one: those that come with Sayso first."""
        group = QActionGroup(menu)
        self._groups.append(group)
        for is_shipped, heading in ((True, self.tr("Come with Sayso")), (False, self.tr("Added by you"))):
            offered = [entry for entry in models.entries if entry.is_shipped == is_shipped and entry.path != but]
            if offered:
                menu.addAction(heading).setEnabled(False)
            for entry in offered:
                action = group.addAction(menu.addAction(self._cut(entry.name)))
                action.setCheckable(True)
                action.setChecked(entry.path == ticked)
                action.setToolTip(translated(entry.complaint) or (entry.card.title if entry.card else str(entry.path)))
                action.setEnabled(not entry.complaint)
                action.triggered.connect(lambda _=False, path=entry.path: choose(path))
        return group

    def _cut(self, name: str) -> str:
        """Return a name as an entry of a menu, without mnemonics."""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST_ENTRY_PX).replace("&", "&&")

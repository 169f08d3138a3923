"""The choices that change how things look, and how sure an answer must be."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.choice_button import ChoiceButton
from app.gui.probability_bars import percent
from app.settings import ColourMap, Settings, Theme

THRESHOLDS = (None, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""``None`` is the model's own."""


class ViewButton(ChoiceButton):
    """A menu of theme, colours of the spectrogram, and confidence threshold."""

    theme_chosen = Signal(str)
    colour_map_chosen = Signal(str)
    threshold_chosen = Signal(object)
    """A probability, or ``None`` for the model's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("&View  ▾"))
        self.setAccessibleName(self.tr("View"))
        self.setToolTip(self.tr("Theme, colours, and how sure an answer must be"))
        themes = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        colours = {
            "viridis": self.tr("Viridis"),
            "cividis": self.tr("Cividis, for colour-blind eyes"),
            "grey": self.tr("Grey"),
        }
        texts = [percent(share) if share is not None else self.tr("The model's own") for share in THRESHOLDS]
        self._themes = self._submenu(self.tr("&Theme"), get_args(Theme), list(themes.values()), self.theme_chosen)
        self._colours = self._submenu(
            self.tr("Spectrogram &colours"), get_args(ColourMap), list(colours.values()), self.colour_map_chosen
        )
        self._thresholds = self._submenu(self.tr("Confidence t&hreshold"), THRESHOLDS, texts, self.threshold_chosen)

    def _submenu(
        self, title: str, values: Sequence[object], texts: Sequence[str], signal: SignalInstance
    ) -> dict[object, QAction]:
        """Add a menu in which exactly one value is ticked; return the actions by value."""
        menu = QMenu(title, self.choices)
        self.choices.addMenu(menu)
        group = QActionGroup(menu)
        actions: dict[object, QAction] = {}
        for value, text in zip(values, texts, strict=True):
            actions[value] = group.addAction(menu.addAction(text))
            actions[value].setCheckable(True)
            actions[value].triggered.connect(lambda _=False, value=value: signal.emit(value))
        return actions

    def action_of(self, value: object) -> QAction:
        """Return the menu's entry for a theme, a colour map, or a threshold."""
        return {**self._themes, **self._colours, **self._thresholds}[value]

    def show_settings(self, settings: Settings) -> None:
        """Tick what is in use; a threshold that is not offered ticks nothing."""
        self._themes[settings.theme].setChecked(True)
        self._colours[settings.colour_map].setChecked(True)
        for value, action in self._thresholds.items():
            action.setChecked(value == settings.threshold)

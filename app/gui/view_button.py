"""The choices that change how things look, and how sure an answer must be."""

from collections.abc import Callable, Sequence
from typing import get_args

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.answers.probability_bars import percent
from app.gui.look.choice_button import ChoiceButton
from app.settings import ColourMap, Language, Settings, Theme

THRESHOLDS = (None, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""``None`` is the model's own."""

TEXT_PERCENTS = (80, 90, 100, 110, 125, 150, 175, 200)
USUAL_PERCENT = 100


class ViewButton(ChoiceButton):
    """A menu of theme, size of text, colours of the spectrogram, confidence threshold, and language."""

    theme_chosen = Signal(str)
    colour_map_chosen = Signal(str)
    threshold_chosen = Signal(object)
    """A probability, or ``None`` for the model's own."""
    text_chosen = Signal(int)
    """A size of text, in percent of the system's."""
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("&View  ▾"))
        self.setAccessibleName(self.tr("View"))
        self.setToolTip(self.tr("Theme, size of text, colours, language, and how sure an answer must be"))
        self._text_percent = float(USUAL_PERCENT)
        self._add_looks()
        texts = [percent(share) if share is not None else self.tr("The model's own") for share in THRESHOLDS]
        thresholds = self.choices.addMenu(self.tr("Confidence t&hreshold"))
        self._thresholds = _fill(thresholds, THRESHOLDS, texts, self.threshold_chosen)
        languages = (self.tr("As the system"), "English", "Deutsch")  # each in its own tongue
        self._languages = _fill(
            self.choices.addMenu(self.tr("&Language")), get_args(Language), languages, self.language_chosen
        )

    def _add_looks(self) -> None:
        themes = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"), self.tr("High contrast"))
        self._themes = _fill(self.choices.addMenu(self.tr("&Theme")), get_args(Theme), themes, self.theme_chosen)
        sizes = self.choices.addMenu(self.tr("Text &size"))
        self.larger = _zoom(sizes, self.tr("&Larger text"), ("Ctrl++", "Ctrl+="), lambda: self._step(1))
        self.smaller = _zoom(sizes, self.tr("&Smaller text"), ("Ctrl+-",), lambda: self._step(-1))
        self.usual = _zoom(sizes, self.tr("&Usual text"), ("Ctrl+0",), lambda: self.text_chosen.emit(USUAL_PERCENT))
        sizes.addSeparator()
        texts = [f"{size} %" for size in TEXT_PERCENTS]
        self._sizes = _fill(sizes, TEXT_PERCENTS, texts, self.text_chosen)
        colours = (self.tr("Viridis"), self.tr("Cividis, for colour-blind eyes"), self.tr("Grey"))
        self._colours = _fill(
            self.choices.addMenu(self.tr("Spectrogram &colours")), get_args(ColourMap), colours, self.colour_map_chosen
        )

    def _step(self, by: int) -> None:
        """Choose the next size that is offered, up or down; stay at the ends."""
        beyond = [size for size in TEXT_PERCENTS if (size - self._text_percent) * by > 0]
        if beyond:
            self.text_chosen.emit(min(beyond, key=lambda size: abs(size - self._text_percent)))

    def show_settings(self, settings: Settings) -> None:
        """Tick what is in use; a threshold or a size that is not offered ticks nothing."""
        self._text_percent = settings.text_percent
        self._themes[settings.theme].setChecked(True)
        self._languages[settings.language].setChecked(True)
        self._colours[settings.colour_map].setChecked(True)
        for value, action in self._thresholds.items():
            action.setChecked(value == settings.threshold)
        for size, action in self._sizes.items():
            action.setChecked(size == settings.text_percent)


def _zoom(menu: QMenu, text: str, keys: Sequence[str], act: Callable[[], None]) -> QAction:
    action = menu.addAction(text)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.triggered.connect(act)
    return action


def _fill(menu: QMenu, values: Sequence[object], texts: Sequence[str], signal: SignalInstance) -> dict[object, QAction]:
    """Add entries of which one is ticked at most; return them by value."""
    group = QActionGroup(menu)
    group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
    actions: dict[object, QAction] = {}
    for value, text in zip(values, texts, strict=True):
        actions[value] = group.addAction(menu.addAction(text))
        actions[value].setCheckable(True)
        actions[value].triggered.connect(lambda _=False, value=value: signal.emit(value))
    return actions

"""The controls over the picture of the sound."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.gui.look.elided_label import ElidedLabel
from app.gui.numbers import filled
from app.gui.picture.timeline import LONGEST_S, SHORTEST_S, SPANS_S
from app.settings import FrequencyAxis, Settings

TOPS = (1.0, 0.5, 0.25, 0.1, 0.05, 0.02)
"""Sample values at the edge of the waveform's strip."""


class PictureToolbar(QWidget):
    """Pause, time span, what is shown and how, export, and the readout."""

    pause_clicked = Signal()
    span_chosen = Signal(float)
    zoomed = Signal(bool)
    """Show more time (true), or less."""
    axis_chosen = Signal(str)
    band_chosen = Signal(bool)
    """Show all that the device hears (true), or what the models hear."""
    all_frequencies_chosen = Signal()
    fit_chosen = Signal()
    """Fit the level range to what is in view."""
    usual_levels_chosen = Signal()
    top_chosen = Signal(float)
    waveform_switched = Signal(bool)
    gate_switched = Signal(bool)
    picture_wanted = Signal()
    data_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pause = self._button("", self.tr("Stand still, or go on with the present"), self.pause_clicked)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setWhatsThis(self.tr("Pause the picture, or go on"))
        shortcut.activated.connect(self.pause.click)
        self.less = self._button("−", self.tr("Show less time"), lambda: self.zoomed.emit(False))
        self.span = self._menu_button(self.tr("Time span"), self.tr("Seconds from the left edge to the right"))
        self.more = self._button("+", self.tr("Show more time"), lambda: self.zoomed.emit(True))
        self.less.setAccessibleName(self.tr("Less time"))
        self.more.setAccessibleName(self.tr("More time"))
        self.scales = self._menu_button(self.tr("Scales"), self.tr("Frequency axis, levels, and strips"))
        self.scales.setText(self.tr("S&cales  ▾"))
        self.export = self._menu_button(self.tr("Export"), self.tr("Save what is in view"))
        self.export.setText(self.tr("&Export  ▾"))
        self.readout = ElidedLabel(self)
        self.readout.setObjectName("readout")
        self.readout.setAccessibleName(self.tr("Under the cursor"))
        self._fill_menus()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.pause)
        row.addSpacing(8)
        for button in (self.less, self.span, self.more):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.scales)
        row.addWidget(self.export)
        row.addSpacing(8)
        row.addWidget(self.readout, 1)
        self.show_live(True)

    def show_live(self, live: bool) -> None:
        """Offer to pause what moves, and to go on with what stands still."""
        text = self.tr("❚❚  Pause") if live else self.tr("▶  Live")
        if text != self.pause.text():
            self.pause.setText(text)
            self.pause.setAccessibleName(self.tr("Pause the picture") if live else self.tr("Go on with the present"))
            self.pause.setProperty("live", live)
            self.pause.style().unpolish(self.pause)
            self.pause.style().polish(self.pause)

    def show_span(self, span_s: float) -> None:
        """Show how much time is in view."""
        text = filled(self.tr("{:.3g} s"), span_s)
        self.span.setText(f"{text}  ▾")
        self.span.setAccessibleDescription(text)
        self.less.setEnabled(span_s > SHORTEST_S)
        self.more.setEnabled(span_s < LONGEST_S)
        for value, action in self._spans.items():
            action.setChecked(value == span_s)

    def show_settings(self, settings: Settings) -> None:
        """Tick what is in use."""
        self._axes[settings.frequency_axis].setChecked(True)
        self._bands[settings.whole_band].setChecked(True)
        for value, action in self._tops.items():
            action.setChecked(value == settings.waveform_top)
        self.waveform_action.setChecked(settings.show_waveform)
        self.gate_action.setChecked(settings.show_gate)

    def action_of(self, value: object) -> QAction:
        """Return the entry for a time span, an axis, ``8 kHz`` or ``whole band``, or a height as ``±`` and a number."""
        heights: dict[object, QAction] = {f"±{top:g}": action for top, action in self._tops.items()}
        bands: dict[object, QAction] = {"8 kHz": self._bands[False], "whole band": self._bands[True]}
        return {**self._spans, **self._axes, **bands, **heights}[value]

    def _fill_menus(self) -> None:
        spans = [self.tr("{:.0f} s").format(span) for span in SPANS_S]
        self._spans = _choices(self.span.menu(), SPANS_S, spans, self.span_chosen)
        menu = self.scales.menu()
        axes = (self.tr("&Mel: as the ear hears"), self.tr("&Linear: evenly in hertz"))
        self._axes = _choices(menu, get_args(FrequencyAxis), axes, self.axis_chosen)
        menu.addSeparator()
        bands = (self.tr("Up to &8 kHz: what the models hear"), self.tr("Whole &band: what the device hears"))
        self._bands = _choices(menu, (False, True), bands, self.band_chosen)
        menu.addAction(self.tr("&All frequencies")).triggered.connect(self.all_frequencies_chosen)
        menu.addSeparator()
        menu.addAction(self.tr("&Fit levels to what is in view")).triggered.connect(self.fit_chosen)
        menu.addAction(self.tr("&Usual levels")).triggered.connect(self.usual_levels_chosen)
        menu.addSeparator()
        self.waveform_action = self._switch(self.tr("&Waveform"), self.waveform_switched)
        tops = menu.addMenu(self.tr("Waveform &height"))
        texts = [self.tr("±{:g}, full scale") if top == 1 else "±{:g}" for top in TOPS]
        self._tops = _choices(
            tops, TOPS, [filled(text, top) for text, top in zip(texts, TOPS, strict=True)], self.top_chosen
        )
        self.gate_action = self._switch(self.tr("&Gate"), self.gate_switched)
        self.picture_action = self.export.menu().addAction(self.tr("&Picture (PNG)…"))
        self.picture_action.triggered.connect(self.picture_wanted)
        self.data_action = self.export.menu().addAction(self.tr("&Data (NPZ or CSV)…"))
        self.data_action.triggered.connect(self.data_wanted)

    def _switch(self, text: str, signal: SignalInstance) -> QAction:
        action = self.scales.menu().addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda _=False: signal.emit(action.isChecked()))
        return action

    def _button(self, text: str, tip: str, clicked: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("tool")
        button.setAutoDefault(True)
        button.setToolTip(tip)
        button.clicked.connect(clicked)
        return button

    def _menu_button(self, name: str, tip: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("tool")
        button.setAutoDefault(True)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setMenu(QMenu(button))
        return button


def _choices(
    menu: QMenu, values: Sequence[object], texts: Sequence[str], signal: SignalInstance
) -> dict[object, QAction]:
    """Add entries of which one is ticked at most; return them by value."""
    group = QActionGroup(menu)
    group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
    actions: dict[object, QAction] = {}
    for value, text in zip(values, texts, strict=True):
        actions[value] = group.addAction(menu.addAction(text))
        actions[value].setCheckable(True)
        actions[value].triggered.connect(lambda _=False, value=value: signal.emit(value))
    return actions

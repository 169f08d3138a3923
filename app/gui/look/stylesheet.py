"""The one style sheet, built from the theme's colours and the size of ordinary text. Distances are multiples of 8."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

if TYPE_CHECKING:
    from app.gui.look.theme import Tokens

CARD_PX = 24
"""From the edge of a card to its text."""

FLAT_PX, SMALL_FLAT_PX = 10, 6
"""From the edge of a flat button to its text; what ends in line with other text goes so far beyond it."""

BORDER_PX = 2

SHEET = Template("""
* { font-size: ${body}pt; }
QWidget { color: $text; }
QMainWindow, QWidget#page, QDialog { background: $window; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: 12px; }
QFrame#statusLine { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#statusLine QLabel, QFrame#statusLine QPushButton { color: $muted; font-size: ${small}pt; }
QLabel { background: transparent; }
QLabel#caption { color: $muted; font-size: ${small}pt; }
QLabel#heading { color: $muted; font-size: ${small}pt; font-weight: 600; }
QLabel#hint { color: $muted; }
QLabel#note { background: $surface; color: $muted; border-radius: 6px; padding: 4px 8px; font-size: ${small}pt; }
QLabel#answer { font-size: ${large}pt; font-weight: 600; }
QLabel#confidence { color: $text; font-size: ${large}pt; }
QLabel#reading, QWidget#legend { color: $muted; font-size: ${small}pt; }
QLabel#reading[alarm="true"] { color: $danger; font-weight: 700; }
QLabel#complaint { color: $danger; }

QLabel#tag {
    border-radius: ${pill_radius}px; padding: 0 12px; min-height: ${h26}px; max-height: ${h26}px;
    font-size: ${small}pt;
}
QLabel#tag[state="idle"] { color: $muted; border: 1px solid $border; }
QLabel#tag[state="provisional"] { color: $text; border: 1px dashed $muted; }
QLabel#tag[state="final"] { color: $on_accent; background: $accent; border: 1px solid $accent; font-weight: 700; }
QLabel#tag[state="refused"] { color: $text; background: $raised; border: 1px solid $muted; font-weight: 700; }

QPushButton {
    background: $raised; color: $text; border: 2px solid $raised; border-radius: 8px;
    padding: 0 14px; min-height: ${h34}px; text-align: center;
}
QPushButton:hover { background: $hover; border-color: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $muted; background: $window; border-color: $border; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton#primary {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; padding: 0 20px;
}
QPushButton#primary:hover { background: $accent; border-color: $text; }
QPushButton#primary:focus { border-color: $text; }
QPushButton#primary:disabled { color: $muted; background: $window; border-color: $border; }
QPushButton#hold {
    font-weight: 600; min-height: ${h48}px; padding: 0 24px; border-color: $muted; background: $surface;
}
QPushButton#hold:hover { background: $accent_soft; }
QPushButton#hold:focus { border-color: $accent; }
QPushButton#hold:pressed { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton#hold:disabled { color: $muted; border-color: $border; background: $surface; }
QPushButton#flat {
    background: transparent; border-color: transparent; padding: 0 ${flat}px; min-height: ${h24}px; color: $muted;
}
QPushButton#flat:hover { color: $text; background: $raised; }
QPushButton#flat:focus { border-color: $accent; }
QWidget#testSet QPushButton { font-size: ${small}pt; padding: 0 ${small_flat}px; }

QLabel#number { font-size: ${large}pt; font-weight: 600; }

QPushButton#verdict {
    background: transparent; border: 2px solid $border; border-radius: 8px; padding: 0 4px;
    min-height: ${h26}px;
    font-size: ${small}pt;
}
QDialog QPushButton#verdict { padding: 0 12px; }
QPushButton#verdict:hover { background: $raised; }
QPushButton#verdict:checked { background: $accent_soft; border-color: $text; }
QPushButton#verdict:focus { border-color: $accent; }
QPushButton#verdict:disabled { color: $muted; }
QFrame#question { background: $raised; border: none; border-radius: 8px; }
QFrame#popup { background: $surface; border: 1px solid $muted; }

QPushButton#tool {
    background: transparent; border-color: transparent; padding: 0 8px; min-height: ${h26}px;
}
QPushButton#tool:hover { background: $raised; border-color: $raised; }
QPushButton#tool:pressed { background: $hover; }
QPushButton#tool:focus { border-color: $accent; }
QPushButton#tool:disabled { color: $muted; border-color: transparent; }
QPushButton#tool[live="false"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton#tool[live="false"]:focus { border-color: $text; }
QLabel#readout { color: $muted; }

QFrame#segments { background: $raised; border: none; border-radius: 8px; }
QFrame#segments QPushButton {
    background: transparent; border-color: transparent; color: $muted; padding: 0 12px; min-height: ${h30}px;
}
QFrame#segments QPushButton:hover { color: $text; }
QFrame#segments QPushButton:checked {
    background: $surface; color: $text; border-color: $border;
}
QFrame#segments QPushButton:focus { border-color: $accent; }

QLineEdit {
    background: $surface; color: $text; border: 2px solid $muted; border-radius: 8px;
    padding: 0 10px; min-height: ${h34}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus { border-color: $accent; }
QLineEdit[wrong="true"] { border-color: $danger; }

QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 8px; }
QMenu::item { padding: 8px 24px 8px 32px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 10px; border-radius: 7px; }
QMenu::indicator:unchecked { border: 1px solid $muted; }
QMenu::indicator:checked { border: 1px solid $accent; background: $accent; }

QFrame#dropHint { background: $accent_soft; border: 3px dashed $accent; }
QLabel#dropLabel { color: $text; font-size: ${large}pt; font-weight: 600; }

QFrame#banner { border-radius: 8px; border: 1px solid $warning; background: $warning_soft; }
QFrame#banner QLabel { color: $warning; }
QFrame#banner QPushButton { color: $warning; background: transparent; border-color: transparent; }
QFrame#banner QPushButton:hover, QFrame#banner QPushButton:focus { border-color: $warning; }
QFrame#banner[kind="problem"] { border-color: $danger; background: $danger_soft; }
QFrame#banner[kind="problem"] QLabel { color: $danger; }
QFrame#banner[kind="problem"] QPushButton { color: $danger; }
QFrame#banner[kind="problem"] QPushButton:hover, QFrame#banner[kind="problem"] QPushButton:focus {
    border-color: $danger;
}

QListWidget {
    background: $surface; color: $text; border: 2px solid $border; border-radius: 8px; padding: 6px; outline: none;
}
QListWidget:focus { border-color: $accent; }
QListWidget::item { padding: 6px 10px; border-radius: 6px; }
QListWidget::item:hover { background: $raised; color: $text; }
QListWidget::item:selected { background: $accent_soft; color: $text; }

QTableView {
    background: $surface; color: $text; border: 2px solid transparent; border-radius: 8px; outline: none;
    gridline-color: transparent; selection-background-color: $accent_soft; selection-color: $text;
}
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0 3px; border: none; }
QTableView::item:hover { background: $raised; color: $text; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $border; padding: 4px 6px;
    font-size: ${small}pt; font-weight: 400;
}
QHeaderView::section:vertical { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $muted; border-radius: 3px; min-width: 32px; margin: 3px; }
QScrollBar::handle:horizontal:hover { background: $text; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $muted; border-radius: 3px; min-height: 32px; margin: 3px; }
QScrollBar::handle:vertical:hover { background: $text; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $muted; padding: 4px 8px; }

QLabel#instruction { font-size: ${huge}pt; font-weight: 600; }
QLabel#headline { font-size: ${large}pt; font-weight: 600; }
QLabel#key {
    background: $raised; color: $text; border: 1px solid $border; border-radius: 6px; padding: 2px 8px;
    font-size: ${small}pt;
}
QLabel#findingTitle { font-weight: 600; }
QLabel#fair { color: $warning; font-weight: 600; font-size: ${small}pt; }
QLabel#bad { color: $danger; font-weight: 600; font-size: ${small}pt; }
QFrame#finding { background: transparent; border: 2px solid transparent; border-radius: 8px; }
QFrame#finding:focus { border-color: $accent; }
QScrollArea#reading { border: 2px solid transparent; border-radius: 8px; }
QScrollArea#reading:focus { border-color: $accent; }
QProgressBar { background: $raised; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $muted; border-radius: 2px; }
QPlainTextEdit, QTextBrowser {
    background: $surface; color: $text; border: 2px solid $border; border-radius: 8px; padding: 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit:focus, QTextBrowser:focus { border-color: $accent; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: 2px solid transparent; border-radius: 6px;
    padding: 4px 14px; margin: 0 8px 6px 0;
}
QTabBar::tab:hover { color: $text; background: $raised; }
QTabBar::tab:selected { color: $text; background: $accent_soft; }
QTabBar::tab:focus { border-color: $accent; }
QAbstractSpinBox, QComboBox {
    background: $surface; color: $text; border: 2px solid $muted; border-radius: 8px;
    padding: 0 10px; min-height: ${h34}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QAbstractSpinBox:focus, QComboBox:focus { border-color: $accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: right; width: 0; height: 0; border: none;
}
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { background: transparent; border: none; min-height: 0; padding: 0; }
""")

LINE_PX = 16
"""Height of a line of text for which the controls are this high; taller text makes them as much higher."""

HEIGHTS_PX = (24, 26, 30, 34, 48)

SIZES = {"small": 0.9, "body": 1.0, "large": 1.5, "huge": 2.0}
"""The type scale, as multiples of ordinary text."""


def stylesheet(tokens: Tokens, base_pt: float) -> str:
    """Return the sheet for ``tokens``; ordinary text is ``base_pt`` points large, the rest is in proportion."""
    font = QFont()
    font.setPointSizeF(base_pt)
    taller_px = max(0, QFontMetrics(font).height() - LINE_PX)
    sizes = {name: f"{times * base_pt:g}" for name, times in SIZES.items()}
    heights = {f"h{height}": height + taller_px for height in HEIGHTS_PX}
    paddings = {"flat": FLAT_PX - BORDER_PX, "small_flat": SMALL_FLAT_PX - BORDER_PX}
    return SHEET.substitute(vars(tokens), **sizes, **heights, **paddings, pill_radius=heights["h26"] // 2 + 1)

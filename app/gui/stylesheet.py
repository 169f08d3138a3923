"""The one style sheet, built from the theme's colours and the size of ordinary text. Distances are multiples of 8."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.gui.theme import Tokens

SHEET = Template("""
* { font-size: ${body}pt; }
QWidget { color: $text; }
QMainWindow, QWidget#page, QDialog { background: $window; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: 12px; }
QFrame#statusLine { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#statusLine QLabel { color: $muted; font-size: ${small}pt; }
QLabel { background: transparent; }
QLabel#caption { color: $muted; font-size: ${small}pt; }
QLabel#heading { color: $muted; font-size: ${small}pt; font-weight: 600; }
QLabel#hint { color: $muted; }
QLabel#confidence { color: $text; font-size: ${large}pt; }
QLabel#reading { color: $muted; font-size: ${small}pt; }
QLabel#reading[alarm="true"] { color: $danger; font-weight: 700; }
QLabel#complaint { color: $danger; }

QLabel#tag { border-radius: 14px; padding: 0 12px; min-height: 26px; max-height: 26px; font-size: ${small}pt; }
QLabel#tag[state="idle"] { color: $muted; border: 1px solid $border; }
QLabel#tag[state="provisional"] { color: $text; border: 1px dashed $muted; }
QLabel#tag[state="final"] { color: $on_accent; background: $accent; border: 1px solid $accent; font-weight: 700; }
QLabel#tag[state="refused"] { color: $text; background: $raised; border: 1px solid $muted; font-weight: 700; }

QPushButton {
    background: $raised; color: $text; border: 2px solid $raised; border-radius: 8px;
    padding: 0 14px; min-height: 34px; text-align: center;
}
QPushButton:hover { background: $hover; border-color: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $muted; background: $window; border-color: $border; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton#primary {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; min-width: 72px;
}
QPushButton#primary:hover { background: $accent; border-color: $text; }
QPushButton#primary:focus { border-color: $text; }
QPushButton#hold { font-weight: 600; min-height: 48px; min-width: 208px; border-color: $muted; background: $surface; }
QPushButton#hold:hover { background: $accent_soft; }
QPushButton#hold:focus { border-color: $accent; }
QPushButton#hold:pressed { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton#hold:disabled { color: $muted; border-color: $border; background: $surface; }
QPushButton#flat {
    background: transparent; border-color: transparent; padding: 0 8px; min-height: 24px; color: $muted;
}
QPushButton#flat:hover { color: $text; background: $raised; }
QPushButton#flat:focus { border-color: $accent; }

QPushButton#tool {
    background: transparent; border-color: transparent; padding: 0 8px; min-height: 26px; min-width: 16px;
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
    background: transparent; border-color: transparent; color: $muted; padding: 0 16px; min-height: 30px;
}
QFrame#segments QPushButton:hover { color: $text; }
QFrame#segments QPushButton:checked {
    background: $surface; color: $text; border-color: $surface;
}
QFrame#segments QPushButton:focus { border-color: $accent; }

QLineEdit {
    background: $surface; color: $text; border: 2px solid $muted; border-radius: 8px; padding: 0 10px; min-height: 34px;
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

QTableView {
    background: $surface; color: $text; border: 2px solid transparent; border-radius: 8px; outline: none;
    gridline-color: transparent; selection-background-color: $accent_soft; selection-color: $text;
}
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0 5px; border: none; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $border; padding: 4px 8px;
    font-size: ${small}pt; font-weight: 400;
}
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $muted; padding: 4px 8px; }
""")


def stylesheet(tokens: Tokens, base_pt: float) -> str:
    """Return the sheet for ``tokens``; text is ``base_pt`` points large, small text 0.9 and large text 1.5 of it."""
    sizes = {"body": f"{base_pt:g}", "small": f"{0.9 * base_pt:g}", "large": f"{1.5 * base_pt:g}"}
    return SHEET.substitute(vars(tokens), **sizes)

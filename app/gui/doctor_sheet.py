"""The part of the style sheet that the microphone doctor's dialog alone needs."""

from string import Template

from PySide6.QtGui import QFont

from app.gui.theme import Tokens, base_size_pt

SHEET = Template("""
QLabel#instruction { font-size: ${huge}pt; font-weight: 600; }
QLabel#headline { font-size: ${large}pt; font-weight: 600; }
QLabel#findingTitle { font-weight: 600; }
QLabel#fair { color: $warning; font-weight: 600; font-size: ${small}pt; }
QLabel#bad { color: $danger; font-weight: 600; font-size: ${small}pt; }
QFrame#finding { background: transparent; border: 2px solid transparent; border-radius: 8px; }
QFrame#finding:focus { border-color: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }
QProgressBar { background: $raised; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $muted; border-radius: 2px; }
""")


def doctor_sheet(tokens: Tokens, font: QFont) -> str:
    """Return the sheet for ``tokens``; headline and instruction are 1.4 and 2 times ordinary text."""
    base_pt = base_size_pt(font)
    sizes = {"huge": 2.0, "large": 1.4, "small": 0.9}
    return SHEET.substitute(vars(tokens), **{name: f"{times * base_pt:g}" for name, times in sizes.items()})

"""Colours and type of the window, light and dark, and how they reach Qt."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.gui.stylesheet import stylesheet
from app.settings import Theme

SMALLEST_TEXT_PT = 10.0
"""The base of the type scale, unless the user's own is larger."""


@dataclass(frozen=True)
class Tokens:
    """Every colour that the window uses, by its purpose. Text on its ground has a contrast of at least 4.5 to 1."""

    dark: bool
    window: str
    """Behind everything."""
    surface: str
    """Cards and menus."""
    raised: str
    """Buttons, tracks of bars and meters."""
    hover: str
    border: str
    track: str
    """What is filled to a height, on ``raised``."""
    text: str
    muted: str
    """Secondary text, and edges that must be seen (3 to 1 on every ground)."""
    accent: str
    on_accent: str
    accent_soft: str
    """Ground of what is chosen."""
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str


LIGHT = Tokens(
    dark=False,
    window="#f3f5f7",
    surface="#ffffff",
    raised="#e9edf1",
    hover="#dde3e9",
    border="#d5dce3",
    track="#aab6c2",
    text="#12181f",
    muted="#55616f",
    accent="#0f766e",
    on_accent="#ffffff",
    accent_soft="#d6f0ec",
    warning="#7a4b00",
    warning_soft="#fff3d6",
    danger="#b42318",
    danger_soft="#fdeae8",
)

DARK = Tokens(
    dark=True,
    window="#0f1317",
    surface="#171c22",
    raised="#242c35",
    hover="#2f3944",
    border="#2b343e",
    track="#4d5b6a",
    text="#eef2f6",
    muted="#9ba8b6",
    accent="#2dd4bf",
    on_accent="#04211d",
    accent_soft="#123a38",
    warning="#f6c95c",
    warning_soft="#2d2613",
    danger="#ff8f80",
    danger_soft="#3a1d1a",
)

SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def tokens_of(theme: Theme, system: Qt.ColorScheme) -> Tokens:
    """Return the colours of ``theme``; ``system`` decides for ``"system"``, and light where it does not say."""
    scheme = SCHEMES[theme] if theme != "system" else system
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def apply_theme(application: QApplication, theme: Theme) -> Tokens:
    """Dress the whole application, native title bars included, and return the colours for what paints itself."""
    hints = application.styleHints()
    hints.setColorScheme(SCHEMES[theme])
    tokens = tokens_of(theme, hints.colorScheme())
    application.setPalette(palette(tokens))
    application.setStyleSheet(stylesheet(tokens, base_size_pt(application.font())))
    return tokens


def base_size_pt(font: QFont) -> float:
    """Return the size of ordinary text: the user's, but never tiny."""
    return max(font.pointSizeF(), SMALLEST_TEXT_PT)


def palette(tokens: Tokens) -> QPalette:
    """Return ``tokens`` as a palette, for the parts of Qt that no style sheet reaches."""
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
    }
    result = QPalette(QColor(tokens.raised), QColor(tokens.window))
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return result

"""Colours and type of the window, light, dark and high in contrast, and how they reach Qt."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QToolTip

from app.gui.look.stylesheet import stylesheet
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

CONTRAST_LIGHT = Tokens(
    dark=False,
    window="#ffffff",
    surface="#ffffff",
    raised="#f0f0f0",
    hover="#d8d8d8",
    border="#000000",
    track="#767676",
    text="#000000",
    muted="#1f1f1f",
    accent="#00409f",
    on_accent="#ffffff",
    accent_soft="#cfe0ff",
    warning="#5a3400",
    warning_soft="#fff3d6",
    danger="#8c0000",
    danger_soft="#ffe9e6",
)
"""Text on its ground has at least 7 to 1, and every edge is seen."""

CONTRAST_DARK = Tokens(
    dark=True,
    window="#000000",
    surface="#000000",
    raised="#1c1c1c",
    hover="#3a3a3a",
    border="#ffffff",
    track="#8a8a8a",
    text="#ffffff",
    muted="#e6e6e6",
    accent="#ffe000",
    on_accent="#000000",
    accent_soft="#3d3600",
    warning="#ffd479",
    warning_soft="#241a00",
    danger="#ffb3a8",
    danger_soft="#330a06",
)

PAIRS = {False: (LIGHT, DARK), True: (CONTRAST_LIGHT, CONTRAST_DARK)}
"""Light and dark, by whether the contrast is to be high."""

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Unknown,
}


def tokens_of(theme: Theme, system: Qt.ColorScheme, wants_contrast: bool = False) -> Tokens:
    """Return the colours of ``theme``.

    Args:
        theme: ``"system"`` and ``"contrast"`` leave light or dark to the system.
        system: what the system has; light where it does not say.
        wants_contrast: whether the system asks for a high contrast; ``"light"`` and ``"dark"`` do not care.
    """
    scheme = SCHEMES[theme]
    if scheme == Qt.ColorScheme.Unknown:
        scheme = system
    pair = PAIRS[theme == "contrast" or (theme == "system" and wants_contrast)]
    return pair[scheme == Qt.ColorScheme.Dark]


def apply_theme(application: QApplication, theme: Theme, text_percent: float = 100) -> Tokens:
    """Dress the whole application, native title bars included, and return the colours for what paints itself.

    Args:
        application: whose font is the system's; text is measured by it.
        theme: what the user chose.
        text_percent: the size of text, in percent of the system's.
    """
    hints = application.styleHints()
    hints.setColorScheme(SCHEMES[theme])
    tokens = tokens_of(theme, hints.colorScheme(), _wants_contrast(hints))
    application.setPalette(palette(tokens))
    QToolTip.setPalette(palette(tokens))
    application.setStyleSheet(stylesheet(tokens, base_size_pt(application.font()) * text_percent / 100))
    return tokens


def _wants_contrast(hints: QStyleHints) -> bool:
    """Return whether the system asks for a high contrast; Qt knows that from 6.10 on."""
    accessibility = getattr(hints, "accessibility", None)
    return bool(accessibility and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def base_size_pt(font: QFont) -> float:
    """Return the size of ordinary text at 100 percent: the user's, but never tiny."""
    size_pt = font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()  # negative: set in pixels
    return max(size_pt, SMALLEST_TEXT_PT)


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

"""Where the window was, from run to run."""

import base64
import binascii

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window


def attach_place(window: Window, keeper: SettingsKeeper) -> None:
    """Put ``window`` where it was last, and keep where it is when it closes."""
    restore_place(window, keeper.settings.geometry)
    window.closed.connect(lambda: keep_place(window, keeper))


def restore_place(window: Window, geometry: str) -> bool:
    """Put the window to a place of :func:`keep_place`; return whether that can be seen.

    What is damaged changes nothing, and a place on a screen that is gone gives way to one on a screen that is there.
    """
    try:
        bits = base64.b64decode(geometry, validate=True)
    except binascii.Error:
        return False
    before = window.size()
    if not bits or not window.restoreGeometry(QByteArray(bits)):
        return False
    if any(screen.availableGeometry().intersects(window.geometry()) for screen in QGuiApplication.screens()):
        return True
    window.resize(before)
    window.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())
    return False


def keep_place(window: Window, keeper: SettingsKeeper) -> None:
    """Remember where the window is, maximised or not."""
    geometry = base64.b64encode(window.saveGeometry().data()).decode("ascii")
    if geometry != keeper.settings.geometry:
        keeper.change(geometry=geometry)

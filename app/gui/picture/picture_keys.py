"""The keys and the ways of the mouse on the picture of the sound, as the page of shortcuts lists them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.gui.help.shortcuts import Shortcut

Keys = tuple[Qt.Key | QKeyCombination, ...]

CONTROL, SHIFT = Qt.Modifier.CTRL, Qt.Modifier.SHIFT

translate = QCoreApplication.translate


def keys_of_picture() -> Sequence[tuple[Keys, str]]:
    """Return the keys that :class:`app.gui.picture.picture_gestures.Picture` takes, and what they do."""
    key = Qt.Key
    return (
        ((key.Key_Left, key.Key_Right), translate("PictureKeys", "Go back or forth in time")),
        ((key.Key_PageUp, key.Key_PageDown), translate("PictureKeys", "Go back or forth by a whole picture")),
        ((key.Key_Home,), translate("PictureKeys", "Show the oldest sound")),
        ((key.Key_End,), translate("PictureKeys", "Go on with the present")),
        ((key.Key_Plus, key.Key_Equal, key.Key_Minus), translate("PictureKeys", "Show less or more time")),
        ((key.Key_Up, key.Key_Down), translate("PictureKeys", "Move up or down in frequency")),
        ((CONTROL | key.Key_Up, CONTROL | key.Key_Down), translate("PictureKeys", "Show fewer or more frequencies")),
        ((key.Key_0,), translate("PictureKeys", "Show all frequencies")),
        ((key.Key_Escape,), translate("PictureKeys", "Take the cursor away")),
    )


def picture_shortcuts() -> tuple[Shortcut, ...]:
    """Return what the picture does on keys, and with the mouse."""
    others = (
        (translate("PictureKeys", "Shift + arrow keys"), translate("PictureKeys", "Move the cursor, to read a point")),
        (translate("PictureKeys", "Wheel"), translate("PictureKeys", "Show less or more time")),
        (translate("PictureKeys", "Ctrl + wheel"), translate("PictureKeys", "Show fewer or more frequencies")),
        (translate("PictureKeys", "Shift + wheel"), translate("PictureKeys", "Go back or forth in time")),
        (translate("PictureKeys", "Drag"), translate("PictureKeys", "Move the picture")),
        (translate("PictureKeys", "Shift + drag"), translate("PictureKeys", "Zoom to a rectangle")),
        (
            translate("PictureKeys", "Double click"),
            translate("PictureKeys", "Go on with the present, and show all frequencies"),
        ),
    )
    keys = tuple(Shortcut(tuple(map(_text, keys)), does) for keys, does in keys_of_picture())
    return (*keys, *(Shortcut((gesture,), does) for gesture, does in others))


def level_shortcuts() -> tuple[Shortcut, ...]:
    """Return what the scale of levels beside the picture does on keys."""
    up, down = Qt.Key.Key_Up, Qt.Key.Key_Down
    entries: tuple[tuple[Keys, str], ...] = (
        ((up, down), translate("PictureKeys", "On the scale of levels: brighter or darker")),
        ((SHIFT | up, SHIFT | down), translate("PictureKeys", "On the scale of levels: softer or harder")),
        ((Qt.Key.Key_Home,), translate("PictureKeys", "On the scale of levels: the usual levels")),
    )
    return tuple(Shortcut(tuple(map(_text, keys)), does) for keys, does in entries)


def _text(key: Qt.Key | QKeyCombination) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)

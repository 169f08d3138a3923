"""The keys that do something, read from the widgets themselves, so that the list cannot grow stale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


@dataclass(frozen=True)
class Shortcut:
    """One key, or several that do the same."""

    keys: tuple[str, ...]
    """As people read them, such as ``Ctrl+O``."""
    does: str


@dataclass(frozen=True)
class Topic:
    """A part of the window and the keys that work there."""

    title: str
    shortcuts: tuple[Shortcut, ...]


@runtime_checkable
class HasShortcuts(Protocol):
    """A widget that takes keys by itself, in ``keyPressEvent`` or an event filter, and can name them."""

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return its keys, as people read them, and what they do."""


def topics_of(window: QWidget, parts: Sequence[tuple[str, QWidget]], rest: str) -> list[Topic]:
    """Return every shortcut below ``window`` by topic, none twice.

    Found are the shortcuts of actions (named by their text), of :class:`QShortcut` (by ``whatsThis``) and of buttons
    (by their accessible name), and what widgets that are :class:`HasShortcuts` name.

    Args:
        window: whose shortcuts.
        parts: titles, and the widget that holds all that belongs under it.
        rest: title for what belongs nowhere else.
    """
    found: dict[str, list[Shortcut]] = {title: [] for title in (*(title for title, _ in parts), rest)}
    titles = {widget: title for title, widget in parts}
    for owner in (window, *window.findChildren(QObject)):
        found[_title(owner, titles, rest)] += _of(owner)
    return [Topic(title, _merged(shortcuts)) for title, shortcuts in found.items() if shortcuts]


def _merged(shortcuts: Sequence[Shortcut]) -> tuple[Shortcut, ...]:
    """Put keys that do the same together."""
    keys: dict[str, dict[str, None]] = {}
    for shortcut in shortcuts:
        keys.setdefault(shortcut.does, {}).update(dict.fromkeys(shortcut.keys))
    return tuple(Shortcut(tuple(names), does) for does, names in keys.items())


def _title(owner: QObject, titles: dict[QWidget, str], rest: str) -> str:
    """Return the title of the innermost part that ``owner`` is in."""
    at: QObject | None = owner
    while at is not None:
        if isinstance(at, QWidget) and at in titles:
            return titles[at]
        at = at.parent()
    return rest


def _of(owner: QObject) -> Iterator[Shortcut]:
    if isinstance(owner, QAction):
        yield from _shortcut(owner.shortcuts(), owner.text())
    elif isinstance(owner, QShortcut):
        yield from _shortcut(owner.keys(), owner.whatsThis())
    elif isinstance(owner, QAbstractButton) and QKeySequence.mnemonic(owner.text()) != owner.shortcut():
        yield from _shortcut([owner.shortcut()], owner.accessibleName() or owner.text())
    if isinstance(owner, QWidget) and isinstance(owner, HasShortcuts):
        yield from owner.shortcuts()


def _shortcut(keys: Sequence[QKeySequence], does: str) -> Iterator[Shortcut]:
    texts = dict.fromkeys(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    shown = tuple(text for text in texts if text)
    if shown:
        yield Shortcut(shown, does.replace("&", "").rstrip("…"))

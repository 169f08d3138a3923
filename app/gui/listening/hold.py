"""Push-to-talk: the space bar and a button hold the gate open, and nothing may leave it open by accident."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.gui.help.shortcuts import Shortcut
from app.gui.look.steady_button import SteadyButton

TYPING = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
"""Where a space is a space."""


class HoldButton(SteadyButton):
    """Is held from press to release, even when the pointer slips off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._idle, self._held = self.tr("Hold to talk   (space)"), self.tr("Listening…   let go to end")
        self.keep_room_for(self._idle, self._held)
        self.setObjectName("hold")
        self.setAccessibleName(self.tr("Hold to talk"))
        self.setToolTip(self.tr("Hold this button or the space bar, say a word, and let go"))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the space bar, which :class:`HoldToTalk` watches."""
        return (Shortcut((self.tr("Space"),), self.tr("Hold to talk, while that is chosen")),)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  (Qt's name)
        """Stay pressed until the mouse button is let go, wherever the pointer is."""
        return self.isDown() or super().hitButton(pos)

    def show_held(self, held: bool) -> None:
        """Look pressed or not, whoever holds."""
        self.setDown(held)
        self.setText(self._held if held else self._idle)


class HoldToTalk(QObject):
    """Watches space bar and button while enabled, and says when the gate is to be held.

    Auto-repeat is ignored; leaving the window, hiding it or starting to type lets go. While enabled, space presses no
    focused button (Enter still does), and is a space in text fields.

    Args:
        window: the window that must be active.
        button: does the same as the space bar.
    """

    changed = Signal(bool)

    def __init__(self, window: QWidget, button: HoldButton) -> None:
        super().__init__(window)
        self._window, self._button = window, button
        self._holders: set[str] = set()
        self._enabled = False
        self.spared: set[QWidget] = set()
        """Other windows, in which a space is the window's own affair."""
        button.pressed.connect(lambda: self._hold("button"))
        button.released.connect(lambda: self._let_go("button"))

    @property
    def held(self) -> bool:
        """Whether anything holds."""
        return bool(self._holders)

    def set_enabled(self, enabled: bool) -> None:
        """Watch or not; not watching lets go."""
        if enabled == self._enabled:
            return
        self._enabled = enabled
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if enabled:
            application.installEventFilter(self)
            application.focusChanged.connect(self._focus_moved)
        else:
            application.removeEventFilter(self)
            application.focusChanged.disconnect(self._focus_moved)
            self.release()

    def release(self) -> None:
        """Let go, whoever holds."""
        if self._holders:
            self._holders.clear()
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Take the space bar's presses and releases; let everything else pass."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            assert isinstance(event, QKeyEvent)
            return event.key() == Qt.Key.Key_Space and self._take_space(event)
        if watched is self._window and kind in (QEvent.Type.WindowDeactivate, QEvent.Type.Hide):
            self.release()
        return False

    def _take_space(self, event: QKeyEvent) -> bool:
        """Act on a space; return whether it was ours."""
        pressed = event.type() == QEvent.Type.KeyPress
        if self._typing() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return not pressed and self._ends_ours(event)
        if pressed and not event.isAutoRepeat():
            self._hold("key")
        elif not pressed:
            self._ends_ours(event)
        return True

    def _ends_ours(self, event: QKeyEvent) -> bool:
        """Let go on a true release of a key that we hold."""
        ours = "key" in self._holders and not event.isAutoRepeat()
        if ours:
            self._let_go("key")
        return ours

    def _typing(self) -> bool:
        focused = QApplication.focusWidget()
        elsewhere = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        spared = focused is not None and focused.window() in self.spared
        return elsewhere is not None or spared or isinstance(focused, TYPING)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or isinstance(now, TYPING) or now.window() is not self._window:
            self.release()

    def _hold(self, holder: str) -> None:
        if self._enabled and self._button.isEnabled():
            self._holders.add(holder)
            self._tell()

    def _let_go(self, holder: str) -> None:
        if holder in self._holders:
            self._holders.discard(holder)
            self._tell()

    def _tell(self) -> None:
        """Say so when holding began or ended; who holds does not matter."""
        held = bool(self._holders)
        if held != self._button.property("held"):
            self._button.setProperty("held", held)
            self._button.show_held(held)
            self.changed.emit(held)

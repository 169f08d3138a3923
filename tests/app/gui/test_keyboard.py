"""Everything by keyboard: reached, seen, named, and listed on one page."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSlider,
    QWidget,
)

from app.gui.help.crash import Crash
from app.gui.help.help_desk import HelpDesk
from app.gui.help.shortcuts import topics_of
from app.gui.look.theme import DARK, LIGHT, apply_theme
from app.gui.picture.picture_keys import keys_of_picture
from tests.app.gui.fakes import prediction

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QScrollArea, QSlider)


@pytest.fixture
def desk(stage):
    """The help menu at work, with a log and a desktop that opens folders."""
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    desk = HelpDesk(stage.window, stage.settings_file, lambda: "PortAudio V19", open_url)
    desk.opened = opened
    return desk


def stops(window: QWidget) -> list[QWidget]:
    """Return what Tab reaches, in its order, from wherever it begins until it comes round."""
    order: list[QWidget] = []
    while True:
        focused = QApplication.focusWidget()
        QApplication.sendEvent(focused or window, key_press(Qt.Key.Key_Tab))
        now = QApplication.focusWidget()
        if now is None or now in order:
            return order
        order.append(now)


def key_press(key: Qt.Key):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def surroundings(widget: QWidget) -> QImage:
    """Return the picture of a widget, and of what lies closely around it."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    return window.grab(place).toImage()


def differing(one: QImage, other: QImage) -> int:
    """Return how many points differ."""
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(width) for y in range(height))


def without_ring(window: QWidget) -> list[QWidget]:
    """Return what looks the same with the focus as without."""
    unseen = []
    for widget in stops(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        ringed = surroundings(widget)
        widget.clearFocus()
        QApplication.processEvents()
        if differing(ringed, surroundings(widget)) < 12:
            unseen.append(widget)
    return unseen


def test_every_control_of_every_window_has_a_name(stage):
    nameless = []
    for widget in stage.window.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and not widget.objectName().startswith("qt_"):
            internal = widget.parent() is not None and type(widget).__name__ in ("QScrollBar", "QTableCornerButton")
            focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            empty = isinstance(widget, QAbstractButton) and widget.isHidden() and not widget.text()
            if focusable and not internal and not empty and not name_of(widget):
                nameless.append(widget)
    assert nameless == []


def test_every_entry_of_every_menu_has_a_text(stage):
    for menu in stage.window.findChildren(QMenu):
        assert all(action.text() or action.isSeparator() for action in menu.actions())


def test_tab_goes_through_the_window_from_the_top_to_the_bottom(stage):
    stage.hear(prediction("seven"))
    QApplication.processEvents()
    order = stops(stage.window)
    window = stage.window
    assert all(name_of(widget) for widget in order), [widget for widget in order if not name_of(widget)]
    first = order.index(window.header.input)
    order = order[first:] + order[:first]
    wanted = [window.header.input, window.header.vocabulary, window.header.view, window.header.help,
              window.header.start_stop, window.spectrogram.toolbar.pause, window.history.table]  # fmt: skip
    places = [order.index(widget) for widget in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_has_the_focus_is_seen(stage, qapp, tokens):
    stage.window.set_tokens(apply_theme(qapp, "dark" if tokens.dark else "light"))
    stage.hear(prediction("seven"))
    qapp.processEvents()
    unseen = without_ring(stage.window)
    for dialog in stage.window.findChildren(QDialog):
        dialog.open()
        dialog.activateWindow()
        qapp.processEvents()
        unseen += without_ring(dialog)
        dialog.close()
    apply_theme(qapp, "light")
    assert unseen == []


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_a_key_opens_the_page_of_shortcuts(stage, desk, qtbot, key):
    qtbot.keyClick(stage.window, key)
    assert stage.window.shortcuts_page.isVisible()
    qtbot.keyClick(stage.window.shortcuts_page, Qt.Key.Key_Escape)
    assert not stage.window.shortcuts_page.isVisible()


def listed(stage) -> dict[str, str]:
    """Return what the page says of each key; of one that means several things, all of them."""
    desk = HelpDesk(stage.window, None, str)
    desk.show_shortcuts()
    found: dict[str, str] = {}
    for topic in stage.window.shortcuts_page.topics:
        for shortcut in topic.shortcuts:
            for key in shortcut.keys:
                found[key] = f"{found.get(key, '')} {shortcut.does}"
    stage.window.shortcuts_page.close()
    return found


def test_the_page_lists_every_shortcut_that_there_is(stage):
    page = listed(stage)
    keys: list[QKeySequence] = []
    for action in stage.window.findChildren(QAction):
        keys += action.shortcuts()
    for shortcut in stage.window.findChildren(QShortcut):
        keys += shortcut.keys()
    assert len(keys) >= 10
    for key in keys:
        assert key.toString(QKeySequence.SequenceFormat.NativeText) in page


def test_the_page_says_of_every_key_what_it_does(stage):
    unexplained = [
        (topic.title, shortcut.keys)
        for topic in topics_of(stage.window, stage.window.parts(), "Elsewhere")
        for shortcut in topic.shortcuts
        if not shortcut.does.strip()
    ]
    assert unexplained == []


def test_the_page_lists_every_key_of_the_picture(stage):
    known = set()
    for keys, _ in keys_of_picture():
        for key in keys:
            plain = key if isinstance(key, Qt.Key) else key.key()
            control = not isinstance(key, Qt.Key) and bool(
                key.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            )
            known.add((plain, control))
    assert set(stage.window.spectrogram.picture._keys) <= known
    assert QKeySequence("Ctrl+Up").toString(QKeySequence.SequenceFormat.NativeText) in listed(stage)


def test_the_space_bar_is_on_the_page(stage):
    assert "Hold to talk" in listed(stage)["Space"]


def test_a_key_means_one_thing_where_it_works(stage):
    everywhere: dict[str, str] = {}
    for action in stage.window.findChildren(QAction):
        for key in action.shortcuts():
            name = key.toString()
            assert everywhere.setdefault(name, action.text()) == action.text(), name


def test_the_page_about_sayso_tells_versions_that_can_be_copied(stage, desk):
    stage.window.header.help.about_action.trigger()
    assert stage.window.about.isVisible()
    stage.window.about.copy.click()
    copied = QApplication.clipboard().text()
    assert "Sayso 0." in copied
    assert "PortAudio V19" in copied
    stage.window.about.close()


def test_the_log_s_folder_is_opened(stage, desk):
    stage.window.header.help.log_action.trigger()
    assert [url.toLocalFile() for url in desk.opened] == [str(stage.settings_file.parent)]
    assert stage.messages == []


def test_the_crash_dialog_opens_the_folder_too(stage, desk):
    stage.window.crash.show_crash(Crash("KeyError: 1", ""), stage.settings_file)
    stage.window.crash.log.click()
    assert len(desk.opened) == 1


def test_a_desktop_that_opens_no_folders_is_told_where_the_log_is(stage):
    desk = HelpDesk(stage.window, stage.settings_file, str, lambda _: False)
    desk.open_log()
    desk.open_log()
    assert [str(stage.settings_file) in message for message in stage.messages] == [True]


def test_without_a_log_the_menu_says_why(stage):
    HelpDesk(stage.window, None, str).open_log()
    assert len(stage.messages) == 1
    assert "No log" in stage.messages[0]


def test_every_dialog_closes_with_escape(stage, qtbot):
    for dialog in stage.window.findChildren(QDialog):
        dialog.open()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), dialog

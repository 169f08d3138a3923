"""The window as a whole: reachable by keyboard, named for screen readers, whole at both sizes."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from app.gui.assembly import FirstPaint
from app.gui.look.theme import apply_theme
from app.gui.window import SIZE, Window
from tests.app.gui.fakes import prediction


def controls(window: Window) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QTableView)
    return [child for kind in kinds for child in window.findChildren(kind) if not child.objectName().startswith("qt_")]


def test_every_control_has_a_name_for_screen_readers(stage):
    for control in controls(stage.window):
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, control


def test_every_button_explains_itself(stage):
    header = stage.window.header
    for control in (header.input, header.vocabulary, header.listening.always, header.listening.hold, header.view,
                    header.start_stop, stage.window.hold_button, stage.window.history.clear_button):  # fmt: skip
        assert control.toolTip(), control


def test_tab_reaches_every_control_of_the_header(stage, qtbot):
    header = stage.window.header
    wanted = {header.input, header.vocabulary, header.listening.always, header.view, header.start_stop}
    reached = set()
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget() or stage.window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert wanted <= reached


def test_arrow_keys_change_the_mode(stage, qtbot):
    stage.window.header.listening.always.setFocus()
    qtbot.keyClick(stage.window.header.listening.always, Qt.Key.Key_Right)
    assert stage.controller.settings.listening == "hold"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [QSize(1280, 800), QSize(1920, 1080)])
def test_every_widget_lies_inside_the_window(stage, qapp, theme, size):
    apply_theme(qapp, theme)
    stage.window.resize(size)
    stage.hear(prediction("unknown", confidence=0.4, reason="below threshold"))
    QApplication.processEvents()
    assert stage.window.size() == size
    inside = stage.window.rect()
    for child in (stage.window.prediction, stage.window.history, stage.window.status, stage.window.header.start_stop):
        top_left = child.mapTo(stage.window, child.rect().topLeft())
        assert inside.contains(child.rect().translated(top_left))


def test_a_long_name_of_a_recording_does_not_widen_the_window(make_stage):
    stage = make_stage().open(f"{'a very long name ' * 20}.wav")
    QApplication.processEvents()
    assert stage.window.size() == SIZE
    assert stage.window.minimumSizeHint().width() < SIZE.width()
    assert stage.window.header.input.choices.sizeHint().width() < SIZE.width()


def test_the_longest_word_is_never_cut_off(stage):
    QApplication.processEvents()
    word = stage.window.prediction.word
    for text in ("seven", "unknown", "characteristically"):
        stage.hear(prediction(text))
        font = word.font_that_fits()
        assert QFontMetrics(font).horizontalAdvance(text) <= word.width()


def test_an_ordinary_word_is_huge(stage):
    QApplication.processEvents()
    stage.hear(prediction("seven"))
    assert stage.window.prediction.word.font_that_fits().pixelSize() >= 64


def test_closing_the_window_stops_the_engine(stage):
    stage.window.close()
    assert stage.engine.stopped


def test_the_engine_starts_after_the_first_paint(qtbot):
    window = Window()
    painted = FirstPaint(window)
    with qtbot.waitSignal(painted.happened):
        window.show()
    window.close()
    window.deleteLater()

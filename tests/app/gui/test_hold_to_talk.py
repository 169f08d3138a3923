"""Push-to-talk by space bar and button."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.engine.commands import Configure, Hold
from app.events import Ended
from tests.app.gui.fakes import READY

SPACE = Qt.Key.Key_Space


@pytest.fixture
def holding(stage):
    """Return a stage in hold mode whose commands so far are forgotten."""
    stage.window.header.listening.hold.click()
    stage.engine.commands.clear()
    return stage


def test_choosing_hold_to_talk_tells_the_engine_and_shows_the_button(stage):
    assert not stage.window.hold_button.isVisible()
    stage.window.header.listening.hold.click()
    assert stage.window.hold_button.isVisible()
    assert [command.settings.push_to_talk for command in stage.engine.commands] == [True]
    stage.window.header.listening.always.click()
    assert not stage.window.hold_button.isVisible()
    assert isinstance(stage.engine.commands[-1], Configure)
    assert not stage.engine.commands[-1].settings.push_to_talk


def test_the_space_bar_holds_from_press_to_release(holding):
    holding.press(SPACE)
    assert holding.engine.commands == [Hold(True)]
    assert "let go" in holding.window.hold_button.text()
    holding.let_go(SPACE)
    assert holding.engine.commands == [Hold(True), Hold(False)]
    assert holding.window.hold_button.text().startswith("Hold to talk")


def test_auto_repeat_of_the_space_bar_changes_nothing(holding):
    holding.press(SPACE)
    for _ in range(3):
        holding.let_go(SPACE, again=True)
        holding.press(SPACE, again=True)
    assert holding.engine.commands == [Hold(True)]


def test_the_button_holds_from_press_to_release_even_when_the_pointer_slips_off(holding, qtbot):
    button = holding.window.hold_button
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(button, button.rect().bottomRight() * 3)
    assert holding.engine.commands == [Hold(True)]
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.rect().bottomRight() * 3)
    assert holding.engine.commands == [Hold(True), Hold(False)]


def test_space_presses_no_focused_button_while_it_is_for_talking(holding):
    start_stop = holding.window.header.start_stop
    start_stop.setFocus()
    holding.press(SPACE, start_stop)
    holding.let_go(SPACE, start_stop)
    assert holding.controller.state == "listening"
    assert holding.engine.commands == [Hold(True), Hold(False)]


def test_enter_presses_the_focused_button_while_space_is_for_talking(holding):
    start_stop = holding.window.header.start_stop
    start_stop.setFocus()
    holding.press(Qt.Key.Key_Return, start_stop)
    assert holding.controller.state == "stopped"


def test_space_presses_the_focused_button_when_always_on(stage):
    start_stop = stage.window.header.start_stop
    start_stop.setFocus()
    stage.press(SPACE, start_stop)
    stage.let_go(SPACE, start_stop)
    assert stage.controller.state == "stopped"
    assert stage.engine.commands == []


def test_space_is_a_space_where_one_types(holding):
    holding.window.header.vocabulary.custom_action.trigger()
    line = holding.window.words.line
    line.setText("yes,")
    holding.press(SPACE, line)
    holding.let_go(SPACE, line)
    assert line.text() == "yes, "
    assert holding.engine.commands == []


@pytest.mark.parametrize("kind", [QEvent.Type.WindowDeactivate, QEvent.Type.Hide])
def test_leaving_the_window_lets_go(holding, kind):
    holding.press(SPACE)
    QApplication.sendEvent(holding.window, QEvent(kind))
    assert holding.engine.commands == [Hold(True), Hold(False)]


def test_starting_to_type_lets_go(holding):
    holding.press(SPACE)
    holding.window.words.show()
    holding.window.words.line.setFocus()
    assert holding.engine.commands == [Hold(True), Hold(False)]


def test_going_back_to_always_on_lets_go(holding):
    holding.press(SPACE)
    holding.window.header.listening.always.click()
    assert Hold(False) in holding.engine.commands
    assert not holding.window.hold.held


def test_nothing_can_be_held_while_nothing_is_listened_to(holding):
    holding.press(SPACE)
    holding.hear(Ended(16_000))
    assert not holding.window.hold.held
    holding.press(SPACE)
    assert not holding.window.hold.held


def test_the_window_says_how_to_talk(holding):
    assert holding.window.prediction.word.text == "Hold and speak"


def test_the_mode_is_kept_for_the_next_time(holding, make_stage):
    holding.close()
    again = make_stage(settings_file=holding.settings_file).open(ready=False)
    assert again.engine.settings.push_to_talk
    again.hear(READY)
    again.press(SPACE)
    assert again.engine.commands == [Hold(True)]

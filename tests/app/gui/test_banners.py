"""Messages stand once, in their place, until they are untrue or unwanted."""

import pytest
from PySide6.QtCore import Qt

from app.events import Problem
from app.gui.banners import Banners, Message
from tests.app.gui.fakes import dismiss, look


@pytest.fixture
def banners(qapp):
    banners = Banners()
    banners.show()
    yield banners
    banners.close()
    banners.deleteLater()


def test_the_same_message_again_does_not_stack(banners):
    for _ in range(5):
        banners.show_message(Message("input", "Yeti is gone"))
    assert [message.text for message in banners.messages] == ["Yeti is gone"]


def test_a_later_message_on_the_topic_takes_the_place_of_the_one_before(banners):
    banners.show_message(Message("input", "Yeti is gone"))
    banners.show_message(Message("settings", "the disk is full"))
    banners.show_message(Message("input", "Headset is gone"))
    assert [message.text for message in banners.messages] == ["the disk is full", "Headset is gone"]


def test_every_message_can_be_closed_by_a_key(banners, qtbot):
    banners.show_message(Message("input", "Yeti is gone"))
    banners.show_message(Message("settings", "the disk is full"))
    for message in list(banners.messages):
        button = dismiss(banners, message.text)
        assert message.text in button.accessibleName()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert banners.messages == []
    assert not banners.isVisible()


def test_a_message_is_read_as_text_whatever_is_in_it(banners):
    banners.show_message(Message("input", "<b>Yeti</b> is gone"))
    assert banners._shown[0].label.textFormat() == Qt.TextFormat.PlainText


def test_a_folder_that_cannot_be_written_is_told_once_and_the_window_works_on(make_stage, tmp_path):
    (tmp_path / "file").write_text("")
    stage = make_stage(settings_file=tmp_path / "file" / "settings.json").open()
    look(stage.window, "dark").trigger()
    assert len(stage.messages) == 1
    dismiss(stage.window.banners, stage.messages[0]).click()
    look(stage.window, "light").trigger()
    look(stage.window, 150).trigger()
    assert stage.messages == []
    assert stage.themes == ["dark", "light", "light"]
    assert stage.controller.state == "listening"


def test_a_folder_that_can_be_written_again_may_be_told_of_again(make_stage, tmp_path):
    folder = tmp_path / "folder"
    folder.write_text("")
    stage = make_stage(settings_file=folder / "settings.json").open()
    stage.keeper.change(text_percent=150)
    stage.window.banners.clear("settings")
    folder.unlink()
    stage.keeper.change(text_percent=110)
    assert (folder / "settings.json").exists()
    (folder / "settings.json").unlink()
    folder.rmdir()
    folder.write_text("")
    stage.keeper.change(text_percent=100)
    assert len(stage.messages) == 1


def test_a_problem_that_is_over_is_taken_away(stage):
    stage.hear(Problem("the model is gone; choose another"))
    assert len(stage.messages) == 1
    stage.controller.start()
    assert stage.messages == []

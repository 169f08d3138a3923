"""The window opens where it was, if that can be seen."""

import base64

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from app.gui.window import SIZE, Window
from app.gui.window_place import attach_place, restore_place
from app.settings import Settings
from app.settings_file import load_settings, save_settings


@pytest.fixture
def window(qapp):
    window = Window()
    yield window
    window.close()
    window.deleteLater()


def place_of(window: Window) -> str:
    return base64.b64encode(window.saveGeometry().data()).decode()


def on_a_screen(window: Window) -> bool:
    return any(screen.availableGeometry().intersects(window.frameGeometry()) for screen in QGuiApplication.screens())


def test_the_window_opens_where_it_was_closed(make_stage, window):
    stage = make_stage()
    attach_place(stage.window, stage.keeper)
    stage.open()
    stage.window.setGeometry(30, 40, 700, 600)
    stage.window.close()
    kept = load_settings(stage.settings_file).settings
    assert restore_place(window, kept.geometry)
    assert window.geometry() == QRect(30, 40, 700, 600)


def test_a_window_that_was_maximised_is_so_again(qapp, window):
    other = Window()
    other.setGeometry(30, 40, 700, 600)
    other.showMaximized()
    assert restore_place(window, place_of(other))
    assert window.isMaximized()
    other.close()
    other.deleteLater()


def test_a_place_on_a_screen_that_is_gone_gives_way_to_one_that_is_seen(qapp, window):
    other = Window()
    other.setGeometry(9_000, 7_000, 700, 600)
    restore_place(window, place_of(other))
    assert on_a_screen(window)
    other.deleteLater()


@pytest.mark.parametrize("geometry", ["", "AAAA", base64.b64encode(b"\x01\xd9\xd0\xcb" + b"\xff" * 40).decode()])
def test_a_place_that_makes_no_sense_changes_nothing(window, geometry):
    restore_place(window, geometry)
    assert window.size() == SIZE or on_a_screen(window)
    assert not window.isMaximized()


@pytest.mark.parametrize(
    ("geometry", "why"), [("no base64!", "not base64"), ("A" * 2_000, "2000 letters"), (7, "text")]
)
def test_a_damaged_place_is_a_damaged_file(tmp_path, geometry, why):
    path = tmp_path / "settings.json"
    save_settings(Settings(geometry=geometry), path)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert why in loaded.complaint


def test_a_place_that_did_not_change_is_not_written_again(make_stage):
    stage = make_stage()
    attach_place(stage.window, stage.keeper)
    stage.keeper.change(geometry=place_of(stage.window))
    changes = []
    stage.keeper.changed.connect(changes.append)
    stage.window.close()
    assert changes == []

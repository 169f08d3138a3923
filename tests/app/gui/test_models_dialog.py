"""The list of all models: looked at, added, taken off, put to use."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.engine.commands import Compare, Use
from app.engine.model import Model
from app.engine.model_files import find_models
from app.settings import Settings
from app.settings_file import save_settings
from tests.app.gui.fakes import entry
from tests.app.gui.model_stage import DEFAULT, Shop
from tests.fakes import write_tiny_model


def test_all_models_are_listed_with_their_state_and_the_card_of_the_one_in_use(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    shop.compare("narrow")
    shop.dialog.reject()
    shop.desk.open()
    assert shop.listed[0] == "default: ●  In use"
    assert "narrow: ○  Compared" in shop.listed
    assert "default-int8: Comes with Sayso" in shop.listed
    assert shop.listed[-1] == "my words: Added by you"
    assert shop.card.startswith("default")


def test_a_file_that_the_user_adds_is_shown_first_and_used_when_asked(shop, mine, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mine), ""))
    shop.button.add_action.trigger()
    shop.load()
    assert shop.dialog.isVisible()
    assert shop.dialog.current == mine
    assert shop.stage.engine.commands == []
    assert shop.kept.added_models == (str(mine),)
    shop.dialog.use.click()
    shop.load()
    assert [type(command) for command in shop.stage.engine.commands] == [Use]
    assert shop.kept.model == str(mine)
    assert shop.dialog.use.text() == "In use"
    assert not shop.dialog.use.isEnabled()


def test_nothing_is_added_when_no_file_is_chosen(shop, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    shop.button.add_action.trigger()
    assert not shop.desk._loader.is_busy
    assert not shop.dialog.isVisible()


def test_a_file_that_breaks_the_contract_is_refused_in_place_with_its_one_line(shop, tmp_path):
    path = write_tiny_model(tmp_path / "no labels.onnx", labels=None)
    shop.desk.show_file(path)
    shop.load()
    assert "This file cannot be used" in shop.card
    assert "metadata 'labels' is missing" in shop.card
    assert "no labels: ✕  Cannot be used" in shop.listed
    assert not shop.dialog.use.isEnabled()
    assert not shop.dialog.compare.isEnabled()
    assert shop.kept.added_models == ()
    assert shop.stage.messages == []


def test_a_file_that_was_mended_is_read_again(shop, tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"half")
    shop.desk.show_file(path)
    shop.load()
    write_tiny_model(path, name="mended")
    shop.desk.show_file(path)
    shop.load()
    assert "mended 1.0" in shop.card


def test_a_second_model_is_put_beside_the_first_from_its_card(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    shop.dialog.compare.click()
    shop.load()
    assert [type(command) for command in shop.stage.engine.commands] == [Compare]
    assert shop.dialog.compare.text().replace("&", "") == "Stop comparing"
    shop.dialog.compare.click()
    assert shop.stage.engine.commands[-1] == Compare(None)


def test_a_file_is_taken_off_the_list_and_stays_on_the_disk(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    shop.dialog.remove.click()
    assert not any(line.startswith("my words") for line in shop.listed)
    assert shop.kept.added_models == ()
    assert mine.exists()
    assert shop.dialog.current == DEFAULT


def test_models_that_come_with_sayso_and_the_one_in_use_stay_on_the_list(shop, mine):
    shop.desk.open()
    shop.load()
    assert not shop.dialog.remove.isVisible()
    shop.desk.show_file(mine)
    shop.desk.use(mine)
    shop.load()
    assert shop.dialog.remove.isVisible()
    assert not shop.dialog.remove.isEnabled()


def test_added_models_are_listed_the_next_time(make_stage, library, mine, tmp_path):
    save_settings(Settings(added_models=(str(mine),)), tmp_path / "settings.json")
    shop = Shop(make_stage(), library)
    assert entry(shop.button.choices, "my words").isEnabled()


def test_everything_is_done_by_keyboard(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    shop.dialog.reject()
    QTest.keyClick(shop.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert shop.dialog.isVisible()
    shop.dialog.activateWindow()
    QApplication.processEvents()
    assert shop.dialog.list.hasFocus()
    shop.load()
    QTest.keyClick(shop.dialog.list, Qt.Key.Key_Down)
    assert shop.dialog.current == find_models()[1]
    assert shop.card.startswith(find_models()[1].stem)
    QTest.keyClick(shop.dialog.list, Qt.Key.Key_Return)
    shop.load()
    assert shop.kept.model == find_models()[1].stem
    QTest.keyClick(shop.dialog.list, Qt.Key.Key_End)
    QTest.keyClick(shop.dialog.list, Qt.Key.Key_Delete)
    assert shop.kept.added_models == ()
    QTest.keyClick(shop.dialog, Qt.Key.Key_Escape)
    assert not shop.dialog.isVisible()


def test_every_control_has_a_name_for_those_who_do_not_see_it(shop):
    for widget in (shop.button, shop.dialog.list, shop.dialog.card, shop.strip, shop.strip.end):
        assert widget.accessibleName()


def test_closing_the_window_ends_the_loading_of_models(make_stage, library):
    shop = Shop(make_stage(), library)
    shop.stage.open()
    shop.desk.open()
    shop.window.close()
    assert not shop.desk._loader.is_busy


def test_a_failure_that_nobody_expected_is_one_line_too(make_stage, mine):
    def explode(path: Path) -> Model:
        raise ZeroDivisionError("of course")

    shop = Shop(make_stage(), explode)
    shop.stage.open()
    shop.desk.show_file(mine)
    shop.load()
    assert "cannot be loaded (of course); please report it" in shop.card

"""The model in use: chosen, switched without a gap, and kept."""

from app.engine.commands import Configure, Use
from app.engine.model_files import Wish, find_models, name_of, named_model
from app.events import Problem
from app.settings import Settings
from app.settings_file import save_settings
from tests.app.gui.fakes import entry, prediction
from tests.app.gui.model_stage import DEFAULT, NARROW, Shop, in_use
from tests.fakes import LABELS


def test_the_button_names_the_model_in_use_and_lists_all_of_them(shop):
    assert shop.button.text().startswith("default")
    offered = [action.text() for action in shop.button.choices.actions()]
    assert {path.stem for path in find_models()} <= set(offered)
    assert entry(shop.button.choices, "default").isChecked()
    assert not entry(shop.button.choices, "narrow").isChecked()


def test_another_model_is_handed_to_the_engine_that_runs_and_kept(shop):
    shop.stage.hear(in_use(DEFAULT), prediction("four"))
    shop.choose("narrow")
    (command,) = shop.stage.engine.commands
    assert isinstance(command, Use)
    assert command.model is shop.shelf.load(NARROW)
    assert len(shop.stage.engines) == 1
    assert not shop.stage.engine.stopped
    assert len(shop.window.history.history.rows) == 1
    assert shop.kept.model == "narrow"
    assert shop.shelf.wish == Wish(NARROW)
    assert shop.button.text().startswith("narrow")


def test_the_status_line_names_the_model_that_answers(shop):
    shop.stage.hear(in_use(NARROW))
    assert "narrow 1.0" in shop.window.status.model.text()


def test_the_window_does_not_wait_while_a_model_is_loaded(shop):
    entry(shop.button.choices, "narrow").trigger()
    assert shop.button.text().startswith("default")
    assert shop.stage.engine.commands == []
    shop.load()
    assert shop.button.text().startswith("narrow")


def test_of_two_models_chosen_in_a_hurry_the_last_is_used(shop):
    entry(shop.button.choices, "narrow").trigger()
    entry(shop.button.choices, "default-int8").trigger()
    shop.load()
    assert [command.model for command in shop.stage.engine.commands] == [shop.shelf.load(named_model("default-int8"))]
    assert shop.kept.model == "default-int8"


def test_choosing_the_model_in_use_does_nothing(shop):
    shop.choose("default")
    assert shop.stage.engine.commands == []
    assert shop.library.read == []


def test_a_broken_file_gets_one_line_and_the_old_model_stays(shop, tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"nonsense")
    shop.desk.use(broken)
    shop.load()
    (message,) = shop.stage.messages
    assert message.startswith(f"{broken}: is no ONNX model that can be run")
    assert shop.stage.engine.commands == []
    assert shop.button.text().startswith("default")
    assert not shop.kept.model


def test_a_model_that_is_gone_gives_way_to_the_default_in_the_menu_but_is_not_forgotten(make_stage, tmp_path, library):
    save_settings(Settings(model=str(tmp_path / "gone.onnx")), tmp_path / "settings.json")
    shop = Shop(make_stage(), library)
    shop.stage.open()
    assert shop.shelf.wish.model == tmp_path / "gone.onnx"
    assert shop.button.text().startswith("gone")
    shop.stage.hear(in_use(DEFAULT))
    assert shop.button.text().startswith("default")
    assert shop.kept.model == str(tmp_path / "gone.onnx")


def test_a_model_named_on_the_command_line_is_for_this_time(make_stage, tmp_path, library):
    save_settings(Settings(model="narrow"), tmp_path / "settings.json")
    shop = Shop(make_stage(), library, named="default-int8")
    shop.stage.open()
    assert shop.button.text().startswith("default-int8")
    assert shop.kept.model == "narrow"


def test_where_nothing_is_listened_to_for_want_of_a_model_another_one_starts_anew(shop):
    shop.stage.hear(Problem("default.onnx: no such model file"))
    shop.choose("narrow")
    assert len(shop.stage.engines) == 2
    assert shop.stage.engine.started


def test_a_model_chosen_while_stopped_is_used_at_the_next_start(shop):
    shop.window.header.start_stop.click()
    shop.choose("narrow")
    assert shop.shelf.wish.model == NARROW
    assert len(shop.stage.engines) == 1
    assert "tiny 1.0" in shop.window.status.model.text()


def test_words_that_the_new_model_does_not_know_give_way_to_all_in_the_header_too(shop):
    shop.stage.keeper.change(vocabulary="digits")
    shop.stage.hear(in_use(DEFAULT))
    assert shop.kept.vocabulary == "digits"
    shop.stage.hear(in_use(NARROW, LABELS))
    assert shop.kept.vocabulary == "all"
    assert "All 3 words" in shop.window.header.vocabulary.text()
    assert shop.stage.engine.commands[-1] == Configure(shop.stage.keeper.settings.engine())


def test_words_of_a_model_of_ones_own_are_not_refused_at_the_start(make_stage, tmp_path):
    save_settings(Settings(model="/models/mine.onnx", vocabulary="hello"), tmp_path / "settings.json")
    stage = make_stage()
    assert stage.keeper.settings.vocabulary == "hello"
    assert stage.messages == []


def test_words_are_checked_against_the_model_in_use(shop):
    shop.stage.hear(in_use(NARROW, ("hello", "unknown")))
    shop.window.header.vocabulary.custom_action.trigger()
    shop.window.words.line.setText("hello")
    assert shop.window.words.complaint.text() == ""
    shop.window.words.line.setText("seven")
    assert "this model answers hello" in shop.window.words.complaint.text()


def test_a_name_finds_its_model_again(mine):
    for path in (*find_models(), mine):
        assert named_model(name_of(path)) == path

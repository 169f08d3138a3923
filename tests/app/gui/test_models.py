"""Models: the list with its cards, the switch without a gap, and two side by side."""

import json
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.engine.agreement import Agreement
from app.engine.commands import Compare, Configure, Use
from app.engine.model import Model
from app.engine.model_files import Wish, default_model_path, find_models, name_of, named_model, what_is_not_proven
from app.errors import ModelError
from app.events import ModelsInUse, Problem, SecondOpinion
from app.gui.assembly import attach_models
from app.gui.models.model_desk import ModelDesk
from app.gui.models.model_facts import described, false_accepts, figures, whole_number
from app.gui.models.model_shelf import ModelShelf, read_model, wish_of
from app.gui.models.side_by_side import SideBySide
from app.settings import Settings
from app.settings_file import load_settings, save_settings
from app.vocabulary import SHIPPED_LABELS
from tests.app.gui.fakes import READY, MakeStage, Stage, entry, prediction
from tests.fakes import LABELS, write_tiny_model

DEFAULT, NARROW = default_model_path(), named_model("narrow")


class Library:
    """Reads real models, those that ship with Sayso as tiny ones, and remembers which."""

    def __init__(self, folder: Path) -> None:
        self.read: list[Path] = []
        self._tiny = read_model(write_tiny_model(folder / "stand-in.onnx"))

    def __call__(self, path: Path) -> Model:
        self.read.append(path)
        return self._tiny if path in find_models() else read_model(path)


class Shop:
    """A window that listens, with a desk for models; what is loaded arrives when the test says so."""

    def __init__(self, stage: Stage, library: Library, named: str | None = None) -> None:
        self.stage, self.window, self.library = stage, stage.window, library
        self.shelf = ModelShelf(wish_of(stage.keeper.settings, named), library)
        self.desk: ModelDesk = attach_models(
            stage.window, stage.keeper, stage.controller, stage.controller._bridge, self.shelf
        )
        self.button, self.dialog, self.strip = stage.window.header.model, stage.window.models, stage.window.side_by_side

    def load(self) -> None:
        """Let the loader finish, and the desk see what it brought."""
        while self.desk._loader.busy:
            if self.desk._loader._thread is not None:
                self.desk._loader._thread.join()
            self.desk.look()

    def choose(self, name: str) -> None:
        entry(self.button.choices, name).trigger()
        self.load()

    def compare(self, name: str) -> None:
        entry(self.button.comparison, name).trigger()
        self.load()

    @property
    def kept(self) -> Settings:
        return load_settings(self.stage.settings_file).settings

    @property
    def listed(self) -> list[str]:
        return [self.dialog.list.item(row).text().replace("\n", ": ") for row in range(self.dialog.list.count())]

    @property
    def card(self) -> str:
        return self.dialog.card.toPlainText()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


@pytest.fixture
def shop(make_stage: MakeStage, library: Library) -> Shop:
    stage = make_stage()
    shop = Shop(stage, library)
    stage.open()
    return shop


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A model of the user's own, which knows one, two and stop."""
    return write_tiny_model(tmp_path / "my words.onnx", name="mine", version="3.1")


def in_use(path: Path, labels: tuple[str, ...] = SHIPPED_LABELS, companion: str = "") -> ModelsInUse:
    return ModelsInUse(f"{path.stem} 1.0", str(path), labels, companion, at=0)


def opinion(label: str, agrees: bool, confidence: float = 0.8) -> SecondOpinion:
    return SecondOpinion("narrow 0.2.0", label, confidence, {label: confidence}, 16_000, 24_000, 28_000, agrees)


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


def test_a_second_model_is_put_beside_the_first_and_both_answers_are_shown(shop):
    assert not shop.strip.isVisible()
    shop.compare("narrow")
    (command,) = shop.stage.engine.commands
    assert isinstance(command, Compare)
    assert command.model is shop.shelf.load(NARROW)
    assert shop.shelf.wish == Wish(DEFAULT, NARROW)
    shop.stage.hear(in_use(DEFAULT, companion="narrow 0.2.0"), prediction("four"), opinion("four", agrees=True))
    assert shop.strip.isVisible()
    assert [label.text() for label in shop.strip.names] == ["default", "narrow"]
    assert [label.text() for label in shop.strip.answers] == ["four", "four"]
    assert [label.text() for label in shop.strip.shares] == ["90 %", "80 %"]
    assert (shop.strip.sign.text(), shop.strip.sign.toolTip()) == ("=", "They agree.")
    assert shop.strip.count.text() == "agreed on 1 of 1 (100 %)"


def test_a_difference_is_told_by_a_sign_a_word_and_the_count(shop):
    told = []
    shop.desk.opinion_given.connect(lambda final, second: told.append((final.label, second.label, second.agrees)))
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True), prediction("four"), opinion("one", agrees=False))
    assert (shop.strip.sign.text(), shop.strip.sign.accessibleName()) == ("≠", "They differ.")
    assert shop.strip.count.text() == "agreed on 1 of 2 (50 %)"
    assert told == [("four", "four", True), ("four", "one", False)]


def test_what_no_model_was_asked_about_is_not_counted(shop):
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True))
    shop.stage.hear(prediction("unknown", reason="too long"))
    assert [label.text() for label in shop.strip.answers] == ["unknown", "–"]
    assert shop.strip.sign.text() == "–"
    assert shop.strip.count.text() == "agreed on 1 of 1 (100 %)"


def test_another_pair_is_counted_anew(shop):
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True))
    shop.compare("default-int8")
    assert shop.strip.count.text() == "no word yet"
    assert [label.text() for label in shop.strip.answers] == ["–", "–"]


def test_the_same_pair_goes_on_counting_with_another_input(shop):
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True))
    shop.window.header.start_stop.click()
    shop.window.header.start_stop.click()
    shop.stage.hear(READY, in_use(DEFAULT, companion="narrow 0.2.0"), prediction("four"), opinion("one", agrees=False))
    assert shop.strip.count.text() == "agreed on 1 of 2 (50 %)"


def test_the_comparison_is_ended_where_it_is_shown(shop):
    shop.compare("narrow")
    shop.strip.end.click()
    assert shop.stage.engine.commands[-1] == Compare(None)
    assert not shop.strip.isVisible()
    assert shop.shelf.wish == Wish(DEFAULT)
    assert entry(shop.button.comparison, "No other model").isChecked()


def test_in_a_narrow_window_the_comparison_takes_two_rows_and_then_leaves_out_how_sure_they_are(qapp):
    strip = SideBySide()
    strip.show_pair("default", "narrow")
    strip.show_final(prediction("four"))
    strip.show_opinion(opinion("four", agrees=True), Agreement(1, 1))
    strip.show()
    seen = []
    for width in (2000, strip._pair_px() + 120, strip._pair_px()):
        strip.resize(width, 96)
        QApplication.sendPostedEvents()
        rows = 2 if strip.count.geometry().bottom() <= strip.answers[0].geometry().top() else 1
        seen.append((rows, all(share.isVisible() for share in strip.shares)))
    strip.close()
    strip.deleteLater()
    assert seen == [(1, True), (2, True), (2, False)]


def test_a_companion_that_the_engine_let_go_is_shown_no_longer(shop):
    shop.compare("narrow")
    shop.stage.hear(in_use(DEFAULT, companion="narrow 0.2.0"), in_use(DEFAULT))
    assert not shop.strip.isVisible()


def test_using_the_model_that_is_compared_ends_the_comparison(shop):
    shop.compare("narrow")
    shop.choose("narrow")
    assert [type(command) for command in shop.stage.engine.commands] == [Compare, Use, Compare]
    assert not shop.strip.isVisible()


def test_all_models_are_listed_with_their_state_and_the_card_of_the_one_in_use(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    shop.compare("narrow")
    shop.dialog.reject()
    shop.desk.open()
    assert shop.listed[0] == "default: ●  In use"
    assert "narrow: ○  Compared" in shop.listed
    assert "conv1d-raw: Comes with Sayso" in shop.listed
    assert shop.listed[-1] == "my words: Added by you"
    assert shop.card.startswith("default")


def test_while_a_card_is_being_read_the_dialog_says_so(shop):
    shop.desk.open()
    assert "Reading the card…" in shop.card
    assert not shop.dialog.use.isEnabled()
    shop.load()
    assert "Reading" not in shop.card


def test_the_card_of_the_default_model_says_what_it_is_how_well_it_hears_and_what_is_not_proven(make_stage):
    shop = Shop(make_stage(), read_model)
    shop.stage.open()
    shop.dialog.show()
    shop.desk._ask(DEFAULT)
    shop.load()
    card = Model(DEFAULT).card
    text = shop.card.replace("\xa0", " ")
    measured = card.metrics["validation"]["real"]
    for fact in (
        card.title,
        card.network,
        card.license,
        card.training_data,
        str(card.path),
        f"{card.metrics['parameters']:,}",
        "log-mel",
        "zero, one, two",
        f"{measured['correct']:,} of {measured['clips']:,}",
        f"{100 * measured['low']:.1f} to {100 * measured['high']:.1f} %",
        "False words in running speech: 3 in 0.42 hours",
        "2026",
        "MiB",
        "Accents are those of the corpora",
    ):
        assert fact in text, fact


def test_a_file_without_figures_says_that_nothing_is_proven(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    assert "mine 3.1" in shop.card
    assert "The file has no figures" in shop.card
    assert "Everything: there are no figures" in shop.card


def test_whatever_stands_in_a_file_is_shown_as_text(shop, tmp_path):
    path = write_tiny_model(tmp_path / "odd.onnx", network='<b>bold</b><img src="/etc/hostname">', license="<a>&amp;")
    shop.desk.show_file(path)
    shop.load()
    assert '<b>bold</b><img src="/etc/hostname">' in shop.card
    assert "<a>&amp;" in shop.card


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
    assert not shop.desk._loader.busy
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
    assert not shop.desk._loader.busy
    assert not shop.desk._timer.isActive()


@pytest.fixture
def shelf(mine: Path) -> ModelShelf:
    return ModelShelf(Wish(mine))


def test_a_model_is_loaded_once(shelf, mine):
    assert shelf.load(mine) is shelf.load(mine)


def test_a_model_whose_file_is_deleted_stays_in_use_for_the_next_input_too(shelf, mine):
    model = shelf.load(mine)
    mine.unlink()
    assert shelf.load(mine) is model


def test_a_file_that_was_exported_anew_is_loaded_anew(shelf, mine):
    model = shelf.load(mine)
    write_tiny_model(mine, name="anew")
    os.utime(mine, (1, 1))
    assert shelf.load(mine).card.name == "anew"
    assert model.card.name == "mine"


def test_a_model_that_nobody_uses_is_forgotten(shelf, mine):
    shelf.load(mine)
    shelf.keep(())
    mine.unlink()
    with pytest.raises(ModelError, match="no such model file"):
        shelf.load(mine)


def test_only_the_models_in_use_stay_in_memory(shop):
    shop.desk.open()
    shop.load()
    assert set(shop.library.read) == set(find_models())
    assert set(shop.shelf._models) == {DEFAULT}


def test_a_failure_that_nobody_expected_is_one_line_too(make_stage, mine):
    def explode(path: Path) -> Model:
        raise ZeroDivisionError("of course")

    shop = Shop(make_stage(), explode)
    shop.stage.open()
    shop.desk.show_file(mine)
    shop.load()
    assert "cannot be loaded (ZeroDivisionError('of course')); please report it" in shop.card


GOOD = {"correct": 9, "clips": 10, "low": 0.6, "high": 0.98}


@pytest.mark.parametrize(
    "metrics",
    [
        {"validation": []},
        {"validation": {"real": None}},
        {"validation": {"real": {**GOOD, "clips": 0}}},
        {"validation": {"real": {**GOOD, "correct": 11}}},
        {"validation": {"real": {**GOOD, "low": "high"}}},
        {"validation": {"real": {**GOOD, "high": True}}},
        {"validation": "good", "false_accepts": 3, "parameters": "many"},
        {"false_accepts": {"count": 1, "hours": 0, "low": 0, "high": 1}},
    ],
    ids=json.dumps,
)
def test_figures_that_are_none_are_not_shown(metrics):
    assert figures(metrics) == []
    assert false_accepts(metrics) is None
    assert whole_number(metrics, "parameters") is None


def test_a_figure_may_be_measured_in_one_way_only():
    (figure,) = figures({"validation_raw": {"real": GOOD}})
    assert (figure.clips, figure.as_used, figure.raw.accuracy) == ("real", None, 0.9)


def test_a_front_end_is_named_before_its_parameters():
    assert described({"n_mels": 40, "kind": "log-mel"}) == "log-mel, n_mels 40"
    assert described({}) == ""


def test_a_name_finds_its_model_again(mine):
    for path in (*find_models(), mine):
        assert named_model(name_of(path)) == path


def test_what_is_not_proven_is_read_from_the_card_beside_the_model(mine):
    assert len(what_is_not_proven(DEFAULT)) == 4
    assert what_is_not_proven(mine) == []
    shutil.copy(DEFAULT.with_suffix(".md"), mine.with_suffix(".md"))
    assert what_is_not_proven(mine) == what_is_not_proven(DEFAULT)


def test_an_agreement_says_how_many_of_how_many():
    agreement = Agreement()
    assert agreement.share == 0
    for agrees in (True, True, False):
        agreement = agreement.after(opinion("four", agrees))
    assert str(agreement) == "agreed on 2 of 3 (67 %)"

"""What the user says of an answer, and the test set that grows by it."""

import time
import wave
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.gui.look.theme import apply_theme
from app.personal.take import TakeError
from app.personal.test_set import TestSet
from tests.app.gui.history_stage import HistoryStage


@pytest.fixture
def history(make_stage, model, tmp_path) -> HistoryStage:
    """A window that listens, and a user who would choose the folder ``my-voice``."""
    history = HistoryStage(make_stage(), model)
    history.stage.open()
    history.world.folder = str(tmp_path / "my-voice")
    return history


@pytest.fixture
def opened(history) -> HistoryStage:
    """The same with that test set open, and three words heard: two, four, six."""
    history.desk.sets.choose(history.view.test_set)
    for word in ("two", "four", "six"):
        history.say(word)
    return history


def kept(history: HistoryStage) -> list[str]:
    """Return the labels on disk, oldest take first."""
    return [take.label for take in TestSet(Path(history.world.folder)).takes]


def press(history: HistoryStage, qtbot, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(history.stage.window, key, modifiers)


def verdicts(history: HistoryStage) -> list[str]:
    """Return what the rows say, newest first."""
    return [history.view.history.verdict_text(entry) for entry in history.rows]


def line(history: HistoryStage) -> str:
    return history.view.test_set.name.text()


@pytest.mark.parametrize(
    ("key", "label", "text"), [(Qt.Key.Key_R, "six", "✓ right"), (Qt.Key.Key_W, "unknown", "✕ wrong")]
)
def test_one_key_judges_the_newest_word_and_keeps_it(opened, qtbot, key, label, text):
    press(opened, qtbot, key)
    assert kept(opened) == [label]
    assert verdicts(opened) == [text, "", ""]
    assert line(opened) == "Test set: my-voice, 1 take"


def test_a_verdict_goes_to_the_selected_row(opened, qtbot):
    opened.view.select(opened.rows[2])
    press(opened, qtbot, Qt.Key.Key_R)
    assert kept(opened) == ["two"]
    assert verdicts(opened) == ["", "", "✓ right"]


def test_keys_judge_while_the_table_has_the_focus_too(opened, qtbot):
    opened.view.table.setFocus()
    opened.view.select(opened.rows[1])
    qtbot.keyClick(opened.view.table, Qt.Key.Key_W)
    assert verdicts(opened) == ["", "✕ wrong", ""]


def test_a_question_or_a_complaint_moves_nothing_but_the_table(history, qapp):
    apply_theme(qapp, "light")
    history.say("two")
    window = history.stage.window

    def places() -> list[object]:
        QApplication.processEvents()
        return [part.geometry() for part in (window.prediction, history.view, window.spectrogram, window.meter)]

    before = places()
    history.view.verdicts.buttons["right"].click()
    assert places() == before
    history.view.test_set.decline.click()
    history.desk.sets.show("/a/folder/far/away: cannot be written (no space left on device); free the disk " * 2)
    assert places() == before
    history.desk.sets.show()
    assert places() == before


def test_it_is_said_which_row_a_verdict_goes_to_even_when_it_is_out_of_sight(opened, qtbot):
    assert opened.view.judging.text() == ""
    opened.view.select(opened.rows[2])
    opened.say("nine")
    assert opened.view.judging.text() == "Verdict on “two”, 0:01.0"
    opened.view.table.setFocus()
    qtbot.keyClick(opened.view.table, Qt.Key.Key_Escape)
    assert opened.view.judging.text() == ""
    press(opened, qtbot, Qt.Key.Key_R)
    assert kept(opened) == ["nine"]


def test_a_kept_take_is_exactly_what_the_model_heard(opened, qtbot):
    utterance = opened.say("nine")
    press(opened, qtbot, Qt.Key.Key_R)
    take = TestSet(Path(opened.world.folder)).takes[0]
    with wave.open(str(Path(opened.world.folder) / take.file)) as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    np.testing.assert_allclose(pcm / 32_767, utterance.samples, atol=1 / 32_767)
    assert take.trim == (4_800, 12_800)
    assert take.device == "demo"


def test_it_was_asks_for_the_word_likeliest_first(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_I)
    popup = opened.stage.window.labels
    offered = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert offered[:4] == ["one", "two", "three", "four"]
    assert "six" not in offered
    assert {"seven", "yes", "silence"} < set(offered)
    popup.list.itemClicked.emit(popup.list.item(2))
    assert kept(opened) == ["three"]
    assert verdicts(opened)[0] == "→ three"


@pytest.mark.parametrize(
    ("keys", "label"),
    [("sev", "seven"), ("FIV", "five"), ("banana", "banana"), ("six", "six"), ("one", "one")],
)
def test_a_word_is_completed_while_one_types_and_may_be_any_word(opened, qtbot, keys, label):
    press(opened, qtbot, Qt.Key.Key_I)
    qtbot.keyClicks(opened.stage.window.labels.line, keys)
    qtbot.keyClick(opened.stage.window.labels.line, Qt.Key.Key_Return)
    assert kept(opened) == [label]
    assert not opened.stage.window.labels.isVisible()


def test_a_word_that_another_one_begins_with_can_be_kept_too(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_I)
    popup = opened.stage.window.labels
    qtbot.keyClicks(popup.line, "fo")
    texts = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert texts == ["four", "fo   (another word)"]
    qtbot.keyClick(popup.line, Qt.Key.Key_Down)
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert kept(opened) == ["fo"]


def test_a_word_that_was_kept_before_is_offered_again(opened, qtbot):
    opened.desk.verdicts.judge(opened.rows[0], "was", opened.view)
    opened.stage.window.labels.chosen.emit("banana")
    opened.stage.window.labels.close()
    press(opened, qtbot, Qt.Key.Key_I)
    qtbot.keyClicks(opened.stage.window.labels.line, "ban")
    assert opened.stage.window.labels.list.currentItem().text() == "banana"
    opened.stage.window.labels.close()


def test_escape_leaves_the_answer_unjudged(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_I)
    qtbot.keyClick(opened.stage.window.labels, Qt.Key.Key_Escape)
    assert not opened.stage.window.labels.isVisible()
    assert verdicts(opened) == ["", "", ""]


def test_what_is_left_out_is_not_kept_and_goes_again_if_it_was(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_D)
    assert (kept(opened), verdicts(opened)[0]) == ([], "– out")
    press(opened, qtbot, Qt.Key.Key_R)
    assert (kept(opened), verdicts(opened)[0]) == (["six"], "✓ right")
    press(opened, qtbot, Qt.Key.Key_D)
    assert (kept(opened), verdicts(opened)[0]) == ([], "– out")
    assert line(opened) == "Test set: my-voice, 0 takes"


def test_another_verdict_moves_the_take_and_adds_none(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_R)
    press(opened, qtbot, Qt.Key.Key_W)
    assert (kept(opened), verdicts(opened)[0]) == (["unknown"], "✕ wrong")
    press(opened, qtbot, Qt.Key.Key_W)
    assert kept(opened) == ["unknown"]


def test_verdicts_are_taken_back_one_by_one(opened, qtbot):
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_R, Qt.Key.Key_W, Qt.Key.Key_D):
        press(opened, qtbot, key)
    states = []
    for _ in range(4):
        press(opened, qtbot, *undo)
        states.append((kept(opened), verdicts(opened)[0]))
    assert states == [(["unknown"], "✕ wrong"), (["six"], "✓ right"), ([], ""), ([], "")]


def test_undo_goes_to_the_row_that_was_judged_last_wherever_it_is(opened, qtbot):
    opened.view.select(opened.rows[2])
    press(opened, qtbot, Qt.Key.Key_R)
    opened.view.select(opened.rows[0])
    press(opened, qtbot, Qt.Key.Key_W)
    press(opened, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (kept(opened), verdicts(opened)) == (["two"], ["", "", "✓ right"])


def test_the_first_verdict_offers_to_choose_a_folder_in_place_and_then_happens(history, qtbot):
    history.say("two")
    press(history, qtbot, Qt.Key.Key_R)
    question = history.view.test_set
    assert question.question.isVisible()
    assert verdicts(history) == [""]
    question.folder.click()
    assert not question.question.isVisible()
    assert (kept(history), verdicts(history)) == (["two"], ["✓ right"])
    assert history.stage.controller.settings.test_set == history.world.folder


def test_the_offer_can_be_declined_and_comes_again(history, qtbot):
    history.say("two")
    press(history, qtbot, Qt.Key.Key_R)
    history.view.test_set.decline.click()
    assert not history.view.test_set.question.isVisible()
    assert verdicts(history) == [""]
    press(history, qtbot, Qt.Key.Key_W)
    assert history.view.test_set.question.isVisible()


def test_a_changed_mind_in_the_folder_dialog_keeps_nothing(history, qtbot):
    history.world.folder = ""
    history.say("two")
    press(history, qtbot, Qt.Key.Key_R)
    history.view.test_set.folder.click()
    assert history.world.asked == 1
    assert (verdicts(history), line(history)) == ([""], "No test set is open")


def test_the_focus_comes_back_where_it_was_after_the_question(history, qtbot):
    history.say("two")
    history.view.table.setFocus()
    press(history, qtbot, Qt.Key.Key_R)
    assert QApplication.focusWidget() is history.view.test_set.folder
    history.view.test_set.decline.click()
    assert QApplication.focusWidget() is history.view.table


def test_leaving_out_what_was_not_kept_needs_no_test_set(history, qtbot):
    history.say("two")
    press(history, qtbot, Qt.Key.Key_D)
    assert (verdicts(history), history.view.test_set.question.isVisible()) == (["– out"], False)


def test_the_test_set_of_last_time_is_open_again(make_stage, model, tmp_path):
    TestSet(tmp_path / "mine", create=True)
    first = make_stage()
    first.keeper.change(test_set=str(tmp_path / "mine"))
    again = make_stage()
    history = HistoryStage(again, model)
    again.open()
    assert line(history) == "Test set: mine, 0 takes"


def test_a_test_set_that_is_gone_is_one_line_in_place(make_stage, model, tmp_path):
    first = make_stage()
    first.keeper.change(test_set=str(tmp_path / "unplugged"))
    again = make_stage()
    history = HistoryStage(again, model)
    again.open()
    assert "unplugged" in history.view.test_set.complaint.text()
    assert history.view.test_set.complaint.isVisible()


def test_a_verdict_that_cannot_be_kept_says_why_and_can_be_given_again(opened, qtbot, monkeypatch):
    def full(*_: object) -> None:
        raise TakeError("my-voice: cannot be written (no space left on device); free the disk")

    with monkeypatch.context() as patch:
        patch.setattr(TestSet, "add", full)
        press(opened, qtbot, Qt.Key.Key_R)
    assert opened.view.test_set.complaint.text().endswith("free the disk")
    assert verdicts(opened)[0] == ""
    assert not opened.view.verdicts.buttons["right"].isChecked()
    press(opened, qtbot, Qt.Key.Key_R)
    assert (kept(opened), verdicts(opened)[0]) == (["six"], "✓ right")
    assert not opened.view.test_set.complaint.isVisible()


def test_what_was_said_of_the_test_set_is_past_with_a_new_stream(opened, qtbot):
    with FileLock(opened.desk.sets.current.folder / ".lock"):
        press(opened, qtbot, Qt.Key.Key_R)
    assert "another Sayso is writing to it; try again" in opened.view.test_set.complaint.text()
    opened.stage.controller.start()
    assert not opened.view.test_set.complaint.isVisible()
    assert opened.desk.sets.current is not None


def test_a_test_set_that_another_sayso_locks_does_not_hold_the_window(opened, qtbot):
    with FileLock(opened.desk.sets.current.folder / ".lock"):
        began_s = time.perf_counter()
        press(opened, qtbot, Qt.Key.Key_R)
        assert time.perf_counter() - began_s < 2
    press(opened, qtbot, Qt.Key.Key_R)
    assert len(kept(opened)) == 1


def test_a_label_that_cannot_be_kept_says_why(opened):
    opened.desk.verdicts.judge(opened.rows[0], "was", opened.view)
    opened.stage.window.labels.chosen.emit("a\nb")
    opened.stage.window.labels.close()
    assert "cannot be shown" in opened.view.test_set.complaint.text()
    assert (kept(opened), verdicts(opened)[0]) == ([], "")


def test_a_take_that_someone_else_removed_can_be_judged_anew(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_R)
    other = TestSet(Path(opened.world.folder))
    other.remove(other.takes[0])
    press(opened, qtbot, Qt.Key.Key_W)
    assert "gone already" in opened.view.test_set.complaint.text()
    press(opened, qtbot, Qt.Key.Key_W)
    assert (kept(opened), verdicts(opened)[0]) == (["unknown"], "✕ wrong")


def test_with_nothing_heard_the_keys_do_nothing(history, qtbot):
    for key in (Qt.Key.Key_R, Qt.Key.Key_W, Qt.Key.Key_I, Qt.Key.Key_D):
        press(history, qtbot, key)
    assert not history.view.test_set.question.isVisible()
    assert not history.stage.window.labels.isVisible()


def test_letters_typed_into_a_line_are_letters(opened, qtbot):
    line_edit = opened.stage.window.words.line
    opened.stage.keeper.edit_words()
    qtbot.keyClicks(line_edit, "rwid")
    assert line_edit.text() == "rwid"
    assert verdicts(opened) == ["", "", ""]


def test_space_still_holds_to_talk_whatever_row_is_selected(opened):
    opened.stage.window.header.listening.hold.click()
    opened.view.table.setFocus()
    opened.view.select(opened.rows[0])
    opened.stage.press(Qt.Key.Key_Space)
    assert opened.stage.window.hold.held
    opened.stage.let_go(Qt.Key.Key_Space)
    assert verdicts(opened) == ["", "", ""]


def test_the_verdict_in_force_shows_on_the_buttons_of_the_row(opened, qtbot):
    def down() -> list[str]:
        return [name for name, button in opened.view.verdicts.buttons.items() if button.isChecked()]

    press(opened, qtbot, Qt.Key.Key_W)
    assert down() == ["wrong"]
    opened.view.select(opened.rows[1])
    assert down() == []
    opened.view.select(opened.rows[0])
    assert down() == ["wrong"]
    opened.view.verdicts.buttons["wrong"].click()
    assert down() == ["wrong"]


def test_every_verdict_button_names_its_key(opened):
    for button, key in zip(opened.view.verdicts.findChildren(QPushButton), "RWID", strict=True):
        assert button.toolTip().endswith(f"({key})")


def test_another_test_set_takes_the_next_takes(opened, qtbot, tmp_path):
    press(opened, qtbot, Qt.Key.Key_R)
    opened.world.folder = str(tmp_path / "other")
    opened.view.test_set.choose.click()
    opened.view.select(opened.rows[1])
    press(opened, qtbot, Qt.Key.Key_R)
    assert kept(opened) == ["four"]
    opened.view.select(opened.rows[0])
    press(opened, qtbot, Qt.Key.Key_W)
    opened.world.folder = str(tmp_path / "my-voice")
    assert kept(opened) == ["unknown"]


def test_a_test_set_that_is_chosen_elsewhere_is_used_here_too(opened, qtbot, tmp_path):
    TestSet(tmp_path / "elsewhere", create=True)
    opened.stage.keeper.change(test_set=str(tmp_path / "elsewhere"))
    assert line(opened) == "Test set: elsewhere, 0 takes"
    press(opened, qtbot, Qt.Key.Key_R)
    opened.world.folder = str(tmp_path / "elsewhere")
    assert kept(opened) == ["six"]

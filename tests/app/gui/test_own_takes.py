"""The plan of a test set, the takes in it, and words out of recordings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.audio.files import read_audio
from app.personal.manifest import NAME
from app.personal.take import Origin, TakeError
from app.personal.test_set import TestSet
from app.settings import Settings
from app.settings_file import load_settings
from app.vocabulary import COMMANDS, DIGITS
from tests.app.gui.voice_stage import VoiceStage
from tests.app.personal.takes import WORD, spoken


@pytest.fixture
def voice(voice) -> VoiceStage:
    """The same with the dialog open."""
    voice.open()
    return voice


def rows(voice: VoiceStage) -> list[tuple[str, str]]:
    """Return the words of the plan and how far each is."""
    table = voice.plan.labels.table
    return [(table.item(row, 0).text(), table.item(row, 1).text()) for row in range(table.rowCount())]


def labels(voice: VoiceStage) -> list[str]:
    """Return the words in the table of takes, newest first."""
    return [row.label for row in voice.plan.table.model.rows]


def press(voice: VoiceStage, qtbot, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def test_the_first_time_one_is_told_what_to_do(voice):
    assert "any words" in voice.plan.summary.text()
    assert not voice.plan.start.isEnabled()
    assert voice.plan.table.empty.text().startswith("No test set is open")
    assert QApplication.focusWidget() is voice.plan.labels.word


def test_words_are_typed_one_or_several_any_word_and_each_once(voice, qtbot):
    for text in ("banana", "Größe, 3/4 ,, banana"):
        voice.plan.labels.word.setText(text)
        qtbot.keyClick(voice.plan.labels.word, Qt.Key.Key_Return)
    assert [text for text, _ in rows(voice)] == ["All words", "banana", "Größe", "3/4"]
    assert voice.stage.keeper.settings.recorded_labels == ("banana", "Größe", "3/4")
    assert QApplication.focusWidget() is voice.plan.labels.word
    assert voice.dialog.isVisible()


def test_digits_and_commands_are_added_at_one_click(voice):
    voice.plan.labels.digits.click()
    voice.plan.labels.commands.click()
    voice.plan.labels.digits.click()
    assert [text for text, _ in rows(voice)][1:] == [*DIGITS, *COMMANDS]


def test_a_word_that_cannot_be_a_label_is_named_and_the_others_are_added(voice):
    voice.plan.labels.added.emit(["seven", "a\nb", "silence"])
    assert "silence" in voice.complaint
    assert [text for text, _ in rows(voice)][1:] == ["seven"]


def test_selected_words_are_removed_by_key_and_their_takes_stay(filled, qtbot):
    filled.plan.labels.table.setFocus()
    filled.plan.labels.table.selectRow(1)
    press(filled, qtbot, Qt.Key.Key_Delete)
    assert rows(filled) == [("All words", "4 takes"), ("six", "0 of 2"), ("banana", "1 take"), ("seven", "2 takes")]
    assert len(filled.kept()) == 4


def test_the_plan_is_kept_for_the_next_time(voice, tmp_path):
    voice.prepare("seven", takes=7)
    voice.plan.speaker.setText("anna")
    voice.plan.speaker.editingFinished.emit()
    kept = load_settings(tmp_path / "settings.json").settings
    assert (kept.recorded_labels, kept.takes_per_label, kept.take_order, kept.speaker) == (
        ("seven",),
        7,
        "blocks",
        "anna",
    )


@pytest.mark.parametrize("value", ["0", "1001", "2.5", "true", '"5"'])
def test_a_number_of_takes_that_makes_no_sense_is_refused(tmp_path, value):
    path = tmp_path / "settings.json"
    path.write_text(f'{{"version": 1, "takes_per_label": {value}}}', encoding="utf-8")
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "takes_per_label" in loaded.complaint


def test_buttons_ask_for_more_takes_and_fewer(voice):
    voice.plan.more.click()
    voice.plan.more.click()
    voice.plan.fewer.click()
    assert voice.stage.keeper.settings.takes_per_label == 6


def test_how_far_each_word_is_counts_the_speaker_s_own_takes(filled):
    assert rows(filled) == [("All words", "4 takes"), ("seven", "2 of 2"), ("six", "0 of 2"), ("banana", "1 take")]
    assert filled.plan.summary.text() == "To go: 2 takes, about a minute."
    filled.plan.speaker_named.emit("anna")
    assert rows(filled)[1:3] == [("seven", "0 of 2"), ("six", "1 of 2")]


def test_starting_without_a_test_set_asks_for_one_in_place_and_goes_on(voice, tmp_path):
    voice.world.folder = str(tmp_path / "new")
    voice.plan.labels.added.emit(["seven"])
    voice.plan.start.click()
    assert voice.plan.test_set.question.isVisible()
    voice.plan.test_set.folder.click()
    assert voice.panel.pages.currentWidget() is voice.session
    assert (tmp_path / "new" / NAME).exists()


def test_a_folder_that_is_gone_is_one_line_in_place(make_stage, model, tmp_path):
    first = make_stage()
    first.keeper.change(test_set=str(tmp_path / "unplugged"))
    voice = VoiceStage(make_stage(), model).listen()
    voice.open()
    assert "unplugged" in voice.plan.test_set.complaint.text()
    assert voice.plan.test_set.complaint.isVisible()


def test_a_manifest_that_was_repaired_is_told(voice, tmp_path):
    takes = TestSet(tmp_path / "my-voice", create=True)
    takes.add("seven", spoken(), Origin())
    manifest = tmp_path / "my-voice" / NAME
    manifest.write_text(manifest.read_text() + '{"torn', encoding="utf-8")
    voice.choose_set()
    assert "manifest" in voice.plan.test_set.complaint.text()
    assert labels(voice) == ["seven"]


def test_a_take_shows_what_is_known_of_it(filled):
    row = filled.plan.table.model.rows[0]
    assert (row.label, row.length, row.level, row.over_room, row.remark) == ("six", "0.50 s", "−20 dB", "50 dB", "")
    assert row.time[:3] == "202"


def test_a_take_that_is_no_good_is_marked(filled):
    current = filled.history.desk.sets.current
    current.add("six", spoken(level_db=-60.0, room_db=-62.0), Origin(trim=WORD))
    filled.history.desk.sets.show()
    assert filled.plan.table.model.rows[0].remark == "⚠ too quiet, noisy"


def test_a_word_of_the_plan_shows_its_takes_alone(filled):
    filled.plan.labels.table.selectRow(1)
    assert (labels(filled), filled.plan.table.heading.text()) == (["seven", "seven"], "Takes of “seven”: 2")
    filled.plan.labels.table.selectRow(0)
    assert labels(filled) == ["six", "seven", "banana", "seven"]


def test_a_take_is_played_as_it_is_on_disk(filled, qtbot):
    filled.plan.table.table.selectRow(2)
    filled.plan.table.table.setFocus()
    press(filled, qtbot, Qt.Key.Key_P)
    played = filled.world.played[-1]
    take = filled.history.desk.sets.current.takes[1]
    assert (played.samples == read_audio(Path(filled.world.folder) / take.file, 16_000)).all()
    assert filled.plan.table.play.text() == "Be quiet"
    press(filled, qtbot, Qt.Key.Key_P)
    assert played.closed


def test_a_take_whose_file_is_gone_says_so(filled):
    take = filled.history.desk.sets.current.takes[3]
    (Path(filled.world.folder) / take.file).unlink()
    filled.plan.table.table.selectRow(0)
    filled.plan.table.play.click()
    assert take.id in filled.complaint


def test_undo_is_offered_once_there_is_a_change_to_take_back(filled):
    undo = filled.plan.table.undo
    assert not undo.isEnabled()
    filled.plan.table.table.selectRow(0)
    filled.plan.table.delete.click()
    assert undo.isEnabled()
    undo.click()
    assert not undo.isEnabled()


def test_takes_get_another_label(filled, qtbot):
    filled.plan.table.table.selectRow(0)
    filled.plan.table.relabel.click()
    popup = filled.takes.popup
    qtbot.keyClicks(popup.line, "ban")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert sorted(filled.kept()) == ["banana", "banana", "seven", "seven"]


def test_deleted_takes_come_back_one_by_one(filled, qtbot):
    filled.plan.table.table.selectAll()
    filled.plan.table.table.setFocus()
    press(filled, qtbot, Qt.Key.Key_Delete)
    assert filled.kept() == []
    assert filled.plan.table.undo.isEnabled()
    counts = []
    while filled.plan.table.undo.isEnabled():
        filled.plan.table.undo.click()
        counts.append(len(filled.kept()))
    assert counts == [1, 2, 3, 4]


def test_a_take_that_cannot_be_deleted_stays_and_says_why(filled, monkeypatch):
    def refuse(*_: object) -> None:
        raise TakeError("my-voice: cannot be written (read-only file system); free the disk or choose another folder")

    monkeypatch.setattr(TestSet, "remove", refuse)
    filled.plan.table.table.selectRow(0)
    filled.plan.table.delete.click()
    assert "read-only" in filled.complaint
    assert len(labels(filled)) == 4

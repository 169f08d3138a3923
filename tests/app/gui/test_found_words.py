"""Words out of recordings: found, heard, labelled by hand, and kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.errors import AudioError
from app.personal.take import TakeError
from app.personal.take_check import FAULTS
from app.personal.test_set import TestSet
from tests.app.gui.fakes import finish
from tests.app.gui.voice_stage import VoiceStage, found
from tests.app.personal.takes import WORD


@pytest.fixture
def voice(voice) -> VoiceStage:
    """The same with the dialog open."""
    voice.open()
    return voice


def press(voice: VoiceStage, qtbot, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def searched(filled) -> VoiceStage:
    """Three words found in a dropped recording, the second of them clipped."""
    filled.recordings = {
        "talk.wav": [found("talk.wav", 11), found("talk.wav", 12, (FAULTS[5],)), found("talk.wav", 13)]
    }
    filled.panel.files_given.emit(["talk.wav"])
    filled.find()
    return filled


def shown(voice: VoiceStage) -> list[tuple[str, str]]:
    """Return labels and remarks of the words that were found."""
    table = voice.found.table
    return [(table.item(row, 4).text(), table.item(row, 5).text()) for row in range(table.rowCount())]


def test_recordings_are_dropped_and_their_words_found(voice, tmp_path):
    voice.choose_set()
    voice.recordings = {"talk.wav": [found("talk.wav", 5)]}
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "talk.wav"))])
    kind = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered, dropped = QDragEnterEvent(QPoint(9, 9), *kind), QDropEvent(QPointF(9, 9), *kind)
    QApplication.sendEvent(voice.panel, entered)
    assert entered.isAccepted()
    assert voice.panel.hint.isVisible()
    QApplication.sendEvent(voice.panel, dropped)
    voice.find()
    assert voice.panel.pages.currentWidget() is voice.found
    assert voice.found.headline.text() == "1 word found"


def test_recordings_are_chosen_too(voice, tmp_path):
    voice.choose_set()
    voice.recordings = {"talk.wav": []}
    voice.panel.ask = lambda *_: [str(tmp_path / "talk.wav")]
    voice.plan.files.click()
    voice.find()
    assert "Nobody is heard" in voice.found.hint.text()


def test_recordings_without_a_test_set_ask_for_one_first(voice, tmp_path):
    voice.world.folder = str(tmp_path / "new")
    voice.recordings = {"talk.wav": [found("talk.wav", 5)]}
    voice.panel.files_given.emit(["talk.wav"])
    assert voice.panel.pages.currentWidget() is voice.plan
    voice.plan.test_set.folder.click()
    voice.find()
    assert voice.found.table.rowCount() == 1


def test_found_words_have_no_label_until_somebody_gives_them_one(searched):
    assert shown(searched) == [("–", ""), ("–", "⚠ It was too loud: the sound is clipped."), ("–", "")]
    assert not searched.found.keep.isEnabled()


def test_words_are_labelled_by_hand_one_after_the_other_and_kept(searched, qtbot):
    for word in ("seven", "", "Banane"):
        if word:
            qtbot.keyClicks(searched.found.label, word)
            qtbot.keyClick(searched.found.label, Qt.Key.Key_Return)
        else:
            searched.found.table.selectRow(2)
    assert [label for label, _ in shown(searched)] == ["seven", "–", "Banane"]
    searched.found.keep.click()
    assert min(searched.kept()) == "Banane"
    assert len(searched.kept()) == 6
    assert searched.note == "2 words were kept. Without a label: 1."
    assert searched.found.table.rowCount() == 1
    take = TestSet(Path(searched.world.folder)).takes[-1]
    assert (take.device, take.trim) == ("talk.wav", WORD)


def test_one_label_for_all_and_then_one_is_back_at_the_plan(searched):
    searched.found.all.click()
    searched.found.line.setText("seven")
    searched.found.give.click()
    assert [label for label, _ in shown(searched)] == ["seven"] * 3
    searched.found.keep.click()
    assert searched.panel.pages.currentWidget() is searched.plan
    assert searched.note == "3 words were kept."


def test_words_that_are_in_the_set_already_are_not_kept_twice(searched):
    for _ in range(2):
        searched.found.all.click()
        searched.found.line.setText("seven")
        searched.found.give.click()
        searched.found.keep.click()
        before = searched.note
        searched.panel.files_given.emit(["talk.wav"])
        searched.find()
    assert before == "0 words were kept. In the set already: 3."
    assert len(searched.kept()) == 7


def test_a_found_word_is_played_and_discarded(searched, qtbot):
    searched.found.table.selectRow(1)
    searched.found.table.setFocus()
    press(searched, qtbot, Qt.Key.Key_P)
    assert (searched.world.played[-1].samples == found("", 12).samples).all()
    press(searched, qtbot, Qt.Key.Key_Delete)
    assert searched.world.played[-1].closed
    assert [remark for _, remark in shown(searched)] == ["", ""]


def test_escape_forgets_what_was_found_and_leaves_the_dialog_open(searched, qtbot):
    searched.found.table.setFocus()
    press(searched, qtbot, Qt.Key.Key_Escape)
    assert searched.panel.pages.currentWidget() is searched.plan
    assert searched.dialog.isVisible()
    assert len(searched.kept()) == 4


def test_words_with_a_label_are_not_forgotten_at_once(searched):
    searched.found.labelled.emit([0], "seven")
    searched.found.back.click()
    assert searched.note.startswith("Labelled and not kept yet: 1.")
    assert searched.panel.pages.currentWidget() is searched.found
    searched.dialog.reject()
    searched.open()
    assert [label for label, _ in shown(searched)] == ["seven", "–", "–"]
    searched.found.back.click()
    assert searched.panel.pages.currentWidget() is searched.plan


def test_a_recording_that_cannot_be_read_does_not_stop_the_others(filled):
    filled.recordings = {
        "bad.wav": AudioError("bad.wav: is no recording; choose another file"),
        "odd.wav": RuntimeError("strange"),
        "talk.wav": [found("talk.wav", 5)],
    }
    filled.panel.files_given.emit(["bad.wav", "odd.wav", "talk.wav"])
    filled.find()
    assert "bad.wav" in filled.complaint
    assert "odd.wav: cannot be looked through (strange)" in filled.complaint
    assert filled.found.table.rowCount() == 1


def test_a_label_that_cannot_be_kept_says_why(searched):
    searched.found.labelled.emit([0], "a\nb")
    assert "cannot be shown" in searched.complaint
    assert shown(searched)[0][0] == "–"


def test_a_full_disk_keeps_what_was_labelled_for_another_try(searched, monkeypatch):
    searched.found.labelled.emit([0, 1], "seven")

    def full(*_: object) -> None:
        raise TakeError("my-voice: cannot be written (no space left on device); free the disk")

    with monkeypatch.context() as patch:
        patch.setattr(TestSet, "add", full)
        searched.found.keep.click()
    assert "no space left" in searched.complaint
    assert [label for label, _ in shown(searched)] == ["seven", "seven", "–"]
    searched.found.keep.click()
    assert len(searched.kept()) == 6


def test_real_recordings_are_divided_by_the_real_gate(make_stage, model):
    from app.gui.voice.word_finder import WordFinder
    from app.resources import assets_folder

    finder, words, ends = WordFinder(), [], []
    finder.found.connect(words.extend)
    finder.searched.connect(ends.append)
    finder.start([assets_folder() / "demo.wav"])
    finish(finder.job)
    assert ends == [""]
    assert len(words) > 5

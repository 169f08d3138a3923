"""The list of all voice profiles: used, taken back, written out, taken in, deleted."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.gui.profile_stage import OTHER, ProfileStage, made, make, profile_of, ready


def test_the_list_says_model_date_words_and_takes(booth: ProfileStage) -> None:
    booth.keep("mine")
    booth.keep("Anna", OTHER)
    booth.profiles.path("broken").write_text("{")
    ready(booth)
    anna, broken, mine = booth.listed
    assert mine.startswith(f"mine: {booth.model.card.title}  ·  ")
    assert "26  ·  2 words, 11 takes  ·  new: happy" in mine
    assert anna.endswith("not for the model in use")
    assert "the profile is damaged" in broken
    booth.card.list.setCurrentRow(0)
    assert not booth.card.use.isEnabled()
    booth.card.list.setCurrentRow(1)
    assert (booth.card.use.isEnabled(), booth.card.export.isEnabled()) == (False, False)
    assert booth.card.delete.isEnabled()


def test_a_profile_is_put_to_use_and_laid_aside_from_the_list(booth: ProfileStage) -> None:
    booth.keep("mine")
    ready(booth)
    booth.card.list.setCurrentRow(0)
    booth.card.use.click()
    booth.answer("mine")
    assert booth.kept.profile == "mine"
    assert "● in use" in booth.listed[0]
    assert booth.card.use.text() == "Use none"
    booth.card.use.click()
    booth.answer("")
    assert booth.kept.profile == ""


def test_adapting_again_renews_the_profile_in_use_and_can_be_undone(booth: ProfileStage) -> None:
    booth.keep("mine")
    ready(booth)
    booth.desk.use("mine")
    booth.answer("mine")
    before = booth.desk.wanted
    make(booth, made(booth, "xxxx6", "66666"))
    assert booth.desk.wanted is not before
    assert booth.card.undo.toolTip() == "Take back the last change of “mine”"
    booth.card.undo.click()
    assert booth.profiles.load("mine").figures == profile_of(booth.model).figures
    assert booth.card.note.text() == "“mine” is as it was before."
    assert not booth.card.undo.isEnabled()


def test_undoing_the_first_adapting_takes_the_profile_out_of_use(booth: ProfileStage) -> None:
    make(ready(booth), made(booth, "xxxx6", "66666"))
    booth.card.use.click()
    booth.answer("mine")
    booth.card.undo.click()
    booth.answer("")
    assert (booth.profiles.names(), booth.kept.profile, booth.desk.wanted) == ([], "", None)
    assert booth.card.note.text() == "“mine” is gone, as before it was made."


def test_deleting_is_confirmed_in_place_and_can_be_undone(booth: ProfileStage) -> None:
    booth.keep("mine")
    ready(booth)
    booth.card.list.setCurrentRow(0)
    booth.card.list.setFocus()
    QTest.keyClick(booth.card.list, Qt.Key.Key_Delete)
    assert booth.card.question_text.text() == "Delete the voice profile “mine”?"
    assert booth.card.decline.hasFocus()
    booth.card.decline.click()
    assert booth.profiles.names() == ["mine"]
    assert not booth.card.question.isVisible()
    booth.card.delete.click()
    booth.card.confirm.click()
    assert booth.profiles.names() == []
    assert booth.card.empty.isVisible()
    assert booth.card.undo.toolTip() == "Bring “mine” back"
    booth.card.undo.click()
    assert booth.profiles.names() == ["mine"]


def test_a_profile_goes_out_to_a_file_and_comes_back_under_a_free_name(booth: ProfileStage, tmp_path: Path) -> None:
    booth.keep("mine")
    ready(booth)
    file = tmp_path / "mine.json"
    booth.card.ask_to = lambda *_: str(file)
    booth.card.ask_from = lambda *_: str(file)
    booth.card.list.setCurrentRow(0)
    booth.card.export.click()
    assert file.is_file()
    assert booth.card.note.text() == f"“mine” is written to {file}."
    booth.card.take_in.click()
    assert booth.profiles.names() == ["mine", "mine 2"]
    assert booth.card.note.text() == "Imported as “mine 2”."
    booth.card.export.click()
    assert booth.card.complaint.text() == f"✕  {file}: is there already; name another file"


def test_a_file_that_is_no_profile_is_refused_in_one_line(booth: ProfileStage, tmp_path: Path) -> None:
    ready(booth)
    (tmp_path / "odd.json").write_text('{"format": 1}')
    booth.card.ask_from = lambda *_: str(tmp_path / "odd.json")
    booth.card.take_in.click()
    assert "the profile is damaged" in booth.card.complaint.text()
    assert "\n" not in booth.card.complaint.text()
    booth.card.ask_from = lambda *_: ""
    booth.card.take_in.click()
    assert booth.profiles.names() == []


def test_a_profile_that_is_looked_at_shows_what_it_is_worth(booth: ProfileStage) -> None:
    booth.profiles.keep(made(booth, "xxxx6", "66666").adaptation.profile)
    booth.keep("plain")
    ready(booth)
    booth.card.list.setCurrentRow(0)
    assert booth.result.sentence.text() == "4 of 4 errors mended; nothing else worse."
    assert booth.result.figures.isVisible()
    booth.card.list.setCurrentRow(1)
    assert booth.result.sentence.text() == "This profile does not say what it is worth."
    assert not booth.result.figures.isVisible()

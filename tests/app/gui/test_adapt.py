"""The page "Adapt": takes in, a voice profile out, and what it is worth."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.errors import ModelError
from app.personal.take import Origin
from app.personal.test_set import TestSet
from tests.app.gui.fakes import entry
from tests.app.gui.profile_stage import DEFAULT, ProfileStage, made, make, ready
from tests.app.personal.takes import spoken


def test_words_are_counted_and_what_is_missing_is_said(booth: ProfileStage) -> None:
    booth.listen()
    booth.record(seven=3, six=6, marvin=5, sheila=4)
    booth.open()
    assert booth.takes.table.rows == [
        ("marvin", "5", "✓  new word, to be learnt"),
        ("seven", "3", "2 more are needed"),
        ("sheila", "4", "1 more is needed"),
        ("six", "6", "✓"),
    ]
    assert booth.takes.summary.text() == "Ready: 2 words, 11 takes. Left out for want of takes: seven, sheila."
    assert booth.takes.set_name.text() == "Test set: my-voice"
    assert booth.takes.model.text() == booth.model.card.title
    assert booth.takes.work.run.isEnabled()


def test_case_makes_no_other_word(booth: ProfileStage) -> None:
    booth.listen()
    booth.record(Six=3, six=2)
    booth.open()
    assert booth.takes.table.rows == [("six", "5", "✓")]


def test_too_few_takes_of_everything_make_no_profile(booth: ProfileStage) -> None:
    booth.listen()
    booth.record(seven=3, six=1)
    booth.open()
    assert booth.takes.summary.text() == "No word has 5 takes yet. seven: 3 takes, 2 more are needed."
    assert not booth.takes.work.run.isEnabled()
    booth.takes.name.setFocus()
    QTest.keyClick(booth.takes.name, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert booth.workshop.orders == []


def test_without_a_test_set_the_page_leads_to_recording(booth: ProfileStage) -> None:
    booth.listen()
    booth.open()
    assert booth.takes.set_name.text() == "No test set is open"
    assert booth.window.voice.tabs.currentWidget() is booth.panel
    booth.takes.record.click()
    assert booth.window.voice.tabs.currentWidget() is booth.window.voice.record


def test_new_takes_are_counted_at_once(booth: ProfileStage) -> None:
    ready(booth)
    current = booth.voice.history.desk.sets.current
    assert current is not None
    current.add("six", spoken(seed=9), Origin(speaker="theo"))
    booth.voice.history.desk.sets.show()
    assert booth.takes.table.rows == [("six", "6", "✓")]


def test_of_several_speakers_one_is_chosen(booth: ProfileStage) -> None:
    booth.listen()
    booth.record(six=5)
    there = TestSet(Path(booth.kept.test_set))
    for n in range(2):
        there.add("six", spoken(seed=20 + n), Origin(speaker="anna"))
    booth.open()
    assert booth.takes.speaker.accessibleDescription() == "theo"
    assert booth.takes.table.rows == [("six", "5", "✓")]
    entry(booth.takes.speaker.choices, "Everyone").trigger()
    assert booth.takes.table.rows == [("six", "7", "✓")]
    entry(booth.takes.speaker.choices, "anna").trigger()
    assert booth.takes.table.rows == [("six", "2", "3 more are needed")]


def test_a_profile_is_made_of_the_words_that_have_enough_takes(booth: ProfileStage) -> None:
    booth.listen()
    booth.record(seven=3, six=5)
    booth.open()
    booth.takes.name.setText("Theo")
    make(booth, made(booth))
    (order,) = booth.workshop.orders
    assert (order.model, order.name) == (DEFAULT, "Theo")
    assert [clip.label for clip in order.clips] == ["six"] * 5
    assert all(clip.path.is_file() for clip in order.clips)


def test_a_profile_that_helps_is_kept_and_shown_with_before_and_after(booth: ProfileStage) -> None:
    make(ready(booth), made(booth, "xxxx6", "66666"))
    assert booth.profiles.names() == ["mine"]
    assert booth.result.title.text() == "“mine” is kept"
    assert booth.result.sentence.text() == "4 of 4 errors mended; nothing else worse."
    cells = [[cell.text() for cell in row] for row in booth.result.cells]
    assert cells[0] == ["1 of 5: 20 %\n4 to 62 %", "5 of 5: 100 %\n57 to 100 %"]
    assert cells[1][0].startswith("99 of 100: 99 %")
    assert [label.text() for label in booth.result.sureness] == ["Sure of what was said", "84 %", "95 %"]
    assert booth.result.words.rows == [("six", "1 of 5", "5 of 5")]
    assert not booth.result.keep_anyway.isVisible()
    assert booth.card.current is not None
    assert booth.card.current.name == "mine"
    assert booth.card.use.hasFocus()


def test_what_is_worse_is_said_as_plainly(booth: ProfileStage) -> None:
    make(ready(booth), made(booth, "xxxx6", "6666x", memory=(99, 98)))
    assert booth.result.sentence.text() == (
        "4 of 4 errors mended; 1 take that was right is wrong now; 1 more of 100 training words are mistaken."
    )


def test_a_profile_that_does_not_help_is_refused_with_reasons_until_it_is_kept_deliberately(
    booth: ProfileStage,
) -> None:
    outcome = made(booth, "66666", "6666x", memory=(99, 90))
    make(ready(booth), outcome)
    assert booth.profiles.names() == []
    assert booth.result.title.text() == "The new “mine” is not kept"
    reasons = outcome.adaptation.objections()
    assert booth.result.reasons.text().splitlines() == [f"✕  {reason}" for reason in reasons]
    assert "would be forgotten" in reasons[-1]
    assert booth.result.leave.hasFocus()
    booth.result.keep_anyway.click()
    assert booth.profiles.names() == ["mine"]
    assert booth.result.title.text() == "“mine” is kept"
    assert not booth.result.keep_anyway.isVisible()


def test_a_refused_profile_can_be_left(booth: ProfileStage) -> None:
    make(ready(booth), made(booth, "66666", "6666x", memory=(99, 50)))
    booth.result.leave.click()
    assert booth.profiles.names() == []
    assert not booth.result.figures.isVisible()
    booth.adapt._keep()
    assert booth.profiles.names() == []


def test_progress_is_shown_and_nothing_can_be_made_twice(booth: ProfileStage) -> None:
    ready(booth)
    booth.workshop.outcome = made(booth)
    booth.workshop.may_go_on.clear()
    booth.takes.name.setFocus()
    QTest.keyClick(booth.takes.name, Qt.Key.Key_Return)
    QApplication.processEvents()
    booth.workshop.has_told.wait()
    booth.adapt.job.look()
    assert booth.takes.work.words.text() == "Listening to take 1 of 5"
    assert booth.takes.work.bar.value() == booth.takes.work.bar.maximum() // 5
    assert not booth.takes.work.run.isVisible()
    assert booth.takes.work.cancel.hasFocus()
    booth.takes.name.returnPressed.emit()
    QApplication.processEvents()
    assert len(booth.workshop.orders) == 1
    booth.workshop.may_go_on.set()
    booth.work()
    assert booth.takes.work.run.isVisible()
    assert not booth.takes.work.bar.isVisible()


def test_a_cancelled_profile_is_not_kept_and_another_one_can_be_made(booth: ProfileStage) -> None:
    ready(booth)
    booth.workshop.may_go_on.clear()
    booth.takes.work.run.click()
    booth.takes.work.cancel.click()
    assert booth.takes.work.run.isVisible()
    booth.workshop.may_go_on.set()
    booth.work()
    assert booth.profiles.names() == []
    make(booth, made(booth, "xxxx6", "66666"))
    assert booth.profiles.names() == ["mine"]


def test_closing_the_dialog_or_the_window_ends_the_work(booth: ProfileStage) -> None:
    ready(booth)
    booth.workshop.outcome = made(booth)
    booth.workshop.may_go_on.clear()
    booth.takes.work.run.click()
    booth.window.voice.close()
    booth.workshop.may_go_on.set()
    booth.window.close()
    assert booth.adapt.job._thread is None
    assert booth.profiles.names() == []


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (ModelError("m.onnx has no stored embeddings beside it; use the default model"), "✕  m.onnx has no stored"),
        (RuntimeError("surprise"), "✕  the profile cannot be made (surprise); please report it"),
    ],
)
def test_what_fails_is_said_in_one_line_in_place(booth: ProfileStage, failure: Exception, line: str) -> None:
    make(ready(booth), failure)
    assert booth.takes.complaint.text().startswith(line)
    assert "\n" not in booth.takes.complaint.text()
    assert booth.takes.work.run.isVisible()
    make(booth, made(booth))
    assert not booth.takes.complaint.isVisible()


def test_a_name_that_no_file_can_have_is_refused_before_the_work(booth: ProfileStage) -> None:
    ready(booth)
    booth.takes.name.setText("a/b")
    booth.takes.work.run.click()
    assert booth.takes.complaint.text().startswith("✕  profile 'a/b': no name for a file")
    assert booth.workshop.orders == []


def test_a_full_disk_leaves_the_profile_to_be_kept_later(booth: ProfileStage) -> None:
    ready(booth)
    booth.profiles.folder.parent.mkdir(parents=True, exist_ok=True)
    booth.profiles.folder.write_text("in the way")
    make(booth, made(booth, "xxxx6", "66666"))
    assert "cannot be kept" in booth.takes.complaint.text()
    booth.profiles.folder.unlink()
    booth.adapt._keep()
    assert booth.profiles.names() == ["mine"]


def test_takes_that_cannot_be_read_are_said(booth: ProfileStage) -> None:
    outcome = replace(made(booth, "xxxx6", "66666"), unreadable=("six/1.wav: cut off",))
    make(ready(booth), outcome)
    assert booth.result.note.text() == "1 take was left out: six/1.wav: cut off"


def test_every_control_has_a_name_and_is_reached_by_the_keyboard(booth: ProfileStage) -> None:
    booth.keep("mine")
    ready(booth)
    booth.card.list.setCurrentRow(0)
    seen, first = [], booth.takes.record
    first.setFocus()
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = [booth.takes.table, booth.takes.record, booth.takes.name, booth.takes.work.run, booth.card.list]
    wanted += [booth.card.use, booth.card.take_in, booth.card.export, booth.card.delete]
    assert [w for w in wanted if w not in seen] == []
    for widget in filter(booth.panel.isAncestorOf, seen):
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        assert named, widget

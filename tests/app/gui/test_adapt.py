"""The page "Adapt": takes in, a voice profile out, what it is worth, and the list of all profiles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.engine.model import Model
from app.errors import ModelError
from app.gui.voice.adapting import Cancelled, Made, Order, Step, make_profile
from app.gui.voice.worth import changes, worth_of
from app.personal.evaluation import find_labelled
from app.personal.memory import Memory, load_memory
from app.personal.take import Origin
from app.personal.test_set import TestSet
from tests.app.gui.fakes import MakeStage, entry
from tests.app.gui.profile_stage import DEFAULT, OTHER, ProfileStage, adaptation_of, profile_of
from tests.app.personal.takes import spoken
from tests.app.personal.voices import demo_words, write_takes


@pytest.fixture
def booth(make_stage: MakeStage, model: Model) -> Iterator[ProfileStage]:
    stage = ProfileStage(make_stage(), model)
    yield stage
    stage.workshop.may_go_on.set()


def made(booth: ProfileStage, before: str = "xxxx6", after: str = "6666x", memory: tuple[int, int] = (99, 99)) -> Made:
    """Return what the workshop is to bring."""
    return Made(adaptation_of(booth.model, "mine", before, after, memory))


def make(booth: ProfileStage, outcome: Made | Exception) -> None:
    """Make a profile, to the end."""
    booth.workshop.outcome = outcome
    booth.takes.make.click()
    booth.work()


def ready(booth: ProfileStage) -> ProfileStage:
    """Open the page on a set with enough takes of one word."""
    booth.listen()
    booth.record(six=5)
    booth.open()
    return booth


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
    assert booth.takes.make.isEnabled()


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
    assert not booth.takes.make.isEnabled()
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
    booth.adapt.look()
    assert booth.takes.doing.text() == "Listening to take 1 of 5"
    assert (booth.takes.progress.value(), booth.takes.progress.maximum()) == (1, 5)
    assert not booth.takes.make.isVisible()
    assert booth.takes.cancel.hasFocus()
    booth.takes.name.returnPressed.emit()
    QApplication.processEvents()
    assert len(booth.workshop.orders) == 1
    booth.workshop.may_go_on.set()
    booth.work()
    assert booth.takes.make.isVisible()
    assert not booth.takes.progress.isVisible()


def test_a_cancelled_profile_is_not_kept_and_another_one_can_be_made(booth: ProfileStage) -> None:
    ready(booth)
    booth.workshop.may_go_on.clear()
    booth.takes.make.click()
    booth.takes.cancel.click()
    assert booth.takes.make.isVisible()
    booth.workshop.may_go_on.set()
    booth.work()
    assert booth.profiles.names() == []
    make(booth, made(booth, "xxxx6", "66666"))
    assert booth.profiles.names() == ["mine"]


def test_closing_the_dialog_or_the_window_ends_the_work(booth: ProfileStage) -> None:
    ready(booth)
    booth.workshop.outcome = made(booth)
    booth.workshop.may_go_on.clear()
    booth.takes.make.click()
    booth.window.voice.close()
    booth.workshop.may_go_on.set()
    booth.window.close()
    assert booth.adapting._thread is None
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
    assert booth.takes.make.isVisible()
    make(booth, made(booth))
    assert not booth.takes.complaint.isVisible()


def test_a_name_that_no_file_can_have_is_refused_before_the_work(booth: ProfileStage) -> None:
    ready(booth)
    booth.takes.name.setText("a/b")
    booth.takes.make.click()
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


@pytest.mark.parametrize(
    "damage", [{"correct": 9}, {"low": -1.0}, {"clips": 0}, {"low": "x"}, {"low": float("nan")}, {"correct": None}]
)
def test_figures_from_elsewhere_are_not_believed_blindly(model: Model, damage: dict[str, object]) -> None:
    figures = adaptation_of(model, "mine", "xx666", "66666").profile.figures
    assert worth_of(figures) is not None
    broken = figures | {"takes": figures["takes"] | {"before": figures["takes"]["before"] | damage}}
    assert worth_of(broken) is None


def test_words_that_are_named_as_before_are_not_listed(model: Model) -> None:
    assert list(changes(adaptation_of(model, "mine", "x6666", "6x666"))) == []


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
    wanted = [booth.takes.table, booth.takes.record, booth.takes.name, booth.takes.make, booth.card.list]
    wanted += [booth.card.use, booth.card.take_in, booth.card.export, booth.card.delete]
    assert [w for w in wanted if w not in seen] == []
    for widget in filter(booth.panel.isAncestorOf, seen):
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        assert named, widget


def small(model: Model) -> Memory:
    """Return a part of what the model remembers, which is fitted sooner."""
    memory = load_memory(model)
    return memory.part(np.arange(len(memory)) % 8 == 0)


def test_a_profile_is_made_of_real_takes(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.personal.memory.load_memory", small)
    words = demo_words()
    folder = write_takes(tmp_path / "set", {"six": words["six"], "ruof": words["four"][::-1].copy()})
    (folder / "six" / "bad.wav").write_bytes(b"RIFF")
    steps: list[Step] = []
    clips = find_labelled(folder)
    outcome = make_profile(lambda _: model, Order(DEFAULT, clips, "mine"), steps.append)
    assert outcome.adaptation.new == ("ruof",)
    assert [change.label for change in changes(outcome.adaptation)] == ["ruof"]
    assert len(outcome.unreadable) == 1
    assert steps[:11] == [Step("hearing", n, 11) for n in range(1, 12)]
    fitting = steps[11:]
    assert fitting[:6] == [Step("fitting", n, 6) for n in range(6)]
    assert [step.attempt for step in fitting] == [1 + n // 6 for n in range(len(fitting))]

    def give_up(step: Step) -> None:
        if step.part == "fitting":
            raise Cancelled

    with pytest.raises(Cancelled):
        make_profile(lambda _: model, Order(DEFAULT, clips, "mine"), give_up)

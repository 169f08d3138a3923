"""What nobody expected: one dialog, one log, and everything as it was afterwards."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from app.events import Ended, Problem
from app.gui.help.crash import Crash, CrashHooks
from app.gui.help.crash_desk import CrashDesk
from app.gui.help.crash_dialog import CrashDialog
from app.gui.help.log import kept_log, note
from tests.app.gui.fakes import READY, prediction

LOG = Path("/logs/sayso.log")
CRASH = Crash("ValueError: 7 is odd", "Traceback …\nValueError: 7 is odd")


class Collector(QObject):
    """Keeps what it hears, and on which thread it heard it."""

    def __init__(self) -> None:
        super().__init__()
        self.crashes: list[Crash] = []
        self.threads: set[threading.Thread] = set()

    def take(self, crash: Crash) -> None:
        self.crashes.append(crash)
        self.threads.add(threading.current_thread())


@pytest.fixture
def quiet_hooks(monkeypatch) -> list[object]:
    """Put hooks in place that only count, so that a test may crash; return what came to them."""
    seen: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: seen.append(args[1]))
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_value))
    monkeypatch.setattr(sys, "unraisablehook", lambda args: seen.append(args.exc_value))
    return seen


@pytest.fixture
def crashes(qapp, quiet_hooks, caplog) -> Iterator[Collector]:
    """Hear of crashes while the hooks are in place."""
    collector = Collector()
    with CrashHooks() as hooks:
        hooks.crashed.connect(collector.take)
        yield collector
    caplog.get_records("call").clear()  # each crash is a line in the log, and is meant to be


@pytest.fixture
def desk(qapp) -> Iterator[CrashDesk]:
    dialog = CrashDialog()
    yield CrashDesk(dialog, LOG)
    dialog.close()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def in_thread(function) -> None:
    thread = threading.Thread(target=function, name="worker")
    thread.start()
    thread.join()


def fail() -> None:
    raise ValueError("7 is odd\nvery odd")


def test_a_crash_of_the_window_is_heard_with_its_traceback(crashes):
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert [crash.what for crash in crashes.crashes] == ["ValueError: 7 is odd"]
    assert "in fail" in crashes.crashes[0].details


def test_a_crash_in_answer_to_a_click_is_heard_and_the_next_click_is_answered(crashes, qtbot):
    button, answered = QPushButton(), []
    qtbot.addWidget(button)
    button.clicked.connect(fail)
    button.clicked.connect(lambda: answered.append(True))
    button.click()
    button.click()
    assert [crash.what for crash in crashes.crashes] == ["ValueError: 7 is odd"] * 2
    assert len(answered) == 2


def test_a_crash_of_any_thread_is_heard_on_the_window_s_own(crashes, quiet_hooks):
    in_thread(fail)
    assert crashes.crashes == []  # it waits until the window has time for it
    QApplication.processEvents()
    assert [crash.what for crash in crashes.crashes] == ["ValueError: 7 is odd"]
    assert "in thread worker" in crashes.crashes[0].details
    assert crashes.threads == {threading.main_thread()}
    assert len(quiet_hooks) == 1  # a terminal shows it as before


def test_a_crash_that_python_cannot_raise_is_heard(crashes):
    class Fragile:
        def __del__(self) -> None:
            fail()

    del [Fragile()][0]
    assert [crash.what for crash in crashes.crashes] == ["ValueError: 7 is odd"]


def test_control_c_and_the_end_of_a_thread_are_no_crashes(crashes):
    def leave() -> None:
        raise SystemExit(1)

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    in_thread(leave)
    QApplication.processEvents()
    assert crashes.crashes == []


def test_the_hooks_of_before_are_back_afterwards(qapp, quiet_hooks, caplog):
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with pytest.raises(ValueError, match="odd"), CrashHooks():
        fail()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    assert "in fail" in caplog.text  # what ends the app stands in the log too
    caplog.clear()


def test_the_same_crash_again_and_again_is_written_down_once(crashes, caplog):
    error = ValueError("odd")
    for _ in range(60):
        sys.excepthook(ValueError, error, None)
    assert len(crashes.crashes) == 60
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_warning_of_qt_goes_into_the_log_and_to_the_terminal(crashes, caplog, capsys):
    qWarning("the plug is loose")
    assert "the plug is loose" in caplog.text
    assert "the plug is loose" in capsys.readouterr().err
    assert crashes.crashes == []


def test_a_crash_opens_one_dialog_and_more_are_counted_in_it(desk, qapp):
    desk.take(CRASH)
    dialog = desk.parent()
    assert dialog.isVisible()
    assert dialog.what.text() == "ValueError: 7 is odd"
    assert str(LOG) in dialog.hint.text()
    assert not dialog.more.isVisible()
    for _ in range(3):
        desk.take(Crash("KeyError: 1", ""))
    assert dialog.what.text() == "ValueError: 7 is odd"
    assert dialog.more.text().endswith("3")
    assert len([widget for widget in qapp.topLevelWidgets() if widget.isVisible()]) == 1


def test_after_going_on_the_next_crash_is_shown_anew(desk):
    desk.take(CRASH)
    desk.take(CRASH)
    desk.parent().go_on.click()
    assert not desk.parent().isVisible()
    desk.take(Crash("KeyError: 1", ""))
    assert desk.parent().what.text() == "KeyError: 1"
    assert not desk.parent().more.isVisible()


def test_the_details_can_be_copied_with_the_versions(desk):
    desk.take(CRASH)
    desk.parent().copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Traceback" in copied
    assert "Qt 6." in copied


def test_quitting_closes_the_window(stage):
    desk = CrashDesk(stage.window.crash, None)
    stage.window.crash.quit_wanted.connect(stage.window.close)
    desk.take(CRASH)
    assert not stage.window.crash.log.isVisible()
    stage.window.crash.quit.click()
    assert stage.engine.stopped
    assert not stage.window.isVisible()


def test_an_unexpected_error_of_the_engine_is_a_crash_and_an_expected_one_is_not(stage, desk):
    stage.controller.happened.connect(desk.hear)
    stage.hear(Problem("Yeti: the microphone is gone; plug it in and start again"))
    assert not desk.parent().isVisible()
    stage.controller.start()
    stage.hear(Problem("Sayso failed: KeyError(3); please report it", "Traceback …"))
    assert desk.parent().isVisible()
    assert len(stage.messages) == 1


def test_the_dialog_is_never_lower_than_its_text(desk, qapp):
    desk.take(Crash("ValueError: " + "a long story " * 20, ""))
    qapp.processEvents()
    for label in (desk.parent().headline, desk.parent().what, desk.parent().hint):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_log_says_what_runs_and_nothing_of_what_was_heard(qapp, tmp_path, caplog):
    with kept_log(tmp_path / "logs") as path:
        for event in (READY, prediction("seven"), Problem("Yeti: is gone", "Traceback"), Ended(5)):
            note(event)
    text = path.read_text(encoding="utf-8")
    assert "Sayso " in text
    assert "Qt 6." in text
    assert "tiny 1.0" in text
    assert "Yeti: is gone" in text
    assert "seven" not in text
    caplog.clear()


def test_the_log_rotates(qapp, tmp_path):
    with kept_log(tmp_path):
        for _ in range(45):
            logging.getLogger("app").info("x" * 100_000)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 3
    assert max(sizes) <= 1_000_000


def test_a_folder_that_cannot_be_written_is_no_error(qapp, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    with kept_log(tmp_path / "file" / "logs") as path:
        logging.getLogger("app").info("lost")
    assert path is None
    assert capsys.readouterr().err == ""


def test_the_log_is_closed_and_let_go_of(qapp, tmp_path):
    before = list(logging.getLogger("app").handlers)
    with kept_log(tmp_path):
        assert len(logging.getLogger("app").handlers) == len(before) + 1
    assert logging.getLogger("app").handlers == before


def test_an_interpreter_that_crashes_at_the_start_leaves_a_log(tmp_path):
    """The real hooks, in a process of their own."""
    code = (
        "from pathlib import Path\nimport sys, threading\nfrom app.gui.help.log import kept_log\n"
        "from app.gui.help.crash import CrashHooks\n"
        "with kept_log(Path(sys.argv[1])), CrashHooks():\n"
        "    thread = threading.Thread(target=lambda: 1 / 0)\n    thread.start()\n    thread.join()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "ZeroDivisionError" in done.stderr
    assert "ZeroDivisionError" in (tmp_path / "sayso.log").read_text(encoding="utf-8")


def test_a_problem_without_a_thread_s_name_is_told_too(crashes):
    error = ValueError("odd")
    threading.excepthook(SimpleNamespace(exc_type=ValueError, exc_value=error, exc_traceback=None, thread=None))
    assert "in thread unknown" in crashes.crashes[0].details

"""Qt without a screen, and stages that leave nothing behind."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app.gui.translation import translators
from tests.app.gui.fakes import FakeSound, MakeStage, Stage


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open."""
    before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(threading.enumerate()) <= before
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == []


@pytest.fixture
def make_stage(qapp: QApplication, tmp_path: Path) -> Iterator[MakeStage]:
    """Return a function that makes a stage; each is closed at the end, with its timers stopped."""
    stages: list[Stage] = []

    def make(sound: FakeSound | None = None, settings_file: Path | None = None) -> Stage:
        stages.append(Stage(settings_file or tmp_path / "settings.json", sound or FakeSound()))
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()
        assert not any(timer.isActive() for timer in stage.controller.findChildren(QTimer))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    """Return a window that listens to the demo."""
    return make_stage().open()


@pytest.fixture
def in_german(qapp: QApplication) -> Iterator[None]:
    """Let everything that is made meanwhile speak German."""
    installed = translators("de")
    for translator in installed:
        QCoreApplication.installTranslator(translator)
    yield
    for translator in installed:
        QCoreApplication.removeTranslator(translator)

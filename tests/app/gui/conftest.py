"""Qt without a screen, and stages that leave nothing behind."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication

from app.engine.model import Model
from app.gui.translation import translators
from app.personal.take import Origin
from app.personal.test_set import TestSet
from tests.app.gui.fakes import FakeSound, MakeStage, Stage
from tests.app.gui.figures_stage import FiguresStage
from tests.app.gui.model_stage import Library, Shop
from tests.app.gui.profile_stage import ProfileStage
from tests.app.gui.voice_stage import VoiceStage
from tests.app.personal.takes import WORD, spoken
from tests.fakes import write_tiny_model


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
    """Let everything that is made meanwhile speak German, and write numbers as it does."""
    installed, locale = translators("de"), QLocale()
    QLocale.setDefault(QLocale("de"))
    for translator in installed:
        QCoreApplication.installTranslator(translator)
    yield
    QLocale.setDefault(locale)
    for translator in installed:
        QCoreApplication.removeTranslator(translator)


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


@pytest.fixture
def booth(make_stage: MakeStage, model: Model) -> Iterator[ProfileStage]:
    stage = ProfileStage(make_stage(), model)
    yield stage
    stage.workshop.may_go_on.set()


@pytest.fixture
def voice(make_stage: MakeStage, model: Model) -> VoiceStage:
    """A window that listens to a microphone."""
    return VoiceStage(make_stage(), model).listen()


@pytest.fixture
def begun(voice: VoiceStage) -> VoiceStage:
    """A recording of two takes each of seven and banana, in blocks, that began."""
    voice.prepare("seven", "banana")
    voice.wait(1.0)
    voice.plan.start.click()
    return voice


@pytest.fixture
def filled(voice: VoiceStage, tmp_path: Path) -> VoiceStage:
    """A window that listens, with an open set of two takes of seven, one of banana, and one of six by somebody else."""
    takes = TestSet(tmp_path / "my-voice", create=True)
    for number, (label, speaker) in enumerate((("seven", ""), ("banana", ""), ("seven", ""), ("six", "anna"))):
        takes.add(label, spoken(seed=number), Origin(speaker, "Yeti", WORD))
    voice.prepare("seven", "six")
    return voice


@pytest.fixture
def figures(make_stage: MakeStage, model: Model) -> FiguresStage:
    return FiguresStage(make_stage(), model)

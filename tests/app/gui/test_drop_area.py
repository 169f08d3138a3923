"""Files dragged onto the window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.gui.assembly import attach_drops
from app.gui.listening.inputs import InputChoice
from tests.app.gui.fakes import READY

COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Dragged:
    """Files in the hand of someone who drags them over the window."""

    def __init__(self, stage, models):
        self.stage = stage
        self.area = attach_drops(stage.window, stage.controller, models.append)

    def _data(self, paths) -> QMimeData:
        self.data = QMimeData()  # Qt does not keep it
        self.data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        return self.data

    def enter(self, *paths) -> bool:
        event = QDragEnterEvent(QPoint(9, 9), COPY, self._data(paths), LEFT, NO_KEY)
        QApplication.sendEvent(self.stage.window, event)
        return event.isAccepted()

    def leave(self) -> None:
        QApplication.sendEvent(self.stage.window, QDragLeaveEvent())

    def drop(self, *paths) -> None:
        self.enter(*paths)
        QApplication.sendEvent(self.stage.window, QDropEvent(QPointF(9, 9), COPY, self._data(paths), LEFT, NO_KEY))


@pytest.fixture
def models():
    return []


@pytest.fixture
def dragged(stage, models):
    return Dragged(stage, models)


@pytest.mark.parametrize("name", ["four.wav", "FOUR.FLAC", "four.ogg", "four.mp3"])
def test_a_recording_that_is_dropped_is_listened_to(dragged, stage, name):
    dragged.drop(f"/music/{name}")
    assert stage.engine.choice == InputChoice(f"/music/{name}")
    assert stage.messages == []


def test_a_hint_covers_the_window_only_while_something_is_dragged_over_it(dragged, stage):
    assert dragged.enter("/music/four.wav")
    hint = dragged.area.hint
    assert (hint.isVisible(), hint.label.text()) == (True, "Drop to listen to four.wav")
    assert hint.geometry() == stage.window.rect()
    dragged.leave()
    assert not hint.isVisible()
    dragged.drop("/music/four.wav")
    assert not hint.isVisible()


def test_the_hint_grows_with_the_window(dragged, stage):
    dragged.enter("/music/four.wav")
    stage.window.resize(1500, 900)
    QApplication.processEvents()
    assert dragged.area.hint.width() == 1500


def test_of_several_files_the_first_that_can_be_used_is_used_and_that_is_said(dragged, stage):
    dragged.drop("/notes.txt", "/music/four.wav", "/music/five.wav")
    assert stage.engine.choice == InputChoice("/music/four.wav")
    stage.hear(READY)
    assert stage.messages == ["four.wav is used, the first of 3 files; drop the others one at a time."]
    dragged.drop("/music/five.wav")
    assert stage.messages == []


def test_a_file_of_a_wrong_kind_is_refused_with_one_line(dragged, stage):
    dragged.drop("/letters/dear.docx")
    assert len(stage.engines) == 1
    assert stage.messages == ["dear.docx is neither a recording nor a model; drop a WAV, FLAC, OGG, MP3 or ONNX file."]


def test_a_model_that_is_dropped_is_handed_on_and_the_sound_goes_on(dragged, stage, models):
    dragged.enter("/models/mine.onnx")
    assert dragged.area.hint.label.text() == "Drop to see the model mine.onnx"
    dragged.drop("/models/mine.onnx")
    assert [path.name for path in models] == ["mine.onnx"]
    assert len(stage.engines) == 1


def test_text_and_addresses_of_the_web_are_not_taken(dragged, stage):
    data = QMimeData()
    data.setText("hello")
    data.setUrls([QUrl("https://example.org/four.wav")])
    event = QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, NO_KEY)
    event.ignore()
    QApplication.sendEvent(stage.window, event)
    assert not event.isAccepted()
    assert not dragged.area.hint.isVisible()

"""Files dropped on the window: recordings are listened to, models are handed on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.gui.listening.input_button import AUDIO_FILES

MODEL_ENDING = ".onnx"
AUDIO_ENDINGS = tuple(pattern.removeprefix("*") for pattern in AUDIO_FILES.split())


class DropHint(QFrame):
    """Lies over the window while files are dragged across it, and says what would become of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setObjectName("dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, textFormat=Qt.TextFormat.PlainText)
        self.label.setObjectName("dropLabel")
        self.label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addWidget(self.label)
        self.hide()

    def show_text(self, text: str) -> None:
        """Cover the window with ``text``."""
        self.label.setText(text)
        self.cover()
        self.raise_()
        self.show()

    def cover(self) -> None:
        """Be as large as the window."""
        self.setGeometry(self._covered.rect())


class DropArea(QObject):
    """Lets files be dropped anywhere on a window, its dialogs left out.

    Args:
        window: what they are dropped on.
    """

    recording_dropped = Signal(str)
    """A recording is to be listened to: its path."""
    model_dropped = Signal(str)
    """A model is to be shown and used: its path."""
    began = Signal()
    """Files were dropped; what was said about others is past."""
    remarked = Signal(str)
    """One line about files that are not used."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hint = DropHint(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Take what is dragged over the window; all else passes."""
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if event.type() == QEvent.Type.DragLeave:
            self.hint.hide()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QResizeEvent):
            self.hint.cover()
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        """Accept files of all kinds: what cannot be used is refused with a reason, not with a silent cursor."""
        paths = _local_files(event)
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.hint.show_text(self._promise(paths))
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self.hint.hide()
        paths = _local_files(event)
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take(paths)
        return True

    def take(self, paths: Sequence[str]) -> None:
        """Do what is done with files that were dropped: the first that can be used is used."""
        self.began.emit()
        used = next(filter(_is_known, paths), None)
        if used is None:
            self.remarked.emit(self._refusal(paths))
            return
        (self.model_dropped if _is_model(used) else self.recording_dropped).emit(used)
        if len(paths) > 1:
            text = self.tr("{} is used, the first of {} files; drop the others one at a time.")
            self.remarked.emit(text.format(Path(used).name, len(paths)))

    def _promise(self, paths: Sequence[str]) -> str:
        used = next(filter(_is_known, paths), None)
        if used is None:
            return self._refusal(paths)
        text = self.tr("Drop to see the model {}") if _is_model(used) else self.tr("Drop to listen to {}")
        return text.format(Path(used).name)

    def _refusal(self, paths: Sequence[str]) -> str:
        text = self.tr("{} is neither a recording nor a model; drop a WAV, FLAC, OGG, MP3 or ONNX file.")
        return text.format(Path(paths[0]).name)


def _local_files(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


def _is_model(path: str) -> bool:
    return path.casefold().endswith(MODEL_ENDING)


def _is_known(path: str) -> bool:
    return _is_model(path) or path.casefold().endswith(AUDIO_ENDINGS)

"""Records the room from the microphone that is listened to, as background to tune a threshold on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.audio.files import length_s
from app.audio.opening import MICROPHONE
from app.errors import AudioError, SaysoError
from app.gui.controller import Controller
from app.gui.listening.input_button import AUDIO_FILES
from app.gui.numbers import filled, written
from app.gui.picture.sound_record import SoundRecord
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.background_box import BackgroundBox, BackgroundRow
from app.gui.voice.record_panel import ask_for_files
from app.personal.room_recording import RoomRecording
from app.personal.statistics import rate_text
from app.types import SAMPLE_RATE, to_seconds

LOOK_MS = 500
"""Between two looks for more sound: far less than the sound record keeps."""


@dataclass(frozen=True)
class RoomTools:
    """What a room recording uses of the world outside."""

    record: Callable[[int], RoomRecording] = RoomRecording
    ask_for_files: Callable[[QWidget, str, str], Sequence[str]] = ask_for_files


class RoomDesk(QObject):
    """Keeps the list of background recordings, and adds to it.

    Args:
        box: shows it.
        controller: knows what is listened to.
        record: holds the last of what was heard; what is new in it is written at each look.
        keeper: keeps the list.
        tools: the world outside.
    """

    failed = Signal(str)
    """Something cannot be kept; carries why in one line. An empty line takes back what was said before."""
    changed = Signal()
    """There are other recordings now."""

    def __init__(
        self,
        box: BackgroundBox,
        controller: Controller,
        record: SoundRecord,
        keeper: SettingsKeeper,
        tools: RoomTools | None = None,
    ) -> None:
        super().__init__(box)
        self._box, self._controller, self._record = box, controller, record
        self._keeper, self._tools = keeper, tools or RoomTools()
        self.recording: RoomRecording | None = None
        self._at = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        box.record_clicked.connect(self.start)
        box.stop_clicked.connect(self.stop)
        box.files_wanted.connect(self._ask)
        box.removed.connect(self._remove)
        controller.began.connect(self.stop)
        self.refresh()

    @property
    def paths(self) -> list[Path]:
        """All recordings, as they were added."""
        return [Path(path) for path in self._keeper.settings.background]

    def open(self) -> None:
        """Look from time to time whether there is a microphone to record."""
        self._timer.start()
        self.look()

    def leave(self) -> None:
        """End a recording that goes on, and keep it."""
        self._timer.stop()
        self.stop()

    def start(self, minutes: int) -> None:
        """Record the room, from now on."""
        self.stop()
        self.failed.emit("")
        try:
            self.recording = self._tools.record(minutes * 60 * SAMPLE_RATE)
        except SaysoError as error:
            self.failed.emit(str(error))
            return
        self._at = self._record.samples.end
        self._timer.start()
        self._show()

    def stop(self) -> None:
        """Keep what was recorded so far."""
        recording, self.recording = self.recording, None
        if recording is None:
            return
        try:
            path = recording.finish()
        except SaysoError as error:
            self.failed.emit(str(error))
        else:
            if path is not None:
                self._add([path])
        self._show()

    def look(self) -> None:
        """Write what was heard since the last look, and end when there is enough or nothing more comes."""
        self._offer()
        if self.recording is None:
            return
        end = self._record.samples.end
        first, self._at = min(max(self._at, self._record.samples.begin), end), end
        try:
            self.recording.push(self._record.sound(first, end))
        except SaysoError as error:
            self.recording = None
            self.failed.emit(str(error))
        if self.recording is not None and (not self.recording.left or not self._hears_a_microphone):
            self.stop()
        self._show()

    def refresh(self) -> None:
        """Show the list as it is now."""
        rows, whole_s = [], 0.0
        for path in self.paths:
            seconds = _seconds(path)
            whole_s += seconds or 0.0
            length = self.tr("cannot be read") if seconds is None else _minutes(seconds)
            rows.append(BackgroundRow(path, f"{path.name}   {length}"))
        # What app.personal.statistics.rate_bound says of no false accept, without scipy, which takes a second to load.
        total = self.tr("{:.2f} h in all; without a false accept in it, that shows fewer than {} per hour.")
        none = self.tr("Record your room for an hour or so, or add long recordings: nobody should say the words.")
        claim = filled(total, whole_s / 3600, written(rate_text(3 * 3600 / whole_s))) if whole_s else none
        self._box.show_recordings(rows, claim)

    @property
    def _hears_a_microphone(self) -> bool:
        return self._controller.state == "listening" and self._controller.choice.source == MICROPHONE

    def _offer(self) -> None:
        start = self.tr("To record the room, listen to a microphone first.")
        self._box.show_can_record("" if self._hears_a_microphone or self.recording else start)

    def _show(self) -> None:
        if self.recording is None:
            self._box.show_recording(None)
        else:
            left = self.tr("Recording: {} left").format(_minutes(to_seconds(self.recording.left)))
            self._box.show_recording(self.recording.done / self.recording.wanted, left)
        self._offer()

    def _ask(self) -> None:
        kinds = self.tr("Recordings ({});;All files (*)").format(AUDIO_FILES)
        chosen = self._tools.ask_for_files(self._box.window(), self.tr("Add background recordings"), kinds)
        self._add([Path(path) for path in chosen])

    def _add(self, paths: Sequence[Path]) -> None:
        self._keep([*self.paths, *paths])

    def _remove(self, paths: Sequence[Path]) -> None:
        self._keep([path for path in self.paths if path not in paths])

    def _keep(self, paths: Sequence[Path]) -> None:
        self._keeper.change(background=tuple(dict.fromkeys(map(str, paths))))
        self.refresh()
        self.changed.emit()


def _seconds(path: Path) -> float | None:
    try:
        return length_s(path)
    except AudioError:
        return None


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"

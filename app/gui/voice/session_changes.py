"""What the user changes while takes are recorded: say again, skip, delete, undo; and hearing the last take."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.errors import SaysoError
from app.gui.answers.open_test_set import OpenTestSet
from app.gui.voice.record_panel import RecordPanel
from app.gui.voice.take_player import TakePlayer, samples_of
from app.personal.recorder import Recorder
from app.personal.take import Take


class SessionChanges(QObject):
    """Carries out what the buttons of a recording say.

    Args:
        panel: has the buttons, and says what went wrong.
        recorder: returns the recorder of the recording that goes on, if one does.
        player: plays the last take.
        sets: shows how much is in the open set.
    """

    changed = Signal()
    """The recorder is to be shown anew."""

    def __init__(
        self, panel: RecordPanel, recorder: Callable[[], Recorder | None], player: TakePlayer, sets: OpenTestSet
    ) -> None:
        super().__init__(panel)
        self._panel, self._recorder, self._player, self._sets = panel, recorder, player, sets
        page = panel.session
        page.redo_clicked.connect(lambda: self._change(lambda recorder: recorder.redo()))
        page.delete_clicked.connect(lambda: self._change(lambda recorder: recorder.delete()))
        page.skip_clicked.connect(lambda: self._change(lambda recorder: recorder.skip()))
        page.undo_clicked.connect(lambda: self._change(lambda recorder: self._tell_undone(recorder.undo())))
        page.play_clicked.connect(self._play)

    def _change(self, act: Callable[[Recorder], object]) -> None:
        """Let the recorder change something; where it cannot, say why, and stay."""
        if (recorder := self._recorder()) is None:
            return
        self._player.stop()
        complaint = ""
        try:
            act(recorder)
        except SaysoError as error:
            complaint = str(error)
        self._panel.show_complaint(complaint)
        self._sets.show()
        self.changed.emit()

    def _tell_undone(self, take: Take | None) -> None:
        nothing = self.tr("Nothing is left to take back.")
        self._panel.note.say(nothing if take is None else self.tr("Taken back: “{}”.").format(take.label))

    def _play(self) -> None:
        recorder = self._recorder()
        if recorder is not None and (take := recorder.last) is not None:
            path = recorder.takes.path_of(take)
            self._player.play_or_stop(lambda: samples_of(path))

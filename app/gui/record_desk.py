"""A recording at work: the recorder hears what the window's engine hears, and the panel shows what it asks for."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.audio.opening import MICROPHONE
from app.engine.commands import Command, Configure
from app.engine.runner import Drained
from app.errors import SaysoError
from app.events import Columns, Ended, Event, Level, Problem, Ready
from app.gui.controller import Controller
from app.gui.open_test_set import OpenTestSet
from app.gui.phrases import translated
from app.gui.record_plan_desk import RecordPlanDesk
from app.gui.record_scene import SceneMaker
from app.gui.take_player import TakePlayer, samples_of
from app.gui.window import Window
from app.personal.recorder import Recorder
from app.personal.recording_state import State
from app.personal.take import Origin, Take
from app.personal.test_set import TestSet


class RecordDesk(QObject):
    """Begins, shows and ends recordings; while one goes on, what is said goes there and nowhere else.

    Args:
        window: shows it, and is quiet meanwhile.
        controller: listens.
        plans: knows what is to be said.
        sets: knows where takes are kept.
        player: plays takes.
        send: asks the engine for something.
    """

    def __init__(
        self,
        window: Window,
        controller: Controller,
        plans: RecordPlanDesk,
        sets: OpenTestSet,
        player: TakePlayer,
        send: Callable[[Command], None],
    ) -> None:
        super().__init__(window.voice)
        self._window, self._panel, self._page = window, window.voice.record, window.voice.record.session
        self._controller, self._plans, self._sets, self._player, self._send = controller, plans, sets, player, send
        self.recorder: Recorder | None = None
        """Of the recording that goes on."""
        self._scenes = SceneMaker(self)
        self._ready: Ready | None = None
        self._level: Level | None = None
        self._waits = self._resumes = self._diverts = False
        self._tried = ""
        self._connect()

    def _connect(self) -> None:
        panel, page, controller = self._panel, self._page, self._controller
        panel.plan.start_clicked.connect(self.start)
        panel.try_clicked.connect(self._try)
        page.pause_clicked.connect(self.pause_or_go_on)
        page.redo_clicked.connect(lambda: self._change(lambda recorder: recorder.redo()))
        page.delete_clicked.connect(lambda: self._change(lambda recorder: recorder.delete()))
        page.undo_clicked.connect(self._undo)
        page.skip_clicked.connect(lambda: self._change(lambda recorder: recorder.skip()))
        page.play_clicked.connect(self._play)
        page.stop_clicked.connect(self.stop)
        self._player.changed.connect(self._mind_playing)
        controller.began.connect(self._forget)
        controller.heard.connect(lambda _: self._quieten())
        controller.desk.gave_up.connect(self._lose)
        self._window.header.start_stop_clicked.connect(self._mind_stop)

    @property
    def is_recording(self) -> bool:
        """Whether what is said now may become a take."""
        return self.recorder is not None and self.recorder.state not in (State.PAUSED, State.FINISHED)

    def start(self) -> None:
        """Begin, or go on where another day ended; ask for a test set and a microphone first."""
        self._panel.show_complaint("")
        self._panel.show_note("")
        if self._sets.current is None:
            self._sets.ask_then(self.start)
            return
        if self._refuses():
            return
        try:
            plan = self._plans.plan()
        except SaysoError as error:
            self._panel.show_complaint(str(error))
            return
        takes = self._sets.current
        assert isinstance(takes, TestSet)
        self.recorder = Recorder(takes, plan, Origin(self._controller.settings.speaker))
        for event in (self._ready, self._level):
            if event is not None:
                self.recorder.push(event)
        self._panel.show_page(self._page)
        self._go_on()

    def stop(self) -> None:
        """End the recording; another one goes on from it."""
        self._resumes = self._waits = False
        self._player.stop()
        recorder, self.recorder = self.recorder, None
        if recorder is not None:
            recorder.stop()
            self._divert()
            self._panel.show_complaint("")
            self._panel.show_note("")
            self._sets.show()
            self._panel.show_page(self._panel.plan)

    def pause_or_go_on(self) -> None:
        """Do what the button says; what is played is over."""
        if self._player.is_playing:
            self._player.stop()
        elif self.is_recording or self._waits:
            assert self.recorder is not None
            self._waits = False
            self.recorder.pause()
            self._show()
        elif self.recorder is not None and not self._refuses():
            self._panel.show_complaint("")
            self._go_on()

    def hear(self, drained: Drained) -> None:
        """Take what the engine says, before the window shows it."""
        for event in (*drained.dense, *drained.events):
            if not isinstance(event, Columns):
                self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, Level):
            self._level = event
            self._page.show_level(event)
        elif isinstance(event, Ready):
            self._ready = event
        if self.recorder is None:
            return
        kept = len(self.recorder.takes.takes)
        try:
            changed = self.recorder.push(event)
        except SaysoError as error:
            self._panel.show_complaint(str(error))
            changed = True
        if isinstance(event, Ready):
            self._welcome(self.recorder)
        elif isinstance(event, Problem):
            self._lose(event.message)
        elif isinstance(event, Ended):
            self._lose(self.tr("The recording is at its end; start it again, or choose a microphone."))
        if len(self.recorder.takes.takes) != kept:
            self._sets.show()
        if changed:
            self._show()

    def _go_on(self) -> None:
        """Record as soon as something is listened to."""
        assert self.recorder is not None
        if self._controller.state == "listening":
            self.recorder.resume()
        else:
            self._waits = True
            if not self._controller.is_on:
                self._controller.start()
        self._show()

    def _welcome(self, recorder: Recorder) -> None:
        """Another stream begins: go on with it, if it is one to record from."""
        if self._refuses():
            recorder.pause()
        elif self._waits:
            self._waits = False
            self._panel.show_complaint("")
            recorder.resume()
        self._show()

    def _lose(self, why: str) -> None:
        """Nothing is listened to any more; what was kept stays."""
        if self.recorder is not None:
            self._waits = False
            self.recorder.pause()
            self._panel.show_complaint(why)
            self._show()

    def _forget(self) -> None:
        """Another stream begins, whose indices count from 0."""
        self._ready = self._level = None
        self._page.level.clear()

    def _refuses(self) -> bool:
        """Say why there is nothing to record from, unless the user wants to try it all the same."""
        choice = self._controller.choice
        if choice.source in (MICROPHONE, self._tried):
            trying = self.tr("Trying with {}: these takes are not of your own voice.").format(choice.title)
            self._panel.show_note("" if choice.source == MICROPHONE else trying)
            return False
        why = self.tr("{} is listened to, and cannot tell how you speak: choose a microphone under Input.")
        self._panel.show_complaint(why.format(choice.title), can_try=True)
        return True

    def _try(self) -> None:
        self._tried = self._controller.choice.source
        if self.recorder is None:
            self.start()
        else:
            self.pause_or_go_on()

    def _mind_stop(self) -> None:
        """The window's own button may have ended it all."""
        if self.recorder is not None and not self._controller.is_on:
            self._lose(self.tr("Nothing is listened to any more; go on to listen again."))

    def _mind_playing(self, playing: bool) -> None:
        """Record nothing of what is played, and go on after it."""
        self._page.show_playing(self._player.is_playing)
        if self.recorder is None:
            return
        if playing and self.is_recording:
            self._resumes = True
            self.recorder.pause()
            self._show()
        elif not playing and self._resumes:
            self._resumes = False
            self._go_on()

    def _play(self) -> None:
        take = self.recorder.last if self.recorder else None
        if take is not None:
            assert self.recorder is not None
            path = self.recorder.takes.path_of(take)
            self._player.play_or_stop(lambda: samples_of(path))

    def _change(self, act: Callable[[Recorder], object]) -> None:
        """Let the recorder change something; where it cannot, say why, and stay."""
        if self.recorder is None:
            return
        self._player.stop()
        try:
            act(self.recorder)
        except SaysoError as error:
            self._panel.show_complaint(str(error))
        else:
            self._panel.show_complaint("")
        self._sets.show()
        self._show()

    def _undo(self) -> None:
        self._change(lambda recorder: self._tell_undone(recorder.undo()))

    def _tell_undone(self, take: Take | None) -> None:
        if take is None:
            self._panel.show_note(self.tr("Nothing is left to take back."))
        else:
            self._panel.show_note(self.tr("Taken back: “{}”.").format(take.label))

    def _show(self) -> None:
        """Show the recorder as it is now."""
        self._divert()
        if (recorder := self.recorder) is None:
            return
        progress = recorder.progress
        scene = self._scenes.scene_of(recorder, self._player.is_playing, self._waits)
        label = scene.word if scene.kind in ("kept", "again") else recorder.label
        done = progress.per_label.get(label, 0) - (scene.kind == "kept")
        self._page.show_scene(scene)
        self._page.show_progress(label, done, recorder.plan.takes, progress.done, progress.total, progress.skipped)
        self._page.show_last(recorder.last is not None)

    def _divert(self) -> None:
        """Keep words from the window while they are takes, however it is told to listen."""
        diverts = self.is_recording
        if diverts == self._diverts:
            return
        self._diverts = diverts
        self._controller.deafness.diverted = diverts
        settings = self._controller.settings
        if settings.engine().push_to_talk:
            self._send(Configure(replace(settings.engine(), push_to_talk=not diverts)))
        if diverts:
            self._quieten()
        else:
            self._window.show_invitation(self._controller.state, settings.listening)

    def _quieten(self) -> None:
        """Say in the window where the words go."""
        if self._diverts:
            self._window.prediction.show_idle(
                self.tr("Recording"), self.tr("What you say goes into the test set. See “My voice”.")
            )

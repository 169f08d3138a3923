"""A recording at work: the recorder hears what the window's engine hears, and the panel shows what it asks for."""

from PySide6.QtCore import QObject

from app.errors import SaysoError
from app.events import Ended, Event, Level, Problem, Ready
from app.gui.controller import Controller
from app.gui.help.phrases import translated
from app.gui.voice.diversion import Diversion
from app.gui.voice.now_heard import NowHeard
from app.gui.voice.record_plan_desk import RecordPlanDesk
from app.gui.voice.record_scene import SceneMaker
from app.gui.voice.recording_input import RecordingInput
from app.gui.voice.session_changes import SessionChanges
from app.gui.voice.take_player import TakePlayer
from app.gui.window import Window
from app.personal.recorder import Recorder
from app.personal.recording_state import State
from app.personal.take import Origin
from app.personal.test_set import TestSet


class RecordDesk(QObject):
    """Begins, shows and ends recordings; while one goes on, what is said goes there and nowhere else.

    Args:
        window: shows it, and is quiet meanwhile.
        controller: listens.
        plans: knows what is to be said, and where takes are kept.
        player: plays takes.
        diversion: keeps words from the window.
        now: tells what the engine says, before the window shows it.
    """

    def __init__(
        self,
        window: Window,
        controller: Controller,
        plans: RecordPlanDesk,
        player: TakePlayer,
        diversion: Diversion,
        now: NowHeard,
    ) -> None:
        super().__init__(window.voice)
        self._window, self._panel, self._page = window, window.voice.record, window.voice.record.session
        self._controller, self._plans, self._sets = controller, plans, plans.sets
        self._player, self._diversion, self._now = player, diversion, now
        self._input = RecordingInput(self._panel, controller)
        self.recorder: Recorder | None = None
        """Of the recording that goes on."""
        self._scenes = SceneMaker(self)
        self._waits = self._resumes = False
        self._mended = ""
        self._connect()

    def _connect(self) -> None:
        panel, page, controller = self._panel, self._page, self._controller
        panel.plan.start_clicked.connect(self.start)
        panel.try_clicked.connect(self._try)
        page.pause_clicked.connect(self.pause_or_go_on)
        changes = SessionChanges(panel, lambda: self.recorder, self._player, self._sets)
        changes.changed.connect(self._show)
        page.stop_clicked.connect(self.stop)
        self._player.changed.connect(self._mind_playing)
        self._sets.changed.connect(self._mind_set)
        self._now.happened.connect(self._take)
        controller.began.connect(page.level.clear)
        controller.desk.gave_up.connect(self._lose)
        self._window.header.start_stop_clicked.connect(self._mind_stop)
        self._window.voice.tabs.currentChanged.connect(self._mind_page)

    @property
    def is_recording(self) -> bool:
        """Whether what is said now may become a take."""
        return self.recorder is not None and self.recorder.state not in (State.PAUSED, State.FINISHED)

    def start(self) -> None:
        """Begin, or go on where another day ended; ask for a test set and a microphone first."""
        self._panel.show_complaint("")
        self._panel.note.say("")
        if self._sets.current is None:
            self._sets.ask_then(self.start)
            return
        if self._input.refuses():
            return
        try:
            plan = self._plans.plan()
        except SaysoError as error:
            self._panel.show_complaint(str(error))
            return
        takes = self._sets.current
        assert isinstance(takes, TestSet)
        self._mended = takes.complaint  # which was told when the set was opened
        self.recorder = Recorder(takes, plan, Origin(self._controller.settings.speaker))
        for event in (self._now.ready, self._now.level):
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
            self._diversion.follow(self.is_recording)
            self._panel.show_complaint("")
            self._panel.note.say("")
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
        elif self.recorder is not None and not self._input.refuses():
            self._panel.show_complaint("")
            self._go_on()

    def _take(self, event: Event) -> None:
        if isinstance(event, Level):
            self._page.show_level(event)
        if self.recorder is None:
            return
        self._push(self.recorder, event)
        if isinstance(event, Ready):
            self._welcome(self.recorder)
        elif isinstance(event, Problem):
            self._lose(event.message)
        elif isinstance(event, Ended):
            self._lose(self.tr("The recording is at its end; start it again, or choose a microphone."))

    def _push(self, recorder: Recorder, event: Event) -> None:
        """Let the recorder hear; a take that cannot be kept is said, and asked for again."""
        takes = recorder.takes.takes
        try:
            changed = recorder.push(event)
        except SaysoError as error:
            self._panel.show_complaint(str(error))
            changed = True
        if recorder.takes.takes != takes:
            self._sets.show()
            self._tell_mended(recorder.takes.complaint)
        if changed:
            self._show()

    def _tell_mended(self, complaint: str) -> None:
        """Say what had to be mended since another Sayso wrote to the set, once."""
        if complaint != self._mended:
            self._mended = complaint
            self._panel.note.say(translated(complaint))

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
        if self._input.refuses():
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

    def _try(self) -> None:
        self._input.try_anyway()
        if self.recorder is None:
            self.start()
        else:
            self.pause_or_go_on()

    def _mind_stop(self) -> None:
        """The window's own button may have ended it all."""
        if self.recorder is not None and not self._controller.is_on:
            self._lose(self.tr("Nothing is listened to any more; go on to listen again."))

    def _mind_set(self) -> None:
        """Another set was opened: no more takes go into the one before."""
        if self.recorder is not None and self.recorder.takes is not self._sets.current:
            self.stop()

    def _mind_page(self) -> None:
        """Record nothing while the prompt is out of sight."""
        if self._window.voice.tabs.currentWidget() is not self._panel:
            self._resumes = False
            if self.is_recording:
                self.pause_or_go_on()

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

    def _show(self) -> None:
        """Show the recorder as it is now."""
        self._diversion.follow(self.is_recording)
        if (recorder := self.recorder) is None:
            return
        progress = recorder.progress
        scene = self._scenes.scene_of(recorder, self._player.is_playing, self._waits)
        label = scene.word if scene.kind in ("kept", "again") else recorder.label
        done = progress.per_label.get(label, 0) - (scene.kind == "kept")
        self._page.show_scene(scene)
        self._page.show_progress(label, done, recorder.plan.takes, progress.done, progress.total, progress.skipped)
        self._page.show_last(recorder.last is not None, recorder.takes.can_undo)

"""The wiring: what the user does becomes settings and commands, what the engine says becomes pictures."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.audio.opening import MICROPHONE
from app.engine.commands import Configure, Hold
from app.events import Ended, Event, Problem, Ready
from app.gui.answers.deafness import Deafness
from app.gui.banners import Message
from app.gui.bridge import Bridge
from app.gui.choices import Choices
from app.gui.event_display import EventDisplay, Tally
from app.gui.listening.input_desk import InputDesk
from app.gui.listening.inputs import InputChoice, InputSearch
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import State, Window
from app.settings import Settings

FRAME_MS = 16
"""Between two looks at the engine while the window is seen: 60 frames per second."""

IDLE_MS = 100
"""The same while it is not, or nothing is listened to: what arrives may not pile up."""


class Controller(QObject):
    """Knows the window and the bridge, and is known by neither.

    Args:
        window: shows and tells.
        bridge: starts and stops engines.
        search: looks for microphones.
        keeper: knows what the user chose.
        clock: seconds that never go back, for the pace of scrolling alone.
    """

    heard = Signal(object)
    """The engine runs: a :class:`Ready`."""
    began = Signal()
    """Another stream begins; sample indices count from 0 again."""
    happened = Signal(object)
    """A sparse event of the stream, after the window showed it."""

    def __init__(
        self,
        window: Window,
        bridge: Bridge,
        search: InputSearch,
        keeper: SettingsKeeper,
        *,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__()
        self._window, self._bridge = window, bridge
        self._keeper, self._clock = keeper, clock
        self.desk = InputDesk(window, search, keeper, self)
        """Decides what to listen to, and what stands in for it."""
        self.state: State = "starting"
        self.failure = ""
        """Why nothing is listened to; empty unless the state is ``failed`` or ``waiting``."""
        self._display = EventDisplay(window)
        self.deafness = Deafness()
        self._choices = Choices(window, keeper)
        self._title = self.choice.title
        self._drawn_at = clock()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=FRAME_MS)
        self._timer.timeout.connect(self.tick)
        self._connect()
        self._enter("starting")

    def _connect(self) -> None:
        window, header = self._window, self._window.header
        header.input.chosen.connect(self.choose_input)
        header.input.rescan_requested.connect(self.rescan)
        self.desk.decided.connect(self._listen)
        self.desk.interrupted.connect(self._release)
        self.desk.waits.connect(lambda: self._enter("waiting"))
        self.desk.gave_up.connect(self._fail)
        self.happened.connect(self.desk.hear)
        header.start_stop_clicked.connect(self.start_or_stop)
        window.hold.changed.connect(lambda held: self._bridge.send(Hold(held)))
        window.closed.connect(self.close)
        self._keeper.changed.connect(self._obey_settings)

    @property
    def choice(self) -> InputChoice:
        """What is listened to, or would be."""
        return self.desk.choice

    def open(self, source: str | None) -> None:
        """Start to listen to ``source``; ``None`` is the microphone of last time, or the demo where there is none."""
        self.desk.open(source)
        self._timer.start()
        self.start()

    def close(self) -> None:
        """Stop everything that runs, and keep what was chosen last."""
        self._window.spectrogram.settle()
        self._timer.stop()
        self._window.hold.set_enabled(False)
        self._bridge.stop()
        self.desk.close()

    def start(self) -> None:
        """Listen to the chosen input, from its beginning, once it is known whether it is there."""
        self._bridge.stop()
        self._clear()
        self._enter("starting")
        self.desk.begin()

    def stop(self) -> None:
        """Stop listening."""
        self.desk.rest()
        self._bridge.stop()
        self._enter("stopped")

    def start_or_stop(self) -> None:
        """Do what the button says."""
        if self.is_on:
            self.stop()
        else:
            self.start()

    def choose_input(self, choice: InputChoice) -> None:
        """Listen to another input, and remember it if it is a microphone."""
        self.desk.choose(choice)
        self.start()

    def rescan(self) -> None:
        """Look for newly plugged microphones; one that is listened to is closed meanwhile."""
        self.desk.rescan()
        if self.choice.source == MICROPHONE and self.is_on:
            self.start()

    def tick(self) -> None:
        """Show what happened since the last tick; draw only if someone sees it."""
        self.desk.look()
        if (drained := self._bridge.drain()) is not None:
            for dense in drained.dense:
                self._display.take(dense)
            for event in drained.events:
                self._hear(event)
        now, before = self._clock(), self._drawn_at
        self._drawn_at = now
        self._display.draw(now - before)
        self._keep_pace()

    def _keep_pace(self) -> None:
        """Look less often while nothing moves or nobody sees it; setting a running timer anew would delay it."""
        moving = self._window.is_seen and self.state in ("starting", "listening")
        interval = FRAME_MS if moving else IDLE_MS
        if interval != self._timer.interval():
            self._timer.setInterval(interval)

    @property
    def is_on(self) -> bool:
        """Whether something is listened to, or will be without anyone's doing."""
        return self.state in ("starting", "listening", "waiting")

    @property
    def settings(self) -> Settings:
        """What the user chose."""
        return self._keeper.settings

    @property
    def tally(self) -> Tally:
        """What was shown since the window opened."""
        return self._display.tally

    def _hear(self, event: Event) -> None:
        if self.deafness.ignores(event):
            return
        match event:
            case Ready():
                self._show_ready(event)
            case Problem():
                self._show_problem(event)
            case Ended():
                self._bridge.stop()
                self._enter("ended")
            case _:
                self._display.show(event)
        self.happened.emit(event)

    def _show_ready(self, event: Ready) -> None:
        if self.state == "waiting":
            self._clear()
        self.failure = ""
        self.desk.opened()
        self._keeper.use_labels(event.labels)
        self._title = event.source if event.live else self.choice.title
        self._window.status.show_model(event.model, event.profile)
        self._enter("listening")
        self.heard.emit(event)

    def _show_problem(self, event: Problem) -> None:
        """Say why nothing is heard, unless it is a microphone that may come back."""
        self._bridge.stop()
        self.failure = event.message
        if not (event.may_pass and self.choice.source == MICROPHONE):
            self._fail(event.message)
        elif self.state == "listening":
            self._window.banners.clear("engine")  # what was said about its sound is past
            self._enter("waiting")
            self.desk.gone(self._title)
        else:
            self.desk.lost(event.message)

    def _fail(self, why: str) -> None:
        self._window.banners.show_message(Message("engine", why, "problem"))
        self.failure = why
        self._enter("failed")

    def _listen(self) -> None:
        """Open what the desk decided on; while one waits, what is on show stays until something is heard."""
        if self.state == "listening":
            self._clear()  # that was what stood in
        if self.state != "waiting":
            self._title = self.choice.title
            self._enter("starting")
        self._bridge.start(self.choice, self.settings.engine())

    def _release(self) -> None:
        """Close the microphone, if that is what is listened to."""
        if self.choice.source == MICROPHONE:
            self._bridge.stop()

    def _clear(self) -> None:
        """Another stream begins."""
        self._display.clear()
        self.began.emit()
        self.failure = ""
        self._title = self.choice.title

    def _obey_settings(self, before: Settings) -> None:
        """Tell the engine what concerns it; how one listens changes what the window invites to."""
        if self.settings.engine() != before.engine():
            self._bridge.send(Configure(self.settings.engine()))
        if self.state == "failed" and self.settings.vocabulary != before.vocabulary:
            self.start()  # a word that the model does not know may be why
        if self.settings.listening != before.listening:
            self._enter(self.state)

    def _enter(self, state: State) -> None:
        self.state = state
        self._window.header.input.show_choice(self.choice)
        self._window.show_state(state, self._title, self.settings.listening)

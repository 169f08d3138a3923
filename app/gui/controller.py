"""The wiring: what the user does becomes settings and commands, what the engine says becomes pictures."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.audio.opening import MICROPHONE
from app.engine.commands import Configure, Hold
from app.events import Ended, Event, Problem, Ready
from app.gui.banners import Message
from app.gui.bridge import Bridge
from app.gui.event_display import EventDisplay, Tally
from app.gui.inputs import InputChoice, Inputs, InputSearch, Substitute, substitute
from app.gui.picture_export import PictureExport
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
        self._window, self._bridge, self._search = window, bridge, search
        self._keeper, self._clock = keeper, clock
        self.choice = InputChoice(MICROPHONE, self.settings.device, self.settings.host_api)
        self.state: State = "starting"
        self.failure = ""
        """Why nothing is listened to; empty unless the state is ``failed``."""
        self._display = EventDisplay(window)
        self._export = PictureExport(window.spectrogram, window)
        self._title = self.choice.title
        self._waiting = self._may_fall_back = self._asked_for_inputs = False
        self._drawn_at = clock()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=FRAME_MS)
        self._timer.timeout.connect(self.tick)
        self._connect()
        window.header.input.show_choice(self.choice)
        self._enter("starting")

    def _connect(self) -> None:
        window, header = self._window, self._window.header
        header.input.chosen.connect(self.choose_input)
        header.input.rescan_requested.connect(self.rescan)
        header.vocabulary.chosen.connect(self._choose_vocabulary)
        header.vocabulary.custom_requested.connect(self._keeper.edit_words)
        window.words.accepted.connect(self._choose_vocabulary)
        header.listening.chosen.connect(lambda name: self._keeper.change(listening=name))
        header.view.theme_chosen.connect(lambda name: self._keeper.change(theme=name))
        header.view.colour_map_chosen.connect(lambda name: self._keeper.change(colour_map=name))
        header.view.threshold_chosen.connect(lambda share: self._keeper.change(threshold=share))
        header.start_stop_clicked.connect(self.start_or_stop)
        window.hold.changed.connect(lambda held: self._bridge.send(Hold(held)))
        window.spectrogram.chosen.connect(lambda choices: self._keeper.change(**choices))
        window.spectrogram.picture_wanted.connect(self._export.save_picture)
        window.spectrogram.data_wanted.connect(self._export.save_data)
        self._export.failed.connect(lambda why: window.banners.show_message(Message("export", why, "problem")))
        self._export.done.connect(self._tell_saved)
        window.closed.connect(self.close)
        self._keeper.changed.connect(self._obey_settings)

    def open(self, source: str | None) -> None:
        """Start to listen to ``source``; ``None`` is the microphone of last time, or the demo where there is none."""
        self._may_fall_back = source in (None, MICROPHONE)
        if source not in (None, MICROPHONE):
            self.choice = InputChoice(source)
        self._search.start(rescan=False)
        self._timer.start()
        self.start()

    def close(self) -> None:
        """Stop everything that runs, and keep what was chosen last."""
        self._window.spectrogram.settle()
        self._timer.stop()
        self._window.hold.set_enabled(False)
        self._bridge.stop()
        self._search.wait()

    def start(self) -> None:
        """Listen to the chosen input, from its beginning; a microphone waits until the search for inputs is over."""
        self._display.clear()
        self.began.emit()
        self.failure = ""
        self._window.header.input.show_choice(self.choice)
        self._title = self.choice.title
        self._waiting = self._search.running and self.choice.source == MICROPHONE
        if not self._waiting:
            self._bridge.start(self.choice, self.settings.engine())
        self._enter("starting")

    def stop(self) -> None:
        """Stop listening."""
        self._waiting = self._may_fall_back = False
        self._bridge.stop()
        self._enter("stopped")

    def start_or_stop(self) -> None:
        """Do what the button says."""
        if self.state in ("starting", "listening"):
            self.stop()
        else:
            self.start()

    def choose_input(self, choice: InputChoice) -> None:
        """Listen to another input, and remember it if it is a microphone."""
        self._may_fall_back = False
        self.choice = choice
        self._bridge.stop()
        self._window.banners.clear("input")
        if choice.source == MICROPHONE:
            self._keeper.change(device=choice.device, host_api=choice.host_api)
        self.start()

    def rescan(self) -> None:
        """Look for newly plugged microphones; one that is listened to is closed meanwhile."""
        interrupted = self.choice.source == MICROPHONE and self.state in ("starting", "listening")
        if interrupted:
            self._bridge.stop()
        self._window.banners.clear("input")
        self._asked_for_inputs = True
        self._search.start(rescan=True)
        if interrupted:
            self.start()

    def tick(self) -> None:
        """Show what happened since the last tick; draw only if someone sees it."""
        if (found := self._search.take()) is not None:
            self._show_inputs(found)
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
    def settings(self) -> Settings:
        """What the user chose."""
        return self._keeper.settings

    @property
    def tally(self) -> Tally:
        """What was shown since the window opened."""
        return self._display.tally

    def _hear(self, event: Event) -> None:
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
        self._may_fall_back = False
        self._keeper.use_labels(event.labels)
        self._title = event.source if event.live else self.choice.title
        self._window.status.show_model(event.model)
        self._enter("listening")
        self.heard.emit(event)

    def _show_problem(self, event: Problem) -> None:
        """Say why nothing is heard; at the start, the demo takes the place of a microphone that cannot be opened."""
        self._bridge.stop()
        if self._may_fall_back and self.choice.source == MICROPHONE:
            self._substitute(substitute(self.choice, Inputs(complaint=event.message)))
        else:
            self._window.banners.show_message(Message("engine", event.message, "problem"))
            self.failure = event.message
            self._enter("failed")

    def _show_inputs(self, found: Inputs) -> None:
        asked, self._asked_for_inputs = self._asked_for_inputs, False
        self._window.header.input.show_devices(found.devices)
        if self._waiting and self._may_fall_back:
            self._substitute(substitute(self.choice, found))
        elif self._waiting:
            self.start()
        elif asked and found.complaint:
            self._window.banners.show_message(Message("input", found.complaint))

    def _substitute(self, found: Substitute) -> None:
        """Listen to what there is, for this time: the choice of last time is not forgotten."""
        if found.remark:
            self._window.banners.show_message(Message("input", found.remark))
        self.choice = found.choice
        self.start()

    def _tell_saved(self, text: str) -> None:
        self._window.banners.show_message(Message("export", text))

    def _choose_vocabulary(self, vocabulary: str) -> None:
        self._window.words.hide()
        self._keeper.change(vocabulary=vocabulary)
        if self.state == "failed":
            self.start()  # a word that the model does not know may be why

    def _obey_settings(self, before: Settings) -> None:
        """Tell the engine what concerns it; how one listens changes what the window invites to."""
        if self.settings.engine() != before.engine():
            self._bridge.send(Configure(self.settings.engine()))
        if self.settings.listening != before.listening:
            self._enter(self.state)

    def _enter(self, state: State) -> None:
        self.state = state
        self._window.show_state(state, self._title, self.settings.listening)
